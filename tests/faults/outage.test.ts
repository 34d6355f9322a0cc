import { describe, expect, test } from 'vitest'
import { takePlaces } from '../support/api.ts'
import { asVisitor, useBrowser } from '../support/browser.ts'
import { cast } from '../support/cast.ts'
import { useSite } from '../support/hosts.ts'
import { prepareRewards, type RewardsRun } from '../support/rewards-journey.ts'
import { freshKey } from '../support/signups.ts'

let run: RewardsRun | undefined
let staff = { desk: { cookie: '' }, steward: { cookie: '' } }
const site = useSite('edge', {
  prepare: async (client) => {
    const people = await prepareRewards(client, 1)
    run = people.people[0]
    staff = people
  },
})
const browser = useBrowser()
const form = '/activities/fangzha-qingjingju/2026-12-05/signup/'
const roster = '/desk/activities/fangzha-qingjingju/2026-12-05/'
const sentence = '系统暂时连不上，不知道办成没有。请过几分钟先看看，没有办成再办一次；也可以打电话 0400-5550100，工作人员帮您查。'
/** Who only looks has nothing that may be done or not. */
const lookedAt = '系统暂时连不上。请过几分钟再试，或打电话 0400-5550100，工作人员帮您办。'

const cookies = {
  guest: () => '',
  resident: () => run?.headers.cookie,
  desk: () => staff.desk.cookie,
  steward: () => staff.steward.cookie,
}

/** A page with a form, or what one sends (`fields`); `later` is the answer once the database is back. */
interface Asked {
  name: string
  who: keyof typeof cookies
  path: string
  fields?: Record<string, string>
  later: number
}

const place = { ...cast.zhang, party_size: '1', notice_version: '2026-11' }
const redeem = '/rewards/lajidai/redeem/'
const home = { act: 'find', station: 'recycling-east', sought: '1-1-101', surname: '王' }
const asked: Asked[] = [
  { name: 'the form of a signup', who: 'guest', path: form, later: 200 },
  { name: 'taking a place', who: 'guest', path: form, fields: { ...place, request_key: freshKey() }, later: 303 },
  { name: 'finding a signup', who: 'guest', path: '/signups/', fields: { code: 'ABCDEF', phone: cast.wang.phone }, later: 404 },
  { name: 'signing in', who: 'guest', path: '/signin/', fields: { code: 'ABCD-EFGH' }, later: 422 },
  { name: 'one’s own page', who: 'resident', path: '/me/', later: 200 },
  { name: 'one’s details', who: 'resident', path: '/me/details/', later: 200 },
  { name: 'the form of a reward', who: 'resident', path: redeem, later: 200 },
  { name: 'redeeming', who: 'resident', path: redeem, fields: { site: 'service-center', request_key: freshKey() }, later: 303 },
  { name: 'the roster at the desk', who: 'desk', path: roster, later: 200 },
  { name: 'the desk’s form of a signup', who: 'desk', path: `${roster}signup/`, later: 200 },
  { name: 'finding a household', who: 'desk', path: '/desk/households/', fields: { sought: '1-1-101' }, later: 303 },
  { name: 'the table of rewards', who: 'desk', path: '/desk/redemptions/table/', fields: { act: 'find', sought: '1-1-101' }, later: 200 },
  { name: 'points of a household', who: 'steward', path: '/desk/drop-offs/', fields: home, later: 200 },
  { name: 'looking into the log', who: 'steward', path: '/desk/audit/', later: 200 },
]

const ask = async ({ who, path, fields }: Asked) => {
  const sent = fields && { method: 'POST', body: new URLSearchParams(fields) }
  const headers = { cookie: `cookies=kept; ${cookies[who]()}` }
  const answer = await fetch(site().url + path, { ...sent, headers, redirect: 'manual' })
  return { status: answer.status, text: (await answer.text()).replace(/<[^>]+>/g, '') }
}

const statusOf = async (path: string) => (await fetch(site().url + path)).status

/** Waits until the address answers so; what it found is told again for some seconds. */
const becomes = async (path: string, status: number) => {
  for (const end = Date.now() + 15_000; Date.now() < end; await new Promise((done) => setTimeout(done, 500)))
    if ((await statusOf(path)) === status) return status
  return statusOf(path)
}

const explainers = async () => {
  const map = await (await fetch(`${site().url}/sitemap.xml`)).text()
  const found = [...map.matchAll(/<loc>https?:\/\/[^/]+(\/policies\/[^<]*)<\/loc>/g)].map(([, path = '']) => path)
  expect(found.length).toBeGreaterThan(10)
  return found
}

describe('while the database is away', () => {
  test('reading goes on, forms say so and keep what was typed, and all is well afterwards', async () => {
    await site().withoutDatabase(async () => {
      const refused = await takePlaces(site(), 'fangzha-qingjingju', '2026-12-05', cast.wang)
      expect(refused.status).toBe(503)
      expect(await refused.json()).toMatchObject({ code: 'database_unavailable', title: sentence, status: 503 })

      await asVisitor(browser(), { javaScriptEnabled: false }, async (context) => {
        const page = await context.newPage()
        expect((await page.goto(site().url + form))?.status()).toBe(503)
        await page.fill('[name=name]', cast.wang.name)
        await page.fill('[name=phone]', cast.wang.phone)
        await page.locator('main form [type=submit]').first().click()
        expect(await page.locator('.error-summary').textContent()).toContain(sentence)
        expect(await page.inputValue('[name=name]')).toBe(cast.wang.name)
        expect(await page.inputValue('[name=phone]')).toBe(cast.wang.phone)
      })
    })
    expect((await takePlaces(site(), 'fangzha-qingjingju', '2026-12-05', cast.wang)).status).toBe(201)
  })

  test('every explainer and the first page load; the process lives, and is not ready until the database is back', async () => {
    expect(await becomes('/readyz', 200)).toBe(200)
    await site().withoutDatabase(async () => {
      for (const path of ['/', '/activities/', '/healthz', ...(await explainers())])
        expect([path, await statusOf(path)]).toEqual([path, 200])
      expect(await becomes('/readyz', 503)).toBe(503)
    })
    expect(await becomes('/readyz', 200)).toBe(200)
  })

  test('every kind of form says so with the phone number, and each works again by itself', async () => {
    await site().withoutDatabase(async () => {
      for (const one of asked) {
        const { status, text } = await ask(one)
        expect([one.name, status, text.includes(one.fields ? sentence : lookedAt)]).toEqual([one.name, 503, true])
      }
    })
    const met: Record<string, number> = {}
    for (const one of asked) met[one.name] = (await ask(one)).status
    expect(met).toEqual(Object.fromEntries(asked.map(({ name, later }) => [name, later])))
  })
})
