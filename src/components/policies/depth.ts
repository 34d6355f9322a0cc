import type { Policy } from '../../content-schemas/policy.ts'
import type { NamedPolicy } from '../../features/policies/schema.ts'
import type { ActivityRow } from '../activities/rows.ts'

type Step = Policy['steps'][number]

export interface Link {
  href: string
  word: string
}

export interface StepView {
  title: string
  text: string
  join: Step['join']
  optional: boolean
  links: Link[]
}

/** What leads on from a policy: the way through it, what was asked, where and when to ask, how it came to be so. */
export interface Depth {
  /** Steps that go together, or of which one will do, stand in one list. */
  steps: StepView[][]
  questions: (Policy['questions'][number] & { session: Link | null })[]
  soon: ActivityRow[]
  places: Link[]
  /** The latest first. */
  changes: Policy['changes']
}

type TitleOf = (collection: 'policies' | 'places' | 'activities', slug: string) => string

const linkTo =
  (titleOf: TitleOf) =>
  (collection: Parameters<TitleOf>[0], slug: string | undefined): Link[] =>
    slug === undefined ? [] : [{ href: `/${collection}/${slug}/`, word: titleOf(collection, slug) }]

export const depthOf = ({ data }: NamedPolicy, soon: ActivityRow[], titleOf: TitleOf): Depth => {
  const link = linkTo(titleOf)
  const steps: StepView[][] = []
  for (const { title, text, join, need, policy, place, activity } of data.steps) {
    const links = [...link('policies', policy), ...link('places', place), ...link('activities', activity)]
    const step = { title, text, join, optional: need === '可不做', links }
    if (join) steps.at(-1)?.push(step)
    else steps.push([step])
  }
  return {
    steps,
    questions: data.questions.map((one) => ({ ...one, session: link('activities', one.activity)[0] ?? null })),
    soon,
    places: data.places.flatMap((place) => link('places', place)),
    changes: data.changes.toSorted((a, b) => (a.on < b.on ? 1 : -1)),
  }
}
