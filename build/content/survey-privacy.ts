import type { Survey } from '../../src/content-schemas/survey.ts'
import type { Question } from '../../src/features/surveys/schema.ts'
import type { Fault } from './checker-questions.ts'

/** Words of a question whose answer says who somebody is. */
const telling =
  /姓名|名字|称呼|叫什么|电话|手机|号码|联系方式|微信|QQ|邮箱|门牌|住址|地址|房号|几号楼|几栋|哪一?栋|哪一?户|身份证|生日|出生|车牌/

/** Answered in one's own words; a choice of a few says of nobody who it is. */
const inOwnWords: Question['kind'][] = ['短文字', '长文字', '数字', '日期']

/** Names are taken only for a stated reason, and what says who somebody is, only with one and where one may pass it over. */
export const privacyFaults = ({ sections = [], naming, named_reason, respondents }: Survey): Fault[] => [
  ...(naming === '记名' && !named_reason ? [{ path: ['named_reason'], wrong: '没有写，记名的要说清为什么' }] : []),
  ...(naming === '匿名' && named_reason ? [{ path: ['named_reason'], wrong: '匿名的不能写，要删掉' }] : []),
  ...(naming === '记名' && respondents === '谁都可以'
    ? [{ path: ['naming'], wrong: '写的是“记名”，可是“谁都可以”的不核对身份，记不了名' }]
    : []),
  ...sections.flatMap(({ questions }, place) =>
    questions.flatMap((question, at) =>
      askedFaults(question, naming).map(({ field, wrong }) => ({
        path: ['sections', place, 'questions', at, field],
        wrong,
      })),
    ),
  ),
]

const askedFaults = ({ ask, kind, identifies, required }: Question, naming: Survey['naming']) => {
  const [word] = inOwnWords.includes(kind) ? (telling.exec(ask) ?? []) : []
  if (word && !identifies) return [{ field: 'identifies', wrong: `没有写，可是这道题问到“${word}”，答了会知道是谁` }]
  return identifies && required && naming === '匿名'
    ? [{ field: 'required', wrong: '没有写 false，可是匿名问卷里会知道是谁的题只能是可以不答的' }]
    : []
}
