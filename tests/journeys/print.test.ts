import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { activitySchema } from '../../src/content-schemas/activity.ts'
import { agendaBetween } from '../../src/features/activities/agenda.ts'
import { posterOf } from '../../src/features/activities/poster.ts'
import { momentOf } from '../../src/kernel/calendar.ts'
import { fitSheet } from '../../src/kernel/paper.ts'
import { asVisitor, useBrowser } from '../support/browser.ts'
import { drawnLayout } from '../support/drawn-layout.ts'
import { useSite } from '../support/hosts.ts'
import { codesOn, printed, smallWords } from '../support/printed.ts'

const origin = 'https://wutongli.example'
const site = useSite('node')
const browser = useBrowser()

const pathsIn = async (list: string, pattern: RegExp) => {
  const html = await (await fetch(site().url + list)).text()
  return [...new Set([...html.matchAll(pattern)].map(([, path = '']) => path))]
}

const onPaper = (act: (page: Page) => Promise<void>) =>
  asVisitor(browser(), {}, async (context) => {
    const page = await context.newPage()
    await page.emulateMedia({ media: 'print' })
    await act(page)
  })

const printers = 3

/** Prints sheet after sheet on a few pages at once. */
const findingsOfAll = async (sheets: { sheet: string; leadsTo: string }[], widths: number[]) => {
  const waiting = [...sheets]
  const findings: string[] = []
  const printOn = async (page: Page) => {
    for (let next = waiting.shift(); next; next = waiting.shift())
      findings.push(...(await findingsOf(page, next.sheet, next.leadsTo, widths)))
  }
  await Promise.all(Array.from({ length: printers }, () => onPaper(printOn)))
  return findings
}

const a4Points = 595
const a3Points = 842

/** Opens a sheet and says what is wrong with it on paper. */
const findingsOf = async (page: Page, sheet: string, leadsTo: string, widths: number[]) => {
  await page.goto(site().url + sheet)
  const { pages, width } = await printed(page)
  const small = await smallWords(page)
  const [code, ...more] = await codesOn(page)
  return [
    ...(pages === 1 ? [] : [`${sheet} takes ${pages} pages`]),
    ...(widths.some((wanted) => Math.abs(wanted - width) <= 1) ? [] : [`${sheet} is ${width} points wide`]),
    ...small.map((words) => `${sheet} prints “${words}” too small`),
    ...(code === origin + leadsTo && more.length === 0 ? [] : [`the codes of ${sheet} lead to ${[code, ...more].join()}`]),
  ]
}

/** Sixty long lines of some days and thirty of each week. */
const fullPoster = () => {
  const timeZone = 'Asia/Shanghai'
  const activity = (index: number, schedule: object) => ({
    slug: `a${index}`,
    data: activitySchema.parse({
      title: `梧桐里邻里故事会第${index}场`,
      summary: '一起听故事。',
      kind: '文体活动',
      audiences: ['全体居民'],
      schedule: { duration_minutes: 90, ...schedule },
      signup: { capacity_places: 12 },
      place: 'hall',
      organiser: '大学生志愿者',
      phone: '0400-5550106',
      accessibility: '一楼无台阶',
    }),
  })
  const once = Array.from({ length: 60 }, (_, index) =>
    activity(index, { starts_at: `2026-12-${String(1 + (index % 28)).padStart(2, '0')} 10:30` }),
  )
  const weekly = Array.from({ length: 30 }, (_, index) =>
    activity(60 + index, {
      starts_at: '2026-11-02 14:30',
      rule: 'FREQ=WEEKLY;BYDAY=MO,WE,FR',
      cancelled: [{ on: '2026-12-25', reason: '放假' }],
    }),
  )
  const activities = [...once, ...weekly]
  const window = { from: momentOf('2026-11-01 00:00', timeZone), until: momentOf('2027-02-01 00:00', timeZone), timeZone }
  const places = Object.fromEntries(activities.map(({ slug }) => [slug, '梧桐里邻里活动厅']))
  return posterOf({ month: '2026-12', items: agendaBetween(activities, window), places, timeZone })
}

describe('one page of large type, with a code that leads to the page', () => {
  test.each([
    { what: 'policy', list: '/sitemap.xml', pattern: /wutongli\.example(\/policies\/(?!a-z\/|changes\/)[a-z0-9-]+\/)</g, least: 26 },
    {
      what: 'activity',
      list: '/sitemap.xml',
      pattern: /wutongli\.example(\/activities\/(?!archive\/|subscribe\/)[a-z0-9-]+\/)</g,
      least: 23,
    },
  ])('is the sheet of every $what', async ({ list, pattern, least }) => {
    const paths = await pathsIn(list, pattern)
    expect(paths.length).toBeGreaterThanOrEqual(least)
    const sheets = paths.map((path) => ({ sheet: `${path}sheet/`, leadsTo: path }))
    expect(await findingsOfAll(sheets, [a4Points])).toEqual([])
  })

  test('is the poster of every month to come', async () => {
    const paths = ['2026-11', '2026-12', '2027-01', '2027-02'].map((month) => `/activities/month/${month}/`)
    const sheets = paths.map((path) => ({ sheet: `${path}poster/`, leadsTo: path }))
    expect(await findingsOfAll(sheets, [a4Points, a3Points])).toEqual([])
  })

  test('is each sheet of the poster of a month that is too full for one', async () => {
    const poster = fullPoster()
    expect([poster.paper, poster.sheets.length]).toEqual(['a3', 3])
    const html = await drawnLayout('src/layouts/PosterPage.astro', { month: '2026-12', poster, today: '2026-11-23' })
    await onPaper(async (page) => {
      await page.goto(`${site().url}/activities/month/2026-12/poster/`)
      // The built page has the styles and one sheet, whose place all of them take.
      await page.locator('.paper').evaluate((built, drawn) => {
        built.replaceWith(...new DOMParser().parseFromString(drawn, 'text/html').querySelectorAll('.paper'))
      }, html)
      expect(await page.locator('h1 + .poster-part').allTextContents()).toEqual([
        '第 1 张，共 3 张',
        '第 2 张，共 3 张',
        '第 3 张，共 3 张',
      ])
      const lines = poster.sheets.flatMap(({ dated, weekly }) => [...dated, ...weekly])
      expect(await page.locator('.paper dt').allTextContents()).toEqual(lines.map(({ when }) => when))
      expect(await printed(page)).toEqual({ pages: 3, width: a3Points })
      expect(await smallWords(page)).toEqual([])
      expect(await codesOn(page)).toEqual(Array(3).fill(`${origin}/activities/month/2026-12/`))
      // Sheets with room left under them begin a page all the same.
      await page.locator('.poster dl > div + div').evaluateAll((rows) => {
        for (const row of rows) row.remove()
      })
      expect((await printed(page)).pages).toBe(3)
    })
  })

  test('is also the sheet with the longest texts there may be', () =>
    onPaper(async (page) => {
      await page.goto(`${site().url}/policies/juzhuzheng/sheet/`)
      const text = (characters: number) =>
        '本市户籍居民凭身份证到社区服务中心窗口办理，'
          .repeat(9)
          .slice(0, characters - 1)
          .concat('。')
      const sheet = fitSheet({
        title: text(30),
        standing: text(60),
        answer: text(80),
        phone: '0400-5550100',
        rows: ['谁能办', '带什么', '多久办好', '要不要钱', '到哪里', '不用手机'].map((label) => ({
          label,
          texts: Array(9).fill(text(120)),
        })),
        foot: [`扫码看全文：wutongli.example/policies/${'juzhuzheng-'.repeat(5)}/`, `文号：${text(57)}`, text(60)],
      })
      await page.locator('.paper').evaluate((paper, { title, standing, answer, rows, foot, size_pt }) => {
        paper.setAttribute('class', `paper in-${size_pt}pt`)
        const line = (tag: string, name: string, words: string) =>
          Object.assign(document.createElement(tag), { className: name, textContent: words })
        const facts = document.createElement('dl')
        for (const { label, texts, left_out } of rows) {
          const row = document.createElement('div')
          row.append(
            line('dt', '', label),
            ...texts.map((words) => line('dd', 'item', words)),
            ...(left_out ? [line('dd', '', '还有 9 条，见网页')] : []),
          )
          facts.append(row)
        }
        paper.querySelector('dl')?.replaceWith(line('p', 'paper-standing', standing ?? ''), line('p', 'paper-answer', answer), facts)
        paper.querySelector('.paper-answer')?.remove()
        const heading = paper.querySelector('h1')
        if (heading) heading.textContent = title
        const last = paper.querySelector('.paper-foot > div')
        for (const old of last?.querySelectorAll('p:not(.paper-phone)') ?? []) old.remove()
        last?.append(...foot.map((words) => line('p', '', words)))
      }, sheet)
      expect(sheet.size_pt).toBe(16)
      expect(await page.locator('.paper dt').count()).toBe(6)
      expect((await printed(page)).pages).toBe(1)
    }))
})

test('the text for the group is copied with one press, and is there to select without script', () =>
  asVisitor(browser(), { permissions: ['clipboard-read', 'clipboard-write'] }, async (context) => {
    const page = await context.newPage()
    await page.goto(`${site().url}/policies/juzhuzheng/sheet/`)
    const text = (await page.locator('.copyable').textContent()) ?? ''
    expect([...text].length).toBeLessThanOrEqual(300)
    expect(text).toContain(`${origin}/policies/juzhuzheng/`)
    await page.getByRole('button', { name: '复制这段文字' }).click()
    await page.getByText('复制好了，可以去粘贴了。').waitFor()
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(text)
    await asVisitor(browser(), { javaScriptEnabled: false }, async (plain) => {
      const still = await plain.newPage()
      await still.goto(`${site().url}/policies/juzhuzheng/sheet/`)
      expect(await still.locator('button:visible').count()).toBe(0)
      expect(await still.locator('.copyable').textContent()).toBe(text)
    })
  }))
