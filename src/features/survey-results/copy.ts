import { dayInWords } from '../../kernel/calendar.ts'
import type { CatalogueSurvey } from '../surveys/schema.ts'
import type { BallotCount, Counted, Subtotal } from './ballot-count.ts'
import { needTitleMost, type ResultsFieldErrorCode, type ResultsRefusalCode } from './schema.ts'
import { least } from './suppression.ts'
import type { Line, Table } from './table.ts'

/** Why not, and what to do instead. */
export const refusalSentence = (code: ResultsRefusalCode, survey: CatalogueSurvey): string => {
  switch (code) {
    case 'survey_still_open':
      return `还在收，${dayInWords(survey.closes_on)}截止。截止以后才看得到回答，免得看出是谁刚交的。`
    case 'result_unpublished':
      return `还没有公布。公布以后就在这一页。想知道办到哪一步了，请打电话 ${survey.phone}。`
    case 'papers_waiting':
      return '还有纸质问卷录了没有核对完。请先在“纸质问卷”里核对完、合进来，再公布。'
    case 'result_overtaken':
      return '刚才又合进来了几份，下面的数已经重新算过。请再看一遍，再公布。'
    case 'result_input_invalid':
      return '没有记下来，请看下面。'
  }
}

export const fieldSentence: Record<ResultsFieldErrorCode, string> = {
  understood_missing: '要先在方框里打勾，才能公布。',
  decision_unknown: '每一条请选“公布”“不公布”或“清空”。',
  need_title_missing: '请写这条需求是什么。',
  need_title_too_long: `需求最多写 ${needTitleMost} 个字，请写短一些。`,
  need_unknown: '没有这条需求，可能刚刚拿掉了。请重新选。',
  act_unknown: '请按页上的按钮。',
  field_unknown: '多了一项本站不认识的内容，请刷新后再来。',
}

const unitOf = ({ respondents }: Pick<CatalogueSurvey, 'respondents'>) => (respondents === '每户一份' ? '户' : '人')

/** Who could have taken part and who did: `参加 210 户，共 480 户`. */
export const turnoutWords = ({ taken_part, of }: { taken_part: number; of: number }, survey: CatalogueSurvey) =>
  `参加 ${taken_part} ${unitOf(survey)}，共 ${of} ${unitOf(survey)}`

/** What a table is about. */
export const baseWords = ({ base, of }: Pick<Table, 'base' | 'of'>) =>
  ({ all: `共 ${base} 份`, asked: `问到这道题的 ${base} 份`, answered: `答了这道题的 ${base} 份` })[of]

export const labelWords = ({ labels }: Line) => labels.join('、')

/** A mean, with what it is of. */
export const meanWords = (mean: number, kind: string) => `平均 ${mean}${kind === '打分' ? ' 分' : ''}`

/** What the numbers of some questions are, where it does not show. */
export const kindWords: Record<string, string> = { 排序: '排在第一的是', 多选: '可以选几项，所以加起来会超过 100%' }

/** A count, with its share of the base. Several told together say so. */
export const countWords = ({ count, labels }: Line, base: number) => {
  if (count === null) return '不公布'
  return `${labels.length > 1 ? '合起来 ' : ''}${count} 份，${percentOf(count, base)}%`
}

export const percentOf = (count: number, base: number) => Math.round((100 * count) / base)

/** Why some lines are told together, and some counts not at all: only said where it happened. */
export const togetherWords = (tables: { lines: Line[] }[]): string | null => {
  const together = tables.some(({ lines }) => lines.some(({ labels }) => labels.length > 1))
  const hidden = tables.some(({ lines }) => lines.some(({ count }) => count === null))
  if (!together && !hidden) return null
  const how = [together && '和旁边的合起来写', hidden && `多选题里不公布，有时够 ${least} 份的也一起不公布`].filter(Boolean).join('；')
  return `人少了，邻居会猜出是谁答的，所以不到 ${least} 份的，${how}，减也减不出来。`
}

export const noTable = `只有一部分人答，人少，或者会和别的题对出来，所以不公布数。`

export const tooFew = `一共不到 ${least} 份，公布出来会猜到是谁答的，所以不公布各题的数。`

export const outcomeWords: Record<Counted['outcome'], string> = { wins: '入选', loses: '未入选', tied: '并列，还没定' }

/** How a ballot came out, under the rule that was published before. */
export const ballotOutcome = ({ nominations }: Pick<BallotCount, 'nominations'>, tie: string): string => {
  const tied = nominations.filter(({ outcome }) => outcome === 'tied').map(({ name }) => name)
  const winners = nominations.filter(({ outcome }) => outcome === 'wins').map(({ name }) => name)
  const won = winners.length > 0 ? `入选：${winners.join('、')}。` : ''
  if (tied.length === 0) return won || '没有一个得到票，都没有入选。'
  return `${won}${tied.join('、')}票数一样，谁入选按投票以前公布的规则定：${tie}。`
}

export const boothWords = ({ where }: Subtotal) => where.join('、')

/** Of a need: how many wrote it. */
export const needCountWords = (count: number) => (count < least ? `少于 ${least} 份` : `${count} 份`)

export const decidedWords = { waiting: '还没看的', shown: '公布的', withheld: '不公布的' } as const
