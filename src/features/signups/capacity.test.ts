import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  changeFits,
  freePlaces,
  keptPlaces,
  type Party,
  type Pool,
  placement,
  promotions,
  waitingPlacesLeft,
  withConfirmed,
} from './capacity.ts'

const release = Date.parse('2026-11-26T14:00:00+08:00')
const before = release - 1

const pool = (changes: Partial<Pool> = {}): Pool => ({
  capacity_places: 10,
  desk_places: 4,
  desk_released_at: release,
  waiting_places_limit: 6,
  confirmed_places: 0,
  confirmed_desk_places: 0,
  waiting_places: 0,
  ...changes,
})
const online = (party_size: number): Party => ({ channel: 'online', party_size })
const desk = (party_size: number): Party => ({ channel: 'desk', party_size })

describe('places kept for the desk', () => {
  test('are kept to the last millisecond before their release, and free at it', () => {
    expect(keptPlaces(pool(), before)).toBe(4)
    expect(keptPlaces(pool(), release)).toBe(0)
  })
  test('become fewer as the desk uses them, and never less than none', () => {
    expect(keptPlaces(pool({ confirmed_places: 3, confirmed_desk_places: 3 }), before)).toBe(1)
    expect(keptPlaces(pool({ confirmed_places: 5, confirmed_desk_places: 5 }), before)).toBe(0)
  })
  test('are as many after an online party was given places', () => {
    const after = withConfirmed(pool(), online(3))
    expect([after.confirmed_places, after.confirmed_desk_places, keptPlaces(after, before)]).toEqual([3, 0, 4])
  })
  test('are free for the desk and not for an online party', () => {
    expect(freePlaces(pool(), 'online', before)).toBe(6)
    expect(freePlaces(pool(), 'desk', before)).toBe(10)
    expect(freePlaces(pool(), 'online', release)).toBe(10)
  })
  test('do not make free places negative when an editor keeps more than are left', () => {
    expect(freePlaces(pool({ confirmed_places: 8 }), 'online', before)).toBe(0)
    expect(freePlaces(pool({ confirmed_places: 8 }), 'desk', before)).toBe(2)
  })
})

test('room on the waiting list is never less than none', () => {
  expect(waitingPlacesLeft(pool({ waiting_places: 4 }))).toBe(2)
  expect(waitingPlacesLeft(pool({ waiting_places: 8 }))).toBe(0)
})

describe('a new party', () => {
  test.each<[string, Partial<Pool>, Party, number, string]>([
    ['that just fits is confirmed', { confirmed_places: 4 }, online(2), before, 'confirmed'],
    ['that is one too many waits, whole', { confirmed_places: 4 }, online(3), before, 'waiting'],
    ['of the desk takes a kept place', { confirmed_places: 6 }, desk(4), before, 'confirmed'],
    ['of the desk has no more than there is', { confirmed_places: 7 }, desk(4), before, 'waiting'],
    ['takes a kept place once it is released', { confirmed_places: 6 }, online(4), release, 'confirmed'],
    ['that just fits the waiting list waits', { confirmed_places: 10, waiting_places: 4 }, online(2), release, 'waiting'],
    [
      'that is one too many for the waiting list is turned away',
      { confirmed_places: 10, waiting_places: 4 },
      online(3),
      release,
      'refused',
    ],
    ['is turned away where nobody may wait', { confirmed_places: 10, waiting_places_limit: 0 }, online(1), release, 'refused'],
  ])('%s', (_, changes, party, now, where) => expect(placement(pool(changes), party, now)).toBe(where))
})

describe('the waiting list', () => {
  const promoted = (changes: Partial<Pool>, waiting: Party[], now = release) =>
    promotions(pool({ waiting_places: 6, ...changes }), waiting, now).map((party) => waiting.indexOf(party))

  test('is served in order of arrival', () => {
    expect(promoted({ confirmed_places: 8 }, [online(1), online(1), online(1)])).toEqual([0, 1])
  })
  test('a large party at the head does not hold up a small one behind it', () => {
    expect(promoted({ confirmed_places: 8 }, [online(3), online(2), online(1)])).toEqual([1])
  })
  test('a large party at the head goes first once it fits', () => {
    expect(promoted({ confirmed_places: 7 }, [online(3), online(2), online(1)])).toEqual([0])
  })
  test('does not get what is kept for the desk, but a desk party that waits does', () => {
    expect(promoted({ confirmed_places: 6 }, [online(1), desk(3), online(1)], before)).toEqual([1])
  })
  test('a desk party that takes more than was kept takes it from all', () => {
    expect(promoted({ capacity_places: 7, desk_places: 2 }, [desk(4), online(4), online(3)], before)).toEqual([0, 2])
  })
  test('nobody is served from nothing', () => expect(promoted({ confirmed_places: 10 }, [online(1), desk(1)])).toEqual([]))
})

describe('a party of another size', () => {
  const confirmed = (party_size: number) => ({ ...online(party_size), state: 'confirmed' as const })
  const waiting = (party_size: number) => ({ ...online(party_size), state: 'waiting' as const })

  test('that is smaller always fits', () => {
    expect(changeFits(pool({ capacity_places: 1, confirmed_places: 9 }), confirmed(5), 1, before)).toBe(true)
    expect(changeFits(pool({ waiting_places_limit: 0, waiting_places: 9 }), waiting(5), 1, before)).toBe(true)
  })
  test('that stays as it is always fits', () => {
    expect(changeFits(pool({ capacity_places: 1, confirmed_places: 9 }), confirmed(5), 5, before)).toBe(true)
    expect(changeFits(pool({ waiting_places_limit: 0, waiting_places: 9 }), waiting(5), 5, before)).toBe(true)
  })
  test('that is larger fits if what is added fits', () => {
    expect(changeFits(pool({ confirmed_places: 4 }), confirmed(2), 4, before)).toBe(true)
    expect(changeFits(pool({ confirmed_places: 4 }), confirmed(2), 5, before)).toBe(false)
  })
  test('and of the desk may grow into the kept places', () => {
    expect(changeFits(pool({ confirmed_places: 6, confirmed_desk_places: 1 }), { ...desk(1), state: 'confirmed' }, 5, before)).toBe(true)
  })
  test('and waiting grows within the waiting list', () => {
    expect(changeFits(pool({ confirmed_places: 10, waiting_places: 4 }), waiting(2), 4, release)).toBe(true)
    expect(changeFits(pool({ confirmed_places: 10, waiting_places: 4 }), waiting(2), 5, release)).toBe(false)
  })
})

describe('whatever the numbers are', () => {
  const places = fc.integer({ min: 0, max: 20 })
  const anyParty = fc.record({ channel: fc.constantFrom('online', 'desk'), party_size: fc.integer({ min: 1, max: 5 }) })
  const anyPool = fc
    .record({ capacity_places: places, desk_places: places, waiting_places_limit: places, confirmed: places, by_desk: places })
    .map(({ confirmed, by_desk, ...rest }) => {
      const confirmed_places = Math.min(confirmed, rest.capacity_places)
      return pool({ ...rest, confirmed_places, confirmed_desk_places: Math.min(by_desk, confirmed_places) })
    })
  const anyMoment = fc.constantFrom(before, release)

  test('those served fit together, nobody left behind would fit, and serving again serves nobody', () => {
    fc.assert(
      fc.property(anyPool, fc.array(anyParty, { maxLength: 8 }), anyMoment, (start, queue, now) => {
        const waiting = queue.map((party, arrival) => ({ ...party, arrival }))
        const served = promotions(start, waiting, now)
        const after = served.reduce<Pool>(withConfirmed, start)
        expect(after.confirmed_places).toBeLessThanOrEqual(start.capacity_places)
        const left = waiting.filter((party) => !served.includes(party))
        for (const { party_size, channel } of left) expect(party_size).toBeGreaterThan(freePlaces(after, channel, now))
        expect(promotions(after, left, now)).toEqual([])
      }),
      { numRuns: 2000 },
    )
  })

  test('online parties never use what is kept for the desk', () => {
    fc.assert(
      fc.property(anyPool, fc.array(fc.integer({ min: 1, max: 5 }), { maxLength: 8 }), (start, sizes) => {
        const served = promotions(start, sizes.map(online), before)
        const after = served.reduce<Pool>(withConfirmed, start)
        if (served.length === 0) return
        expect(after.capacity_places - after.confirmed_places).toBeGreaterThanOrEqual(keptPlaces(after, before))
      }),
      { numRuns: 2000 },
    )
  })
})
