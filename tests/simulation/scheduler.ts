import { AsyncLocalStorage } from 'node:async_hooks'
import type { Chance } from './chance.ts'

/** Work that calls the database now and then; what it leaves to be done after its answer is a part of it. */
type Work = () => Promise<void>

interface Task {
  /** What goes on after its answer. */
  afterwards: Promise<void>[]
  /** Told when it waits for its turn or is done. */
  rests(): void
}

/** So many turns of the event loop, in which all that waits for nothing outside this process goes on. */
const idle = async (turns = 25) => {
  for (let turn = 0; turn < turns; turn++) await new Promise((next) => setImmediate(next))
}

/**
 * Runs pieces of work at the same time in an order the seed decides: at every moment one of them runs, up to its next call of the
 * database, where it waits until it is picked again.
 */
export const createScheduler = (chance: Chance) => {
  const current = new AsyncLocalStorage<Task>()
  const ready: (() => void)[] = []
  let begun = 0
  let over = 0
  let failure: unknown
  let resting = Promise.withResolvers<void>()

  const begin = (work: Work) => {
    begun++
    const task: Task = { afterwards: [], rests: () => resting.resolve() }
    ready.push(() =>
      current.run(task, async () => {
        try {
          await work()
          for (const one of task.afterwards) await one
        } catch (error) {
          failure ??= error
        } finally {
          over++
          task.rests()
        }
      }),
    )
  }

  return {
    begin,
    /** Where a call of the database waits for its turn. */
    gate: async () => {
      const task = current.getStore()
      if (!task) return
      await new Promise<void>((turn) => {
        ready.push(turn)
        task.rests()
      })
    },
    afterwards: (work: Promise<void>) => {
      current.getStore()?.afterwards.push(work)
    },
    /** Picks one after another until all is done; throws what any of them threw. */
    run: async () => {
      while (over < begun) {
        const place = chance.below(ready.length)
        const [resume] = ready.splice(place, 1)
        resting = Promise.withResolvers()
        resume?.()
        // One that waits for what another has asked for, such as a catalogue both read, comes to rest without a call of its own.
        await Promise.race([resting.promise, idle()])
        // Two calls of one request at the same moment both come to wait before anything else runs.
        await idle(1)
        while (ready.length === 0 && over < begun) await idle(1)
      }
      if (failure) throw failure
    },
  }
}
