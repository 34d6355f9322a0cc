import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { brokenRules } from '../simulation/checks.ts'
import { openStage, type Stage } from '../simulation/stage.ts'
import { sampleActivity, sampleCatalogue } from '../support/catalogue.ts'
import { grantedRequest, morningOfTheTea } from '../support/permissions/round-trips.ts'
import { openTestFile } from '../support/site.ts'

let stage: Stage

/** A database in which something of each kind has happened, and that guards itself no longer. */
beforeAll(async () => {
  stage = await openStage(sampleCatalogue([sampleActivity({ capacity_places: 2, waiting_places: 9 })]))
  stage.site.state.now = morningOfTheTea
  const requests = [
    'POST /activities/:slug/:occurrence/signup',
    'POST /activities/:slug/:occurrence/signup',
    'POST /activities/:slug/:occurrence/signup',
    'POST /activities/:slug/:occurrence/signup',
    'POST /rewards/:slug/redeem',
    'POST /desk/redemptions/:redemption',
    'POST /surveys/:slug/review',
    'POST /desk/households/registration',
  ]
  for (const route of requests) expect((await (await grantedRequest(stage.site, route)).send()).status).toBe(303)
  const { rows } = await stage.real.execute(
    "SELECT type, name FROM sqlite_master WHERE type = 'trigger' OR (type = 'index' AND sql IS NOT NULL)",
  )
  for (const { type, name } of rows) await stage.real.execute(`DROP ${type} "${name}"`)
})
afterAll(() => stage.close())

test('nothing is wrong with what the app has written', async () => {
  expect(await brokenRules(stage.real)).toEqual([])
})

const waits = '(SELECT MIN(arrival) FROM signups WHERE confirmed_at IS NULL)'

/** What is done behind the app’s back, and the rule that must tell. */
test.each([
  ['UPDATE signup_pools SET capacity_places = 1', 'no occurrence has more confirmed places than it has'],
  ['UPDATE signup_pools SET waiting_places_limit = 1', 'no waiting list is longer than it may be'],
  ['UPDATE signup_pools SET waiting_places = waiting_places + 1', 'places confirmed, at the desk and waited for recompute'],
  ['UPDATE signup_pools SET capacity_places = 9', 'nobody waits for a place that is free'],
  ["UPDATE signups SET resident = 'one'", 'no resident has two parties'],
  ["UPDATE signups SET phone_fingerprint = 'one'", 'no phone has two parties'],
  ['UPDATE signups SET party_size = party_size + 1', 'a signup is what its history says'],
  [
    "INSERT INTO signup_events (signup, kind, party_size, at, actor) SELECT id, 'promoted', 1, 1, 'x' FROM signups ORDER BY arrival DESC LIMIT 1",
    'nobody is given a place before somebody who waited longer and would have fitted',
  ],
  [`UPDATE signups SET cancelled_at = 1 WHERE arrival = ${waits}`, 'a signup is what its history says'],
  ["DELETE FROM ledger_transfers WHERE kind = 'earn'", 'no account is overdrawn'],
  ['UPDATE ledger_accounts SET credits_posted = credits_posted + 1 WHERE guarded = 1', 'the totals of every account recompute'],
  ['UPDATE ledger_accounts SET debits_posted = debits_posted + 1', 'nothing is made or lost in any unit'],
  ['DELETE FROM ledger_holds', 'what is held is what is pending'],
  ["UPDATE ledger_transfers SET pending_id = 'one' WHERE pending_id IS NOT NULL", 'nothing held ends twice or is undone twice'],
  ["UPDATE redemptions SET id = 'x' || id", 'every redemption is in the books'],
  ["UPDATE redemptions SET code_fingerprint = 'one'", 'no code of a redemption is given twice'],
  ['DELETE FROM survey_responses', 'as many have answered as have taken part'],
  ["UPDATE households SET building = '1', unit = '1', room = '1'", 'no door has two households'],
  ['UPDATE households SET ended_at = 1', 'everybody lives in a household that stands'],
])('after %s the rule “%s” does not hold', async (sql, rule) => {
  const folder = mkdtempSync(join(tmpdir(), 'mulin-checks-'))
  await stage.real.execute(`VACUUM INTO '${join(folder, 'test.db')}'`)
  const client = await openTestFile(folder)
  try {
    await client.execute('PRAGMA ignore_check_constraints = ON')
    await client.execute(sql)
    expect((await brokenRules(client)).map((told) => told.split(' (')[0])).toContain(rule)
  } finally {
    client.close()
    rmSync(folder, { recursive: true })
  }
})
