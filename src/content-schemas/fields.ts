import { z } from 'zod'

/**
 * What an editor is told about a field. `title` is its Chinese name, `description` an order that says what to write
 * ("写……"), `examples` one good value. A web editor can draw a form from the same three, and every error sentence is
 * made of them.
 */
export type FieldHelp = {
  title: string
  description: string
  examples?: [unknown, ...unknown[]]
}

/**
 * A problem sentence inside a zod issue: shown to the editor as it stands, so it ends without a full stop. Days, minutes and
 * counts abort, so that a value which is wrong itself is not compared with another.
 */
const problem = (sentence: string) => ({ message: sentence })

/** One line of text, trimmed, 1 to `max` characters (a Chinese character counts as one). */
export const text = (max: number, help: FieldHelp) =>
  z
    .string()
    .trim()
    .min(1)
    .refine((value) => [...value].length <= max, {
      error: ({ input }) => `写了 ${[...String(input)].length} 个字，最多 ${max} 个字`,
    })
    .meta({ ...help, maxLength: max })

/** A list with at least `min` entries. */
export const list = <Item extends z.ZodType>(item: Item, help: FieldHelp, min = 0) =>
  z
    .array(item)
    .refine((items) => items.length >= min, { error: ({ input }) => `只有 ${(input as unknown[]).length} 项，至少要 ${min} 项` })
    .meta(help)

/** Whether there is such a day: 30 February would become 2 March. A year far off is a slip of the finger. */
const isDate = (value: string) =>
  /^(19|20)\d{2}-\d{2}-\d{2}$/.test(value) && Number.isFinite(Date.parse(value)) && new Date(value).toISOString().startsWith(value)

/** A calendar day of the site's time zone, `YYYY-MM-DD` (ISO 8601). */
export const day = (help: FieldHelp) =>
  z
    .string()
    .refine(isDate, { error: ({ input }) => `“${String(input)}”不是一个日期`, abort: true })
    .meta({ examples: ['2026-03-01'], ...help, format: 'date' })

/** A minute of the site's time zone, `YYYY-MM-DD HH:MM`, 24-hour clock. */
export const minute = (help: FieldHelp) =>
  z
    .string()
    .refine((value) => /^\d{4}-\d{2}-\d{2} ([01]\d|2[0-3]):[0-5]\d$/.test(value) && isDate(value.slice(0, 10)), {
      error: ({ input }) => `“${String(input)}”不是“年-月-日 时:分”`,
      abort: true,
    })
    .meta({ examples: ['2026-03-01 09:30'], ...help })

/** An https address. */
export const link = (help: FieldHelp) =>
  z
    .string()
    .refine((value) => URL.canParse(value) && value.startsWith('https://'), problem('不是一个 https 网址'))
    .meta({ examples: ['https://www.gov.cn/zhengce/'], ...help })

/** A number people can dial: mobile, landline with or without area code, or a short service number such as 12345. */
export const dialable = (help: FieldHelp) =>
  z
    .string()
    .refine((value) => /^(1[3-9]\d{9}|0\d{2,3}-\d{7,8}|\d{7,8}|1\d{2}|(1|9[56])\d{3,4}|[48]00-?\d{3}-?\d{4})$/.test(value), {
      error: ({ input }) => `“${String(input)}”不像一个能拨打的电话号码`,
    })
    .meta({ examples: ['0400-5550100'], ...help })

/** A whole number from `min` to `max`; the unit stands in the field's name. */
export const count = (min: number, max: number, help: FieldHelp) =>
  z
    .number()
    .refine((value) => Number.isInteger(value) && value >= min && value <= max, {
      error: ({ input }) => `写的是 ${String(input)}，应当是 ${min} 到 ${max} 的整数`,
      abort: true,
    })
    .meta(help)

/** One of a closed list of Chinese words. */
export const oneOf = <const Words extends readonly [string, ...string[]]>(words: Words, help: FieldHelp) =>
  z.enum(words, { error: ({ input }) => `“${String(input)}”不是可选的词` }).meta(help)

/** The name of another content file, without folder and ending; whether it exists is checked across files. */
export const reference = (collection: string, help: FieldHelp) =>
  z
    .string()
    .refine((value) => /^[a-z0-9]+(-[a-z0-9]+)*$/.test(value), problem('不是一个文件名（只用小写字母、数字和短横线）'))
    .meta({ ...help, collection })
