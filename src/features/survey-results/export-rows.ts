import { isText } from '../surveys/limits.ts'
import { everyQuestion } from '../surveys/progress.ts'
import type { Answers, CatalogueSurvey, Channel, Question } from '../surveys/schema.ts'
import { answerWords } from '../surveys/words.ts'
import { channelWord } from './result.ts'

/** One set of answers as it is exported. `door` and `name` only where names are taken, `texts` by question likewise. */
export interface ExportedResponse {
  channel: string
  booth: string | null
  version: string
  answers: Answers
  door: string
  name: string
  texts: Record<string, string>
}

interface Column {
  question: Question
  row: string | null
  heading: string
}

/** A column for each question, for each row of a 表格; texts only where they belong to a name. */
const columnsOf = (survey: CatalogueSurvey): Column[] =>
  everyQuestion(survey).flatMap((question): Column[] => {
    if (isText(question)) return survey.naming === '记名' ? [{ question, row: null, heading: question.ask }] : []
    if (question.kind !== '表格') return [{ question, row: null, heading: question.ask }]
    return (question.rows ?? []).map(({ id, label }) => ({ question, row: id, heading: `${question.ask}（${label}）` }))
  })

const cellOf = ({ answers, texts }: ExportedResponse, question: Question, row: string | null) => {
  if (isText(question)) return texts[question.id] ?? ''
  const answer = answers[question.id]
  if (answer === undefined) return ''
  if (row === null) return answerWords(question, answer)
  const chosen = typeof answer === 'object' && !Array.isArray(answer) ? answer[row] : undefined
  return question.options?.find(({ id }) => id === chosen)?.label ?? chosen ?? ''
}

/** Sets of answers as a sheet, in the order they are given. */
export const responseRows = (survey: CatalogueSurvey, responses: ExportedResponse[]): string[][] => {
  const columns = columnsOf(survey)
  const named = survey.naming === '记名'
  const booths = survey.ballot?.booths ?? []
  return [
    [
      ...(named ? ['门牌', '姓名'] : []),
      '怎么交的',
      ...(booths.length > 0 ? ['投票点'] : []),
      '哪一版',
      ...columns.map(({ heading }) => heading),
    ],
    ...responses.map((one) => [
      ...(named ? [one.door, one.name] : []),
      channelWord[one.channel as Channel] ?? one.channel,
      ...(booths.length > 0 ? [booths.find(({ id }) => id === one.booth)?.name ?? ''] : []),
      one.version,
      ...columns.map(({ question, row }) => cellOf(one, question, row)),
    ]),
  ]
}

/** Texts that belong to nobody, as a sheet of their own. */
export const textRows = (survey: CatalogueSurvey, texts: { question: string; text: string; shown: number | null }[]): string[][] => {
  const asks = new Map(everyQuestion(survey).map(({ id, ask }) => [id, ask]))
  const decided = (shown: number | null) => (shown === null ? '还没看' : shown === 1 ? '公布' : '不公布')
  return [
    ['题目', '写了什么', '公布不公布'],
    ...texts.map(({ question, text, shown }) => [asks.get(question) ?? question, text, decided(shown)]),
  ]
}
