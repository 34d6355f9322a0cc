import { randomUUID } from 'node:crypto'
import type { Client } from '@libsql/client'
import { createDatabase } from '../../functions/db/client.ts'
import { migrate } from '../../functions/db/migrate.ts'
import { readTally } from '../../src/features/survey-results/tally.server.ts'
import type { CatalogueSurvey } from '../../src/features/surveys/schema.ts'
import { anyAnswers, drawFrom } from '../support/surveys/answers.ts'
import { countFigure, type Figure, ratioFigure } from './report.ts'
import { interleave, pairsOf, quantile } from './rounds.ts'
import { type Server, startSurveyServer } from './servers.ts'
import { openBenchFile } from './site.ts'
import { benchSurvey } from './survey-asked.ts'

const many = 100_000
const manyWhenQuick = 20_000
const inOneBatch = 5_000
const people = 50

const fill = async (client: Client, survey: CatalogueSurvey, sets: number) => {
  const draw = drawFrom(1)
  for (let filled = 0; filled < sets; filled += inOneBatch) {
    const rows = Array.from({ length: inOneBatch }, () => ({ id: randomUUID(), answers: JSON.stringify(anyAnswers(survey, draw)) }))
    const args = { survey: survey.slug, version: survey.version, rows: JSON.stringify(rows) }
    await client.batch(
      [
        {
          sql: `INSERT INTO survey_responses (id, survey, version, channel, answers)
            SELECT value ->> 'id', :survey, :version, 'online', value ->> 'answers' FROM json_each(:rows)`,
          args,
        },
        {
          sql: `INSERT INTO survey_participations (survey, voter, receipt) SELECT :survey, value ->> 'id', value ->> 'id' FROM json_each(:rows)`,
          args: { survey: survey.slug, rows: JSON.stringify(rows) },
        },
      ],
      'write',
    )
  }
}

const timed = async (act: () => Promise<unknown>) => {
  const began = performance.now()
  await act()
  return performance.now() - began
}

/** Counting all answers to twelve questions, against reading the same texts once. */
const benchTally = async (quick: boolean): Promise<Figure[]> => {
  const sets = quick ? manyWhenQuick : many
  const survey = benchSurvey()
  const { client, close } = await openBenchFile()
  await migrate(client)
  await fill(client, survey, sets)
  const database = createDatabase(() => client, { tries: 1, first_wait_ms: 5, for_ms: 60_000 })
  let counted = 0
  const sides = [
    () =>
      timed(async () => {
        counted = (await readTally(database, survey)).came.reduce((sum, { times }) => sum + times, 0)
      }),
    () =>
      timed(() =>
        client.execute({ sql: 'SELECT SUM(length(answers)) FROM survey_responses WHERE survey = :survey', args: { survey: survey.slug } }),
      ),
  ]
  await interleave(1, sides)
  const rounds = await interleave(quick ? 3 : 7, sides)
  close()
  return [
    countFigure('sets of answers counted', counted, sets),
    ratioFigure(
      `tally of ${sets.toLocaleString('en')} sets : reading their texts`,
      'ms',
      pairsOf(rounds, 0, 1, (took) => took),
      { sign: '<=', ratio: 40 },
    ),
  ]
}

/** How long each of `people` waits who send one request after another, all at once. */
const waitsOf = async (requests: number, send: (number: number) => Promise<boolean>) => {
  const took: number[] = []
  let next = 0
  let refused = 0
  await Promise.all(
    Array.from({ length: people }, async () => {
      for (let number = next++; number < requests; number = next++) {
        const began = performance.now()
        if (!(await send(number))) refused++
        took.push(performance.now() - began)
      }
    }),
  )
  return { took, refused }
}

/** Handing in twelve answers, against an empty route, each server in a process of its own, over HTTP. */
const benchAnswering = async (quick: boolean): Promise<Figure[]> => {
  const requests = quick ? 500 : 2000
  const survey = benchSurvey()
  const draw = drawFrom(2)
  const servers: Server[] = []
  let refused = 0
  const side = async (name: 'site' | 'empty', path: string, status: number) => {
    const server = await startSurveyServer(name)
    servers.push(server)
    return async () => {
      const bodies = Array.from({ length: requests }, () =>
        JSON.stringify({ version: survey.version, answers: anyAnswers(survey, draw), request_key: randomUUID() }),
      )
      const found = await waitsOf(requests, async (number) => {
        const client = `10.${number % 250}.${Math.floor(number / 250)}.${Math.floor(Math.random() * 250)}`
        const headers = { 'content-type': 'application/json', 'x-bench-client': client }
        const answer = await fetch(`http://127.0.0.1:${server.port}${path}`, { method: 'POST', headers, body: bodies[number] ?? '' })
        await answer.text()
        return answer.status === status
      })
      refused += found.refused
      return found.took
    }
  }
  try {
    const sides = [await side('site', `/api/surveys/${survey.slug}/responses`, 201), await side('empty', '/empty', 200)]
    await interleave(1, sides)
    const rounds = await interleave(quick ? 3 : 7, sides)
    return [
      countFigure('answers not counted', refused, 0),
      ...[0.5, 0.99].map((part) =>
        ratioFigure(
          `p${part * 100} of answering, ${people} people at once : empty route`,
          'ms',
          pairsOf(rounds, 0, 1, (took) => quantile(took, part)),
        ),
      ),
    ]
  } finally {
    await Promise.all(servers.map((server) => server.stop()))
  }
}

/** Surveys: counting one that a whole town has answered, and answering one when many do at once. */
export const benchSurveys = async (quick: boolean): Promise<Figure[]> => [...(await benchTally(quick)), ...(await benchAnswering(quick))]
