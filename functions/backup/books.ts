import type { Source } from './format.ts'

const moved = (side: string, phases: string) =>
  `(SELECT COALESCE(SUM(CASE phase ${phases} END), 0) FROM ledger_transfers WHERE ${side}_account = account.id)`

const posted = "WHEN 'single' THEN amount WHEN 'post' THEN amount ELSE 0"
const pending = "WHEN 'pending' THEN amount WHEN 'single' THEN 0 ELSE -amount"

/** Accounts whose totals are not what their transfers say. */
const wrongAccounts = `SELECT COUNT(*) AS wrong FROM ledger_accounts AS account WHERE
  debits_posted <> ${moved('debit', posted)} OR credits_posted <> ${moved('credit', posted)}
  OR debits_pending <> ${moved('debit', pending)} OR credits_pending <> ${moved('credit', pending)}`

const places = (which: string) =>
  `(SELECT COALESCE(SUM(party_size), 0) FROM signups WHERE activity = pool.activity AND occurrence = pool.occurrence
    AND cancelled_at IS NULL AND ${which})`

/** Occurrences whose counted places are not those of their parties. */
const wrongPools = `SELECT COUNT(*) AS wrong FROM signup_pools AS pool WHERE confirmed_places <> ${places('confirmed_at IS NOT NULL')}
  OR confirmed_desk_places <> ${places("confirmed_at IS NOT NULL AND channel = 'desk'")}
  OR waiting_places <> ${places('confirmed_at IS NULL')}`

/** Counts what does not add up when everything is added up anew, entry by entry; all zero in books that are right. */
export const recount = async (source: Source) => {
  const countOf = async (sql: string) => Number((await source.execute(sql)).rows[0]?.['wrong'])
  return { accounts: await countOf(wrongAccounts), pools: await countOf(wrongPools) }
}
