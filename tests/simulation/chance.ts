import nodeCrypto from 'node:crypto'
import { syncBuiltinESMExports } from 'node:module'
import { randomBytes as appBytes } from '../../functions/random.ts'

/** Numbers of a seed: the same seed is the same numbers. */
export interface Chance {
  /** At least 0, less than 1. */
  next(): number
  /** From 0 to one less than `below`. */
  below(below: number): number
  pick<One>(list: readonly One[]): One
  /** Whether something happens that happens so often. */
  happens(share: number): boolean
}

export const chanceOf = (seed: number): Chance => {
  let state = (seed ^ 0x9e3779b9) >>> 0
  const next = () => {
    // Mulberry32 by Tommy Ettinger, in the public domain.
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (most: number) => Math.floor(next() * most)
  return {
    next,
    below,
    pick: (list) => {
      const one = list[below(list.length)]
      if (one === undefined) throw new RangeError('there is nothing to pick from')
      return one
    },
    happens: (share) => next() < share,
  }
}

type Uuid = ReturnType<typeof crypto.randomUUID>

const uuidOf = (bytes: Uint8Array): Uuid => {
  const hex = Buffer.from(bytes).toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

/**
 * Runs `act` with every random byte and id of this process made from the seed: those of the app, which asks `crypto`, and those of the
 * tests' own people, who ask `node:crypto`. Nobody waits for a clock: what is put off runs at the next turn.
 */
export const withSeededIds = async <Answer>(seed: number, act: () => Promise<Answer>): Promise<Answer> => {
  const chance = chanceOf(seed)
  const fill = <Bytes extends ArrayBufferView>(into: Bytes): Bytes => {
    const bytes = new Uint8Array(into.buffer, into.byteOffset, into.byteLength)
    for (let place = 0; place < bytes.length; place++) bytes[place] = chance.below(256)
    return into
  }
  const uuid = () => uuidOf(fill(new Uint8Array(16)))
  const real = { node: { randomUUID: nodeCrypto.randomUUID, randomBytes: nodeCrypto.randomBytes }, random: Math.random, setTimeout }
  Object.assign(nodeCrypto, { randomUUID: uuid, randomBytes: (length: number) => Buffer.from(fill(new Uint8Array(length))) })
  syncBuiltinESMExports()
  for (const [name, value] of Object.entries({ randomUUID: uuid, getRandomValues: fill }))
    Object.defineProperty(crypto, name, { value, configurable: true, writable: true })
  Math.random = chance.next
  const atOnce = (act: () => void) => setImmediate(act)
  globalThis.setTimeout = atOnce as unknown as typeof setTimeout
  // What the app still has of the real ones is thrown away: it asks for so many at a time.
  appBytes(4097)
  try {
    return await act()
  } finally {
    Reflect.deleteProperty(crypto, 'randomUUID')
    Reflect.deleteProperty(crypto, 'getRandomValues')
    Object.assign(nodeCrypto, real.node)
    syncBuiltinESMExports()
    Math.random = real.random
    globalThis.setTimeout = real.setTimeout
    appBytes(4097)
  }
}
