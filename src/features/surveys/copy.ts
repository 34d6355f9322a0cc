import { dayInWords } from '../../kernel/calendar.ts'
import { draftCodeLength, printedCodeLength } from './code-limits.ts'
import { limitsOf } from './limits.ts'
import type { AnswerFault, CatalogueSurvey, Question, SurveyFieldErrorCode, SurveyRefusal } from './schema.ts'

const unitOf = ({ unit }: Question) => (unit ? ` ${unit}` : ' ')

/** What is wrong with an answer, and how to answer. */
export const faultSentence = (fault: AnswerFault, question: Question): string => {
  const { least, most } = limitsOf(question)
  const { ask, kind } = question
  switch (fault) {
    case 'answer_missing':
      return `“${ask}”还没有答。${howToAnswer[kind]}`
    case 'option_unknown':
      return `“${ask}”的选项改过，请重新选一次。`
    case 'too_few':
      return `“${ask}”最少选 ${least} 项，请再选几项。`
    case 'too_many':
      return `“${ask}”最多选 ${most} 项，请去掉几项。`
    case 'exclusive_mixed':
      return `“${ask}”里有一项选了就不能再选别的，请只留一边。`
    case 'number_unreadable':
      return `“${ask}”请只写数字，例如 ${least}。`
    case 'number_out_of_range':
      return `“${ask}”请写 ${least} 到 ${most}${unitOf(question)}之间的数。`
    case 'date_unreadable':
      return `“${ask}”请写年月日，例如 2026-03-01。`
    case 'date_out_of_range':
      return `“${ask}”${rangeOf(question)}`
    case 'text_too_long':
      return `“${ask}”最多写 ${most} 个字，请写短一些。`
    case 'text_unreadable':
      return `“${ask}”里有看不见的符号，请重新打一遍。`
    case 'rank_unclear':
      return `“${ask}”请从 1 开始往下排，一个名次只给一项，中间不要空。`
    case 'row_missing':
      return `“${ask}”还有几行没有答，请每一行都选一个。`
  }
}

const rangeOf = ({ from, until }: Question) => {
  if (from && until) return `请写 ${dayInWords(from)} 到 ${dayInWords(until)} 之间的一天。`
  return from ? `请写 ${dayInWords(from)} 或以后的一天。` : `请写 ${dayInWords(until ?? '')} 或以前的一天。`
}

const howToAnswer: Record<Question['kind'], string> = {
  单选: '请选一项。',
  看图选: '请选一项。',
  多选: '请选至少一项。',
  打分: '请选一个分数。',
  数字: '请写一个数。',
  日期: '请写一个日期。',
  短文字: '请写几个字。',
  长文字: '请写几句话。',
  排序: '请排一排。',
  表格: '请每一行选一个。',
}

export const fieldSentence: Record<SurveyFieldErrorCode, string> = {
  question_unknown: '这份问卷没有这道题，请去掉。',
  answer_not_asked: '按前面的回答，不问这道题，请去掉。',
  answer_misshapen: '回答的写法和题目不对应，请按题目的说明写。',
  version_missing: '请写明答的是哪一版问卷。',
  answers_missing: '请写明回答。',
  request_key_invalid: '这一页放得太久了。请刷新后再填一次。',
  printed_code_missing: `请写纸上的 ${printedCodeLength} 位答题码。`,
  printed_code_invalid: `答题码是 ${printedCodeLength} 位字母和数字，没有 0、O、1、I、L。请再看一遍。`,
  draft_code_missing: `请写 ${draftCodeLength} 位“接着填的号码”。`,
  draft_code_invalid: `“接着填的号码”是 ${draftCodeLength} 位字母和数字，没有 0、O、1、I、L。请再看一遍。`,
  field_unknown: '多了一项本站不认识的内容，请去掉。',
}

const whoIsCounted: Record<CatalogueSurvey['respondents'], string> = {
  谁都可以: '这台手机或电脑已经交过一份',
  每位居民一份: '您已经交过一份',
  每户一份: '您家已经交过一份',
}

/** Why nothing can be changed any more. */
const forGood = ({ naming }: CatalogueSurvey) =>
  naming === '匿名' ? '这份问卷不记名，谁也找不出哪一份是您的，所以不能再改。' : '先交的算数，不能再改。'

const otherPerson = ({ respondents }: CatalogueSurvey) => (respondents === '谁都可以' ? '家里别的人要填，请按“换一个人填”。' : '')

/** Why not, and what to do instead. `survey` is null when there is no such one, `phone` the community's. */
export const refusalSentence = (refusal: SurveyRefusal, survey: CatalogueSurvey | null, phone: string): string => {
  const call = `打电话 ${survey?.phone ?? phone}`
  const wait = Math.ceil((refusal.retry_after_seconds ?? 60) / 60)
  switch (refusal.code) {
    case 'survey_unknown':
      return `没有找到这份问卷。请到“问卷和评选”里重新选，或${call}。`
    case 'survey_not_open':
      return `还没有开始，${dayInWords(survey?.opens_on ?? '')}起可以填。`
    case 'survey_closed':
      return `${dayInWords(survey?.closes_on ?? '')}截止，已经不收了。还想说，请${call}。`
    case 'survey_changed':
      return '这份问卷刚刚改过。您填的都还在，请把这一页再看一遍，然后继续。'
    case 'survey_answers_invalid':
      return '有的地方还要改一改，请看下面。'
    case 'survey_answered':
      return survey ? `${whoIsCounted[survey.respondents]}，先交的算数。${forGood(survey)}${otherPerson(survey)}` : '已经交过一份。'
    case 'respondent_needed':
      return `要知道是哪一户才能算一份。请先登录，或写纸上的答题码；都没有，请${call}，工作人员帮您填。`
    case 'respondent_not_allowed':
      return `现在不能交：登记里没有您这一户，或者登录、答题码已经作废。请登录，或写新的答题码；都不行，请${call}。`
    case 'printed_code_wrong':
      return `没有这个答题码，或者已经换了新的。请对着纸再看一遍；还是不行，请${call}。`
    case 'draft_unknown':
      return `没有找到填了一半的问卷：可能已经交了，也可能号码不对、过了期，或者浏览器不让网站记住。请核对号码，或从头填一份，或${call}。`
    case 'too_many_code_guesses':
      return `号码错的次数太多了。请等 ${wait} 分钟再试，或${call}。`
    case 'too_many_responses':
      return `从您这里交的份数太多了。请等 ${wait} 分钟再交，您填的还在；或${call}。`
  }
}
