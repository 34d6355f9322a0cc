import { expect, test } from 'vitest'
import { stringify } from 'yaml'
import { catalogueSurveySchema } from '../../src/features/surveys/schema.ts'
import { checkContent } from './check.ts'
import { communityWith } from './fixture.ts'
import { completeBallot, completeSurvey } from './fixture-survey.ts'
import { surveysOf } from './survey-catalogue.ts'

const surveysWith = (changes: Record<string, string | null> = {}) => {
  const { content, problems } = checkContent(communityWith(changes))
  expect(problems).toEqual([])
  if (!content) throw new Error('no content')
  return new Map(surveysOf(content.entries))
}
const surveyWith = (changes: Record<string, unknown>) =>
  surveysWith({ 'content/surveys/xuyao.yml': stringify({ ...completeSurvey, ...changes }) }).get('xuyao')

test('a survey brings what the server relies on, its place among it', () => {
  for (const survey of surveysWith().values()) expect(catalogueSurveySchema.parse(JSON.parse(JSON.stringify(survey)))).toEqual(survey)
  expect(surveyWith({})?.place).toEqual({ slug: 'service-center', title: '社区服务中心', address: '梧桐路 18 号' })
})

test('a ballot is one question of many choices, and its reply is known', () => {
  const ballot = surveysWith().get('deng')
  expect(ballot?.sections.map(({ questions }) => questions.map(({ id, kind, most }) => ({ id, kind, most })))).toEqual([
    [{ id: 'vote', kind: '多选', most: 2 }],
  ])
  expect(ballot?.ballot?.booths).toEqual([{ id: 'gate', name: '东门' }])
  expect(ballot?.reply).toEqual({ title: '3 栋的灯修好了', published_on: '2026-09-20' })
  expect(surveysWith({ 'content/replies/deng.md': null }).get('deng')?.reply).toBeNull()
})

test('another wording has another version, another phone number has not', () => {
  const version = surveyWith({})?.version
  expect(version).toMatch(/^[0-9a-f]{12}$/)
  expect(surveyWith({ phone: '0400-5550199', closes_on: '2026-12-31' })?.version).toBe(version)
  const sections = structuredClone(completeSurvey['sections']) as { questions: { ask: string }[] }[]
  const [first] = sections[0]?.questions ?? []
  if (first) first.ask = '家里都有谁？'
  expect(surveyWith({ sections })?.version).not.toBe(version)
  expect(surveyWith({ respondents: '每位居民一份' })?.version).not.toBe(version)
  const booths = [{ id: 'hall', name: '活动厅' }]
  const moved = { ...completeBallot, ballot: { ...(completeBallot['ballot'] as object), booths } }
  expect(surveysWith({ 'content/surveys/new.yml': stringify(moved) }).get('new')?.version).not.toBe(surveysWith().get('deng')?.version)
})
