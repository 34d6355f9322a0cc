import type { Client } from '@libsql/client'

/**
 * The rules of the house as questions to the database, written without a line of the app: each finds what must not be there, so a
 * good answer is empty.
 */
const rules: Record<string, string> = {
  'no occurrence has more confirmed places than it has': `SELECT p.activity, p.occurrence FROM signup_pools p JOIN signups s
    ON s.activity = p.activity AND s.occurrence = p.occurrence AND s.confirmed_at IS NOT NULL AND s.cancelled_at IS NULL
    GROUP BY p.activity, p.occurrence HAVING TOTAL(s.party_size) > MAX(p.capacity_places)`,
  'no waiting list is longer than it may be': `SELECT p.activity, p.occurrence FROM signup_pools p JOIN signups s
    ON s.activity = p.activity AND s.occurrence = p.occurrence AND s.confirmed_at IS NULL AND s.cancelled_at IS NULL
    GROUP BY p.activity, p.occurrence HAVING TOTAL(s.party_size) > MAX(p.waiting_places_limit)`,
  'places confirmed, at the desk and waited for recompute': `SELECT p.activity, p.occurrence FROM signup_pools p LEFT JOIN signups s
    ON s.activity = p.activity AND s.occurrence = p.occurrence AND s.cancelled_at IS NULL GROUP BY p.activity, p.occurrence
    HAVING TOTAL(CASE WHEN s.confirmed_at IS NOT NULL THEN s.party_size END) <> MAX(p.confirmed_places)
      OR TOTAL(CASE WHEN s.confirmed_at IS NOT NULL AND s.channel = 'desk' THEN s.party_size END) <> MAX(p.confirmed_desk_places)
      OR TOTAL(CASE WHEN s.confirmed_at IS NULL THEN s.party_size END) <> MAX(p.waiting_places)`,
  'no phone has two parties': `SELECT phone_fingerprint FROM signups WHERE cancelled_at IS NULL AND phone_fingerprint IS NOT NULL
    GROUP BY activity, occurrence, phone_fingerprint HAVING COUNT(*) > 1`,
  'no resident has two parties': `SELECT resident FROM signups WHERE cancelled_at IS NULL AND resident IS NOT NULL
    GROUP BY activity, occurrence, resident HAVING COUNT(*) > 1`,
  'no request took places twice': 'SELECT request_key FROM signups WHERE request_key IS NOT NULL GROUP BY request_key HAVING COUNT(*) > 1',
  'a signup is what its history says': `SELECT s.id FROM signups s WHERE
    (SELECT e.kind FROM signup_events e WHERE e.signup = s.id ORDER BY e.number LIMIT 1) NOT IN ('confirmed', 'waiting')
    OR (SELECT COUNT(*) FROM signup_events e WHERE e.signup = s.id AND e.kind IN ('confirmed', 'waiting')) <> 1
    OR (SELECT COUNT(*) FROM signup_events e WHERE e.signup = s.id AND e.kind = 'cancelled') <> (s.cancelled_at IS NOT NULL)
    OR (SELECT COUNT(*) FROM signup_events e WHERE e.signup = s.id AND e.kind = 'promoted') > 1
    OR (SELECT e.party_size FROM signup_events e WHERE e.signup = s.id ORDER BY e.number DESC LIMIT 1) <> s.party_size`,
  'nobody is given a place before somebody who waited longer and would have fitted': `SELECT e.signup FROM signup_events e
    JOIN signups later ON later.id = e.signup JOIN signups earlier ON earlier.activity = later.activity
      AND earlier.occurrence = later.occurrence AND earlier.channel = later.channel AND earlier.arrival < later.arrival
    WHERE e.kind = 'promoted' AND EXISTS (SELECT 1 FROM signup_events w WHERE w.signup = earlier.id AND w.kind = 'waiting' AND w.number < e.number)
      AND NOT EXISTS (SELECT 1 FROM signup_events o WHERE o.signup = earlier.id AND o.kind IN ('promoted', 'cancelled') AND o.number < e.number)
      AND (SELECT b.party_size FROM signup_events b WHERE b.signup = earlier.id AND b.number < e.number ORDER BY b.number DESC LIMIT 1)
        <= e.party_size`,
  'nobody waits for a place that is free': `SELECT s.id FROM signups s JOIN signup_pools p ON p.activity = s.activity AND p.occurrence = s.occurrence
    WHERE s.confirmed_at IS NULL AND s.cancelled_at IS NULL
      AND s.party_size <= p.capacity_places - p.confirmed_places - MAX(0, p.desk_places - p.confirmed_desk_places)`,
  'no account is overdrawn': `SELECT a.id FROM ledger_accounts a WHERE a.guarded = 1 AND
    (SELECT TOTAL(amount) FROM ledger_transfers t WHERE t.credit_account = a.id AND t.phase IN ('single', 'post'))
    < (SELECT TOTAL(amount) FROM ledger_transfers t WHERE t.debit_account = a.id AND (t.phase IN ('single', 'post')
      OR (t.phase = 'pending' AND NOT EXISTS (SELECT 1 FROM ledger_transfers e WHERE e.pending_id = t.id))))`,
  'the totals of every account recompute': `SELECT a.id FROM ledger_accounts a WHERE
    a.debits_posted <> (SELECT TOTAL(amount) FROM ledger_transfers t WHERE t.debit_account = a.id AND t.phase IN ('single', 'post'))
    OR a.credits_posted <> (SELECT TOTAL(amount) FROM ledger_transfers t WHERE t.credit_account = a.id AND t.phase IN ('single', 'post'))
    OR a.debits_pending <> (SELECT TOTAL(amount) FROM ledger_transfers t WHERE t.debit_account = a.id AND t.phase = 'pending'
      AND NOT EXISTS (SELECT 1 FROM ledger_transfers e WHERE e.pending_id = t.id))
    OR a.credits_pending <> (SELECT TOTAL(amount) FROM ledger_transfers t WHERE t.credit_account = a.id AND t.phase = 'pending'
      AND NOT EXISTS (SELECT 1 FROM ledger_transfers e WHERE e.pending_id = t.id))`,
  'nothing is made or lost in any unit': `SELECT unit FROM ledger_accounts GROUP BY unit
    HAVING TOTAL(debits_posted) <> TOTAL(credits_posted) OR TOTAL(debits_pending) <> TOTAL(credits_pending)`,
  'nothing held ends twice or is undone twice': `SELECT COALESCE(pending_id, reverses) FROM ledger_transfers
    WHERE COALESCE(pending_id, reverses) IS NOT NULL GROUP BY pending_id, reverses HAVING COUNT(*) > 1`,
  'what is held is what is pending': `SELECT id FROM ledger_holds WHERE id NOT IN (SELECT id FROM ledger_transfers WHERE phase = 'pending')
      OR id IN (SELECT pending_id FROM ledger_transfers WHERE pending_id IS NOT NULL)
    UNION SELECT id FROM ledger_transfers t WHERE phase = 'pending' AND id NOT IN (SELECT id FROM ledger_holds)
      AND NOT EXISTS (SELECT 1 FROM ledger_transfers e WHERE e.pending_id = t.id)`,
  'every redemption is in the books': 'SELECT id FROM redemptions WHERE id NOT IN (SELECT id FROM ledger_transfers)',
  'no code of a redemption is given twice': `SELECT code_fingerprint FROM redemptions WHERE code_fingerprint IS NOT NULL
    GROUP BY code_fingerprint HAVING COUNT(*) > 1`,
  'nobody takes part in a survey twice': 'SELECT voter FROM survey_participations GROUP BY survey, voter HAVING COUNT(*) > 1',
  'as many have answered as have taken part': `SELECT p.survey FROM (SELECT survey, COUNT(*) AS n FROM survey_participations GROUP BY survey) p
    WHERE p.n <> (SELECT COUNT(*) FROM survey_responses r WHERE r.survey = p.survey)
      + (SELECT COUNT(*) FROM survey_paper_entries e WHERE e.survey = p.survey AND e.turn = 1)`,
  'no door has two households': `SELECT building FROM households WHERE ended_at IS NULL GROUP BY building, unit, room HAVING COUNT(*) > 1`,
  'everybody lives in a household that stands': `SELECT id FROM residents WHERE household IS NOT NULL
    AND household NOT IN (SELECT id FROM households WHERE ended_at IS NULL)`,
  'no line of the log is written twice': 'SELECT request FROM audit_log GROUP BY request HAVING COUNT(*) > 1',
  'a code lets in once': `SELECT id FROM signin_codes WHERE guesses > 5`,
  'no occurrence is changed twice by one request': 'SELECT request_key FROM occurrence_changes GROUP BY request_key HAVING COUNT(*) > 1',
}

/** The names of the rules that do not hold, each with the first row that shows it. */
export const brokenRules = async (client: Client): Promise<string[]> => {
  const results = await client.batch(Object.values(rules), 'read')
  return Object.keys(rules).flatMap((rule, place) => {
    const row = results[place]?.rows[0]
    return row ? [`${rule} (${JSON.stringify(row)})`] : []
  })
}
