import { describe, expect, test } from 'vitest'
import { chainOf, community, earning, householdOf, reserving, spent, stockAt, stocking } from '../../tests/support/books/ledger.ts'
import { type Movement, postPending, reverse, type StoredTransfer, transfer, voidPending } from './ledger.ts'
import { type LedgerFacts, type StoredAccount, storedChain, whyNotRecorded } from './ledger-refusal.ts'

const now = 1_000_000
const home = householdOf('h1')

/** A row of the books: by its own, seven points that a household has earned. */
const row = (id: string, changes: Partial<StoredTransfer> = {}): StoredTransfer => ({
  number: 1,
  id,
  unit: 'points',
  debit_account: community.id,
  credit_account: home.id,
  amount: 7,
  kind: 'earn',
  phase: 'single',
  pending_id: null,
  reverses: null,
  deadline: null,
  rule: '',
  at: now - 1,
  actor: 'job',
  digest: 'digest',
  detail: '',
  ended: null,
  ended_by: null,
  reversed_by: null,
  ...changes,
})
const kept = (changes: Partial<StoredTransfer> = {}) => row('kept', { phase: 'pending', deadline: now + 1, ...changes })

/** An account with so much in it. */
const account = (of: { id: string; guarded: boolean }, points: number, changes: Partial<StoredAccount> = {}): StoredAccount => ({
  id: of.id,
  guarded: of.guarded ? 1 : 0,
  debits_pending: 0,
  debits_posted: 0,
  credits_pending: 0,
  credits_posted: points,
  ...changes,
})
const facts = (transfers: StoredTransfer[] = [], accounts: StoredAccount[] = []): LedgerFacts => ({ transfers, accounts })
const why = (movements: [Movement, ...Movement[]], known: LedgerFacts) => whyNotRecorded(chainOf(movements, { now }), known)

const post = postPending({ id: 'end', kind: 'redeem', pending: 'kept' })
const cancel = voidPending({ id: 'end', kind: 'cancel', pending: 'kept' })
const undo = reverse({ id: 'undo', kind: 'correct', reverses: 'wrong' })
const pay = (id: string, amount: number) => transfer({ id, kind: 'redeem', debit: home, credit: spent, amount })

describe('a chain is in the books', () => {
  const chain = chainOf([pay('a', 1), pay('b', 2)])

  test('when all its rows are, told in its own order', () => {
    expect(storedChain(chain, facts([row('b'), row('other'), row('a')]))?.map(({ id }) => id)).toEqual(['a', 'b'])
  })
  test('not when a row is missing', () => expect(storedChain(chain, facts([row('a')]))).toBeNull())
  test('not when one of its rows came with another body', () =>
    expect(storedChain(chain, facts([row('a'), row('b', { digest: 'another' })]))).toBeNull())
})

describe('the end of a pending transfer', () => {
  test.each<[string, Movement, StoredTransfer[], string]>([
    ['that nobody knows', post, [], 'pending_unknown'],
    ['that never was pending', post, [row('kept')], 'pending_unknown'],
    ['that was posted', post, [kept({ ended: 'post' })], 'pending_already_posted'],
    ['that was posted cannot be a voiding', cancel, [kept({ ended: 'post' })], 'pending_already_posted'],
    ['that was voided', post, [kept({ ended: 'void' })], 'pending_already_voided'],
    ['that was voided cannot be voided again', cancel, [kept({ ended: 'void' })], 'pending_already_voided'],
    ['whose deadline has come cannot be a post', post, [kept({ deadline: now })], 'pending_overdue'],
  ])('%s', (_, movement, transfers, code) => expect(why([movement], facts(transfers))).toEqual({ code, id: 'kept' }))

  test('is not in the way before the deadline, nor is a voiding after it', () => {
    const unmet = { code: 'condition_unmet', id: 'end' }
    expect(why([post], facts([kept({ deadline: now + 1 })]))).toEqual(unmet)
    expect(why([cancel], facts([kept({ deadline: now - 1 })]))).toEqual(unmet)
  })
})

describe('a reversal', () => {
  const rich = [account(home, 7)]

  test.each<[string, StoredTransfer[], string]>([
    ['of what nobody knows', [], 'reversed_unknown'],
    ['of what is only reserved', [row('wrong', { phase: 'pending' })], 'reversed_unknown'],
    ['of what was given back', [row('wrong', { phase: 'void' })], 'reversed_unknown'],
    ['of what was reversed', [row('wrong', { reversed_by: 'earlier' })], 'already_reversed'],
  ])('%s', (_, transfers, code) => expect(why([undo], facts(transfers, rich))).toEqual({ code, id: 'wrong' }))

  test.each(['single', 'post'] as const)('of a %s transfer takes the amount back from who was given it', (phase) => {
    const known = facts([row('other', { amount: 1 }), row('wrong', { phase })], [account(home, 6)])
    expect(why([undo], known)).toEqual({ code: 'balance_insufficient', id: home.id, available: 6, needed: 7 })
    expect(why([undo], facts(known.transfers, rich))).toEqual({ code: 'condition_unmet', id: 'undo' })
  })
})

describe('too little', () => {
  test('is said with what there is and what all movements of the chain ask together', () => {
    const rich = account(home, 20, { debits_posted: 4, debits_pending: 3, credits_pending: 50 })
    expect(why([pay('a', 6), pay('b', 8)], facts([], [account(stockAt('s1'), 9), rich]))).toEqual({
      code: 'balance_insufficient',
      id: home.id,
      available: 13,
      needed: 14,
    })
    expect(why([pay('a', 6), pay('b', 7)], facts([], [rich]))).toEqual({ code: 'condition_unmet', id: 'a' })
  })
  test('is nothing at all in an account nobody knows', () =>
    expect(why([pay('a', 1)], facts())).toEqual({ code: 'balance_insufficient', id: home.id, available: 0, needed: 1 }))
  test('is never said of where points come from', () => {
    const known = facts([], [account(community, 0), account(home, 0)])
    expect(why([earning('a', 'h1', 9)], known)).toEqual({ code: 'condition_unmet', id: 'a' })
  })
  test('is said of the first account in the order of the chain', () => {
    const chain = reserving('a', 'h1', 's1', 10)
    expect(why(chain, facts([], [account(home, 9), account(stockAt('s1'), 0)]))).toMatchObject({ id: home.id, available: 9, needed: 10 })
    expect(why(chain, facts([], [account(home, 10), account(stockAt('s1'), 0)]))).toMatchObject({ id: stockAt('s1').id, needed: 1 })
  })
  test('is not asked of an end, which takes what was reserved already', () =>
    expect(why([post], facts([kept({ debit_account: home.id })], [account(home, 0)]))).toEqual({ code: 'condition_unmet', id: 'end' }))
})

describe('what is said first', () => {
  test('is that an id is taken, by the first of the chain that is', () => {
    const chain: [Movement, ...Movement[]] = [pay('a', 9), pay('b', 9), pay('c', 9)]
    expect(why(chain, facts([row('c'), row('b')]))).toEqual({ code: 'transfer_conflict', id: 'b' })
  })
  test('is what is wrong with a movement itself, in the order of the chain, before what it costs', () => {
    expect(why([pay('a', 9), undo, post], facts())).toEqual({ code: 'reversed_unknown', id: 'wrong' })
    expect(why([post, undo], facts())).toEqual({ code: 'pending_unknown', id: 'kept' })
  })
  test('is that the condition of the caller did not hold, when the books have nothing against it', () =>
    expect(
      why(
        [stocking('a', 's1', 5), pay('b', 3)],
        facts([], [account(home, 3), account({ id: 'item:rice/supplier/community', guarded: false }, 0)]),
      ),
    ).toEqual({
      code: 'condition_unmet',
      id: 'a',
    }))
})
