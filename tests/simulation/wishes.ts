import { guestFields, residentFields } from '../support/desk.ts'
import type { TestSite } from '../support/site.ts'
import { countBy, type Intent } from './intents.ts'
import type { Town } from './town.ts'

/** Each makes up what somebody in town wants; null where there is nothing of the kind to want at this moment. */
type Wish = (town: Town) => Intent | null

const notice_version = '2026-11'
const formOfTea = '/activities/tea/2026-11-28/signup/'
const kept = (headers: Record<string, string>, client: string) => ({
  'x-test-client': client,
  cookie: ['cookies=kept', headers['cookie']].filter(Boolean).join('; '),
})
const phoneOf = ({ chance }: Town) => `199000030${String(10 + chance.below(8))}`
const address = ({ chance }: Town) => `at home ${chance.below(1_000_000)}`

const guestTakes: Wish = (town) => {
  const [key, phone, client] = [town.newKey(), phoneOf(town), address(town)]
  const body = { occurrence: '2026-11-28', name: '李建国', phone, party_size: 1 + town.chance.below(3), notice_version, request_key: key }
  return {
    command: 'POST /api/activities/:slug/signups',
    contended: true,
    send: (at) => at.post('/api/activities/tea/signups', body, { 'x-test-client': client }),
    done: async (answer) => {
      town.signups.push({ key, phone, code: ((await answer.json()) as { code: string }).code })
    },
    effect: countBy('signups', 'request_key', key),
  }
}

const residentTakes: Wish = (town) => {
  const key = town.newKey()
  const person = town.chance.pick(town.chance.pick(town.homes).people)
  const fields = { for: person.id, party_size: String(1 + town.chance.below(3)), notice_version, request_key: key }
  const headers = kept(person.headers, address(town))
  const send = (at: TestSite) => at.postForm(formOfTea, fields, headers)
  return { command: 'POST /activities/:slug/:occurrence/signup', contended: true, send, effect: countBy('signups', 'request_key', key) }
}

const deskTakes: Wish = (town) => {
  const request_key = town.newKey()
  const person = town.chance.pick(town.chance.pick(town.homes).people)
  const fields = town.chance.happens(0.5) ? guestFields('张敏', phoneOf(town), { request_key }) : residentFields(person.id, { request_key })
  const send = (at: TestSite) => at.postForm('/desk/activities/tea/2026-11-28/signup/', fields, town.staff.desk)
  const effect = countBy('signups', 'request_key', request_key)
  return { command: 'POST /desk/activities/:slug/:occurrence/signup', contended: true, send, effect }
}

const guestChanges: Wish = (town) => {
  if (town.signups.length === 0) return null
  const { code, phone } = town.chance.pick(town.signups)
  const [body, client] = [{ code, phone, party_size: 1 + town.chance.below(3) }, address(town)]
  const send = (at: TestSite) => at.post('/api/signup-changes', body, { 'x-test-client': client })
  return { command: 'POST /api/signup-changes', contended: true, send, effect: null }
}

const guestCancels: Wish = (town) => {
  if (town.signups.length === 0) return null
  const { code, phone, key } = town.chance.pick(town.signups)
  const client = address(town)
  const send = (at: TestSite) => at.post('/api/signup-cancellations', { code, phone }, { 'x-test-client': client })
  const effect = countBy('signups', 'request_key', key, ' AND cancelled_at IS NOT NULL')
  return { command: 'POST /api/signup-cancellations', contended: true, send, effect }
}

const stationAwards: Wish = (town) => {
  const key = town.newKey()
  const { household } = town.chance.pick(town.homes)
  const fields = { act: 'confirm', station: 'recycling-east', household, of_废纸: '2', seen: '40', request_key: key }
  const headers = { cookie: `${town.staff.station['cookie']}; station=recycling-east` }
  return {
    command: 'POST /desk/drop-offs',
    contended: true,
    send: (at) => at.postForm('/desk/drop-offs/', fields, headers),
    done: async () => {
      town.awards.push({ key, household })
    },
    effect: countBy('ledger_transfers', 'id', key),
  }
}

const stewardCorrects: Wish = (town) => {
  if (town.awards.length === 0) return null
  const { key, household } = town.chance.pick(town.awards)
  const fields = { entry: key, reason: 'weight', right: '1.5', request_key: town.newKey() }
  const send = (at: TestSite) => at.postForm(`/desk/points/households/${household}/`, fields, town.staff.steward)
  const effect = countBy('ledger_transfers', 'reverses', key)
  return { command: 'POST /desk/points/households/:household', contended: true, send, effect }
}

const somebodySignsIn: Wish = (town) => {
  if (town.slips.length === 0) return null
  const { code, resident } = town.chance.pick(town.slips)
  const headers = { 'x-test-client': address(town), cookie: 'cookies=kept' }
  const send = (at: TestSite) => at.postForm('/signin/', { code }, headers)
  // Each had one session before, with which they are signed in all the time.
  const effect = { sql: 'SELECT COUNT(*) - 1 AS n FROM sessions WHERE subject = ?', args: [resident] }
  return { command: 'POST /signin', contended: true, only: code, send, effect }
}

export const firstWishes: Wish[] = [
  guestTakes,
  guestTakes,
  guestTakes,
  residentTakes,
  residentTakes,
  deskTakes,
  guestChanges,
  guestCancels,
  stationAwards,
  stewardCorrects,
  somebodySignsIn,
]
