import { stringify } from 'yaml'

type Data = Record<string, unknown>

const around: Data = {
  purpose: '明年办什么，先问问大家，12 月底答复。',
  organiser: '梧桐里社区居委会',
  phone: '0400-5550100',
  place: 'service-center',
  opens_on: '2026-11-10',
  closes_on: '2026-12-10',
  minutes: 3,
}

/** A sound survey with every kind of question: every field but those of a ballot is written in one item or another. */
export const completeSurvey: Data = {
  ...around,
  title: '您家需要什么',
  respondents: '每户一份',
  naming: '记名',
  named_reason: '要上门回访，只有居委会看得到。',
  sections: [
    {
      id: 'home',
      title: '您家的情况',
      intro: '先问家里几个人。',
      questions: [
        {
          id: 'lives',
          ask: '您家里有谁？',
          help: '有几样选几样。',
          kind: '多选',
          required: true,
          least: 1,
          most: 2,
          options: [
            { id: 'old', label: '老人' },
            { id: 'child', label: '孩子' },
            { id: 'alone', label: '就我一个', exclusive: true },
          ],
        },
        {
          id: 'persons',
          ask: '几口人？',
          kind: '数字',
          least: 1,
          most: 20,
          unit: '口',
          when: [{ question: 'lives', is: ['old', 'child'] }],
        },
        {
          id: 'lamp',
          ask: '换哪一种灯？',
          kind: '看图选',
          options: [
            { id: 'round', label: '圆的', picture: { file: 'lamp.jpg', alt: '一盏圆灯' } },
            { id: 'long', label: '长的', picture: { file: 'tube.jpg', alt: '一根长灯管' } },
          ],
        },
      ],
    },
    {
      id: 'opinion',
      title: '您怎么看',
      when: [
        { question: 'lives', is: ['old', 'child'] },
        { question: 'persons', least: 2, most: 10 },
      ],
      questions: [
        { id: 'score', ask: '楼道干净吗？', kind: '打分', least: 1, most: 5, least_word: '很脏', most_word: '很干净' },
        {
          id: 'order',
          ask: '先修哪个？',
          kind: '排序',
          options: [
            { id: 'road', label: '路' },
            { id: 'light', label: '灯' },
          ],
        },
        {
          id: 'grid',
          ask: '这几样怎么样？',
          kind: '表格',
          rows: [{ id: 'light', label: '照明' }],
          options: [
            { id: 'good', label: '好' },
            { id: 'bad', label: '不好' },
          ],
        },
        {
          id: 'since',
          ask: '哪天搬来的？',
          kind: '日期',
          from: '1990-01-01',
          until: '2026-12-31',
          when: [{ question: 'score', least: 1, most: 3 }],
        },
        { id: 'words', ask: '还需要什么？', kind: '长文字', required: false, needs: true },
        { id: 'called', ask: '怎么称呼您？', kind: '短文字', required: false, identifies: '回访时好称呼，只有居委会看得到' },
      ],
    },
  ],
}

/** A sound ballot: every field that a survey does not have. */
export const completeBallot: Data = {
  ...around,
  title: '最美楼道',
  respondents: '每户一份',
  naming: '匿名',
  ballot: {
    ask: '您觉得哪个楼道最美？',
    nominations: [
      { id: 'b1', name: '1 栋', story: '楼道里有书架。', picture: { file: 'lamp.jpg', alt: '书架' } },
      { id: 'b2', name: '2 栋', story: '每天有人扫。' },
    ],
    votes: 2,
    winners: 1,
    tie: '并列都入选',
    booths: [{ id: 'gate', name: '东门' }],
  },
}

/** A sound reply to a survey that is over. */
export const completeReply: Data = { survey: 'deng', title: '3 栋的灯修好了', published_on: '2026-09-20', author: '梧桐里社区居委会' }

/** What they name: a ballot that is over, to which the reply is, and pictures. */
export const beside: Record<string, string> = {
  'content/surveys/deng.yml': stringify({ ...completeBallot, opens_on: '2026-08-01', closes_on: '2026-08-31' }),
  'content/surveys/lamp.jpg': '',
  'content/surveys/tube.jpg': '',
}
