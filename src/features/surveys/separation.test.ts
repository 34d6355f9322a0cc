import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sampleCatalogue } from '../../../tests/support/catalogue.ts'
import { asResident, resident } from '../../../tests/support/people.ts'
import { openSite, type TestSite } from '../../../tests/support/site.ts'
import { browserIn } from '../../../tests/support/surveys/browser.ts'
import { printedCode } from '../../../tests/support/surveys/codes.ts'
import { sampleSurveys } from '../../../tests/support/surveys/surveys.ts'

/*
 * Whoever has the whole database, and even knows who handed in and when, tries to say what somebody answered. Each way of joining is tried,
 * and the ways themselves are tried on tables that do give it away.
 */

type Row = Record<string, unknown>
let site: TestSite
const people = 120
/** In the order in which they handed in: the fingerprint of the voter that appeared, and the id of the answers that appeared. */
const participationsInOrder: string[] = []
const responsesInOrder: string[] = []

const rowsOf = async (sql: string): Promise<Row[]> => (await site.client.execute(sql)).rows.map((row) => ({ ...row }))

/** A watcher who looks at the tables after each hand-in: more than anybody who finds the database later can know. */
const watch = async () => {
  for (const [sql, seen] of [
    ['SELECT voter AS id FROM survey_participations', participationsInOrder],
    ['SELECT id FROM survey_responses', responsesInOrder],
  ] as const) {
    const added = (await rowsOf(sql)).map(({ id }) => String(id)).filter((id) => !seen.includes(id))
    if (added.length !== 1) throw new Error(`${added.length} rows appeared`)
    seen.push(...added)
  }
}

/** Numbers in 0..1 that are the same in each run. */
const dice = (seed: number) => () => {
  seed = (seed * 1_664_525 + 1_013_904_223) % 2 ** 32
  return seed / 2 ** 32
}
const shuffled = <One>(all: One[], random: () => number) => {
  const mixed = [...all]
  for (let place = mixed.length - 1; place > 0; place--) {
    const other = Math.floor(random() * (place + 1))
    ;[mixed[place], mixed[other]] = [mixed[other] as One, mixed[place] as One]
  }
  return mixed
}

beforeAll(async () => {
  site = await openSite({ ...sampleCatalogue(), surveys: sampleSurveys })
  const order = shuffled(
    Array.from({ length: people }, (_, place) => place),
    dice(7),
  )
  for (const place of order) {
    site.state.now += 61_000
    const { id, household } = await resident(site, { door: ['3', '1', String(100 + place)], name: '王秀英' })
    const byCode = place % 3 === 0
    const browser = byCode ? browserIn(site) : browserIn(site, await asResident(site, id))
    if (byCode) await browser.post('/surveys/needs/code/', { code: await printedCode(site, 'needs', household) })
    await browser.open('/surveys/needs/answer/')
    await browser.answer('needs', 'home', place % 2 ? { lives: 'family', persons: String(2 + (place % 18)) } : { lives: 'alone' })
    await browser.answer('needs', 'wishes', { 'wants.lift': 'on', words: `这是 ${place} 的话` })
    if ((await browser.handIn('needs')) !== '/surveys/needs/done/') throw new Error('it was not handed in')
    await watch()
  }
}, 120_000)
afterAll(() => site.close())

const tables = async () =>
  (await rowsOf("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")).map(({ name }) => String(name))

/** Every value that stands in a table, but for those that stand in most rows or are too short to tell anybody apart. */
const valuesOf = (rows: Row[]) => {
  const counts = new Map<string, number>()
  for (const value of rows.flatMap((row) => [...new Set(Object.values(row).map(String))])) counts.set(value, (counts.get(value) ?? 0) + 1)
  return [...counts].flatMap(([value, times]) => (value.length >= 8 && times <= rows.length / 2 ? [value] : []))
}

/** Values of one side that stand in a value of the other. */
const shared = (one: Row[], other: Row[]) => {
  const haystack = other.flatMap((row) => Object.values(row).map(String))
  return valuesOf(one).filter((value) => haystack.some((text) => text.includes(value)))
}

const ranks = (values: string[]) => {
  const sorted = [...values].sort()
  return values.map((value) => sorted.indexOf(value))
}

/** Spearman's rank correlation of two orders without ties. */
const correlation = (one: number[], other: number[]) => {
  const n = one.length
  const squares = one.reduce((sum, rank, place) => sum + (rank - (other[place] ?? 0)) ** 2, 0)
  return 1 - (6 * squares) / (n * (n * n - 1))
}

/** Further from nil than any of a thousand shuffles of so many, and than chance goes in ten million. */
const limit = 0.5
const furthestByChance = (n: number) => {
  const random = dice(11)
  const straight = Array.from({ length: n }, (_, place) => place)
  return Math.max(...Array.from({ length: 1000 }, () => Math.abs(correlation(straight, shuffled(straight, random)))))
}

describe('who has taken part and what was answered cannot be joined', () => {
  test('by a column of the same name but the survey, by a time, or by the number of a row', async () => {
    const columns = async (table: string) =>
      (await rowsOf(`SELECT name FROM pragma_table_info('${table}')`)).map(({ name }) => String(name))
    const participation = await columns('survey_participations')
    for (const table of ['survey_responses', 'survey_texts']) {
      const both = (await columns(table)).filter((column) => participation.includes(column))
      // `voter` of a response is empty unless names are taken, which the next test looks at.
      expect(both.filter((column) => column !== 'voter')).toEqual(['survey'])
    }
    expect(
      [...participation, ...(await columns('survey_responses'))].filter((column) => /_at$|_on$|time|moment|number|arrival/.test(column)),
    ).toEqual([])
    for (const table of ['survey_participations', 'survey_responses', 'survey_texts', 'survey_drafts'])
      await expect(site.client.execute(`SELECT rowid FROM ${table}`), table).rejects.toThrow('no such column: rowid')
  })

  test('by any value, directly or by way of any other table', async () => {
    const all = new Map<string, Row[]>()
    for (const table of await tables()) all.set(table, await rowsOf(`SELECT * FROM ${table}`))
    const of = (table: string) => all.get(table) ?? []
    const answers = [...of('survey_responses'), ...of('survey_texts')]
    expect(of('survey_participations')).toHaveLength(people)
    expect(answers).toHaveLength(2 * people)
    for (const [table, rows] of all) {
      if (['survey_responses', 'survey_texts', 'survey_versions'].includes(table)) continue
      expect([table, shared(answers, rows), shared(rows, answers)]).toEqual([table, [], []])
    }
    expect(shared(of('survey_responses'), of('survey_texts'))).toEqual([])
    expect(of('survey_drafts')).toEqual([])
  })

  test('by the order: neither as stored, nor by any column', async () => {
    const moment = (ids: string[], order: string[]) => ids.map((id) => order.indexOf(id))
    const participations = (await rowsOf('SELECT voter FROM survey_participations')).map(({ voter }) => String(voter))
    const responses = (await rowsOf('SELECT id FROM survey_responses')).map(({ id }) => String(id))
    const byIndex = (await rowsOf("SELECT id FROM survey_responses INDEXED BY responses_to_a_survey WHERE survey = 'needs'")).map(
      ({ id }) => String(id),
    )
    const straight = Array.from({ length: people }, (_, place) => place)
    for (const [name, found] of [
      ['participations as stored', correlation(straight, moment(participations, participationsInOrder))],
      ['answers as stored', correlation(straight, moment(responses, responsesInOrder))],
      ['answers by their index', correlation(straight, moment(byIndex, responsesInOrder))],
      ['one order against the other', correlation(moment(participations, participationsInOrder), moment(responses, responsesInOrder))],
      ['ids of answers', correlation(straight, ranks(responsesInOrder))],
      ['fingerprints of voters', correlation(straight, ranks(participationsInOrder))],
    ] as const)
      expect(Math.abs(found), name).toBeLessThanOrEqual(limit)
  })

  test('by the length of what is stored of who has taken part', async () => {
    const rows = await rowsOf('SELECT DISTINCT length(voter) AS voter, length(receipt) AS receipt FROM survey_participations')
    expect(rows).toEqual([{ voter: 43, receipt: 43 }])
  })

  test('by the log', () => {
    for (const id of responsesInOrder) expect(site.log.some((line) => line.includes(id))).toBe(false)
  })
})

describe('the ways of joining are no bad ways', () => {
  test('a shared value is found, also inside another', () => {
    const joined = [{ voter: 'fingerprint-1' }, { voter: 'fingerprint-2' }]
    expect(shared(joined, [{ answers: '{"by":"fingerprint-2"}' }])).toEqual(['fingerprint-2'])
    expect(shared(joined, [{ id: 'something else' }])).toEqual([])
  })
  test('an order that is kept, or turned round, is found', () => {
    const straight = Array.from({ length: people }, (_, place) => place)
    expect(correlation(straight, straight)).toBe(1)
    expect(correlation(straight, [...straight].reverse())).toBe(-1)
    const byTheHour = straight.map((place) => place - (place % 30) + ((place * 7) % 30))
    expect(correlation(straight, byTheHour)).toBeGreaterThan(limit)
    expect(furthestByChance(people)).toBeLessThan(limit)
  })
})
