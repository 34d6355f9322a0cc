import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Books, bookKeepers, rowsIn } from '../../tests/support/books/ledger.ts'
import { testNow } from '../../tests/support/catalogue.ts'

/** Plain SQL against the database, with none of our rules in between: what a wrong rule, or a hand at the file, could send. */
describe.each(bookKeepers)('on %s the database itself', (_, open) => {
  let books: Books
  beforeAll(async () => {
    books = await open()
    await openAccount('points', 'issuer', 'community', 0)
  }, 60_000)
  afterAll(() => books.close())

  let turns = 0
  let turn: string
  let home: string
  const run = (sql: string) => books.client.execute(sql)
  const openAccount = async (unit: string, kind: string, owner: string, guarded: 0 | 1, more: Record<string, number> = {}) => {
    const id = `${unit}/${kind}/${owner}`
    const row = { id: `'${id}'`, unit: `'${unit}'`, kind: `'${kind}'`, owner: `'${owner}'`, guarded, opened_at: 1, ...more }
    await run(`INSERT INTO ledger_accounts (${Object.keys(row)}) VALUES (${Object.values(row)})`)
    return id
  }
  const issuer = 'points/issuer/community'
  const insert = async (values: Record<string, string | number | null>, verb = 'INSERT') => {
    const row: Record<string, string | number | null> = {
      id: `${turn}-${Object.values(values).join('-')}`,
      unit: 'points',
      debit_account: issuer,
      credit_account: home,
      amount: 5,
      kind: 'earn',
      phase: 'single',
      rule: '',
      at: testNow,
      actor: 'job',
      digest: '',
      detail: '',
      ...values,
    }
    const literal = (value: string | number | null) => (typeof value === 'string' ? `'${value}'` : String(value))
    await run(`${verb} INTO ledger_transfers (${Object.keys(row)}) VALUES (${Object.values(row).map(literal)})`)
    return String(row['id'])
  }
  const account = async () => (await rowsIn(books, `SELECT * FROM ledger_accounts WHERE id = '${home}'`))[0]
  const reserve = () => insert({ phase: 'pending', deadline: testNow + 1000, debit_account: home, credit_account: issuer })
  const end = (pending_id: string, values: Record<string, string | number | null> = {}) =>
    insert({ phase: 'post', pending_id, debit_account: home, credit_account: issuer, ...values })

  beforeEach(async () => {
    turn = `t${++turns}`
    home = await openAccount('points', 'household', turn, 1)
  })

  const appendOnly = 'transfers are append-only'
  test('refuses to change, erase or write over a transfer', async () => {
    const id = await insert({})
    const before = await rowsIn(books, `SELECT * FROM ledger_transfers WHERE id = '${id}'`)
    await expect(run(`UPDATE ledger_transfers SET amount = 6 WHERE id = '${id}'`)).rejects.toThrow(appendOnly)
    await expect(run("UPDATE ledger_transfers SET detail = 'x'")).rejects.toThrow(appendOnly)
    await expect(run(`DELETE FROM ledger_transfers WHERE id = '${id}'`)).rejects.toThrow(appendOnly)
    await expect(run('DELETE FROM ledger_transfers')).rejects.toThrow(appendOnly)
    for (const verb of ['INSERT', 'REPLACE', 'INSERT OR IGNORE']) {
      await expect(insert({ id, amount: 6 }, verb)).rejects.toThrow(appendOnly)
      await expect(insert({ number: Number(before[0]?.['number']), amount: 6 }, verb)).rejects.toThrow(appendOnly)
    }
    expect(await rowsIn(books, `SELECT * FROM ledger_transfers WHERE id = '${id}'`)).toEqual(before)
  })

  test('refuses an overdraft, at once and by reserving', async () => {
    await insert({})
    const out = { debit_account: home, credit_account: issuer, amount: 6 }
    await expect(insert(out)).rejects.toThrow('no_account_is_overdrawn')
    await expect(insert({ ...out, phase: 'pending', deadline: 1 })).rejects.toThrow('no_account_is_overdrawn')
    await reserve()
    await expect(insert({ ...out, amount: 1 })).rejects.toThrow('no_account_is_overdrawn')
    expect(await account()).toMatchObject({ debits_pending: 5, debits_posted: 0, credits_posted: 5 })
  })

  test('does not let what is promised be spent', async () => {
    await insert({ phase: 'pending', deadline: testNow + 1000 })
    await expect(insert({ debit_account: home, credit_account: issuer, amount: 1 })).rejects.toThrow('no_account_is_overdrawn')
  })

  test('refuses mixed units and accounts that are not there', async () => {
    const mixed = 'both accounts of a transfer are of its unit'
    const stock = await openAccount('item:rice', 'stock', turn, 1)
    await expect(insert({ credit_account: stock })).rejects.toThrow(mixed)
    await expect(insert({ credit_account: stock, unit: 'item:rice' })).rejects.toThrow(mixed)
    await expect(insert({ unit: 'minutes' })).rejects.toThrow(mixed)
    await expect(insert({ credit_account: 'points/household/nobody' })).rejects.toThrow(mixed)
    await expect(insert({ credit_account: issuer })).rejects.toThrow(mixed)
  })

  test.each([0, -5, 1.5, 1_000_000_001, 'five'])('refuses an amount of %s', async (amount) => {
    await expect(insert({ amount })).rejects.toThrow('an_amount_is_a_count')
  })

  test('refuses to end a pending transfer twice, in part, late, or for somebody else', async () => {
    await insert({})
    const pending = await reserve()
    await expect(end(pending, { amount: 4 })).rejects.toThrow('an end is of the pending transfer it names')
    await expect(end(pending, { debit_account: issuer, credit_account: home })).rejects.toThrow('an end is of')
    await expect(end('nothing')).rejects.toThrow('an end is of the pending transfer it names')
    await expect(end(pending, { at: testNow + 1000 })).rejects.toThrow('a pending transfer is posted before its deadline')
    await end(pending)
    for (const verb of ['INSERT', 'REPLACE'])
      await expect(
        insert({ id: `${turn}-${verb}`, phase: 'void', pending_id: pending, debit_account: home, credit_account: issuer }, verb),
      ).rejects.toThrow('a pending transfer is posted or voided once')
    expect(await account()).toMatchObject({ debits_pending: 0, debits_posted: 5, credits_posted: 5 })
  })

  test('refuses to reverse twice, in part, or what has moved nothing', async () => {
    const id = await insert({})
    const undo = (reverses: string, values = {}) => insert({ reverses, debit_account: home, credit_account: issuer, ...values })
    await expect(undo(id, { amount: 4 })).rejects.toThrow('a reversal is of the transfer it names')
    const pending = await reserve()
    await expect(insert({ reverses: pending })).rejects.toThrow('a reversal is of the transfer it names')
    await end(pending, { phase: 'void' })
    await undo(id)
    await expect(undo(id, { id: `${turn}-again` })).rejects.toThrow('a transfer is reversed once')
  })

  test.each([
    ['a phase nobody knows', { phase: 'maybe' }, 'phase_is_known'],
    ['pending without a deadline', { phase: 'pending' }, 'pending_has_a_deadline'],
    ['a deadline on what is not pending', { deadline: 1 }, 'pending_has_a_deadline'],
    ['an end of nothing', { phase: 'void' }, 'an_end_ends_something'],
  ])('refuses %s', async (_case, values, saying) => {
    await expect(insert(values)).rejects.toThrow(saying)
  })

  test('refuses to touch the totals of an account but by a transfer of its own', async () => {
    await insert({})
    const before = await account()
    for (const change of [
      'credits_posted = 6',
      'credits_posted = 10, moved_by = moved_by + 1',
      'credits_posted = 10, moved_by = moved_by',
      'guarded = 0',
      "owner = 'other'",
      'moved_by = 0',
    ])
      await expect(run(`UPDATE ledger_accounts SET ${change} WHERE id = '${home}'`)).rejects.toThrow('an account moves by a transfer')
    await expect(run(`DELETE FROM ledger_accounts WHERE id = '${home}'`)).rejects.toThrow('accounts are not erased')
    const columns = 'id, unit, kind, owner, guarded, opened_at'
    await expect(
      run(`REPLACE INTO ledger_accounts (${columns}) SELECT ${columns} FROM ledger_accounts WHERE id = '${home}'`),
    ).rejects.toThrow('accounts are not erased')
    await expect(openAccount('points', 'household', `${turn}-rich`, 1, { credits_posted: 9 })).rejects.toThrow('an account opens empty')
    expect(await account()).toEqual(before)
  })

  test('keeps the list of what is pending, and lets nobody else write it', async () => {
    await insert({})
    const pending = await reserve()
    const held = () => rowsIn(books, `SELECT * FROM ledger_holds WHERE id = '${pending}'`)
    const saying = 'a hold is of a pending transfer'
    expect(await held()).toEqual([{ id: pending, deadline: testNow + 1000 }])
    await expect(run('UPDATE ledger_holds SET deadline = 1')).rejects.toThrow(saying)
    await expect(run(`DELETE FROM ledger_holds WHERE id = '${pending}'`)).rejects.toThrow(saying)
    await expect(run("INSERT INTO ledger_holds VALUES ('nothing', 1)")).rejects.toThrow(saying)
    await end(pending)
    expect(await held()).toEqual([])
    await expect(run(`INSERT INTO ledger_holds VALUES ('${pending}', ${testNow + 1000})`)).rejects.toThrow(saying)
  })
})
