import { dayInWords } from '../../kernel/calendar.ts'
import { groupSpokenCode } from '../../kernel/spoken-code.ts'
import { printedCodeLength } from '../surveys/code-limits.ts'
import type { CatalogueSurvey } from '../surveys/schema.ts'
import type { DeskFieldErrorCode, DeskRefusal } from './schema.ts'
import { slipsMost } from './schema.ts'

type Survey = Pick<CatalogueSurvey, 'respondents' | 'naming' | 'opens_on' | 'closes_on'>

/** Whose set of answers it is, as staff say it. */
const oneWord = ({ respondents }: Pick<Survey, 'respondents'>) =>
  ({ 谁都可以: '这个人', 每位居民一份: '这位居民', 每户一份: '这一户' })[respondents]

export const keyWord = ({ respondents }: Pick<Survey, 'respondents'>) => (respondents === '谁都可以' ? '编号' : '答题码')

export const deskFieldSentence: Record<DeskFieldErrorCode, string> = {
  booth_unknown: '这份评选没有这个投票点，请重新选。',
  where_unknown: '没有这个网格或楼栋，请重新选。',
  paper_missing: '请写纸上的答题码或编号。',
  paper_unreadable: `答题码是 ${printedCodeLength} 位字母和数字，没有 0、O、1、I、L；编号是 4 到 6 位数字。请再看一遍。`,
  pick_missing: '请对着纸，选哪一次录得对。',
}

const forGood = ({ naming }: Survey) => (naming === '匿名' ? '匿名的，谁也找不出是哪一份，不能改。' : '')

/** Why not, and what to do instead, as staff read it. */
export const deskSentence = (refusal: DeskRefusal, survey: Survey | null): string => {
  const one = survey ? oneWord(survey) : '这一户'
  switch (refusal.code) {
    case 'survey_unknown':
      return '没有找到这份问卷。请到“问卷和评选”里重新选。'
    case 'survey_not_open':
      return `还没有开始，${dayInWords(survey?.opens_on ?? '')}起可以答。`
    case 'survey_closed':
      return `${dayInWords(survey?.closes_on ?? '')}截止，不能再替人答。截止以前交来的纸，公布结果以前还可以录。`
    case 'survey_changed':
      return '这份问卷刚刚改过。刚才填的都还在，请从头看一遍再交。'
    case 'survey_answers_invalid':
      return '有的地方还要改一改，请看下面。'
    case 'survey_answered':
      return `${one}已经交过一份，先交的算数，这一份不算。${survey ? forGood(survey) : ''}`
    case 'survey_household_unknown':
      return '登记里没有这一户或这位居民，也可能不在您的网格。请重新找。'
    case 'survey_child':
      return '不满 14 岁的孩子不单独答。请由监护人答自己的一份。'
    case 'survey_without_codes':
      return '这份问卷谁都可以答，不用答题码。要发纸的，请打印纸质问卷。'
    case 'no_slips_left':
      return '没有要打的：登记的都已经有答题码，或者已经交过。丢了的，请找到那一户单独补打；没有登记的户，请先登记。'
    case 'slips_too_many':
      return `一次最多打 ${slipsMost} 张。请按楼栋，一栋一栋打。`
    case 'slips_replaced':
      return '这一次打的后来又重打过，已经作废，请用后打的那一张；找不到了，请重新打。'
    case 'paper_unknown':
      return '没有这个答题码。请对着纸再看一遍；纸上没有的，请先到“答题码”给这一户补一个，写在纸上。'
    case 'paper_revoked':
      return `这个答题码已经作废，换了新的。请查${one}有没有交过；没有的，把新答题码写在纸上再录。`
    case 'paper_of_another_survey':
      return `这是“${refusal.title ?? '另一份问卷'}”的答题码，请到那一份里录。`
    case 'paper_answered':
      return `${one}已经交过一份，先到先算，这张纸不算。请在纸上写“未计”，单独收好，不要再录。`
    case 'paper_counted':
      return '这张纸已经录过两次，算上了，不用再录。'
    case 'paper_yours':
      return '这张纸第一次是您录的。第二次要请另一位同事录，两次对上才算。'
    case 'paper_not_yours':
      return '只有管理员能把找不到的纸去掉。请找管理员。'
    case 'paper_empty':
      return '一题都没有答的纸不用录。请在纸上写“未计”，单独收好。'
    case 'paper_gone':
      return '这张纸刚才有人办好了，或者正在重录。请重新写一次答题码或编号看看。'
    case 'paper_too_late':
      return '结果已经公布，不能再录。请在纸上写“未计”，单独收好。'
  }
}

/** Nobody is registered behind a door, or nobody in reach: what to do before going on. */
export const unregisteredSentence = (door: string) =>
  `${door} 没有登记的居民；网格员只找得到自己网格里的。请核对门牌；没错的，先在“找一户”里登记（由窗口或管理员办），再回来办。`

/** What was done a moment ago with a paper. */
export const paperDone = {
  first: '第一次录好了。请另一位同事再录一次，两次对上才算。',
  counted: '两次对上了，算了一份。纸请收好。',
  again: '两次录的都去掉了，请从头录。',
  given_up: '去掉了，那张纸不算。纸又找到了，从头录就行。',
} as const
export type PaperDone = keyof typeof paperDone

/** A key as it is read out: a code in two groups, a number as it is stamped. */
export const keyShown = ({ respondents }: Pick<Survey, 'respondents'>, key: string) =>
  respondents === '谁都可以' ? key : groupSpokenCode(key)

/** The number of sets so far; a few are not told, so that nobody is found by them. */
export const soFarWords = (count: number) => (count < 5 ? '收到的还不到 5 份' : `收到 ${count} 份`)

export const ageWords = (days: number) => (days === 0 ? '今天录的' : `等了 ${days} 天`)
