import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { busyCommunity, occurrencesOf, signupBody } from './community.ts'
import { openBenchSite } from './site.ts'

/**
 * `node tests/bench/read-server.ts SIDE PORT`: one side of the reads, in a process of its own. `site` answers what is left
 * of an occurrence; `query` asks the same of the database and answers nothing; `empty` answers nothing.
 */
const [side, port] = process.argv.slice(2)

const openSite = async () => {
  const catalogue = busyCommunity()
  const { site, client, traffic } = await openBenchSite(catalogue)
  const [first] = occurrencesOf(catalogue)
  const body = signupBody(0, first?.occurrence ?? '')
  await site.request(`/api/activities/${first?.slug}/signups`, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
  return { site, client, traffic, path: `/api/activities/${first?.slug}/occurrences/${first?.occurrence}/availability` }
}

const apps = {
  site: async () => (await openSite()).site,
  query: async () => {
    const { site, client, traffic, path } = await openSite()
    await site.request(path)
    const read = traffic.reads.at(-1) ?? ''
    return new Hono().get('/query', async (c) => {
      await client.execute(read)
      return c.text('')
    })
  },
  empty: async () => new Hono().get('/empty', (c) => c.text('')),
}

const { fetch } = await apps[side as keyof typeof apps]()
serve({ fetch, port: Number(port), hostname: '127.0.0.1' })
