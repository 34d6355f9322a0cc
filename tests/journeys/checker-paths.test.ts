import { Agent, request } from 'node:http'
import { afterAll, describe, expect, test } from 'vitest'
import { pathsOf } from '../../src/features/checkers/paths.ts'
import type { Answers } from '../../src/features/checkers/schema.ts'
import { viewOf } from '../../src/features/checkers/view.ts'
import { writtenChecker, writtenCheckers } from '../support/checkers.ts'
import { testMoment } from '../support/clock.ts'
import { useSite } from '../support/hosts.ts'

const site = useSite('node')
const atOnce = 4
const agent = new Agent({ keepAlive: true, maxSockets: atOnce })
afterAll(() => agent.destroy())

const opened = (slug: string, fields: Answers) =>
  new Promise<{ status: number | undefined; html: string }>((resolve, reject) => {
    const isSensitive = writtenChecker(slug).privacy === '敏感'
    const sent = new URLSearchParams(fields).toString()
    const headers = isSensitive ? { origin: site().url, 'content-type': 'application/x-www-form-urlencoded' } : {}
    const asked = request(
      `${site().url}/checkers/${slug}/${isSensitive ? '' : `?${sent}`}`,
      { agent, method: isSensitive ? 'POST' : 'GET', headers },
      (response) => {
        let html = ''
        response.setEncoding('utf8')
        response.on('data', (part: string) => (html += part))
        response.on('end', () => resolve({ status: response.statusCode, html }))
      },
    )
    asked.on('error', reject)
    asked.end(isSensitive ? sent : undefined)
  })

const wordsIn = (html: string, mark: RegExp) => [...html.matchAll(mark)].map(([, words = '']) => words.replace(/<[^>]*>/g, '').trim())

/** What a page lacks that the rule puts on it, or shows that nobody wrote. */
const faultsOf = async (slug: string, fields: Answers) => {
  const view = viewOf(writtenChecker(slug), fields, testMoment.slice(0, 10))
  if (!view.ok) throw new Error(view.refusal)
  const { findings, step, total } = view.value
  const { status, html } = await opened(slug, fields)
  const shown = {
    status,
    findings: wordsIn(html, /<section class="receipt">\s*<h3>(.*?)<\/h3>/gs),
    figures: wordsIn(html.split('<h2>您的回答</h2>')[0] ?? '', /<dt>(.*?)<\/dt>/gs),
    question: wordsIn(html, /<(?:legend|label)[^>]*class="ask"[^>]*>(.*?)<\/(?:legend|label)>/gs),
    total: total === null || html.includes(total),
    isWhole: html.trimEnd().endsWith('</html>') && !/undefined|NaN|\[object/.test(html),
  }
  const wanted = {
    status: 200,
    findings: findings.map(({ title }) => title),
    figures: findings.flatMap(({ lines }) => lines.map(({ name }) => name)),
    question: step ? [step.question.ask] : [],
    total: true,
    isWhole: true,
  }
  return JSON.stringify(shown) === JSON.stringify(wanted) ? [] : [{ fields, shown, wanted }]
}

/** Looks at some pages at a time. */
const faultsOfAll = async (slug: string, all: Answers[]) => {
  const waiting = [...all]
  const faults: Awaited<ReturnType<typeof faultsOf>> = []
  const lookOn = async () => {
    for (let next = waiting.shift(); next && faults.length < 3; next = waiting.shift()) faults.push(...(await faultsOf(slug, next)))
  }
  await Promise.all(Array.from({ length: atOnce }, lookOn))
  return faults
}

/** Each question as it is first come to, with nothing answered but what leads there. */
const questionsOf = (slug: string) => {
  const checker = writtenChecker(slug)
  const leading = new Map<string, Answers>()
  for (const answers of pathsOf(checker)) {
    const given = Object.entries(answers)
    for (const [index, [id]] of given.entries()) if (!leading.has(id)) leading.set(id, Object.fromEntries(given.slice(0, index)))
  }
  return [...leading.values()]
}

/** A way to each set of findings and sum there is: thousands of ways lead to a few hundred pages that differ. */
const outcomesOf = (slug: string) => {
  const ways = new Map<string, Answers>()
  for (const answers of pathsOf(writtenChecker(slug))) {
    const view = viewOf(writtenChecker(slug), answers, testMoment.slice(0, 10))
    if (!view.ok) throw new Error(view.refusal)
    const outcome = JSON.stringify([view.value.findings, view.value.total])
    if (!ways.has(outcome)) ways.set(outcome, answers)
  }
  return [...ways.values()]
}

describe.each(Object.keys(writtenCheckers))('on the built site, %s', (slug) => {
  test('shows each of its questions', async () => {
    const questions = questionsOf(slug)
    expect(questions).toHaveLength(writtenChecker(slug).questions.length)
    expect(await faultsOfAll(slug, questions)).toEqual([])
  })

  test('shows every outcome there is', { timeout: 120_000 }, async () => {
    expect(await faultsOfAll(slug, outcomesOf(slug))).toEqual([])
  })
})
