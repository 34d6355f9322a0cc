import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  type Books,
  bookKeepers,
  chainOf,
  community,
  earning,
  householdOf,
  minute,
  reserving,
  riceOf,
  rowsIn,
  spent,
  stockAt,
  stocking,
} from '../../tests/support/books/ledger.ts'
import { testNow } from '../../tests/support/catalogue.ts'
import { recordTransfers } from './ledger.server.ts'
import { availableOf, type Chain, type Movement, postPending, reserve, reverse, transfer, voidPending } from './ledger.ts'
import { balanceOf, entriesOf, readBalance, readEntries, voidOverdue } from './ledger-reads.server.ts'

describe.each(bookKeepers)('on %s', (_, open) => {
  let books: Books
  beforeAll(async () => {
    books = await open()
  }, 60_000)
  afterAll(() => books.close())

  let homes = 0
  let home: string
  let site: string
  beforeEach(() => {
    home = `h${++homes}`
    site = `s${homes}`
  })

  const record = (movements: [Movement, ...Movement[]], changes: Partial<Chain> = {}) =>
    recordTransfers(books.database, chainOf(movements, changes))
  const totals = async (account: string) => readBalance((await books.database.read([balanceOf(account)]))[0])
  const available = async (account: { id: string }) => availableOf(await totals(account.id))
  const entries = async (account: { id: string }, limit = 50, before?: number) =>
    readEntries((await books.database.read([entriesOf(account.id, { limit, ...(before && { before }) })]))[0])
  const linesOf = async (id: string) => rowsIn(books, `SELECT id FROM ledger_transfers WHERE id LIKE '${id}%' ORDER BY number`)
  const richHome = async (points: number, stock = 1) => {
    await record([earning(`${home}-earned`, home, points)])
    await record([stocking(`${home}-stocked`, site, stock)])
  }

  test('a transfer takes from one account and gives to another, and says who did it under which rule', async () => {
    const before = await totals(community.id)
    const recorded = await record([earning(`${home}-a`, home, 7)])
    expect(recorded).toMatchObject({
      ok: true,
      value: [
        {
          id: `${home}-a`,
          unit: 'points',
          debit_account: 'points/issuer/community',
          credit_account: `points/household/${home}`,
          amount: 7,
          kind: 'earn',
          phase: 'single',
          rule: 'rates/2026-11',
          at: testNow,
          actor: 'staff:zhao',
          ended: null,
          reversed_by: null,
        },
      ],
    })
    expect(await totals(householdOf(home).id)).toEqual({ debits_pending: 0, debits_posted: 0, credits_pending: 0, credits_posted: 7 })
    expect((await totals(community.id)).debits_posted).toBe(before.debits_posted + 7)
  })

  test('what comes again is one entry with the same answer, and with another body a conflict', async () => {
    const first = await record([earning(`${home}-a`, home, 7)])
    expect(await record([earning(`${home}-a`, home, 7)], { now: testNow + minute })).toEqual(first)
    expect(await record([earning(`${home}-a`, home, 9)], { digest: 'other' })).toEqual({
      ok: false,
      refusal: { code: 'transfer_conflict', id: `${home}-a` },
    })
    expect(await available(householdOf(home))).toBe(7)
  })

  test('a chain happens whole or not at all, and says which account has too little', async () => {
    await richHome(10, 1)
    expect(await record(reserving(`${home}-r`, home, site, 11))).toEqual({
      ok: false,
      refusal: { code: 'balance_insufficient', id: householdOf(home).id, available: 10, needed: 11 },
    })
    expect(await record(reserving(`${home}-r`, home, 'nowhere', 10))).toEqual({
      ok: false,
      refusal: { code: 'balance_insufficient', id: stockAt('nowhere').id, available: 0, needed: 1 },
    })
    expect(await linesOf(`${home}-r`)).toEqual([])
    expect(await record(reserving(`${home}-r`, home, site, 10))).toMatchObject({ ok: true })
    expect([await available(householdOf(home)), await available(stockAt(site))]).toEqual([0, 0])
  })

  test('movements of one chain that take from one account are added up', async () => {
    await richHome(10)
    const pay = (id: string, amount: number) => transfer({ id, kind: 'redeem', debit: householdOf(home), credit: spent, amount })
    expect(await record([pay(`${home}-x`, 6), pay(`${home}-y`, 5)])).toMatchObject({
      ok: false,
      refusal: { code: 'balance_insufficient', available: 10, needed: 11 },
    })
    expect(await record([pay(`${home}-x`, 6), reverse({ id: `${home}-y`, kind: 'correct', reverses: `${home}-earned` })])).toMatchObject({
      ok: false,
      refusal: { code: 'balance_insufficient', available: 10, needed: 16 },
    })
    expect(await record([pay(`${home}-x`, 6), pay(`${home}-y`, 4)])).toMatchObject({ ok: true })
  })

  test('a chain of which one row is in the books already is a conflict', async () => {
    await richHome(10)
    const [points, item] = reserving(`${home}-r`, home, site, 5)
    await record([item])
    expect(await record([points, item])).toEqual({ ok: false, refusal: { code: 'transfer_conflict', id: `${home}-r/item` } })
    expect(await linesOf(`${home}-r`)).toEqual([{ id: `${home}-r/item` }])
  })

  test('what is reserved is posted whole, once, and then neither posted nor voided again', async () => {
    await richHome(10)
    await record(reserving(`${home}-r`, home, site, 10))
    const post = (id: string): [Movement, Movement] => [
      postPending({ id, kind: 'redeem', pending: `${home}-r` }),
      postPending({ id: `${id}/item`, kind: 'hand_out', pending: `${home}-r/item` }),
    ]
    const posted = await record(post(`${home}-p`))
    expect(posted).toMatchObject({ ok: true, value: [{ amount: 10, phase: 'post', pending_id: `${home}-r` }, { amount: 1 }] })
    expect(await record(post(`${home}-p`))).toEqual(posted)
    const refusal = { code: 'pending_already_posted', id: `${home}-r` }
    expect(await record(post(`${home}-q`))).toEqual({ ok: false, refusal })
    expect(await record([voidPending({ id: `${home}-v`, kind: 'cancel', pending: `${home}-r` })])).toEqual({ ok: false, refusal })
    expect(await totals(householdOf(home).id)).toEqual({ debits_pending: 0, debits_posted: 10, credits_pending: 0, credits_posted: 10 })
    expect(await totals(riceOf(home).id)).toMatchObject({ credits_pending: 0, credits_posted: 1 })
  })

  test('what is voided returns, and cannot be posted afterwards', async () => {
    await richHome(10)
    await record(reserving(`${home}-r`, home, site, 10))
    const [points] = [voidPending({ id: `${home}-v`, kind: 'cancel', pending: `${home}-r` })]
    expect(await record([points])).toMatchObject({ ok: true, value: [{ amount: 10, phase: 'void' }] })
    expect(await available(householdOf(home))).toBe(10)
    expect(await record([postPending({ id: `${home}-p`, kind: 'redeem', pending: `${home}-r` })])).toEqual({
      ok: false,
      refusal: { code: 'pending_already_voided', id: `${home}-r` },
    })
  })

  test('at the deadline nothing is posted any more; the job voids it once, however often it runs', async () => {
    await richHome(10)
    await record(reserving(`${home}-r`, home, site, 10))
    const late = testNow + 30 * minute
    const post = postPending({ id: `${home}-p`, kind: 'redeem', pending: `${home}-r` })
    expect(await record([post], { now: late })).toEqual({ ok: false, refusal: { code: 'pending_overdue', id: `${home}-r` } })
    expect(await voidOverdue(books.database, 'expire', 'job', late - 1)).toBe(0)
    expect(await voidOverdue(books.database, 'expire', 'job', late)).toBeGreaterThanOrEqual(2)
    expect(await voidOverdue(books.database, 'expire', 'job', late)).toBe(0)
    expect([await available(householdOf(home)), await available(stockAt(site))]).toEqual([10, 1])
    expect(await linesOf(`void:${home}`)).toHaveLength(2)
  })

  test('a wrong transfer is undone once by one the other way, unless it has been spent', async () => {
    await richHome(10)
    const undo = (id: string) => reverse({ id, kind: 'correct', reverses: `${home}-earned` })
    await record(reserving(`${home}-r`, home, site, 1))
    expect(await record([undo(`${home}-u`)])).toEqual({
      ok: false,
      refusal: { code: 'balance_insufficient', id: householdOf(home).id, available: 9, needed: 10 },
    })
    await record([voidPending({ id: `${home}-v`, kind: 'cancel', pending: `${home}-r` })])
    expect(await record([undo(`${home}-u`)])).toMatchObject({
      ok: true,
      value: [{ debit_account: householdOf(home).id, credit_account: community.id, amount: 10, reverses: `${home}-earned` }],
    })
    expect(await record([undo(`${home}-w`)])).toEqual({ ok: false, refusal: { code: 'already_reversed', id: `${home}-earned` } })
    for (const id of [`${home}-v`, `${home}-r`, 'nothing'])
      expect(await record([reverse({ id: `${home}-x`, kind: 'correct', reverses: id })])).toEqual({
        ok: false,
        refusal: { code: 'reversed_unknown', id },
      })
    expect(await record([reverse({ id: `${home}-z`, kind: 'correct', reverses: `${home}-u` })])).toMatchObject({ ok: true })
    expect(await available(householdOf(home))).toBe(10)
  })

  test("the caller's own condition holds for what is new and not for what comes again", async () => {
    const when = (allowed: number) => ({ sql: ':allowed_now = 1', args: { allowed_now: allowed } })
    const chain = chainOf([earning(`${home}-a`, home, 7)])
    expect(await recordTransfers(books.database, chain, when(0))).toEqual({
      ok: false,
      refusal: { code: 'condition_unmet', id: `${home}-a` },
    })
    expect(await recordTransfers(books.database, chain, when(1))).toMatchObject({ ok: true })
    expect(await recordTransfers(books.database, chain, when(0))).toMatchObject({ ok: true })
  })

  test('the entries of an account come newest first and page by page, each once', async () => {
    for (let turn = 1; turn <= 5; turn++) await record([earning(`${home}-${turn}`, home, turn)])
    await record([reverse({ id: `${home}-6`, kind: 'correct', reverses: `${home}-2` })])
    const first = await entries(householdOf(home), 4)
    const second = await entries(householdOf(home), 4, first.at(-1)?.number)
    expect([...first, ...second].map(({ id }) => id)).toEqual([6, 5, 4, 3, 2, 1].map((turn) => `${home}-${turn}`))
    expect(second[0]).toMatchObject({ id: `${home}-2`, reversed_by: `${home}-6` })
  })
})

describe('a mistake of ours is an exception', () => {
  const leg = { id: 'a', kind: 'earn', debit: community, credit: householdOf('a') }
  test.each([0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 1_000_000_001])('an amount of %d', (amount) => {
    expect(() => transfer({ ...leg, amount })).toThrow(new RangeError(`no amount: ${amount}`))
    expect(() => reserve({ ...leg, amount, deadline: testNow })).toThrow(new RangeError(`no amount: ${amount}`))
  })
  test('two units, or one account', () => {
    expect(() => transfer({ ...leg, credit: riceOf('a'), amount: 1 })).toThrow(new RangeError('points does not become item:rice'))
    expect(() => transfer({ ...leg, credit: community, amount: 1 })).toThrow(new RangeError('a transfer is between two accounts'))
  })
})
