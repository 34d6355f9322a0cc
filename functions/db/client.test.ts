import type { Client, InStatement, ResultSet } from '@libsql/client'
import { describe, expect, test } from 'vitest'
import { DatabaseUnavailable } from '../../src/kernel/database.ts'
import { createDatabase } from './client.ts'

const resultSet = (rows: object[] = [], rowsAffected = 0) => ({ rows, rowsAffected }) as unknown as ResultSet

/** A client that fails as told, one failure a call, and answers once they are used up. */
const clientThat = (...failures: unknown[]) => {
  const calls: { kind: string; statements: InStatement[] }[] = []
  const answer = (kind: string, statements: InStatement[]) => {
    calls.push({ kind, statements })
    const failure = failures.shift()
    if (failure) throw failure
    return statements.map(() => resultSet([{ one: 1 }], 1))
  }
  const client = {
    execute: async (statement: InStatement) => answer('execute', [statement])[0],
    batch: async (statements: InStatement[], mode: string) => answer(mode, statements),
  } as unknown as Client
  return { calls, database: createDatabase(() => client, { tries: 3, first_wait_ms: 1, for_ms: 6000 }) }
}

const failure = (code: string, message = code) => Object.assign(new Error(message), { code })
const select = { sql: 'SELECT :one AS one', args: { one: 1 } }

describe('a call', () => {
  test('of one read is one plain statement, of several one read transaction, of a write one write transaction', async () => {
    const { calls, database } = clientThat()
    await database.read([select])
    await database.read([select, select])
    await database.write([select])
    expect(calls.map(({ kind, statements }) => [kind, statements.length])).toEqual([
      ['execute', 1],
      ['read', 2],
      ['write', 1],
    ])
  })

  test('gives back rows and how many were written', async () => {
    expect(await clientThat().database.write([select])).toEqual([{ rows: [{ one: 1 }], rows_written: 1 }])
  })

  test('hands on only the parameters a statement names', async () => {
    const { calls, database } = clientThat()
    await database.write([{ sql: 'UPDATE t SET a = :one WHERE b = :one OR c = :two_words', args: { one: 1, two_words: null, three: 3 } }])
    expect(calls[0]?.statements).toEqual([
      { sql: 'UPDATE t SET a = :one WHERE b = :one OR c = :two_words', args: { one: 1, two_words: null } },
    ])
  })

  test('without a parameter its statement names is a bug, and nothing is sent', async () => {
    const { calls, database } = clientThat()
    const lacking = { sql: 'SELECT :missing', args: {} }
    await expect(database.write([select, lacking])).rejects.toThrow('the statement names :missing, which was not given')
    await expect(database.read([lacking])).rejects.toThrow('the statement names :missing, which was not given')
    expect(calls).toEqual([])
  })
})

describe('a failure that passes', () => {
  test.each([
    ['a busy file', failure('SQLITE_BUSY', 'database is locked')],
    ['a locked table', failure('SQLITE_LOCKED')],
    ['a server in trouble', failure('SERVER_ERROR', 'Server returned HTTP status 503')],
    ['too many at once', failure('UNKNOWN', 'Server returned HTTP status 429')],
    ['a stream that expired', failure('STREAM_EXPIRED')],
    ['no network', new TypeError('fetch failed')],
    ['a refused connection', failure('ECONNREFUSED', 'connect ECONNREFUSED 127.0.0.1:1')],
    ['a dropped connection', failure('', 'socket hang up')],
    ['a server that does not answer', new DOMException('The operation was aborted due to timeout', 'TimeoutError')],
  ])('%s is tried again', async (_, error) => {
    const { calls, database } = clientThat(error, error)
    expect(await database.write([select])).toEqual([{ rows: [{ one: 1 }], rows_written: 1 }])
    expect(calls).toHaveLength(3)
    expect(new Set(calls.map(({ statements }) => JSON.stringify(statements))).size).toBe(1)
  })

  test('and loses its answer again is told after the last try, with its cause', async () => {
    const lost = new TypeError('fetch failed')
    for (const call of ['read', 'write'] as const) {
      const { calls, database } = clientThat(lost, lost, lost, lost)
      const told = await database[call]([select]).catch((error: unknown) => error)
      expect(told).toBeInstanceOf(DatabaseUnavailable)
      expect(told).toMatchObject({ message: 'the database did not answer', why: 'answer_lost', tries: 3, cause: lost })
      expect(calls).toHaveLength(3)
    }
  })

  test('of a crowd, each of whom is turned away many times, everybody is answered', async () => {
    const busy = failure('SERVER_ERROR', 'Server returned HTTP status 429')
    const { calls, database } = clientThat(...Array(8).fill(busy))
    expect(await database.write([select])).toEqual([{ rows: [{ one: 1 }], rows_written: 1 }])
    expect(calls).toHaveLength(9)
  })

  test('and turns away until the time is over is told then', async () => {
    let asked = 0
    const connect = () => ({ batch: async () => Promise.reject(failure('SQLITE_BUSY', `${++asked}`)) }) as unknown as Client
    const told = await createDatabase(connect, { tries: 3, first_wait_ms: 4, for_ms: 60 })
      .write([select])
      .catch((error: unknown) => error)
    expect(told).toMatchObject({ why: 'turned_away', tries: asked })
    expect(asked).toBeGreaterThan(3)
  })
})

describe('a failure that stays', () => {
  test.each([
    ['a constraint', failure('SQLITE_CONSTRAINT_CHECK', 'CHECK constraint failed: capacity_is_never_exceeded')],
    ['a guard', failure('SQLITE_CONSTRAINT_TRIGGER', 'desk places are kept')],
    ['a slip in the SQL', failure('SQLITE_ERROR', 'no such table: signups')],
    ['a token that is not right', failure('UNKNOWN', 'Server returned HTTP status 401')],
    ['a bug', new TypeError('x is not a function')],
  ])('%s is not tried again', async (_, error) => {
    const { calls, database } = clientThat(error)
    await expect(database.write([select])).rejects.toBe(error)
    expect(calls).toHaveLength(1)
  })
})

test('whoever counts is told of each call what came of it, and how often it was tried', async () => {
  const told: unknown[][] = []
  const failures = [
    failure('SQLITE_BUSY'),
    null,
    failure('SQLITE_CONSTRAINT_CHECK'),
    ...Array(3).fill(failure('ECONNREFUSED', 'connect ECONNREFUSED')),
  ]
  const call = async () => {
    const next = failures.shift()
    if (next) throw next
    return [resultSet()]
  }
  const client = { batch: call, execute: async () => (await call())[0] } as unknown as Client
  const database = createDatabase(
    () => client,
    { tries: 3, first_wait_ms: 1, for_ms: 6000 },
    (...call) => told.push(call),
  )
  await database.write([select])
  await database.write([select]).catch(() => {})
  await database.read([select]).catch(() => {})
  expect(told).toEqual([
    ['write', 'answered', 2],
    ['write', 'refused', 1],
    ['read', 'unavailable', 3],
  ])
})

test('each try has a client of its own, for the time that is left, where a client does not outlive a call', async () => {
  const left: number[] = []
  const connect = (within_ms: number) => {
    left.push(within_ms)
    return { batch: async () => Promise.reject(new TypeError('fetch failed')) } as unknown as Client
  }
  const database = createDatabase(connect, { tries: 2, first_wait_ms: 1, for_ms: 6000 })
  await expect(database.write([select])).rejects.toBeInstanceOf(DatabaseUnavailable)
  expect(left).toHaveLength(2)
  expect(left[0]).toBeLessThanOrEqual(6000)
  expect(left[1]).toBeLessThan(Number(left[0]))
})
