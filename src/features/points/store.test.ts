import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Books, bookKeepers, minute } from '../../../tests/support/books/ledger.ts'
import { paper, timeZone } from '../../../tests/support/books/points.ts'
import type { Database } from '../../kernel/database.ts'
import { recordTransfers } from '../../kernel/ledger.server.ts'
import type { Chain } from '../../kernel/ledger.ts'
import { balanceOf, flowsBetween, holdingsByKind, readBalance, readEntries } from '../../kernel/ledger-reads.server.ts'
import { householdPoints, receivedBy } from './accounts.ts'
import { cancelChain, collectChain, correctChain, earnChain, type Request, reserveChain, stockChain } from './chains.ts'
import { dropChain } from './drop-chains.ts'
import { type EarnedSoFar, earningsOf } from './earning.ts'
import { differences, type Flow, type Holding, monthFigures, stockFigures } from './publish.ts'
import { ruleOf } from './rate.ts'
import { refusalOf } from './refusal.ts'
import { statementOf } from './statement.ts'
import { earnedSoFar, earnedStill, expirePoints, readEarnedSoFar, returnOverdue, rowsOfHousehold } from './store.server.ts'

const at = (moment: string) => Date.parse(`${moment}+08:00`)
const today = at('2026-11-23T00:00:00')
const now = at('2026-11-23T09:00:00')

describe.each(bookKeepers)('on %s', (_, open) => {
  let books: Books
  beforeAll(async () => {
    books = await open()
  }, 60_000)
  afterAll(() => books.close())

  let homes = 0
  let home: string
  beforeEach(() => {
    home = `h${++homes}`
  })

  let keys = 0
  const request = (changes: Partial<Request> = {}): Request => ({ key: `k${++keys}`, digest: '', actor: 'staff:zhao', now, ...changes })
  const record = (chain: Chain) => recordTransfers(books.database, chain)
  const earn = (points: number, moment = now, household = home) =>
    record(earnChain(request({ now: moment }), { household, points, rule: paper.version }))
  const redeem = (points: number, key: string, moment = now, site = 's1') =>
    record(
      reserveChain(request({ key, now: moment }), {
        household: home,
        reward: 'rice',
        site,
        pieces: 1,
        points,
        rule: 'rice@2026-11',
        deadline: moment + 30 * minute,
      }),
    )
  const statement = async (day = '2026-11-23') => {
    const rows = readEntries((await books.database.read([rowsOfHousehold(home)]))[0])
    return statementOf(rows, householdPoints(home).id, day, timeZone)
  }

  test('a day at the station and the desk: earned, reserved, handed over, and what comes back after a mistake', async () => {
    await record(stockChain(request(), { reward: 'rice', site: 's1', pieces: 5 }))
    await earn(100)
    expect(await redeem(60, 'first')).toMatchObject({ ok: true })
    expect(await statement()).toMatchObject({ available: 40, reserved: 60, used: 0 })
    const desk = request({ key: 'desk' })
    expect(await record(collectChain(desk, 'first'))).toMatchObject({ ok: true })
    expect(await record(collectChain(desk, 'first'))).toMatchObject({ ok: true })
    const second = await record(collectChain(request(), 'first'))
    expect(second.ok || refusalOf(second.refusal, 'redemption')).toEqual({ code: 'redemption_collected' })
    expect(await statement()).toMatchObject({ available: 40, reserved: 0, used: 60 })
    const received = receivedBy('rice', home).id
    expect(readBalance((await books.database.read([balanceOf(received)]))[0])).toMatchObject({ credits_pending: 0, credits_posted: 1 })

    expect(await record(correctChain(request(), 'desk', true, '拿错了'))).toMatchObject({ ok: true })
    expect(await statement()).toMatchObject({ available: 100, used: 0 })
    expect(readBalance((await books.database.read([balanceOf(received)]))[0])).toMatchObject({ debits_posted: 1, credits_posted: 1 })
  })

  test('what nobody collects in time returns with the job, and what is cancelled at once', async () => {
    await record(stockChain(request(), { reward: 'rice', site: 's1', pieces: 2 }))
    await earn(100)
    await redeem(60, `${home}-late`)
    await redeem(30, `${home}-cancelled`)
    expect(await record(cancelChain(request(), `${home}-cancelled`))).toMatchObject({ ok: true })
    expect(await statement()).toMatchObject({ available: 40, reserved: 60 })
    expect(await returnOverdue(books.database, now + 30 * minute)).toBeGreaterThanOrEqual(2)
    expect(await statement()).toMatchObject({ available: 100, reserved: 0 })
  })

  const month = at('2026-11-01T00:00:00')
  const caps = { drop_cap_points: 45, household_day_cap_points: 50, household_month_cap_points: 100 }
  const soFar = async () => readEarnedSoFar((await books.database.read([earnedSoFar(home, today, month)]))[0])
  const weigh = async (...grams: number[]) => weighSeeing(await soFar(), ...grams)
  const weighSeeing = async (earned: EarnedSoFar, ...grams: number[]) => {
    const calculated = earningsOf(
      grams.map((one) => ({ quantity: { grams: one }, rate: paper })),
      caps,
      earned,
    )
    if (!calculated.ok) return calculated.refusal.code
    const chain = dropChain(request(), home, calculated.value)
    const recorded = await recordTransfers(books.database, chain, earnedStill(home, today, month, earned))
    return recorded.ok ? recorded.value.map(({ amount }) => amount).join(' ') : refusalOf(recorded.refusal, 'redemption').code
  }

  test('two stations at once do not give more than the cap of the day: one of them counts again', async () => {
    await earn(10, at('2026-11-22T23:59:59'))
    await earn(99, at('2026-10-31T23:59:59'))
    await record(earnChain(request(), { household: home, points: 20, rule: '2026-07', kind: 'attend' }))
    expect(await soFar()).toEqual({ today: 0, month: 10, today_by_rule: { [paper.version]: 0 } })
    const seen = await soFar()
    expect((await Promise.all([weighSeeing(seen, 3500), weighSeeing(seen, 3500)])).sort()).toEqual(['35', 'points_act_overtaken'])
    expect(await weigh(1000, 3500)).toBe('10 5')
    expect(await weigh(3500)).toBe('day_cap_reached')
    expect(await soFar()).toEqual({ today: 50, month: 60, today_by_rule: { [paper.version]: 0, [ruleOf(paper)]: 50 } })
  })

  test('an earning that was corrected does not count against the caps, and one weighing of a drop-off is corrected alone', async () => {
    const calculated = earningsOf(
      [1000, 2000].map((grams) => ({ quantity: { grams }, rate: paper })),
      caps,
      await soFar(),
    )
    const chain = dropChain(request(), home, calculated.ok ? calculated.value : [])
    await record(chain)
    await record(correctChain(request(), chain.movements[1]?.id ?? '', false))
    expect(await soFar()).toMatchObject({ today: 10, month: 10 })
  })

  test('points go after the last day of their twelfth month, once, and what came later stays', async () => {
    await earn(100, at('2026-01-31T23:59:00'))
    await earn(50, at('2026-02-01T00:01:00'))
    expect((await statement('2027-01-05')).expiring).toEqual([{ expires_on: '2027-01-31', points: 100 }])
    await expirePoints(books.database, at('2027-01-31T23:59:00'), timeZone)
    expect(await statement()).toMatchObject({ available: 150, expired: 0 })
    expect(await expirePoints(books.database, at('2027-02-01T00:10:00'), timeZone)).toBeGreaterThanOrEqual(1)
    expect(await statement()).toMatchObject({ available: 50, expired: 100 })
    expect(await expirePoints(books.database, at('2027-02-01T00:20:00'), timeZone)).toBe(0)
    expect(await statement()).toMatchObject({ available: 50, expired: 100 })
  })

  test('every household is looked at once a day: later that day the books are not read again, at midnight they are', async () => {
    await expirePoints(books.database, at('2027-03-01T00:00:30'), timeZone)
    await earn(100, at('2026-01-31T23:59:00'))
    const reads: number[] = []
    const watched: Database = {
      read: (statements) => {
        reads.push(statements.length)
        return books.database.read(statements)
      },
      writesDone: () => books.database.writesDone(),
      write: () => Promise.reject(new Error('nothing is written on a day that is done')),
    }
    expect(await expirePoints(watched, at('2027-03-01T00:10:30'), timeZone)).toBe(0)
    expect(await expirePoints(watched, at('2027-03-01T23:59:59'), timeZone)).toBe(0)
    expect(reads).toEqual([2, 2])
    expect(await statement()).toMatchObject({ available: 100, expired: 0 })
    expect(await expirePoints(books.database, at('2027-03-02T00:00:00'), timeZone)).toBe(1)
    expect(await statement()).toMatchObject({ available: 0, expired: 100 })
  })

  test('a redemption at the moment of expiry takes the oldest points and leaves the rest to the next run', async () => {
    await record(stockChain(request(), { reward: 'rice', site: 's1', pieces: 1 }))
    await earn(100, at('2026-01-15T09:00:00'))
    const moment = at('2027-02-02T00:10:00')
    const meanwhile: Database = {
      ...books.database,
      write: async (batch) => {
        await redeem(60, `${home}-meanwhile`, moment)
        return books.database.write(batch)
      },
    }
    expect(await expirePoints(meanwhile, moment, timeZone)).toBe(0)
    expect(await statement()).toMatchObject({ available: 40, reserved: 60, expired: 0 })
    expect(await expirePoints(books.database, moment, timeZone)).toBe(1)
    expect(await statement()).toMatchObject({ available: 0, reserved: 60, expired: 40 })
  })

  test('the figures of the month follow from the entries, and no stored total disagrees', async () => {
    const flows = async (from: number, until: number) =>
      (await books.database.read([flowsBetween(from, until)]))[0]?.rows as unknown as Flow[]
    const [start, end] = [at('2030-06-01T00:00:00'), at('2030-07-01T00:00:00')]
    const before = monthFigures([], await flows(0, start))
    await earn(100, start)
    await earn(7, end)
    await record(stockChain(request(), { reward: 'oil', site: 's1', pieces: 3 }))
    const [month, until, all] = [await flows(start, end), await flows(0, end), await flows(0, Number.MAX_SAFE_INTEGER)]
    expect(monthFigures(month, until)).toEqual({ issued: 100, redeemed: 0, expired: 0, outstanding: before.outstanding + 100 })
    expect(stockFigures(all)).toContainEqual({ reward: 'oil', pieces: 3 })
    const holdings = (await books.database.read([holdingsByKind()]))[0]?.rows as unknown as Holding[]
    expect(differences(all, holdings)).toEqual([])
    expect(differences(await flows(0, end), holdings)).not.toEqual([])
  })
})
