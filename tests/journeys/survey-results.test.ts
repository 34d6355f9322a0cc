import type { BrowserContext, Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { catalogueOf } from '../../build/content/catalogue.ts'
import { checkContent } from '../../build/content/check.ts'
import { readContentFiles } from '../../build/content/read.ts'
import type { CatalogueSurvey } from '../../src/features/surveys/schema.ts'
import { axeFindings, everyRule } from '../support/axe.ts'
import { asVisitor, useBrowser } from '../support/browser.ts'
import { hostNames } from '../support/build.ts'
import { clippedThings } from '../support/clipping.ts'
import { signedIn } from '../support/desk-browser.ts'
import { useSite } from '../support/hosts.ts'
import { asStaff, household } from '../support/people.ts'
import { repositoryRoot } from '../support/root.ts'
import { registerOf } from '../support/signin-people.ts'
import { answersIn, anyAnswers, drawFrom, sets } from '../support/surveys/answers.ts'

const now = '2026-12-12T10:00:00+08:00'
const wish = '想有个喝茶看报的地方'
const rude = '老王家天天吵'

const surveys = () => {
  const { content, problems } = checkContent(readContentFiles(repositoryRoot))
  if (!content) throw new Error(problems.join('\n'))
  return catalogueOf(content, Date.parse(now)).surveys
}
const named = (slug: string): CatalogueSurvey => {
  const survey = surveys()[slug]
  if (!survey) throw new Error(`the sample community has no survey ${slug}`)
  return survey
}

/** A text without its spaces, which in a table are layout. */
const bare = (text: string | null) => (text ?? '').replace(/\s+/g, '')
const main = async (page: Page) => bare(await page.locator('main').textContent())

describe.each(hostNames)('on %s', (host) => {
  let steward: { cookie: string }
  const site = useSite(host, {
    now,
    prepare: async (client) => {
      const register = registerOf(client)
      register.state.now = Date.parse(now)
      const vault = await register.host.vault()
      const needs = named('needs-2026')
      const draw = drawFrom(5)
      await answersIn(client, vault, needs, [
        ...Array.from({ length: 60 }, () => ({ answers: anyAnswers(needs, draw) })),
        ...[wish, rude].map((text) => ({ answers: anyAnswers(needs, draw), texts: [{ question: 'words', text }] })),
        ...sets(3, anyAnswers(needs, draw), { channel: 'desk' as const }),
      ])
      const vote = (...nominations: string[]) => ({ vote: nominations })
      const ids = named('zuimei-loudao').ballot?.nominations.map(({ id }) => id) ?? []
      await answersIn(client, vault, named('zuimei-loudao'), [
        ...sets(9, vote(ids[0] ?? '')),
        ...sets(8, vote(ids[1] ?? '', ids[2] ?? '')),
        ...sets(2, vote(ids[3] ?? '')),
      ])
      for (let room = 101; room <= 180; room++) await household(register, ['1', '1', String(room)])
      steward = (await asStaff(register, { role: 'steward' })).headers
    },
  })
  const browser = useBrowser()
  const visit = (javaScriptEnabled: boolean, act: (page: Page, context: BrowserContext) => Promise<void>) =>
    asVisitor(browser(), { javaScriptEnabled }, async (context) => act(await context.newPage(), context))
  const atDesk = (act: (page: Page) => Promise<void>) =>
    visit(false, async (page, context) => {
      await signedIn(context, site().url, steward)
      await act(page)
    })
  test('a closed survey says that its result is not published, until a steward has published it', async () => {
    await visit(false, async (page) => {
      await page.goto(`${site().url}/surveys/needs-2026/`)
      await page.locator('main a', { hasText: '看结果' }).click()
      expect(await main(page)).toContain(bare('还没有公布。公布以后就在这一页。想知道办到哪一步了，请打电话 0400-5550100。'))
      const answer = await fetch(`${site().url}/surveys/needs-2026/results/`)
      expect(answer.status).toBe(404)
    })
    await atDesk(async (page) => {
      await page.goto(`${site().url}/desk/surveys/needs-2026/results/`)
      expect(await main(page)).toContain(bare('还没有公布。公布出去的就是下面这些'))
      await page.getByRole('button', { name: '公布结果' }).click()
      expect(await page.locator('.error-summary').textContent()).toContain('要先在方框里打勾，才能公布。')
      await page.locator('#understood').check()
      await page.getByRole('button', { name: '公布结果' }).click()
      await page.locator('main a', { hasText: '看公布的那一页' }).click()
      expect(new URL(page.url()).pathname).toBe('/surveys/needs-2026/results/')
    })
    await visit(false, async (page) => {
      await page.goto(`${site().url}/surveys/needs-2026/results/`)
      const told = await main(page)
      expect(told).toContain(bare('收到 65 份'))
      expect(told).toContain(bare('参加 65 户，共 80 户'))
      expect(told).toContain(bare('网上、窗口代答、纸质：合起来 65 份，100%'))
      expect(told).toContain(bare('减也减不出来'))
      expect(await page.locator('main table.bars').count()).toBeGreaterThan(10)
      const counts = (await page.locator('.bars .figure').allTextContents()).map((text) => /(\d+) 份/.exec(text)?.[1])
      expect(counts.filter((count) => count !== undefined && Number(count) < 5)).toEqual([])
    })
  })

  test('a text is read by everybody when a steward has let it through', async () => {
    await atDesk(async (page) => {
      await page.goto(`${site().url}/desk/surveys/needs-2026/texts/`)
      await page.getByRole('group', { name: wish }).getByLabel('公布', { exact: true }).check()
      await page.getByRole('group', { name: rude }).getByLabel('清空').check()
      await page.getByRole('button', { name: '记下' }).click()
      expect(await main(page)).toContain(bare('记下了。'))
    })
    await visit(true, async (page) => {
      await page.goto(`${site().url}/surveys/needs-2026/results/`)
      expect(await main(page)).toContain(bare(wish))
      expect(await page.content()).not.toContain(rude)
    })
  })

  test('a need is made of texts and stands in the list with the options that were chosen', async () => {
    await atDesk(async (page) => {
      await page.goto(`${site().url}/desk/surveys/needs-2026/needs/`)
      await page.getByLabel('加一条需求').fill('喝茶的地方')
      await page.getByRole('button', { name: '加上' }).click()
      await page.getByLabel(wish).selectOption('喝茶的地方')
      await page.getByRole('button', { name: '记下' }).click()
    })
    await visit(false, async (page) => {
      await page.goto(`${site().url}/surveys/needs-2026/needs/`)
      expect(await main(page)).toMatch(/老人最需要哪几样？.*喝茶的地方少于5份/)
    })
  })

  test('a ballot tells all votes and who has won', async () => {
    await atDesk(async (page) => {
      await page.goto(`${site().url}/desk/surveys/zuimei-loudao/results/`)
      await page.locator('#understood').check()
      await page.getByRole('button', { name: '公布结果' }).click()
    })
    await visit(false, async (page) => {
      await page.goto(`${site().url}/surveys/zuimei-loudao/results/`)
      const names = named('zuimei-loudao').ballot?.nominations.map(({ name }) => name) ?? []
      expect(await main(page)).toContain(bare(`入选：${names.slice(0, 3).join('、')}。`))
      expect(await main(page)).toContain(bare(`${names[3]} 2 票，未入选`))
    })
    const { ballot } = (await (await fetch(`${site().url}/api/surveys/zuimei-loudao/results`)).json()) as {
      ballot: { sheets: number }
    }
    expect(ballot.sheets).toBe(19)
  })

  test('what is exported opens as a sheet and has no formula in it', () =>
    visit(false, async (page, context) => {
      await signedIn(context, site().url, steward)
      await page.goto(`${site().url}/desk/surveys/needs-2026/results/`)
      const download = page.waitForEvent('download')
      await page.getByRole('button', { name: '下载 XLSX' }).click()
      expect((await download).suggestedFilename()).toBe('needs-2026.xlsx')
    }))

  test.each([
    ['of results', ['/surveys/needs-2026/results/', '/surveys/needs-2026/results/?elder=1']],
    ['of needs and votes', ['/surveys/needs-2026/needs/?elder=0', '/surveys/zuimei-loudao/results/']],
    ['of the steward before publishing', ['/desk/surveys/satisfaction/results/', '/desk/surveys/needs-2026/texts/?state=shown']],
    ['of the steward afterwards', ['/desk/surveys/needs-2026/results/', '/desk/surveys/needs-2026/needs/']],
  ])('the pages %s look well and can be used by everybody', (_, addresses) =>
    visit(true, async (page, context) => {
      await signedIn(context, site().url, steward)
      for (const address of addresses) {
        await page.goto(site().url + address)
        expect(await axeFindings(page, everyRule), address).toEqual([])
        expect(await page.evaluate(clippedThings), address).toEqual([])
      }
    }),
  )
})
