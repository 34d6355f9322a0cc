import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { drawWhole } from './draw.ts'

const folder = mkdtempSync(join(tmpdir(), 'mulin-draw-'))
afterAll(() => rmSync(folder, { recursive: true }))

const page = (hashes: string) => `<meta http-equiv="content-security-policy" content="script-src 'self'${hashes};">`
const smuggled = page(" 'sha256-b3RoZXI='")

const drawn = async (address: string, route: { type: string; pathname?: string }, answer: Response) => {
  const draw = drawWhole(async () => answer, folder)
  return draw(new Request(`http://localhost${address}`), { routeData: route as never }) as Promise<Response>
}

test('one page of many is written with its own policy, and Astro has nothing left to write', async () => {
  const left = await drawn('/policies/%E4%BD%8F/', { type: 'page' }, new Response(smuggled))
  expect(left.body).toBeNull()
  expect(readFileSync(join(folder, 'policies/住/index.html'), 'utf8')).toBe(page(''))
})

test('a single page is handed to Astro with its own policy, also the one for what is not there', async () => {
  const left = await drawn('/404/', { type: 'page', pathname: '/404' }, new Response(smuggled, { status: 404 }))
  expect([left.status, await left.text()]).toEqual([404, page('')])
  expect(readdirSync(folder)).toEqual(['policies'])
})

test('files and ways on are left as they are', async () => {
  const file = new Response(smuggled)
  expect(await drawn('/rss.xml', { type: 'endpoint', pathname: '/rss.xml' }, file)).toBe(file)
  const on = new Response(null, { status: 302, headers: { location: '/' } })
  expect(await drawn('/old/', { type: 'page' }, on)).toBe(on)
})
