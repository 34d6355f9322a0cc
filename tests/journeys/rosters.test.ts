import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { axeFindings, everyRule } from '../support/axe.ts'
import { asVisitor, main, openAll, useBrowser } from '../support/browser.ts'
import { hostNames } from '../support/build.ts'
import { clippedThings } from '../support/clipping.ts'
import { signedIn } from '../support/desk-browser.ts'
import { useSite } from '../support/hosts.ts'
import { asResident, asStaff, resident } from '../support/people.ts'
import { registerOf } from '../support/signin-people.ts'

const activity = '/activities/fangzha-qingjingju/'
const desk = '/desk/activities/fangzha-qingjingju/2026-12-05/'
/** On the day of the tests, so that who came can be written down. */
const today = '/desk/activities/taiji-chenlian/2026-11-23/'

describe.each(hostNames)('on %s', (name) => {
  const sessions: { desk?: { cookie: string }; own?: { cookie: string } } = {}
  const site = useSite(name, {
    prepare: async (client) => {
      const register = registerOf(client)
      sessions.desk = (await asStaff(register, { role: 'desk' })).headers
      for (const [place, room] of ['501', '502', '503', '504'].entries())
        await resident(register, { door: ['3', '2', room], name: `李奶奶${place}`, relation: 'head' })
      const min = await resident(register, { door: ['3', '1', '101'], name: '李敏', phone: '19900000002', relation: 'head' })
      sessions.own = await asResident(register, min.id)
    },
  })
  const browser = useBrowser()

  const as = (who: 'desk' | 'own', javaScriptEnabled: boolean, act: (page: Page) => Promise<void>) =>
    asVisitor(browser(), { javaScriptEnabled }, async (context) => {
      const session = sessions[who]
      if (session) await signedIn(context, site().url, session)
      await act(await context.newPage())
    })

  /** With the keyboard alone: the first field has the focus, Enter goes on. */
  const signUp = async (page: Page, door: string) => {
    await page.locator('[name=sought]:focus').waitFor()
    await page.keyboard.type(door)
    await page.keyboard.press('Enter')
    await page.locator('[name=for]:focus').waitFor()
    await page.keyboard.press('Enter')
    await page.locator('.done').waitFor()
  }

  describe.each([
    { script: 'with script', javaScriptEnabled: true, rooms: ['501', '502'] },
    { script: 'without script', javaScriptEnabled: false, rooms: ['503', '504'] },
  ])('$script', ({ javaScriptEnabled, rooms }) => {
    test('the desk signs up one elder after another with the keyboard, and the roster names who acted for whom', () =>
      as('desk', javaScriptEnabled, async (page) => {
        await page.goto(`${site().url}${desk}signup/`)
        for (const room of rooms) await signUp(page, `3-2-${room}`)
        expect(await page.locator('.done .code').textContent()).toMatch(/^[2-9A-Z]{3}-[2-9A-Z]{3}$/)
        await page.locator('[name=sought]:focus').waitFor()
        await page.goto(site().url + desk)
        const [one, other] = rooms.map((room) => `工作人员赵敏替李奶奶${Number(room) - 501}报名`)
        expect(await main(page)).toContain(one)
        expect(await main(page)).toContain(other)
      }))

    test('a signed-in resident signs up without typing name or phone', () =>
      as('own', javaScriptEnabled, async (page) => {
        const open = javaScriptEnabled ? '/activities/qinzi-gushihui/2026-11-28/' : `${activity}2026-12-05/`
        await page.goto(`${site().url}${open}signup/`)
        expect(await page.locator('[name=name], [name=phone]').count()).toBe(0)
        await page.locator('main form [type=submit]').first().click()
        await page.locator('.receipt .code').waitFor()
        expect(await main(page)).toContain('李敏，电话 199****0002')
      }))
  })

  test('an occurrence that the desk moves is told at the top of its page at once, and taken back', () =>
    as('desk', false, async (page) => {
      const change = async (kind: string, reason: string) => {
        await page.goto(`${site().url}${desk}change/`)
        const summary = page.locator('details:not([open]) > summary').first()
        if (await summary.count()) await summary.click()
        await page.check(`[name=kind][value=${kind}]`)
        await page.fill('[name=day]', '2026-12-06')
        await page.fill('[name=time]', '15:00')
        await page.fill('[name=reason]', reason)
        await page.locator('main form [type=submit]').click()
        await page.locator('.copyable').first().waitFor()
      }
      await change('moved', '下雨')
      expect(await main(page)).toContain('改到12月6日（周日）15:00')
      for (const address of ['/', '/activities/', activity, `${activity}?elder=1`]) {
        await page.goto(site().url + address)
        expect(await page.locator('main > .changes').textContent()).toContain(
          '12月5日（周六）14:30这一场改到12月6日（周日）15:00，已经报名的不用重报。原因：下雨。',
        )
      }
      await page.goto(`${site().url}/policies/?elder=0`)
      expect(await page.locator('.changes').count()).toBe(0)
      await change('restored', '天晴了')
      await page.goto(site().url + activity)
      expect(await page.locator('.changes').count()).toBe(0)
    }))

  const states: [string, (page: Page) => Promise<unknown>][] = [
    ['the list', (page) => page.goto(`${site().url}/desk/activities/`)],
    [
      'signing up, with everything open',
      async (page) => {
        await page.goto(`${site().url}${desk}signup/`)
        await openAll(page)
      },
    ],
    [
      'people that were found, sent back',
      async (page) => {
        await page.goto(`${site().url}${desk}signup/`)
        await page.locator('[name=sought]:focus').waitFor()
        await page.keyboard.type('3-2-501')
        await page.keyboard.press('Enter')
        await page.locator('[name=for]:focus').waitFor()
        await page.keyboard.press('Enter')
        await page.locator('.error-summary').waitFor()
      },
    ],
    ['a roster', (page) => page.goto(site().url + desk)],
    ['a roster to print', (page) => page.goto(`${site().url}${desk}print/?phones=1`)],
    [
      'a receipt',
      async (page) => {
        await page.goto(site().url + desk)
        await page.locator('tbody a[href^="/desk/signups/"]').first().click()
        await page.locator('.receipt').waitFor()
        await openAll(page)
      },
    ],
    [
      'a change and whom to call',
      async (page) => {
        await page.goto(`${site().url}${desk}change/`)
        await openAll(page)
      },
    ],
    ['an activity without signup', (page) => page.goto(`${site().url}${today}change/`)],
    ['an occurrence that there is not', (page) => page.goto(`${site().url}/desk/activities/nothing/2026-12-05/`)],
  ]

  test.runIf(name === 'node').each(states)('%s has nothing axe objects to and nothing cut off', (_, reach) =>
    as('desk', true, async (page) => {
      await reach(page)
      expect(await page.evaluate(clippedThings)).toEqual([])
      expect(await axeFindings(page, everyRule)).toEqual([])
    }),
  )
})
