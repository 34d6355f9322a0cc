import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { sampleCatalogue } from '../../../tests/support/catalogue.ts'
import { drawn, goesTo } from '../../../tests/support/desk.ts'
import { asResident, resident } from '../../../tests/support/people.ts'
import { givePoints, leftAt, pointsOf, stockUp } from '../../../tests/support/rewards.ts'
import { freshKey } from '../../../tests/support/signups.ts'
import { openSite, type TestSite } from '../../../tests/support/site.ts'

let site: TestSite
beforeAll(async () => {
  site = await openSite()
})
afterAll(() => site.close())

let rooms = 100
let me: { id: string; household: string }
let headers: { cookie: string }
beforeEach(async () => {
  me = await resident(site, { door: ['3', '1', String(++rooms)], name: '王秀英' })
  headers = await asResident(site, me.id)
})

const path = '/rewards/detergent/redeem/'
const redeem = (changes: Record<string, string> = {}, who = headers, to = path) =>
  site.postForm(to, { site: 'service-center', request_key: freshKey(), ...changes }, who)
const sentenceOf = async (answer: Response) => {
  const { status, page } = await drawn(answer)
  return [status, (page['problem'] as { sentence: string } | undefined)?.sentence]
}
const own = async () =>
  (await drawn(site.request('/me/rewards/', { headers }))).page as { redemptions: Record<string, unknown>[]; available: number }

describe('redeeming', () => {
  test('makes points and piece pending together, and the household sees its code until it is over', async () => {
    await givePoints(site, me.household, 700)
    await stockUp(site, 'detergent', 'service-center', 1)
    const before = await leftAt(site, 'service-center')
    expect(goesTo(await redeem())).toEqual([303, '/me/rewards/?done=redeemed'])
    expect([await pointsOf(site, me.household), await leftAt(site, 'service-center')]).toEqual([100, before - 1])
    const { redemptions, available } = await own()
    expect(available).toBe(100)
    expect(redemptions).toMatchObject([{ title: '洗衣液 2 公斤装', points: 600, state: 'waiting', last_day: '2026-11-30' }])
    expect(redemptions[0]?.['code']).toMatch(/^[2-9A-HJKMNP-Z]{8}$/)

    const relative = await resident(site, { door: ['3', '1', String(rooms)], name: '李建国', relation: '配偶' })
    const seen = await drawn(site.request('/me/rewards/', { headers: await asResident(site, relative.id) }))
    expect((seen.page['redemptions'] as { code: string }[])[0]?.code).toBe(redemptions[0]?.['code'])
    const stored = JSON.stringify((await site.client.execute('SELECT * FROM redemptions')).rows)
    expect(stored).not.toContain(redemptions[0]?.['code'])
  })

  test('the same key twice is one redemption, and the same key with another body is refused', async () => {
    await givePoints(site, me.household, 1200)
    await stockUp(site, 'detergent', 'service-center', 2)
    await stockUp(site, 'detergent', 'recycling-east', 1)
    const key = freshKey()
    const answers = [await redeem({ request_key: key }), await redeem({ request_key: key })]
    expect(answers.map(goesTo)).toEqual(answers.map(() => [303, '/me/rewards/?done=redeemed']))
    expect((await own()).redemptions).toHaveLength(1)
    expect(await sentenceOf(await redeem({ request_key: key, site: 'recycling-east' }))).toEqual([
      409,
      '这次提交和前一次内容不一样，没有再记。请刷新页面，重新填写。',
    ])
    expect(await pointsOf(site, me.household)).toBe(600)
  })

  test('of a hundred at once, with points for three and a stock of two, exactly two succeed and the rest are told why', async () => {
    const catalogue = sampleCatalogue()
    const { detergent } = catalogue.rewards
    if (detergent) catalogue.rewards['detergent'] = { ...detergent, household_limit: { items: 99, period: 'year' } }
    const alone = await openSite(catalogue)
    const { id, household } = await resident(alone, { name: '王秀英' })
    const cookie = await asResident(alone, id)
    await givePoints(alone, household, 1800)
    await stockUp(alone, 'detergent', 'service-center', 2)
    const answers = await Promise.all(
      Array.from({ length: 100 }, () => alone.postForm(path, { site: 'service-center', request_key: freshKey() }, cookie)),
    )
    const won = answers.filter(({ status }) => status === 303)
    expect(won).toHaveLength(2)
    const told = await Promise.all(answers.filter(({ status }) => status !== 303).map(sentenceOf))
    expect(told).toEqual(
      told.map(() => [409, '这样东西在这里已经换完了，您的积分没有动。可以换别的，或换一个领取点，或打电话 0400-5550100。']),
    )
    expect([await pointsOf(alone, household), await leftAt(alone, 'service-center')]).toEqual([600, 0])
    alone.close()
  })

  test('the last piece at each of two places goes to one household each', async () => {
    const alone = await openSite()
    for (const place of ['service-center', 'recycling-east']) await stockUp(alone, 'detergent', place, 1)
    const homes = await Promise.all(
      Array.from({ length: 12 }, async (_, place) => {
        const { id, household } = await resident(alone, { door: ['3', '2', String(101 + place)], name: '王秀英' })
        await givePoints(alone, household, 600)
        return asResident(alone, id)
      }),
    )
    const answers = await Promise.all(
      homes.map((cookie, place) =>
        alone.postForm(path, { site: place % 2 ? 'recycling-east' : 'service-center', request_key: freshKey() }, cookie),
      ),
    )
    const winners = answers.map(({ status }, place) => (status === 303 ? place % 2 : null)).filter((place) => place !== null)
    expect(winners.sort()).toEqual([0, 1])
    alone.close()
  })
})

describe('a refusal says why, and what to do', () => {
  test('too few points: how many are missing', async () => {
    await givePoints(site, me.household, 450)
    await stockUp(site, 'detergent', 'service-center', 1)
    expect(await sentenceOf(await redeem())).toEqual([
      409,
      '积分还差 150 分：要 600 分，现在能用 450 分，所以没有换。可以换别的，或攒够再来。',
    ])
  })

  test('the household is at its limit: until when', async () => {
    await givePoints(site, me.household, 3000)
    await stockUp(site, 'detergent', 'service-center', 5)
    for (let turn = 0; turn < 2; turn++) expect((await redeem()).status).toBe(303)
    expect(await sentenceOf(await redeem())).toEqual([
      409,
      '这一户已经换了 2 份，到了上限，积分没有动。2027年1月1日起可以再换；现在可以换别的。',
    ])
    const [first] = (await own()).redemptions
    await site.postForm(`/me/rewards/${first?.['id']}/`, { request_key: freshKey() }, headers)
    expect((await redeem()).status).toBe(303)
  })

  test.each([
    [{ from: '2026-12-01' }, 409, '这样东西 2026年12月1日起才能换，积分没有动。可以先看看别的，或打电话 0400-5550100。'],
    [{ until: '2026-11-22' }, 409, '这样东西 2026年11月22日已经截止，积分没有动。可以换别的，或打电话 0400-5550100。'],
  ])('outside its window', async (changes, status, sentence) => {
    const before = site.state.catalogue
    const [detergent] = Object.values(before.rewards)
    if (!detergent) throw new Error('no reward')
    const rewards = before.rewards
    rewards['detergent'] = { ...detergent, ...changes }
    expect(await sentenceOf(await redeem())).toEqual([status, sentence])
    expect(await sentenceOf(await site.request(path, { headers }))).toEqual([status, sentence])
    rewards['detergent'] = detergent
  })

  test('there is no such reward or place, or the page is too old', async () => {
    expect(await sentenceOf(await redeem({}, headers, '/rewards/gold/redeem/'))).toEqual([
      404,
      '没有这样兑换物。请从“兑换物”里重新选，或打电话 0400-5550100。',
    ])
    for (const wrong of [{ site: 'moon' }, { site: '' }, { request_key: 'short' }])
      expect(await sentenceOf(await redeem(wrong))).toEqual([422, '有的地方没填对，请改好再提交。'])
  })

  test('a device signed out elsewhere redeems nothing', async () => {
    await givePoints(site, me.household, 600)
    await stockUp(site, 'detergent', 'service-center', 1)
    await site.client.execute({ sql: 'UPDATE sessions SET ended_at = 1 WHERE subject = ?', args: [me.id] })
    expect((await redeem()).status).toBe(401)
    expect(await pointsOf(site, me.household)).toBe(600)
  })
})

describe('cancelling', () => {
  test('before pickup gives both back, twice says so, and another household cannot', async () => {
    await givePoints(site, me.household, 600)
    await stockUp(site, 'detergent', 'service-center', 1)
    const id = freshKey()
    await redeem({ request_key: id })
    const left = await leftAt(site, 'service-center')
    const neighbour = await resident(site, { door: ['6', '1', String(rooms)], name: '李敏' })
    const stranger = await asResident(site, neighbour.id)
    expect(await sentenceOf(await site.postForm(`/me/rewards/${id}/`, { request_key: freshKey() }, stranger))).toEqual([
      404,
      '没有找到这次兑换。请核对领取码，或按门牌查找。',
    ])
    const key = freshKey()
    for (let turn = 0; turn < 2; turn++)
      expect(goesTo(await site.postForm(`/me/rewards/${id}/`, { request_key: key }, headers))).toEqual([303, '/me/rewards/?done=cancelled'])
    expect([await pointsOf(site, me.household), await leftAt(site, 'service-center')]).toEqual([600, left + 1])
    expect(await sentenceOf(await site.postForm(`/me/rewards/${id}/`, { request_key: freshKey() }, headers))).toEqual([
      409,
      '这次兑换 2026年11月23日（周一）9:00已经取消，积分退回去了。还想要，请重新兑换。',
    ])
  })
})
