import { describe, expect, test } from 'vitest'
import { countTaken, popular, rush } from '../support/crowd.ts'
import { useSite } from '../support/hosts.ts'

/** The development server in front of the Worker bears fewer connections than Cloudflare's, and than the Node host. */
const crowds = [
  { name: 'node', people: 1000, readers: 20 },
  { name: 'edge', people: 300, readers: 6 },
] as const

describe.each(crowds)('on $name', ({ name, people, readers }) => {
  const site = useSite(name, { now: popular.opens, env: { MULIN_LOG: 'off' } })

  test(`of ${people} people who press in the opening second exactly as many get in as there are places, and everybody is told what to do`, async () => {
    const { last, of_no_use, taken, left, read, failed_reads } = await rush(site().url, people, readers)
    const held = await site().inspect(async (client) => (await client.execute(countTaken)).rows[0])

    const places = popular.online_places + popular.waiting_places
    expect(of_no_use.map(({ status, text }) => ({ status, text: text.slice(0, 200) }))).toEqual([])
    expect({ ...held }).toMatchObject({ signups: places, confirmed: popular.online_places, phones: places })
    expect(taken, JSON.stringify(last)).toBe(places)
    expect(left).toMatchObject({ state: 'full', free_places: 0, waiting_places_left: 0 })
    expect(read.length).toBeGreaterThan(readers)
    expect(failed_reads).toBe(0)
  })
})
