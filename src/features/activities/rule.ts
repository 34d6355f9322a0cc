const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const
export type Weekday = (typeof weekdays)[number]

const frequencies = ['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'] as const
export type Frequency = (typeof frequencies)[number]

/** A day of the week, perhaps the nth of its month or year (negative: counted from the end). */
export interface RuleDay {
  weekday: Weekday
  nth: number | null
}

/** A repetition rule that was understood whole. */
export interface Rule {
  frequency: Frequency
  interval: number
  days: RuleDay[]
  month_days: number[]
  months: number[]
}

/** Why a rule is not understood. `part` is what stands in the rule. */
export type RuleProblem =
  | { code: 'frequency_missing' }
  | { code: 'count_and_until' }
  | { code: 'part_unknown' | 'part_repeated' | 'value_wrong' | 'part_not_with_frequency'; part: string }

const wholeNumbers = (min: number, max: number, signed: boolean) => (value: string) =>
  value.split(',').every((item) => {
    if (!(signed ? /^[+-]?\d{1,4}$/ : /^\d{1,4}$/).test(item)) return false
    const size = Math.abs(Number(item))
    return size >= min && size <= max
  })

const oneNumber = (min: number, max: number) => (value: string) => !value.includes(',') && wholeNumbers(min, max, false)(value)

const isCompactDay = (value: string) => {
  if (!/^\d{8}$/.test(value)) return false
  const day = `${value.slice(0, 4)}-${value.slice(4, 6)}-${value.slice(6)}`
  const parsed = new Date(`${day}T00:00:00Z`)
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(day)
}

const dayPattern = /^([+-]?[1-9]\d?)?(MO|TU|WE|TH|FR|SA|SU)$/

const isOneOf = (words: readonly string[]) => (value: string) => words.includes(value)

/**
 * The parts of RFC 5545 section 3.3.10 an activity needs. Hours, minutes and seconds are left out on purpose: an
 * occurrence is named by its day, so there is at most one a day.
 */
const parts: Record<string, (value: string) => boolean> = {
  FREQ: isOneOf(frequencies),
  INTERVAL: oneNumber(1, 999),
  COUNT: oneNumber(1, 9999),
  UNTIL: isCompactDay,
  BYDAY: (value) => value.split(',').every((day) => dayPattern.test(day)),
  BYMONTHDAY: wholeNumbers(1, 31, true),
  BYMONTH: wholeNumbers(1, 12, false),
  BYSETPOS: wholeNumbers(1, 366, true),
  WKST: isOneOf(weekdays),
}

/** The rule's parts, or what is wrong with it. A library that skips what it does not know would hide a typing error. */
export const readRule = (text: string): { ok: true; rule: Rule } | { ok: false; problem: RuleProblem } => {
  const values = new Map<string, string>()
  for (const part of text.split(';')) {
    const [name = '', value = '', ...more] = part.split('=')
    const isValid = Object.hasOwn(parts, name) ? parts[name] : undefined
    if (!isValid) return refused({ code: 'part_unknown', part })
    if (more.length > 0 || !isValid(value)) return refused({ code: 'value_wrong', part })
    if (values.has(name)) return refused({ code: 'part_repeated', part: name })
    values.set(name, value)
  }
  const frequency = frequencies.find((known) => known === values.get('FREQ'))
  if (!frequency) return refused({ code: 'frequency_missing' })
  if (values.has('COUNT') && values.has('UNTIL')) return refused({ code: 'count_and_until' })
  const days = list(values.get('BYDAY')).map(readDay)
  if (days.some(({ nth }) => nth !== null) && !['MONTHLY', 'YEARLY'].includes(frequency)) {
    return refused({ code: 'part_not_with_frequency', part: `BYDAY=${values.get('BYDAY')}` })
  }
  if (values.has('BYMONTHDAY') && frequency === 'WEEKLY') {
    return refused({ code: 'part_not_with_frequency', part: `BYMONTHDAY=${values.get('BYMONTHDAY')}` })
  }
  return {
    ok: true,
    rule: {
      frequency,
      interval: Number(values.get('INTERVAL') ?? 1),
      days,
      month_days: list(values.get('BYMONTHDAY')).map(Number),
      months: list(values.get('BYMONTH')).map(Number),
    },
  }
}

const refused = (problem: RuleProblem) => ({ ok: false, problem }) as const

const list = (value: string | undefined) => value?.split(',') ?? []

const readDay = (text: string): RuleDay => {
  const [, nth, weekday] = dayPattern.exec(text) ?? []
  return { weekday: weekdays.find((known) => known === weekday) ?? 'MO', nth: nth === undefined ? null : Number(nth) }
}
