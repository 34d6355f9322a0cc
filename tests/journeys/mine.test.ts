import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { asVisitor, useBrowser } from '../support/browser.ts'
import { hostNames } from '../support/build.ts'
import { useSite } from '../support/hosts.ts'
import { resident } from '../support/people.ts'
import { slipFor } from '../support/signin.ts'
import { registerOf } from '../support/signin-people.ts'

const signup = '/activities/fangzha-qingjingju/2026-12-05/signup/'
const main = (page: Page) => page.locator('main').textContent()

/** A mother and a daughter for each way of reading. */
const names = [
  { mother: '王桂芳', daughter: '王敏' },
  { mother: '李桂兰', daughter: '李敏' },
]

describe.each(hostNames)('on %s', (name) => {
  const slips: { mother: string; daughter: string }[] = []
  /** What the database knows the mothers by, and the daughters, who stay. */
  const traces: string[] = []
  const daughters: string[] = []
  const site = useSite(name, {
    prepare: async (client) => {
      const register = registerOf(client)
      for (const [place, { mother, daughter }] of names.entries()) {
        const door: [string, string, string] = ['2', '1', String(201 + place)]
        const old = await resident(register, { door, name: mother, phone: `1990000020${place}` })
        const young = await resident(register, { door, name: daughter, phone: `1990000021${place}` })
        const slip = (id: string) => slipFor(register, { kind: 'resident', id })
        slips.push({ mother: await slip(old.id), daughter: await slip(young.id) })
        daughters.push(young.id)
        const kept = 'SELECT id, name, name_fingerprint, phone, phone_fingerprint FROM residents WHERE id = ?'
        traces.push(...Object.values({ ...(await client.execute({ sql: kept, args: [old.id] })).rows[0] }).map(String))
      }
    },
  })
  const browser = useBrowser()

  const signIn = async (page: Page, slip: string) => {
    await page.goto(`${site().url}/me/`)
    await page.locator('main a[href="/signin/"]').click()
    await page.fill('[name=code]', slip)
    await page.locator('form[action="/signin/"] [type=submit]').click()
    await page.waitForURL('**/me/**')
  }

  test.each([
    { script: 'with script', javaScriptEnabled: true, place: 0 },
    { script: 'without script', javaScriptEnabled: false, place: 1 },
  ])('$script: a mother signs in, signs up, names her daughter, who acts for her; she takes her data along and deletes it', async (way) => {
    const { javaScriptEnabled, place } = way
    const { mother = '', daughter = '' } = names[place] ?? {}
    await asVisitor(browser(), { javaScriptEnabled }, async (context) => {
      const page = await context.newPage()
      await signIn(page, slips[place]?.mother ?? '')
      expect(await page.locator('h1').textContent()).toBe(`${mother}，您好`)
      expect(await main(page)).toContain(`2栋1单元${201 + place}`)

      await page.goto(site().url + signup)
      await page.locator('main form [type=submit]').first().click()
      await page.waitForURL('**/signups/current/**')
      await page.goto(`${site().url}/me/`)
      await page.locator('a[href^="/me/signups/"]').click()
      await page.getByText('改人数', { exact: true }).click()
      await page.check('[name=party_size][value="2"]')
      await page.click('[value=change]')
      await page.waitForURL('**done=changed')
      expect(await page.locator('.receipt').textContent()).toContain('2 人')

      await page.goto(`${site().url}/me/details/`)
      await page.check('[name=tag][value=older-people]')
      await page.check('[name=consent]')
      await page.click('[value=tag]')
      expect(await page.locator('[role=status]').textContent()).toBe('登记好了，随时可以去掉。')

      await page.goto(`${site().url}/me/family/`)
      await page.locator('[name=member]').first().check()
      await page.click('[value=relative]')
      await page.waitForURL('**done=relative')

      await asVisitor(browser(), { javaScriptEnabled }, async (other) => {
        const hers = await other.newPage()
        await signIn(hers, slips[place]?.daughter ?? '')
        await hers.click('[value=accept]')
        await hers.waitForURL('**done=accepted')
        await hers.goto(`${site().url}/me/`)
        expect(await main(hers)).toContain(`${mother}（您是代办人）`)
      })

      const data = (await (await page.request.get(`${site().url}/me/data.json`)).json()) as { resident: object; signups: object[] }
      expect(data).toMatchObject({
        resident: { name: mother },
        tags: [{ word: '老年人' }],
        representations: [{ side: 'for-me', person: daughter, state: 'in_force' }],
        signups: [{ party_size: 2, state: 'confirmed' }],
        devices: [{}],
      })
      await page.goto(`${site().url}/me/data/`)
      for (const fact of [mother, `1990000020${place}`, '老年人', daughter]) expect(await main(page)).toContain(fact)

      await page.goto(`${site().url}/me/delete/`)
      await page.locator('main form [type=submit]').click()
      expect(await page.locator('.error-summary').textContent()).toContain('要先在下面的方框里打勾，才能删除。')
      await page.check('[name=understood]')
      await page.locator('main form [type=submit]').click()
      await page.waitForURL('**/me/deleted/')
      expect(await page.locator('h1').textContent()).toBe('已经删除')
      await page.goto(`${site().url}/me/`)
      expect(await page.locator('h1').textContent()).toBe('我的')
    })
  })

  test('whoever was deleted is in no table any more', async () => {
    const { gone, kept } = await site().inspect(async (client) => {
      const { rows } = await client.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
      const tables = rows.map((row) => String(row['name']))
      const contents = await client.batch(
        tables.map((table) => `SELECT * FROM "${table}"`),
        'read',
      )
      const holding = (words: string[]) =>
        tables.filter((_, place) => words.some((word) => JSON.stringify(contents[place]?.rows).includes(word)))
      return { gone: holding(traces), kept: holding(daughters) }
    })
    expect(new Set(traces).size).toBe(5 * names.length)
    expect(gone).toEqual([])
    expect(kept).toEqual(expect.arrayContaining(['residents', 'sessions']))
  })

  test('nobody’s name, number or door is in what the site wrote down', () => {
    const lines = site()
      .stdout()
      .split('\n')
      .filter((line) => line.startsWith('{'))
      .join('\n')
    expect(lines).toContain('"/me/delete"')
    for (const secret of [...names.flatMap(Object.values), '1990000', '单元']) expect(lines).not.toContain(String(secret))
  })
})
