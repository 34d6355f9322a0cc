import { describe, expect, test } from 'vitest'
import { access } from '../../functions/access.ts'
import { takePlaces } from '../support/api.ts'
import { hostNames } from '../support/build.ts'
import { useSite } from '../support/hosts.ts'
import { fileTypes, pageTypes } from '../support/pages.ts'
import { asStaff } from '../support/people.ts'
import { privateWordsIn, residentsWithPhones } from '../support/private-words.ts'
import { samplePeople } from '../support/sample.ts'
import { registerOf } from '../support/signin-people.ts'

const activity = 'fangzha-qingjingju'
const occurrence = '2026-12-05'
const redemption = 'a-redemption-of-the-crawl'

/** Addresses of this site that a page names, without the part after `#` and without the switch of 长辈版. */
const linksOf = (html: string, from: string) =>
  [...html.matchAll(/\s(?:href|src|action)="([^"]+)"/g)].flatMap(([, link = '']) => {
    const address = URL.parse(link.replaceAll('&amp;', '&'), from)
    return address?.origin === new URL(from).origin && !address.searchParams.has('elder')
      ? [address.origin + address.pathname + address.search]
      : []
  })

test('what is private is noticed', () => {
  const [someone] = residentsWithPhones
  const text = `${someone?.name}住在3栋2单元501，电话 ${someone?.phone}，也写作 3-2-501。`
  expect(privateWordsIn(text)).toEqual(expect.arrayContaining([someone?.name, someone?.phone, '3-2-501', '3栋2单元501']))
  expect(
    privateWordsIn('2026-11-28 打 0400-5550100，第 3 号楼，合计 13800138000123 次，0.15912345678，0f8fad5b-d9cb-469f-a165-a13608463108'),
  ).toEqual([])
})

describe.each(hostNames)('on %s, with 300 households of people who sign up and sign in', (name) => {
  const people = samplePeople()
  let steward = { cookie: '' }
  let ids: { household: string; resident: string; staff: string }
  const site = useSite(name, {
    prepare: async (client) => {
      await people.prepare(client)
      steward = (await asStaff(registerOf(client), { role: 'steward' })).headers
      const first = async (table: string) => String((await client.execute(`SELECT id FROM ${table} LIMIT 1`)).rows[0]?.['id'])
      ids = { household: await first('households'), resident: await first('residents'), staff: await first('staff') }
    },
  })

  /** The routes that answer on request, as somebody would ask who knows every id. */
  const routes = () =>
    Object.keys(access)
      .filter((route) => route.startsWith('GET '))
      .map((route) => route.slice(4))
      .map((path) =>
        path
          .replace(':slug', activity)
          .replace(':occurrence', occurrence)
          .replace(':household', ids.household)
          .replace(':redemption', redemption)
          .replace(':month', '2026-11')
          .replace(/:(resident|id|representation)/, path.includes('staff') ? ids.staff : ids.resident),
      )

  const post = (path: string, fields: Record<string, string>, cookie: string) =>
    fetch(site().url + path, {
      method: 'POST',
      redirect: 'manual',
      headers: { cookie, 'content-type': 'application/x-www-form-urlencoded', origin: site().url },
      body: new URLSearchParams(fields),
    })
  const read = async (path: string, cookie: string) => (await fetch(site().url + path, { headers: { cookie } })).text()

  /** A day on the site: places are taken, a resident signs in and reads what is kept, the desk finds a household, somebody errs. */
  const liveADay = async () => {
    for (const person of residentsWithPhones.slice(0, 3)) expect((await takePlaces(site(), activity, occurrence, person)).status).toBe(201)
    const signin = await post('/signin/', { code: people.slips().resident }, 'cookies=kept')
    const cookie = signin.headers.getSetCookie().map((line) => line.split(';')[0])
    expect(privateWordsIn(await read('/me/data/', cookie.join('; ')))).not.toEqual([])
    const [someone] = residentsWithPhones
    const found = await post('/desk/households/', { sought: someone?.door ?? '', surname: someone?.name ?? '' }, steward.cookie)
    expect(privateWordsIn(await read(found.headers.get('location') ?? '', steward.cookie))).not.toEqual([])
    const weighing = { act: 'find', station: 'recycling-east', sought: someone?.door ?? '', surname: someone?.name ?? '' }
    expect(privateWordsIn(await (await post('/desk/drop-offs/', weighing, steward.cookie)).text())).not.toEqual([])
    expect((await post('/rewards/lajidai/redeem/', { site: 'service-center', request_key: redemption }, cookie.join('; '))).status).toBe(
      303,
    )
    const code = /aria-label="([2-9A-Z ]{15})"/.exec(await read('/me/rewards/', cookie.join('; ')))?.[1] ?? ''
    const shown = await post('/desk/redemptions/', { code }, steward.cookie)
    expect(shown.headers.get('location')).toBe(`/desk/redemptions/${redemption}/`)
    expect(privateWordsIn(await read(`/desk/redemptions/${redemption}/`, steward.cookie))).not.toEqual([])
    expect((await post(`/desk/redemptions/${redemption}/`, { request_key: `${redemption}-2` }, steward.cookie)).status).toBe(303)
    if (name === 'node') await fetch(`${site().url}/desk/households/${someone?.door}/?name=${someone?.name}&phone=${someone?.phone}`)
  }

  test('nothing a guest can fetch says who lives here, and neither does the log', async () => {
    await liveADay()
    const { url } = site()
    const sitemap = [...(await (await fetch(`${url}/sitemap.xml`)).text()).matchAll(/<loc>[^<]*?\/\/[^/]+([^<]*)<\/loc>/g)].map(
      ([, path]) => path,
    )
    const known = [...sitemap, ...pageTypes.map(({ address }) => address), ...fileTypes.map(({ address }) => address), ...routes()]
    const seen = new Set([`${url}/`, ...known.map((path) => url + path)])
    const said: string[] = []
    for (const address of seen) {
      const answer = await fetch(address)
      if (/^(image|font)\//.test(answer.headers.get('content-type') ?? '')) continue
      const text = await answer.text()
      said.push(...privateWordsIn(text).map((words) => `${address.replace(url, '')} says ${words}`))
      if (answer.headers.get('content-type')?.startsWith('text/html')) for (const link of linksOf(text, answer.url)) seen.add(link)
    }
    expect(said).toEqual([])
    expect(seen.size).toBeGreaterThan(150)
    expect(privateWordsIn(site().stdout())).toEqual([])
  }, 240_000)
})
