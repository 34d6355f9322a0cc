import type { Checker } from '../../src/content-schemas/checker.ts'
import type { Fault } from './checker-questions.ts'

type Amount = NonNullable<Checker['outcomes'][number]['amount']>
type Part = 'rate' | 'above' | 'question' | 'percent' | 'retires'

/** What each calculation is made of; `percent` may be left out. */
const partsOf: Record<Amount['calculation'], Part[]> = {
  定额: ['rate', 'percent'],
  按数量: ['rate', 'question', 'percent'],
  按填写: ['rate', 'question', 'percent'],
  超出部分: ['rate', 'above', 'question', 'percent'],
  退休年龄: ['question', 'retires'],
}

export const amountFaults = (checker: Checker): Fault[] =>
  checker.outcomes.flatMap(({ amount, when }, place) =>
    amount
      ? [...partFaults(amount), ...nameFaults(amount, checker), ...questionFaults(amount, when, checker)].map(({ path, wrong }) => ({
          path: ['outcomes', place, 'amount', ...path],
          wrong,
        }))
      : [],
  )

const partFaults = (amount: Amount): Fault[] => {
  const wanted = partsOf[amount.calculation]
  return (['rate', 'above', 'question', 'percent', 'retires'] as const).flatMap((part) => {
    const written = amount[part] !== undefined
    if (written && !wanted.includes(part)) return [{ path: [part], wrong: `“${amount.calculation}”不用写` }]
    return !written && wanted.includes(part) && part !== 'percent' ? [{ path: [part], wrong: '没有写' }] : []
  })
}

const nameFaults = (amount: Amount, { rates }: Checker): Fault[] =>
  (['rate', 'above'] as const).flatMap((part) => {
    const id = amount[part]
    return id === undefined || rates.some((rate) => rate.id === id) ? [] : [{ path: [part], wrong: `写的“${id}”不是这里的标准` }]
  })

/** The question must give the kind of answer that is counted with, and be asked of everybody who sees the outcome. */
const questionFaults = (
  { question: id, calculation }: Amount,
  when: Checker['questions'][number]['when'],
  { questions }: Checker,
): Fault[] => {
  if (id === undefined) return []
  const question = questions.find((one) => one.id === id)
  if (!question) return [{ path: ['question'], wrong: `写的“${id}”不是这里的问题` }]
  const kind = calculation === '退休年龄' ? '月份' : '数字'
  if (question.kind !== kind) return [{ path: ['question'], wrong: `写的“${id}”是${question.kind}题，“${calculation}”要看${kind}题` }]
  const missed = (question.when ?? []).find(
    (needed) => !(when ?? []).some((own) => own.question === needed.question && own.is.every((value) => needed.is.includes(value))),
  )
  return missed ? [{ path: ['question'], wrong: `写的“${id}”不一定问到，这条结果的 when 里也要写“${missed.question}”` }] : []
}
