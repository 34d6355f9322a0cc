import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { validateConfig } from 'astro/config'
import { strFromU8, unzipSync } from 'fflate'
import Papa from 'papaparse'
import { expect, test } from 'vitest'
import { complete, markdown, problemsWith } from '../../build/content/fixture.ts'
import { access } from '../../functions/access.ts'
import { takePlaces } from '../support/api.ts'
import { asVisitor, useBrowser } from '../support/browser.ts'
import { type Planted, plantCanaries } from '../support/canaries.ts'
import { alsoPlanted, canary, markdownCanaries, plantedCount, readAsMarkup, shownIn } from '../support/canary-texts.ts'
import { person } from '../support/cast.ts'
import { signedIn } from '../support/desk-browser.ts'
import { secret } from '../support/host-parts.ts'
import { useSite } from '../support/hosts.ts'
import { fieldNames } from '../support/junk-forms.ts'
import { asStaff } from '../support/people.ts'
import { run } from '../support/processes.ts'
import { repositoryRoot } from '../support/root.ts'
import { residentCookies, samplePeople } from '../support/sample.ts'
import { slipFor } from '../support/signin.ts'
import { registerOf } from '../support/signin-people.ts'
import { printedCode } from '../support/surveys/codes.ts'

const people = samplePeople()
let planted: Planted
let steward = { cookie: '' }
let me = { cookie: '' }
const secrets: string[] = []
const site = useSite('node', {
  prepare: async (client) => {
    await people.prepare(client)
    planted = await plantCanaries(client)
    const register = registerOf(client)
    steward = (await asStaff(register, { role: 'steward' })).headers
    for (const household of planted.homes) secrets.push(await printedCode(register, 'needs-2026', household))
    for (const id of planted.staff) secrets.push(await slipFor(register, { kind: 'staff', id }))
    secrets.push(...planted.names.filter((name) => name.length > 8))
    secrets.push(people.slips().resident, people.slips().steward)
  },
})
const browser = useBrowser()
const found: string[] = []
const none = (own: string[]) => {
  found.push(...own)
  expect(own).toEqual([])
}

/** Every address that was asked for or led to. */
const addresses: string[] = []
const ask = async (path: string, cookie: string, fields?: Record<string, string>) => {
  const sent = fields && { method: 'POST', body: new URLSearchParams(fields) }
  const answer = await fetch(site().url + path, { ...sent, headers: { cookie: `cookies=kept; ${cookie}` }, redirect: 'manual' })
  addresses.push(path, answer.headers.get('location') ?? '')
  return answer
}
const cookieValues = (cookie: string) =>
  cookie.split('; ').flatMap((pair) => ((pair.split('=')[1]?.length ?? 0) > 20 ? [pair.split('=').slice(1).join('=')] : []))

test('what editors write in Markdown is refused, or written into the page as text', async () => {
  const own: string[] = []
  const { markdown: settings } = await validateConfig({}, repositoryRoot, 'build')
  const renderer = await settings.processor.createRenderer({ syntaxHighlight: false, image: { domains: [], remotePatterns: [] } })
  await asVisitor(browser(), {}, async (context) => {
    const page = await context.newPage()
    for (const body of markdownCanaries()) {
      if (problemsWith({ 'content/pages/about.md': markdown(complete.pages, body) }).length > 0) continue
      const { code } = await renderer.render(body)
      await page.setContent(`<script>window.hit = []; window.pwned = (id) => window.hit.push(id)</script>${code}`)
      const hit = await page.evaluate(() => {
        for (const link of document.querySelectorAll('a')) link.click()
        const odd = [...document.querySelectorAll('*')].filter(
          (one) => one.localName.startsWith('c-') || [...one.attributes].some(({ name }) => name.startsWith('on')),
        )
        return [...(window as unknown as { hit: number[] }).hit, ...odd.map(({ outerHTML }) => outerHTML)]
      })
      if (hit.length > 0) own.push(`${body}: ${hit}`)
    }
  })
  none(own)
})

const parts = (route: string) =>
  route
    .replace(/^\w+ /, '')
    .replace('/policies/:slug', '/policies/juzhuzheng')
    .replace('/surveys/:slug', '/surveys/needs-2026')
    .replace('/rewards/:slug', '/rewards/lajidai')
    .replace('/checkers/:slug', '/checkers/yanchi-tuixiu')
    .replace(':slug', 'fangzha-qingjingju')
    .replace(':occurrence', '2026-12-05')
    .replace(':month', '2026-10')
    .replace(':household', planted.homes[0] ?? '')
    .replace(':device', 'device-0')
    .replace(/:(id|resident|representation|redemption|signup)/, 'signup-of-a-canary-0')

test('what is stored is shown as text to everybody who is shown it', async () => {
  const own: string[] = []
  me = { cookie: await residentCookies(site().url, people.slips().resident) }
  secrets.push(...cookieValues(me.cookie), ...cookieValues(steward.cookie))
  const pages = Object.keys(access).flatMap((route) => (route.startsWith('GET ') && !route.includes('/api/') ? [`${parts(route)}/`] : []))
  const over = ['results', 'texts', 'needs'].flatMap((page) => [`/desk/surveys/chepeng-deng/${page}/`, `/surveys/chepeng-deng/${page}/`])
  const homes = planted.homes.flatMap((home) => [`/desk/households/${home}/`, `/desk/points/households/${home}/`])
  const more = [
    '/',
    '/activities/',
    '/activities/tai-chi/',
    '/activities/fangzha-qingjingju/',
    ...planted.staff.map((id) => `/desk/staff/${id}/`),
    ...over,
  ]
  const shown = new Set<number>()
  const foreign: string[] = []
  for (const who of [me, steward])
    await asVisitor(browser(), {}, async (context) => {
      await context.addInitScript(() =>
        Object.assign(window, { hit: [], pwned: (id: number) => (window as unknown as { hit: number[] }).hit.push(id) }),
      )
      await signedIn(context, site().url, who)
      context.on('request', (request) => {
        if (/pwned|evil/.test(request.url()) || !request.url().startsWith(site().url)) foreign.push(request.url())
      })
      const page = await context.newPage()
      for (const path of [...pages, ...more, ...(who === steward ? homes : [])]) {
        const answer = await ask(path, who.cookie)
        if (!answer.headers.get('content-type')?.startsWith('text/html')) continue
        const html = await answer.text()
        if (answer.status >= 500) own.push(`${path} breaks`)
        for (const id of shownIn(html)) shown.add(id)
        for (const id of readAsMarkup(html)) own.push(`${path} reads ${id} as markup`)
        if (shownIn(html).length === 0) continue
        await page.goto(site().url + path)
        const hit = await page.evaluate(() => [
          ...(window as unknown as { hit: number[] }).hit,
          ...[...document.querySelectorAll('*')].filter(({ localName }) => localName.startsWith('c-')).map(({ localName }) => localName),
        ])
        own.push(...hit.map((one) => `${path} executes ${one}`))
      }
    })
  none([...own, ...foreign])
  expect(shown.size).toBeGreaterThanOrEqual(70)
})

test('what is sent is shown as text to whoever sent it', async () => {
  const own: string[] = []
  let again = 0
  for (const route of Object.keys(access).filter((one) => !one.includes('/api/') && !one.includes('/leave')))
    for (const who of [me, steward]) {
      const typed = canary()
      const fields = Object.fromEntries(fieldNames.map((name) => [name, typed]))
      const path = `${parts(route)}/`
      const answer = route.startsWith('POST')
        ? await ask(path, who.cookie, fields)
        : await ask(
            `${path}?${new URLSearchParams({ q: typed, done: typed, from: typed, page: typed, at: typed, sought: typed })}`,
            who.cookie,
          )
      if (!answer.headers.get('content-type')?.startsWith('text/html')) continue
      const html = await answer.text()
      if (answer.status >= 500) own.push(`${route} breaks`)
      again += Number(shownIn(html).length > 0)
      own.push(...readAsMarkup(html).map((id) => `${route} reads ${id} as markup`))
    }
  none(own)
  expect(again).toBeGreaterThanOrEqual(15)
})

const isFormula = (cell: string) => /^[=+\-@\t\r\n\0＝＋－＠]/.test(cell)

test('no cell of a sheet is a formula', async () => {
  const own: string[] = []
  const csv = await (await ask('/desk/sheets/export/', steward.cookie, { format: 'csv' })).text()
  const rows = Papa.parse<string[]>(
    csv
      .replace(/^\ufeff/, '')
      .replaceAll('\r\n', '\n')
      .trim(),
  ).data
  expect(rows.length).toBeGreaterThan(300)
  own.push(...rows.flat().filter(isFormula))
  const kept = planted.formulas.filter((formula) => rows.flat().some((cell) => cell.includes(formula.trim())))
  expect(kept.length).toBe(planted.formulas.length)

  const xlsx = await (await ask('/desk/sheets/export/', steward.cookie, { format: 'xlsx' })).arrayBuffer()
  const sheet = strFromU8(unzipSync(new Uint8Array(xlsx))['xl/worksheets/sheet1.xml'] ?? new Uint8Array())
  expect(sheet).not.toMatch(/<f[ >]/)
  expect(sheet.match(/<c (?![^>]*t="inlineStr")[^>]*>/g)).toBeNull()
  none(own)
})

test('no name, number, code or token lies in clear in the database, a backup, the log or an address', async () => {
  const own: string[] = []
  for (let one = 0; one < 12; one++) {
    const who = person(500 + one)
    const taken = await takePlaces(site(), 'fangzha-qingjingju', '2026-12-05', who)
    expect(taken.status).toBe(201)
    const { code } = (await taken.json()) as { code: string }
    secrets.push(who.phone, who.name, code)
    await ask('/signups/', '', { code, phone: who.phone })
  }
  const key = 'a-key-of-the-canaries-1'
  await ask('/rewards/lajidai/redeem/', me.cookie, { site: 'service-center', request_key: key })
  const pickup = (await (await ask('/me/rewards/', me.cookie)).text()).match(/\b\d{4} ?\d{4}\b|\b\d{6}\b/g) ?? []
  secrets.push(...pickup.map((one) => one.replace(' ', '')))
  alsoPlanted(secrets)
  expect(new Set(secrets).size).toBeGreaterThanOrEqual(100)

  const backup = run(process.execPath, ['scripts/backup.ts'], { MULIN_DATA_DIR: site().dataFolder, MULIN_SECRET: secret })
  expect(await backup.ended()).toBe(0)
  const folder = site().dataFolder
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile() && one.name !== 'secret')
  expect(files.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['mulin.db', 'mulin.db-wal', expect.stringMatching(/^backup-.*gz$/)]),
  )
  const places = files.map(({ parentPath, name }): [string, Buffer] => {
    const bytes = readFileSync(join(parentPath, name))
    return [name, name.endsWith('.gz') ? gunzipSync(bytes) : bytes]
  })
  places.push(
    ['the log', Buffer.from(site().stdout())],
    ['an address', Buffer.from(addresses.map((one) => decodeURIComponent(one)).join('\n'))],
  )
  for (const [name, bytes] of places) for (const one of secrets) if (bytes.includes(one)) own.push(`${one} in ${name}`)
  none(own)
})

test('two hundred were planted at the least, and none was found', () => {
  expect(plantedCount()).toBeGreaterThanOrEqual(200)
  expect(found).toEqual([])
})
