import type { Pool } from '../../src/features/signups/capacity.ts'
import { whyNotCancelled, whyNotChanged, whyNotFound, whyNotTaken } from '../../src/features/signups/explain.ts'
import { cancelSignup, changeParty, findSignup } from '../../src/features/signups/holder.server.ts'
import type { SignupFacts } from '../../src/features/signups/sql.server.ts'
import { placesTaken, takingPlaces } from '../../src/features/signups/store.server.ts'
import { settlePools } from '../../src/features/signups/upkeep.server.ts'
import { guestParty } from '../../src/features/signups/whose.server.ts'
import type { SignupWindow } from '../../src/features/signups/window.ts'
import { sampleActivity, sampleOccurrence, sampleRules } from './catalogue.ts'
import type { Command, Entry, Plan } from './signup-model.ts'
import type { TestSite } from './site.ts'

export const occurrence = '2026-11-23'

export const windowOf = (activity: string, { capacity, desk, waiting, largest, releases, starts }: Plan): SignupWindow => ({
  activity: sampleActivity({}, { slug: activity }),
  occurrence: { ...sampleOccurrence(occurrence), starts_at: starts, ends_at: starts + 1 },
  rules: { ...sampleRules, capacity_places: capacity, desk_places: desk, waiting_places: waiting, largest_party: largest },
  opens_at: 0,
  closes_at: starts,
  desk_released_at: releases,
})

const stateOf = ({ cancelled_at, confirmed_at }: { cancelled_at: unknown; confirmed_at: unknown }) =>
  cancelled_at !== null ? 'cancelled' : confirmed_at !== null ? 'confirmed' : 'waiting'

/** What the facts of a transaction say, in the words of the paper. */
const answerOf = (facts: SignupFacts, refusal: { code: string } | null) => {
  if (refusal) return refusal.code
  if (!facts.signup) return 'nothing'
  return `${facts.signup.id.split(' ')[1]} ${stateOf(facts.signup)} ${facts.signup.party_size}`
}

let clients = 0
/** Does to the database what `write` in signup-model.ts does on paper; each command comes from an address of its own. */
export const run = async ({ database }: TestSite, activity: string, plan: Plan, now: number, command: Command): Promise<string> => {
  const client = `client ${++clients}`
  const holder = ({ attempt, phone }: Entry) => ({ code: `${activity} ${attempt}`, phone: `${activity} ${phone}` })
  switch (command.kind) {
    case 'take': {
      const { attempt, request, phone, channel, size } = command
      const id = `${activity} ${attempt}`
      const signup = { id, channel, party_size: size, contact: '', code: id, whose: guestParty(`${activity} ${phone}`, 'self') }
      const rest = {
        request_key: `${activity} request ${request}`,
        request_digest: '',
        notice_version: '',
        purge_after: 0,
      }
      const facts = placesTaken(await database.write(takingPlaces(windowOf(activity, plan), { ...signup, ...rest }, client, now)))
      return answerOf(facts, facts.signup ? null : whyNotTaken(facts, now))
    }
    case 'change': {
      const facts = await changeParty(database, holder(command.entry), command.size, client, 'self', now)
      return answerOf(facts, facts.written > 0 ? null : whyNotChanged(facts, command.size, now))
    }
    case 'cancel': {
      const facts = await cancelSignup(database, holder(command.entry), client, 'self', now)
      return answerOf(facts, facts.written > 0 ? null : whyNotCancelled(facts, now))
    }
    case 'look': {
      const facts = await findSignup(database, holder(command.entry), client, now)
      return answerOf(facts, facts.signup ? null : whyNotFound(facts, now))
    }
    case 'guess': {
      const facts = await findSignup(database, { code: 'nobody', phone: `${activity} ${command.phone}` }, client, now)
      return answerOf(facts, whyNotFound(facts, now))
    }
    case 'settle':
      await settlePools(database, [windowOf(activity, plan)], 30, now)
      return 'settled'
  }
}

/** What is in the database, told as the paper tells it; `explained` is what the events alone say. */
export const readPaper = async ({ database }: TestSite, activity: string) => {
  // By the beginning of the id and not by the activity, because that has an index.
  const mine = { from: `${activity} `, until: `${activity}!` }
  const [signups, events, pools] = await database.read([
    {
      sql: 'SELECT id, phone_fingerprint, party_size, confirmed_at, cancelled_at FROM signups WHERE id > :from AND id < :until ORDER BY arrival',
      args: mine,
    },
    { sql: 'SELECT signup, kind, party_size FROM signup_events WHERE signup > :from AND signup < :until ORDER BY number', args: mine },
    { sql: 'SELECT * FROM signup_pools WHERE activity = :activity', args: { activity } },
  ])
  const rows = signups?.rows ?? []
  const entries = rows.map((row) => `${String(row['id']).split(' ')[1]} ${stateOf(row as never)} ${row['party_size']}`)
  const explained = new Map<string, string>()
  for (const { signup, kind, party_size } of events?.rows ?? []) {
    const [, attempt] = String(signup).split(' ')
    const before = explained.get(String(signup))?.split(' ')[1]
    const state = kind === 'changed' ? before : kind === 'promoted' ? 'confirmed' : kind
    explained.set(String(signup), `${attempt} ${state} ${party_size}`)
  }
  const active = rows.filter((row) => row['cancelled_at'] === null).map((row) => row['phone_fingerprint'])
  return {
    entries,
    explained: [...explained.values()].sort(),
    active,
    pool: pools?.rows[0] as unknown as (Pool & { planned_places: number }) | undefined,
  }
}

export type Stored = Awaited<ReturnType<typeof readPaper>>
