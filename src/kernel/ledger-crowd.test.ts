import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Books, bookKeepers, chainOf, earning, householdOf, reserving, stockAt, stocking } from '../../tests/support/books/ledger.ts'
import { recordTransfers } from './ledger.server.ts'
import { availableOf, type Movement } from './ledger.ts'
import { balanceOf, readBalance } from './ledger-reads.server.ts'

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

  const record = (...movements: [Movement, ...Movement[]]) => recordTransfers(books.database, chainOf(movements))
  const available = async (account: { id: string }) => availableOf(readBalance((await books.database.read([balanceOf(account.id)]))[0]))
  const richHome = async (points: number, stock: number) => {
    await record(earning(`${home}-earned`, home, points))
    await record(stocking(`${home}-stocked`, site, stock))
  }

  test('of a hundred who press at once, with points for three and stock of two, exactly two succeed and the rest are told why', async () => {
    await richHome(30, 2)
    const answers = await Promise.all(Array.from({ length: 100 }, (_, place) => record(...reserving(`${home}-r${place}`, home, site, 10))))
    expect(answers.filter(({ ok }) => ok)).toHaveLength(2)
    const refusals = answers.flatMap((answer) => (answer.ok ? [] : [answer.refusal]))
    expect(refusals).toEqual(refusals.map(() => ({ code: 'balance_insufficient', id: stockAt(site).id, available: 0, needed: 1 })))
    expect([await available(householdOf(home)), await available(stockAt(site))]).toEqual([10, 0])
  })

  test('the last item at each of two sites goes to one household each', async () => {
    await richHome(100, 1)
    await record(stocking(`${home}-other`, `${site}-b`, 1))
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, place) => record(...reserving(`${home}-r${place}`, home, place % 2 === 0 ? site : `${site}-b`, 10))),
    )
    expect(
      answers
        .map(({ ok }, place) => ok && place % 2)
        .filter((won) => won !== false)
        .sort(),
    ).toEqual([0, 1])
  })
})
