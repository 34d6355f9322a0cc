import type { Reply } from '../../src/content-schemas/reply.ts'
import { replySchema } from '../../src/content-schemas/reply.ts'
import { type Survey, surveySchema } from '../../src/content-schemas/survey.ts'
import type { Fault } from './checker-questions.ts'
import type { Problem } from './content.ts'
import type { Draft } from './draft.ts'
import { fieldSentence } from './sentences.ts'
import { conditionFaults, wayFaults } from './survey-conditions.ts'
import { pictureFaults, type Sizes } from './survey-pictures.ts'
import { privacyFaults } from './survey-privacy.ts'
import { nameFaults, questionFaults } from './survey-questions.ts'

/**
 * What is wrong with surveys and replies that their schemas cannot see: fields that belong to another kind of question, conditions that
 * lead nowhere, questions nobody comes to, names asked without a reason; two replies to one survey, or one too early.
 */
export const surveySentences = (drafts: Draft[], sizes: Sizes): Problem[] =>
  drafts.flatMap(({ collection, file, entry }) => {
    if (collection === 'surveys' && entry)
      return surveyFaults(entry.data as Survey, file, sizes).map(({ path, wrong }) => ({
        file,
        sentence: fieldSentence(surveySchema, path, wrong),
      }))
    return collection === 'replies' && entry ? replyProblems(entry.data as Reply, file, drafts) : []
  })

const surveyFaults = (survey: Survey, file: string, sizes: Sizes): Fault[] => {
  const { sections, ballot, opens_on, closes_on } = survey
  const around: Fault[] = [
    ...(closes_on < opens_on ? [{ path: ['closes_on'], wrong: `写的是 ${closes_on}，比开始的 ${opens_on} 还早` }] : []),
    ...(!sections && !ballot ? [{ path: ['sections'], wrong: '没有写（评选写 ballot）' }] : []),
    ...(sections && ballot ? [{ path: ['ballot'], wrong: '和 sections 只能写一样，要删掉一段' }] : []),
    ...privacyFaults(survey),
    ...pictureFaults(survey, file, sizes),
    ...ballotFaults(ballot),
  ]
  if (!sections) return around
  const named = [...questionFaults(sections), ...conditionFaults(sections)]
  return [...around, ...(named.length > 0 ? named : wayFaults(sections))]
}

const ballotFaults = (ballot: Survey['ballot']): Fault[] => {
  if (!ballot) return []
  const { nominations, booths, votes, winners } = ballot
  const many = nominations.length
  const faults: Fault[] = [
    ...nameFaults(nominations, 'nominations'),
    ...nameFaults(booths, 'booths'),
    ...(votes > many ? [{ path: ['votes'], wrong: `写的是 ${votes}，可是只有 ${many} 个候选` }] : []),
    ...(winners >= many ? [{ path: ['winners'], wrong: `写的是 ${winners}，一共 ${many} 个候选，那就不用选了` }] : []),
  ]
  return faults.map((fault) => ({ ...fault, path: ['ballot', ...fault.path] }))
}

const replyProblems = ({ survey, published_on }: Reply, file: string, drafts: Draft[]): Problem[] => {
  const sentence = (field: 'survey' | 'published_on', wrong: string) => [{ file, sentence: fieldSentence(replySchema, [field], wrong) }]
  const first = drafts.find(({ collection, entry }) => collection === 'replies' && (entry?.data as Reply | undefined)?.survey === survey)
  if (first && first.file < file) return sentence('survey', `写的“${survey}”在 ${first.file} 里反馈过了，一份问卷一篇`)
  const asked = drafts.find(({ collection, slug, entry }) => collection === 'surveys' && slug === survey && entry)?.entry
  const closes = asked ? (asked.data as Survey).closes_on : ''
  return published_on <= closes ? sentence('published_on', `写的是 ${published_on}，可是那份问卷 ${closes} 才截止`) : []
}
