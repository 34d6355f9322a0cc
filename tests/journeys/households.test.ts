import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { writeXlsx } from '../../src/features/member-sheets/store.server.ts'
import { axeFindings, everyRule } from '../support/axe.ts'
import { asVisitor, main, openAll, useBrowser } from '../support/browser.ts'
import { hostNames } from '../support/build.ts'
import { clippedThings } from '../support/clipping.ts'
import { signedIn } from '../support/desk-browser.ts'
import { useSite } from '../support/hosts.ts'
import { asStaff } from '../support/people.ts'
import { samplePeople } from '../support/sample.ts'
import { registerOf } from '../support/signin-people.ts'

const type = async (page: Page, sought: string) => {
  await page.locator('[name=sought]:focus').waitFor()
  await page.keyboard.type(sought)
  await page.keyboard.press('Enter')
}

const columns = '楼栋,单元,门牌,姓名,关系,电话'

const sheet = (rows: string[]) => ({
  name: '住户.csv',
  mimeType: 'text/csv',
  buffer: Buffer.from([columns, ...rows].join('\n')),
})

const workbook = async (rows: string[]) => ({
  name: '住户.xlsx',
  mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  buffer: Buffer.from(
    await writeXlsx(
      [columns, ...rows].map((row) => row.split(',')),
      '住户',
    ),
  ),
})

describe.each(hostNames)('on %s', (name) => {
  const people = samplePeople()
  let steward = { cookie: '' }
  const site = useSite(name, {
    prepare: async (client) => {
      await people.prepare(client)
      steward = (await asStaff(registerOf(client), { role: 'steward' })).headers
    },
  })
  const browser = useBrowser()

  const asSteward = (javaScriptEnabled: boolean, act: (page: Page) => Promise<void>) =>
    asVisitor(browser(), { javaScriptEnabled }, async (context) => {
      await signedIn(context, site().url, steward)
      await act(await context.newPage())
    })

  describe.each([
    { script: 'with script', javaScriptEnabled: true, room: '901' },
    { script: 'without script', javaScriptEnabled: false, room: '902' },
  ])('$script', ({ javaScriptEnabled, room }) => {
    test('the desk finds a household with the keyboard alone, registers one, and finds it again by its card', () =>
      asSteward(javaScriptEnabled, async (page) => {
        await page.goto(`${site().url}/desk/households/`)
        await type(page, '1-1-203')
        await page.waitForURL(/\/desk\/households\/[0-9a-f-]{36}\/$/)
        expect(await page.locator('h1').textContent()).toBe('1栋1单元203')

        await page.goto(`${site().url}/desk/households/`)
        await type(page, `1-1-${room}`)
        await page.locator('.error-summary').waitFor()
        expect(await main(page)).toContain(`1栋1单元${room} 还没有登记。请核对门牌。`)
        await page.getByText('登记这一户', { exact: true }).click()
        await page.fill('form[action$="/registration/"] [name=name]', '陆晓燕')
        await page.locator('form[action$="/registration/"]').getByRole('button', { name: '登记' }).click()
        await page.waitForURL('**/?done=registered')
        expect(await main(page)).toContain('登记好了这一户。')
        const home = page.url()

        await page.getByRole('button', { name: '发居民卡' }).click()
        const code = (await page.locator('.signs').textContent()) ?? ''
        expect(code).toMatch(/^[2-9A-Z]{5}-[2-9A-Z]{5}$/)
        expect(page.url()).not.toContain(code.slice(0, 5))
        await page.goto(`${site().url}/desk/households/`)
        await type(page, code.replace('-', ''))
        await page.waitForURL(home.replace('?done=registered', ''))
        expect(await main(page)).toContain('陆晓燕')
      }))

    test('a sheet is checked first, tells each bad row, and is imported when it is good and meant', () =>
      asSteward(javaScriptEnabled, async (page) => {
        await page.goto(`${site().url}/desk/sheets/`)
        await page.setInputFiles('#file', sheet([`2,1,${room},陆晓燕,户主,`, `2,1,${room},=1+1,子女,`]))
        await page.getByRole('button', { name: '上传' }).click()
        await page.locator('.bad-rows').waitFor()
        expect(await main(page)).toContain('第 3 行：姓名不对。')
        await page.setInputFiles('#file', await workbook([`2,1,${room},陆晓燕,户主,`]))
        await page.check('[name=import_now]')
        await page.getByRole('button', { name: '上传' }).click()
        await page.locator('.notice').waitFor()
        expect(await main(page)).toContain('新登记 1 户、1 人')
      }))
  })

  test('the sample people sign in with the slips that were printed', async () => {
    await asVisitor(browser(), {}, async (context) => {
      const page = await context.newPage()
      await page.goto(`${site().url}/signin/`)
      await page.fill('[name=code]', people.slips().resident)
      await page.locator('form[action="/signin/"] [type=submit]').click()
      await page.waitForURL('**/me/**')
    })
  })

  /** Each page of the desk about households, in its fullest state. */
  const states: [string, (page: Page) => Promise<unknown>][] = [
    ['the search', (page) => page.goto(`${site().url}/desk/households/`)],
    [
      'a door that is free',
      async (page) => {
        await page.goto(`${site().url}/desk/households/`)
        await type(page, '1-1-999')
        await page.locator('.error-summary').waitFor()
        await openAll(page)
      },
    ],
    [
      'a household with everything open',
      async (page) => {
        await page.goto(`${site().url}/desk/households/`)
        await type(page, '1-1-203')
        await page.waitForURL(/[0-9a-f-]{36}\/$/)
        await openAll(page)
      },
    ],
    [
      'a slip',
      async (page) => {
        await page.goto(`${site().url}/desk/households/`)
        await type(page, '1-1-203')
        await page.getByRole('button', { name: '打印登录纸条' }).first().click()
        await page.locator('.slip').waitFor()
      },
    ],
    [
      'a card',
      async (page) => {
        await page.goto(`${site().url}/desk/households/`)
        await type(page, '1-1-203')
        await page
          .getByRole('button', { name: /居民卡/ })
          .first()
          .click()
        await page.locator('.resident-card').waitFor()
      },
    ],
    ['the sheets', (page) => page.goto(`${site().url}/desk/sheets/`)],
    [
      'a bad sheet',
      async (page) => {
        await page.goto(`${site().url}/desk/sheets/`)
        await page.setInputFiles('#file', sheet(['2,1,901,=1+1,户主,1']))
        await page.getByRole('button', { name: '上传' }).click()
        await page.locator('.bad-rows').waitFor()
      },
    ],
  ]

  test.runIf(name === 'node').each(states)('%s has nothing axe objects to and nothing cut off', (_, reach) =>
    asSteward(true, async (page) => {
      await reach(page)
      expect(await page.evaluate(clippedThings)).toEqual([])
      expect(await axeFindings(page, everyRule)).toEqual([])
    }),
  )
})
