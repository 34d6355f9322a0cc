import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { sampleCatalogue } from '../support/catalogue.ts'
import { openBenchSite } from './site.ts'
import { benchSurvey } from './survey-asked.ts'

/** `node tests/bench/survey-server.ts SIDE PORT`: one side of answering. `site` takes sets of answers; `empty` takes anything and answers nothing. */
const [side, port] = process.argv.slice(2)

const apps = {
  site: async () => {
    const survey = benchSurvey()
    return (await openBenchSite({ ...sampleCatalogue(), surveys: { [survey.slug]: survey } })).site
  },
  empty: async () => new Hono().get('/healthz', (c) => c.text('')).post('/empty', (c) => c.text('')),
}

const { fetch } = await apps[side as keyof typeof apps]()
serve({ fetch, port: Number(port), hostname: '127.0.0.1' })
