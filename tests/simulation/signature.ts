import type { Client } from '@libsql/client'

/** What a database holds, in numbers: rows of each table, values that are set in each column, and sums of amounts. */
export type Signature = Map<string, number>

/** Counters against guessing and of jobs count tries and runs, not effects. */
const uncounted = /^(sqlite_|libsql_|_|migrations$|attempts$|job_runs$)/
/** Moments and running numbers say when, not how much. */
const momentsAndNumbers = /(^at|_at|_after|_until|_on|_start|number|arrival|deadline|moved_by)$/

/** One statement for each table, made of what the database itself says of its columns. */
export const signatureQueries = async (client: Client) => {
  const { rows: tables } = await client.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
  const names = tables.map(({ name }) => String(name)).filter((name) => !uncounted.test(name))
  const queries: string[] = []
  for (const table of names) {
    const { rows } = await client.execute(`SELECT name, type FROM pragma_table_info('${table}') ORDER BY name`)
    const columns = rows.flatMap(({ name, type }) => {
      const counted = [`COUNT("${name}") AS "${table}.${name}"`]
      if (type === 'INTEGER' && !momentsAndNumbers.test(String(name))) counted.push(`TOTAL("${name}") AS "${table}.${name} in all"`)
      return counted
    })
    queries.push(`SELECT COUNT(*) AS "${table}", ${columns.join(', ')} FROM "${table}"`)
  }
  return queries
}

export const readSignature = async (client: Client, queries: string[]): Promise<Signature> => {
  const results = await client.batch(queries, 'read')
  return new Map(
    results.flatMap(({ rows }) => Object.entries(rows[0] ?? {}).map(([name, value]): [string, number] => [name, Number(value)])),
  )
}

/** What has come and gone between two, by name; what stayed is left out. */
export const changeBetween = (before: Signature, after: Signature): Record<string, number> =>
  Object.fromEntries(
    [...after].map(([name, value]): [string, number] => [name, value - (before.get(name) ?? 0)]).filter(([, by]) => by !== 0),
  )
