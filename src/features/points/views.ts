import type { CatalogueRate } from '../../catalogue.ts'
import type { StoredTransfer } from '../../kernel/ledger.ts'
import { calculationInWords, reasonWord } from './copy.ts'
import { roundPoints } from './earning.ts'
import { readDetail } from './entry-detail.ts'
import { type Rate, ruleOf } from './rate.ts'
import type { CorrectionReason } from './schema.ts'
import { type PointsStatement, statementOf } from './statement.ts'

/** One line of a statement, in words. `points` is negative for what went out. `entry` is the row a correction would name, or null. */
export interface EntryView {
  id: string
  at: number
  what: string
  /** How the points came about, or the version that decided them. */
  under: string
  points: number
  state: 'done' | 'waiting' | 'void' | 'corrected'
  by: string
  correctable: boolean
  per: Rate['per'] | null
}

export interface StatementView extends PointsStatement {
  /** Points that wait for a second person. */
  waiting: number
  entries: EntryView[]
}

interface Words {
  rates: CatalogueRate[]
  rewards: Record<string, { title: string }>
  activities: Record<string, { title: string }>
}

/** The rate an entry was made under, also years later. */
export const rateOfRule = (rates: CatalogueRate[], rule: string): { rate: Rate; title: string } | null => {
  for (const { rows, title } of rates) {
    const rate = rows.find((row) => ruleOf(row) === rule)
    if (rate) return { rate, title }
  }
  return null
}

const kindWord: Record<string, string> = {
  earn: '送回收物',
  attend: '参加活动',
  redeem: '兑换',
  cancel: '取消兑换，积分退回',
  expire: '到期',
  carry: '并户带过来的',
  correct: '更正',
}

const weighed = (row: StoredTransfer, rates: CatalogueRate[]) => {
  const found = rateOfRule(rates, row.rule)
  const detail = readDetail(row.detail)
  if (!found || !detail) return null
  const { rate, title } = found
  const exact = ('grams' in detail.quantity ? detail.quantity.grams : detail.quantity.items * 1000) * rate.points
  const calculation = {
    quantity: detail.quantity,
    rate,
    exact_thousandths: exact,
    rounded: roundPoints(exact),
    capped: null,
    points: row.amount,
  }
  const cap = row.amount < calculation.rounded ? `，有上限，记 ${row.amount} 分` : ''
  return { what: rate.material, under: `${calculationInWords(calculation)}${cap}（${title}）`, per: rate.per }
}

const wordsOf = (row: StoredTransfer, { rates, rewards, activities }: Words): Pick<EntryView, 'what' | 'under' | 'per'> => {
  const plain = { what: kindWord[row.kind] ?? '其他', under: '', per: null }
  if (row.kind === 'earn') return weighed(row, rates) ?? plain
  const [, , name = ''] = row.credit_account.split('/')
  if (row.kind === 'redeem') return { ...plain, what: `兑换 ${rewards[name]?.title ?? '兑换物'}` }
  if (row.kind === 'correct') return { ...plain, under: reasonWord[row.detail as CorrectionReason] ?? '' }
  if (row.kind === 'attend') {
    const [activity = '', day = ''] = row.detail.split(' ')
    const version = rates.find((one) => one.version === row.rule)?.title ?? ''
    return { ...plain, what: `来了：${activities[activity]?.title ?? '活动'}`, under: [day, version && `（${version}）`].join('') }
  }
  return plain
}

const stateOf = (row: StoredTransfer, undone: boolean): EntryView['state'] => {
  if (undone) return 'corrected'
  if (row.phase !== 'pending') return 'done'
  return row.ended === null ? 'waiting' : row.ended === 'void' ? 'void' : 'done'
}

/** The rows of an account as lines: a pending row and its end are one line. `nameOf` says an actor in words. Newest first. */
export const entriesInWords = (rows: StoredTransfer[], account: string, words: Words, nameOf: (actor: string) => string): EntryView[] => {
  const byId = new Map(rows.map((row) => [row.id, row]))
  return rows
    .filter(({ phase }) => phase === 'single' || phase === 'pending')
    .sort((one, other) => other.number - one.number)
    .map((row) => {
      const end = row.ended_by ? byId.get(row.ended_by) : undefined
      const moved = row.phase === 'single' ? row : end?.phase === 'post' ? end : null
      const incoming = row.credit_account === account
      const state = stateOf(row, Boolean(row.reversed_by ?? end?.reversed_by))
      return {
        id: moved?.id ?? row.id,
        at: row.at,
        ...wordsOf(row, words),
        points: incoming ? row.amount : -row.amount,
        state,
        by: end && row.kind === 'earn' ? `${nameOf(row.actor)}、${nameOf(end.actor)}` : nameOf(row.actor),
        correctable: incoming && moved !== null && state === 'done' && row.kind === 'earn',
      }
    })
}

/** Everything a statement shows. `rows` are all rows of the account. */
export const statementInWords = (
  rows: StoredTransfer[],
  account: string,
  today: string,
  timeZone: string,
  words: Words,
  nameOf: (actor: string) => string,
): StatementView => ({
  ...statementOf(rows, account, today, timeZone),
  waiting: rows.reduce(
    (sum, { phase, ended, credit_account, amount }) =>
      phase === 'pending' && ended === null && credit_account === account ? sum + amount : sum,
    0,
  ),
  entries: entriesInWords(rows, account, words, nameOf),
})
