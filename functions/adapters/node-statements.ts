import Database from 'libsql'

type Connection = Database.Database
type Statement = Database.Statement

/** More different statements than the site has. */
const keptMax = 500

/** Others are rare, and some pragmas do their work while they are prepared. */
const isKept = (sql: string) => /^\s*(?:SELECT|INSERT|UPDATE|DELETE|WITH)\b/i.test(sql)

/** After it a statement that is kept would name the columns of before. */
const changesTables = (sql: string) => /^\s*(?:CREATE|ALTER|DROP)\b/i.test(sql)

/** The statements of each connection that keeps them, by their text, the one used longest ago first. */
const keptBy = new WeakMap<Connection, Map<string, Statement>>()
let opening = false

const prepare: (this: Connection, sql: string) => Statement = Database.prototype.prepare

const keep = (statements: Map<string, Statement>, sql: string, statement: Statement) => {
  if (statements.size >= keptMax) for (const oldest of [...statements.keys()].slice(0, 1)) statements.delete(oldest)
  statements.set(sql, statement)
  return statement
}

/** One that failed may stand in the middle of its work, so it is not used again. */
const forgetOnError = (statements: Map<string, Statement>, sql: string, statement: Statement) => {
  const guarded =
    <Args extends unknown[], Answer>(perform: (...args: Args) => Answer) =>
    (...args: Args): Answer => {
      try {
        return perform.apply(statement, args)
      } catch (error) {
        statements.delete(sql)
        throw error
      }
    }
  return Object.assign(statement, { run: guarded(statement.run), all: guarded(statement.all) })
}

const prepareOrReuse = function (this: Connection, sql: string): Statement {
  if (opening && !keptBy.has(this)) keptBy.set(this, new Map())
  const statements = keptBy.get(this)
  if (changesTables(sql)) statements?.clear()
  if (!statements || !isKept(sql)) return prepare.call(this, sql)
  const known = statements.get(sql)
  if (!known) return keep(statements, sql, forgetOnError(statements, sql, prepare.call(this, sql)))
  statements.delete(sql)
  return keep(statements, sql, known)
}

Object.assign(Database.prototype, { prepare: prepareOrReuse })

/**
 * Opens a client of an embedded file whose connection keeps its statements. The client prepares each statement anew for each call, and to
 * prepare one costs more than to run it; it has no place where a connection could be handed in, so what it calls is changed for the
 * connections that are made while `open` runs, and for no others.
 */
export const keepingStatements = <Client>(open: () => Client): Client => {
  opening = true
  try {
    return open()
  } finally {
    opening = false
  }
}
