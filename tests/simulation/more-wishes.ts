import type { TestSite } from '../support/site.ts'
import { countBy, type Intent } from './intents.ts'
import type { Town } from './town.ts'

type Wish = (town: Town) => Intent | null

const redeems: Wish = (town) => {
  const key = town.newKey()
  const home = town.chance.pick(town.homes)
  const { headers } = town.chance.pick(home.people)
  return {
    command: 'POST /rewards/:slug/redeem',
    contended: true,
    send: (at) => at.postForm('/rewards/detergent/redeem/', { site: 'service-center', request_key: key }, headers),
    done: async () => {
      town.redemptions.push({ id: key, home })
    },
    effect: countBy('redemptions', 'id', key),
  }
}

/** However often one of them is collected or given back, and by whom, it ends once. */
const endOf = (id: string, phase: 'post' | 'void') => countBy('ledger_transfers', 'pending_id', id, ` AND phase = '${phase}'`)

const givesBack: Wish = (town) => {
  if (town.redemptions.length === 0) return null
  const { id, home } = town.chance.pick(town.redemptions)
  const [{ headers }, fields] = [town.chance.pick(home.people), { request_key: town.newKey() }]
  const send = (at: TestSite) => at.postForm(`/me/rewards/${id}/`, fields, headers)
  return { command: 'POST /me/rewards/:redemption', contended: true, send, effect: endOf(id, 'void') }
}

const deskHandsOut: Wish = (town) => {
  if (town.redemptions.length === 0) return null
  const { id } = town.chance.pick(town.redemptions)
  const fields = { request_key: town.newKey() }
  const send = (at: TestSite) => at.postForm(`/desk/redemptions/${id}/`, fields, town.staff.steward)
  return { command: 'POST /desk/redemptions/:redemption', contended: true, send, effect: endOf(id, 'post') }
}

const deskRedeems: Wish = (town) => {
  const request_key = town.newKey()
  const { household } = town.chance.pick(town.homes)
  const fields = { act: 'redeem', household, choice: 'detergent/service-center', request_key }
  const send = (at: TestSite) => at.postForm('/desk/redemptions/table/', fields, town.staff.steward)
  return { command: 'POST /desk/redemptions/table', contended: true, send, effect: countBy('redemptions', 'id', request_key) }
}

const stockArrives: Wish = (town) => {
  const request_key = town.newKey()
  const fields = { act: 'delivery', choice: 'detergent/service-center', pieces: '1', request_key }
  const send = (at: TestSite) => at.postForm('/desk/stock/', fields, town.staff.steward)
  return { command: 'POST /desk/stock', contended: false, send, effect: countBy('ledger_transfers', 'id', request_key) }
}

const answersSurvey: Wish = (town) => {
  const home = town.chance.pick(town.homes)
  const { headers } = town.chance.pick(home.people)
  const body = { version: 'aaaaaaaaaaaa', answers: { lives: 'alone', wants: ['meals'] }, request_key: town.newKey() }
  const send = (at: TestSite) => at.post('/api/surveys/needs/responses', body, headers)
  return { command: 'POST /api/surveys/:slug/responses', contended: true, only: `survey ${home.household}`, send, effect: null }
}

const person = { name: '王大宝', relation: 'child', phone: '', birth_month: '' }

/** Two at the desk register the same door. */
const registers: Wish = (town) => {
  const request_key = town.newKey()
  const door = `5-1-10${1 + town.chance.below(3)}`
  const fields = { ...person, door, request_key }
  const send = (at: TestSite) => at.postForm('/desk/households/registration/', fields, town.staff.desk)
  return {
    command: 'POST /desk/households/registration',
    contended: true,
    only: door,
    send,
    effect: countBy('households', 'id', request_key),
  }
}

const joinsHome: Wish = (town) => {
  const request_key = town.newKey()
  const { household } = town.chance.pick(town.homes)
  const fields = { ...person, name: `王${town.chance.pick([...'甲乙丙丁'])}`, request_key }
  const send = (at: TestSite) => at.postForm(`/desk/households/${household}/members/`, fields, town.staff.desk)
  return { command: 'POST /desk/households/:household/members', contended: true, send, effect: countBy('residents', 'id', request_key) }
}

const changesOccurrence: Wish = (town) => {
  const request_key = town.newKey()
  const fields = { kind: 'restored', reason: '天晴了', request_key }
  const send = (at: TestSite) => at.postForm('/desk/activities/tea/2026-11-28/change/', fields, town.staff.desk)
  const effect = countBy('occurrence_changes', 'request_key', request_key)
  return { command: 'POST /desk/activities/:slug/:occurrence/change', contended: false, send, effect }
}

export const moreWishes: Wish[] = [
  redeems,
  redeems,
  redeems,
  givesBack,
  deskHandsOut,
  deskRedeems,
  stockArrives,
  answersSurvey,
  registers,
  joinsHome,
  changesOccurrence,
]
