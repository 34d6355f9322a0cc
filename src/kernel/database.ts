/** A value libSQL stores and returns; booleans and dates are integers. */
export type SqlValue = string | number | null

/** One SQL statement with named parameters (`:name` in the text). */
export interface Statement {
  sql: string
  args: Record<string, SqlValue>
}

export type Row = Record<string, SqlValue>

/** What one statement of a batch gave back. */
export interface StatementResult {
  rows: Row[]
  rows_written: number
}

/**
 * The database port. A batch is one transaction and one round trip; there is no interactive transaction, because over
 * HTTP it costs a round trip a statement and blocks every other writer while it is open.
 */
export interface Database {
  /** Reads a consistent snapshot. Safe to repeat, so it is retried after a lost answer. */
  read(statements: Statement[]): Promise<StatementResult[]>
  /**
   * Takes the write lock first, then runs every statement or none. The caller promises that running the batch twice
   * has the effect of running it once (a natural or caller-chosen key), so it is retried after a lost answer.
   */
  write(statements: Statement[]): Promise<StatementResult[]>
  /** How many writes this process has finished, whatever came of them: what was read before one is not to be remembered after it. */
  writesDone(): number
}

/** Thrown when the database did not answer in time or at all, after `tries` of them; `why` is what the last one met. */
export class DatabaseUnavailable extends Error {
  override name = 'DatabaseUnavailable'
  readonly why: 'turned_away' | 'answer_lost'
  readonly tries: number

  constructor(why: DatabaseUnavailable['why'], tries: number, options?: ErrorOptions) {
    super('the database did not answer', options)
    this.why = why
    this.tries = tries
  }
}
