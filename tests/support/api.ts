import { randomUUID } from 'node:crypto'
import type { SignupView } from '../../src/features/signups/views.ts'
import type { Person } from './cast.ts'
import type { Site } from './hosts.ts'

const post = (site: Site, path: string, body: object) =>
  fetch(site.url + path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })

/** What a program that calls the JSON API does; the notice agreed to is that of the sample community. */
export const takePlaces = (
  site: Site,
  activity: string,
  occurrence: string,
  { name, phone }: Person,
  partySize = 1,
  noticeVersion = '2026-11',
) =>
  post(site, `/api/activities/${activity}/signups`, {
    occurrence,
    name,
    phone,
    party_size: partySize,
    notice_version: noticeVersion,
    request_key: randomUUID(),
  })

export const lookUp = (site: Site, { code }: SignupView, { phone }: Person) => post(site, '/api/signup-lookups', { code, phone })
