import type { Activity } from '../../content-schemas/activity.ts'
import type { Checker } from '../../content-schemas/checker.ts'
import type { Place } from '../../content-schemas/place.ts'
import type { Policy } from '../../content-schemas/policy.ts'
import type { Programme } from '../../content-schemas/programme.ts'
import type { Findable, Kind } from './schema.ts'

/** A checked file: its slug, its fields and the Markdown below them. */
export interface Written<Data> {
  slug: string
  data: Data
  body: string
}

export interface WrittenPages {
  policies: Written<Policy>[]
  checkers: Written<Pick<Checker, 'title' | 'summary' | 'questions' | 'outcomes'>>[]
  activities: Written<Activity>[]
  programmes: Written<Programme>[]
  places: Written<Place>[]
  rewards: Written<{ title: string; summary: string }>[]
  pages: Written<{ title: string; summary: string }>[]
}

/** Everything a resident can look for. */
export const findablesOf = (written: WrittenPages): Findable[] => [
  ...written.policies.map(policyFindable),
  ...written.checkers.map((one) => {
    const { questions, outcomes } = one.data
    return plain('checker', 'checkers/', one, [...questions.map(({ ask }) => ask), ...outcomes.map(({ title }) => title)])
  }),
  ...written.activities.map((one) => {
    const { kind, audiences, cost, organiser, bring, accessibility, schedule } = one.data
    const found = plain('activity', 'activities/', one, [kind, ...audiences, cost, organiser, ...bring, accessibility])
    return { ...found, happens_on: schedule.rule ? null : (schedule.moved[0]?.to ?? schedule.starts_at).slice(0, 10) }
  }),
  ...written.programmes.map((one) => {
    const { audiences, when, roles, requirements, join } = one.data
    return plain('programme', 'programmes/', one, [
      '志愿者',
      ...audiences,
      when,
      join,
      ...requirements,
      ...roles.flatMap(({ name, does }) => [name, does]),
    ])
  }),
  ...written.places.map((one) => {
    const { kind, address, directions, hours, services, accessibility } = one.data
    return plain('place', 'places/', one, [kind, address, directions, ...hours, ...services, accessibility])
  }),
  ...written.rewards.map((one) => plain('reward', 'rewards/', one, ['攒积分', '积分兑换', '积分换什么', '能换什么东西'])),
  ...written.pages.map((one) => plain('page', '', one, [])),
]

const policyFindable = ({ slug, data, body }: Written<Policy>): Findable => {
  const { headings, text } = partsOf(body)
  const { conditions, materials, time, cost, proxy, offline_route } = data.service
  const documents = [data.document_title, data.document_number, data.issuer]
  return {
    address: `/policies/${slug}/`,
    kind: 'policy',
    title: data.title,
    names: data.aliases,
    summary: data.short_answer,
    facts: [...headings, ...data.topics, ...data.audiences, ...documents, ...conditions, ...materials, time, cost, proxy, offline_route],
    text: [
      text,
      ...data.steps.flatMap((step) => [step.title, step.text]),
      ...data.questions.flatMap((one) => [one.question, one.answer]),
    ].join('\n'),
    effective_from: data.effective_from,
    expires_on: data.expires_on ?? null,
    replaced_by: data.replaced_by?.title ?? null,
    happens_on: null,
  }
}

const plain = (
  kind: Kind,
  folder: string,
  { slug, data, body }: Written<{ title: string; summary: string }>,
  facts: string[],
): Findable => {
  const { headings, text } = partsOf(body)
  return {
    address: `/${folder}${slug}/`,
    kind,
    title: data.title,
    names: [],
    summary: data.summary,
    facts: [...headings, ...facts],
    text,
    effective_from: null,
    expires_on: null,
    replaced_by: null,
    happens_on: null,
  }
}

/** The headings of a Markdown text, and the rest of its words without the addresses of links and pictures. */
const partsOf = (body: string) => {
  const lines = body.replace(/\]\([^)]*\)/g, ']').split('\n')
  const isHeading = (line: string) => /^#{1,6} /.test(line)
  return { headings: lines.filter(isHeading), text: lines.filter((line) => !isHeading(line)).join('\n') }
}
