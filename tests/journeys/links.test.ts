import { expect, test } from 'vitest'
import { useSite } from '../support/hosts.ts'

const site = useSite('node')

/** Addresses a page leads to on this site, without the part after `#` and without the switch of 长辈版. */
const linksOf = (html: string, from: string) =>
  [...html.matchAll(/\s(?:href|src|action)="([^"]+)"/g)]
    .map(([, link = '']) => new URL(link.replaceAll('&amp;', '&'), from))
    .filter(({ origin, searchParams }) => origin === new URL(from).origin && !searchParams.has('elder'))
    .map(({ origin, pathname, search }) => origin + pathname + search)

/** Whom a link on the site leads to: only posts, only with a pass, or what a steward has yet to publish and the page says so. */
const notForReading = /\/signups\/(leave|current)\/$|\/surveys\/[^/]+\/(other|results)\/$/

test('every link on the site leads somewhere', async () => {
  const seen = new Map<string, string>([[`${site().url}/`, 'the start']])
  const broken: string[] = []
  for (const [address, from] of seen) {
    const response = await fetch(address)
    if (!response.ok) broken.push(`${address} (from ${from}) answers ${response.status}`)
    if (!response.headers.get('content-type')?.startsWith('text/html')) continue
    for (const link of linksOf(await response.text(), address)) if (!seen.has(link) && !notForReading.test(link)) seen.set(link, address)
  }
  expect(broken).toEqual([])
  expect(seen.size).toBeGreaterThan(60)
}, 120_000)
