import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { busyCommunity, occurrencesOf, signupBody } from './community.ts'
import { openBenchSite } from './site.ts'

/** `node tests/bench/read-server.ts site PORT`, or `empty`: one side of the reads, in a process of its own. */
const [side, port] = process.argv.slice(2)

const openSite = async () => {
  const catalogue = busyCommunity()
  const { site } = await openBenchSite(catalogue)
  const [first] = occurrencesOf(catalogue)
  const body = signupBody(0, first?.occurrence ?? '')
  await site.request(`/api/activities/${first?.slug}/signups`, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
  return site
}

const { fetch } = side === 'site' ? await openSite() : new Hono().get('/empty', (c) => c.text(''))
serve({ fetch, port: Number(port), hostname: '127.0.0.1' })
