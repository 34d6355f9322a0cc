import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { SignupView } from '../../src/features/signups/views.ts'
import { hostNames } from '../support/build.ts'
import { person } from '../support/cast.ts'
import { type Site, useSite } from '../support/hosts.ts'

/** 24 places of which 4 are kept for the desk, so 20 for those who sign up online; 12 may wait. */
const activity = 'qinzi-gushihui'
const occurrence = '2026-11-28'
const onlinePlaces = 20
const crowd = 200

/** One of the crowd, each with a phone and an address of their own. */
const press = async (site: Site, place: number) => {
  const address = `10.1.${Math.floor(place / 250)}.${(place % 250) + 1}`
  const response = await fetch(`${site.url}/api/activities/${activity}/signups`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-forwarded-for': address, 'cf-connecting-ip': address },
    body: JSON.stringify({ occurrence, ...person(place), party_size: 1, notice_version: '2026-11', request_key: randomUUID() }),
  })
  return { status: response.status, answer: (await response.json()) as SignupView & { code: string; title?: string } }
}

describe.each(hostNames)('on %s', (name) => {
  const site = useSite(name)

  test(`of ${crowd} people who press at once exactly ${onlinePlaces} get a place, the rest wait in order or are told why not`, async () => {
    const answers = await Promise.all(Array.from({ length: crowd }, (_, place) => press(site(), place)))
    const taken = answers.filter(({ status }) => status === 201).map(({ answer }) => answer)
    const refused = answers.filter(({ status }) => status !== 201)

    expect(taken.filter(({ state }) => state === 'confirmed')).toHaveLength(onlinePlaces)
    const ahead = taken.filter(({ state }) => state === 'waiting').map(({ parties_ahead }) => parties_ahead)
    expect(ahead.sort((a, b) => Number(a) - Number(b))).toEqual(ahead.map((_, place) => place))
    expect(taken.length + refused.length).toBe(crowd)
    for (const { status, answer } of refused) expect([status, answer.code]).toEqual([409, 'places_taken'])
    expect(new Set(refused.map(({ answer }) => answer.title))).toEqual(
      new Set(['这一场名额和候补都满了。可以换一场，或打电话 0400-5550100，窗口也许还有保留名额。']),
    )

    const left = await fetch(`${site().url}/api/activities/${activity}/occurrences/${occurrence}/availability`)
    expect(await left.json()).toMatchObject({ state: 'full', free_places: 0, waiting_places_left: 0 })
  })
})
