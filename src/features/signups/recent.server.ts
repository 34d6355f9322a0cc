import type { Database } from '../../kernel/database.ts'
import type { Pool } from './capacity.ts'
import { readPool } from './store.server.ts'

/** How long places left may be told again without asking; whoever takes them is told by the database. */
const lastsMs = 1000

/** What was read since this process finished its last write. */
interface Memory {
  writes: number
  pools: Map<string, { pool: Pool | null; read_at: number }>
}

/** One for each database, so one for each process at Node, one for each isolate at the edge. */
const memories = new WeakMap<Database, Memory>()

const memoryOf = (database: Database): Memory => {
  const writes = database.writesDone()
  const known = memories.get(database)
  if (known?.writes === writes) return known
  const memory: Memory = { writes, pools: new Map() }
  memories.set(database, memory)
  return memory
}

/**
 * The pool as read at most a second ago; never as it was before a write of this process. Only what was read is shared,
 * not the reading, because a request at the edge may not wait for another one's answer. What is read while a write goes on
 * lands in a memory that the end of the write puts away.
 */
export const recentPool = async (database: Database, activity: string, occurrence: string, now: number): Promise<Pool | null> => {
  const { pools } = memoryOf(database)
  const key = `${activity}/${occurrence}`
  const known = pools.get(key)
  if (known && known.read_at <= now && now < known.read_at + lastsMs) return known.pool
  const pool = await readPool(database, activity, occurrence)
  pools.set(key, { pool, read_at: now })
  return pool
}
