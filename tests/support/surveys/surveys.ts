import { ballotSection } from '../../../src/features/surveys/ballot.ts'
import type { Ballot, CatalogueSurvey } from '../../../src/features/surveys/schema.ts'

/** Open at the tests' moment, one household one set, anonymous, with a question that hangs on another one. */
export const sampleSurvey = (changes: Partial<CatalogueSurvey> = {}): CatalogueSurvey => ({
  slug: 'needs',
  version: 'aaaaaaaaaaaa',
  title: '您家需要什么',
  purpose: '明年办什么，先问问大家。12 月底公布。',
  organiser: '居委会',
  phone: '0400-5550100',
  place: { slug: 'service-center', title: '社区服务中心', address: '梧桐路 18 号' },
  opens_on: '2026-11-10',
  closes_on: '2026-12-10',
  minutes: 3,
  respondents: '每户一份',
  naming: '匿名',
  sections: [
    {
      id: 'home',
      title: '您家的情况',
      questions: [
        {
          id: 'lives',
          ask: '您和谁一起住？',
          kind: '单选',
          required: true,
          options: [
            { id: 'alone', label: '一个人' },
            { id: 'family', label: '和家人' },
          ],
        },
        {
          id: 'persons',
          ask: '家里几口人？',
          kind: '数字',
          required: true,
          least: 2,
          most: 20,
          unit: '口',
          when: [{ question: 'lives', is: ['family'] }],
        },
      ],
    },
    {
      id: 'wishes',
      title: '您需要什么',
      questions: [
        {
          id: 'wants',
          ask: '您需要哪些？',
          kind: '多选',
          required: true,
          most: 2,
          needs: true,
          options: [
            { id: 'meals', label: '助餐' },
            { id: 'lift', label: '加装电梯' },
            { id: 'care', label: '上门看护' },
            { id: 'none', label: '都不需要', exclusive: true },
          ],
        },
        { id: 'words', ask: '还有什么想说的？', kind: '长文字', required: false },
      ],
    },
  ],
  ballot: null,
  reply: null,
  ...changes,
})

const ballot: Ballot = {
  ask: '您觉得哪几个楼道最美？',
  nominations: [
    { id: 'b1', name: '1 栋', story: '楼道里有书架。' },
    { id: 'b2', name: '2 栋', story: '每天有人扫。' },
    { id: 'b3', name: '3 栋', story: '种了花。' },
  ],
  votes: 2,
  winners: 1,
  tie: '并列都入选',
  booths: [
    { id: 'gate', name: '东门' },
    { id: 'hall', name: '活动室' },
  ],
}

/** A ballot of two votes a household, with two booths. */
export const sampleBallot = (changes: Partial<CatalogueSurvey> = {}): CatalogueSurvey =>
  sampleSurvey({ slug: 'stairs', version: 'bbbbbbbbbbbb', title: '最美楼道', sections: [ballotSection(ballot)], ballot, ...changes })

/** One question, anyone, as after an activity. */
export const samplePoll = (changes: Partial<CatalogueSurvey> = {}): CatalogueSurvey =>
  sampleSurvey({
    slug: 'tea-poll',
    version: 'cccccccccccc',
    title: '茶话会怎么样',
    respondents: '谁都可以',
    minutes: 1,
    sections: [
      {
        id: 'one',
        title: '这一次',
        questions: [
          { id: 'score', ask: '您满意吗？', kind: '打分', required: true, least: 1, most: 5, least_word: '很不满意', most_word: '很满意' },
        ],
      },
    ],
    ...changes,
  })

/** One that is over, on whose result a steward works. */
export const pastSurvey = sampleSurvey({ slug: 'past', opens_on: '2026-10-01', closes_on: '2026-10-31' })

export const sampleSurveys: Record<string, CatalogueSurvey> = { needs: sampleSurvey(), stairs: sampleBallot(), 'tea-poll': samplePoll() }
