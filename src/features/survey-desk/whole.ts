import { implies } from '../surveys/branching.ts'
import type { Condition, Definition, Section } from '../surveys/schema.ts'

/** Those conditions that say all the others say. */
const strongest = (conditions: Condition[]) =>
  conditions.filter(
    (one, place) =>
      !conditions.some((other, otherPlace) => place !== otherPlace && implies(other, one) && (!implies(one, other) || otherPlace < place)),
  )

/**
 * The sections of one long page: what a section waits for stands at each of its questions. A condition that holds for whoever was asked
 * what another condition looks at is left out.
 */
export const wholeSections = ({ sections }: Pick<Definition, 'sections'>): Section[] => {
  /** All that holds for whoever is asked a question, by its id. */
  const known = new Map<string, Condition[]>()
  return sections.map(({ when: sectionWhen, ...section }) => ({
    ...section,
    questions: section.questions.map(({ when, ...question }) => {
      const said = strongest([...(sectionWhen ?? []), ...(when ?? [])])
      const behind = said.flatMap((one) => known.get(one.question) ?? [])
      known.set(question.id, [...said, ...behind])
      const needed = said.filter((one) => !behind.some((other) => implies(other, one)))
      return needed.length > 0 ? { ...question, when: needed } : question
    }),
  }))
}

/** The same questions on paper, where nothing keeps anybody from passing one over. */
export const asOnPaper = <Asked extends Pick<Definition, 'sections'>>(definition: Asked): Asked => ({
  ...definition,
  sections: definition.sections.map((section) => ({
    ...section,
    questions: section.questions.map((question) => ({ ...question, required: false })),
  })),
})
