import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { packed } from '../../functions/adapters/node-packed.ts'
import { asVisitor, useBrowser } from '../support/browser.ts'
import { builtSite } from '../support/build.ts'
import { useSite } from '../support/hosts.ts'
import { openPage, pageTypes } from '../support/pages.ts'
import { repositoryRoot } from '../support/root.ts'
import { type Weight, weigh } from '../support/weights.ts'

/** The weights reached so far. They may only go down. */
const reached = JSON.parse(readFileSync(new URL('page-weights.json', import.meta.url), 'utf8')) as Record<string, Weight>

const policyMaxBytes = 10_000
const pageMaxBytes = 14_000
const policyMaxRequests = 2
const readingScriptMaxBytes = 1_000
const interactiveScriptMaxBytes = 14_000
/** Lighter by more than this and the table should say so, lest the weight come back unseen. */
const slackPart = 0.03
/**
 * A form's key and a receipt's code are new at each visit, a style's hash at each change, and they pack a few bytes better
 * or worse.
 */
const chanceBytes = 64
/** A form that is sent back by script may ask for what is left once more while it is weighed; the answer has so many bytes at most. */
const chanceRequests = 1
const chanceRequestBytes = 256

const site = useSite('node')
const browser = useBrowser()

const isLighter = (now: Weight, before: Weight) => now.bytes < before.bytes * (1 - slackPart) || now.requests < before.requests

/** What this run weighed, laid where it can be copied from when the table is to be lowered. */
const weighed = new Map<string, Weight>()
const copyFrom = 'dist/page-weights.json'

afterAll(() => {
  const lines = [...weighed].map(([name, { bytes, script_bytes, requests }]) => {
    const weight = `{ "bytes": ${bytes}, "script_bytes": ${script_bytes}, "requests": ${requests} }`
    return `  ${JSON.stringify(name)}: ${weight}`
  })
  writeFileSync(join(repositoryRoot, copyFrom), `{\n${lines.join(',\n')}\n}\n`)
})

describe.each(pageTypes)('$name', (type) => {
  test('is within its budget, and no heavier than it was', () =>
    asVisitor(browser(), {}, async (context) => {
      const page = await context.newPage()
      const weight = await weigh(page, () => openPage(page, site().url, type))
      weighed.set(type.name, weight)
      expect(weight.bytes - weight.script_bytes).toBeLessThanOrEqual(type.name === 'a policy' ? policyMaxBytes : pageMaxBytes)
      expect(weight.script_bytes).toBeLessThanOrEqual(type.kind === 'reading' ? readingScriptMaxBytes : interactiveScriptMaxBytes)
      if (type.kind === 'reading') expect(weight.requests).toBeLessThanOrEqual(policyMaxRequests)

      const before = reached[type.name]
      const moreRequests = type.kind === 'interactive' ? chanceRequests : 0
      if (!before) throw new Error(`not weighed before: copy its line from ${copyFrom}`)
      const askedMore = Math.min(moreRequests, Math.max(0, weight.requests - before.requests))
      expect(weight.bytes, 'heavier than it was').toBeLessThanOrEqual(before.bytes + chanceBytes + askedMore * chanceRequestBytes)
      expect(weight.script_bytes, 'more script than before').toBeLessThanOrEqual(before.script_bytes + chanceBytes)
      expect(weight.requests, 'more requests than before').toBeLessThanOrEqual(before.requests + moreRequests)
      if (isLighter(weight, before)) throw new Error(`lighter than it was, well done: lower its line to that of ${copyFrom}`)
    }))
})

test('the table holds the page types there are', () => {
  expect(Object.keys(reached).sort()).toEqual(pageTypes.map(({ name }) => name).sort())
})

test('no page of the sample community is heavier than the heaviest page may be', async () => {
  const client = join(repositoryRoot, builtSite('node'), 'client')
  const pages = readdirSync(client, { recursive: true, withFileTypes: true }).filter((entry) => entry.name.endsWith('.html'))
  const weights = await Promise.all(
    pages.map(async ({ parentPath, name }) => ({
      page: join(parentPath, name),
      bytes: (await packed(readFileSync(join(parentPath, name)))).length,
    })),
  )
  expect(weights.length).toBeGreaterThan(50)
  const heavy = weights.filter(({ bytes }) => bytes > pageMaxBytes)
  expect(heavy).toEqual([])
})
