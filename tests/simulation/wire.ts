import type { Client } from '@libsql/client'

/** What becomes of one call on its way to the database and back. `late`: it arrives, but long after its sender has given up. */
export type CallFault = 'none' | 'answer_dropped' | 'cut_after' | 'cut_before' | 'busy' | 'too_many' | 'server_error' | 'late' | 'disk_full'
export type CallKind = 'read' | 'write'

/** The error as the driver words it, which is all the app gets to see. */
const errors: Record<Exclude<CallFault, 'none'>, () => Error> = {
  answer_dropped: () => new TypeError('fetch failed'),
  cut_after: () => Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' }),
  cut_before: () => Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' }),
  busy: () => Object.assign(new Error('database is locked'), { code: 'SQLITE_BUSY' }),
  too_many: () => Object.assign(new Error('Server returned HTTP status 429'), { code: 'SERVER_ERROR' }),
  server_error: () => Object.assign(new Error('Server returned HTTP status 502'), { code: 'SERVER_ERROR' }),
  late: () => new Error('The operation was aborted due to timeout'),
  disk_full: () => Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' }),
}
const commits = new Set<CallFault>(['none', 'answer_dropped', 'cut_after'])

/** A database client with everything in between that can go wrong, as `decide` says, call by call. */
export interface Wire {
  client: Client
  /** Says what becomes of the next call. */
  decide(kind: CallKind): CallFault
  /** Waited for before each call: where a scheduler holds it. */
  gate(kind: CallKind): Promise<void>
  /** Every call as it was, and what became of it. */
  calls: { kind: CallKind; fault: CallFault }[]
  /** Lets the calls arrive whose senders have given up. */
  deliverLate(): Promise<void>
}

export const wireTo = (real: Client): Wire => {
  const held: (() => Promise<unknown>)[] = []
  const wire: Wire = {
    client: real,
    decide: () => 'none',
    gate: async () => {},
    calls: [],
    deliverLate: async () => {
      // What the database then refuses has no effect, and nobody waits for the answer.
      for (const send of held.splice(0)) await send().catch(() => {})
    },
  }
  const pass = async <Answer>(kind: CallKind, send: () => Promise<Answer>): Promise<Answer> => {
    await wire.gate(kind)
    const fault = wire.decide(kind)
    wire.calls.push({ kind, fault })
    if (fault === 'late') held.push(send)
    if (fault === 'none') return send()
    if (commits.has(fault)) await send()
    throw errors[fault]()
  }
  const batch: Client['batch'] = (statements, mode) => pass(mode === 'write' ? 'write' : 'read', () => real.batch(statements, mode))
  const execute = (statement: never) => pass('read', () => real.execute(statement))
  wire.client = new Proxy(real, {
    get: (target, name) => {
      if (name === 'batch') return batch
      if (name === 'execute') return execute
      const value: unknown = Reflect.get(target, name)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
  return wire
}
