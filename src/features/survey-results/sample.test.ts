import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { catalogueOf } from '../../../build/content/catalogue.ts'
import { checkContent } from '../../../build/content/check.ts'
import { readContentFiles } from '../../../build/content/read.ts'
import { seedSample } from '../../../functions/db/sample.ts'
import { seedSampleSurveys } from '../../../functions/db/sample-surveys.ts'
import { asStaff } from '../../../tests/support/people.ts'
import { repositoryRoot } from '../../../tests/support/root.ts'
import { signInBySlip } from '../../../tests/support/signin.ts'
import { openSite, type TestSite } from '../../../tests/support/site.ts'
import { isText } from '../surveys/limits.ts'
import { everyQuestion } from '../surveys/progress.ts'
import { sampleSurveys } from '../surveys/sample.ts'

const now = Date.parse('2026-11-24T10:00:00+08:00')

const sampleContent = () => {
  const { content, problems } = checkContent(readContentFiles(repositoryRoot))
  if (!content) throw new Error(problems.join('\n'))
  return catalogueOf(content, now)
}
const catalogue = sampleContent()

const open = async () => {
  const site = await openSite(catalogue)
  site.state.now = now
  const parts = {
    site: catalogue.site,
    database: site.database,
    vault: await site.host.vault(),
    now,
    newId: () => crypto.randomUUID(),
    random: (bytes: number) => crypto.getRandomValues(new Uint8Array(bytes)),
  }
  return { site, parts }
}

let site: TestSite
let slip: string
let counted: number[]
beforeAll(async () => {
  const opened = await open()
  site = opened.site
  slip = (await seedSample(opened.parts))?.resident ?? ''
  counted = [await sown(opened), await sown(opened)]
})
afterAll(() => site.close())

const sown = ({ parts }: Awaited<ReturnType<typeof open>>) => seedSampleSurveys(parts, () => catalogue.surveys)
// biome-ignore lint/suspicious/noExplicitAny: what a page was given, loosely.
const pageOf = async (path: string): Promise<any> => (await (await site.request(path)).json()).page
const countIn = async (table: string) => Number((await site.client.execute(`SELECT COUNT(*) AS n FROM ${table}`)).rows[0]?.['n'])

test('every survey of the sample has answers, and each likely one is an answer that it asks for', () => {
  expect(Object.keys(sampleSurveys).toSorted()).toEqual(Object.keys(catalogue.surveys).toSorted())
  for (const [slug, { likely, texts }] of Object.entries(sampleSurveys)) {
    const survey = catalogue.surveys[slug]
    const questions = survey ? everyQuestion(survey) : []
    expect(Object.keys(likely).toSorted()).toEqual(
      questions
        .filter((one) => !isText(one))
        .map(({ id }) => id)
        .toSorted(),
    )
    expect(texts.filter(({ question }) => !questions.some(({ id }) => id === question))).toEqual([])
  }
})

test('the answers are sown once, one for each of whom the survey counts', async () => {
  expect(counted[0]).toBeGreaterThan(400)
  expect(counted[1]).toBe(0)
  expect([await countIn('survey_participations'), await countIn('survey_responses')]).toEqual([counted[0], counted[0]])
})

test('what has ended and was answered is published, with tables, turnout and needs', async () => {
  const { result, texts } = await pageOf('/surveys/chepeng-deng/results/')
  expect(result.turnout).toEqual({ taken_part: result.base, of: 300 })
  expect(result.tables.map(({ question }: { question: string }) => question)).toEqual(['uses', 'latest', 'off'])
  expect(texts.total).toBe(11)
  const { needs } = await pageOf('/surveys/chepeng-deng/needs/')
  expect(needs.map(({ title, texts: said }: { title: string; texts: number }) => [title, said])).toEqual([
    ['车棚里装充电口', 6],
    ['夜里留一盏灯', 2],
    ['灯光别照到窗户里', 1],
  ])
})

test('a vote has its winner, who is the one that the reply says', async () => {
  const { result } = await pageOf('/surveys/changyi-yanse/results/')
  expect(result.ballot.nominations.map(({ name, outcome }: { name: string; outcome: string }) => [name, outcome])).toEqual([
    ['木头本色', 'wins'],
    ['墨绿', 'loses'],
    ['天蓝', 'loses'],
  ])
})

test('what waits to be published has a table of each question, with some on paper too', async () => {
  const steward = await asStaff(site, { role: 'steward' })
  const answer = await site.request('/desk/surveys/liangyi-jia/results/', { headers: steward.headers })
  const { result, published_at } = (await answer.json()).page
  expect([result.tables.map(({ question }: { question: string }) => question), published_at]).toEqual([
    ['dries', 'where', 'times_a_week'],
    null,
  ])
})

test('one waits for the steward to publish it, and what is open tells nothing', async () => {
  for (const slug of ['liangyi-jia', 'needs-2026', 'zuimei-loudao'])
    expect((await site.request(`/surveys/${slug}/results/`)).status).toBe(404)
})

test('the resident who gets the slip can still answer', async () => {
  const { cookie } = await signInBySlip(site, slip)
  const answer = await site.request('/surveys/needs-2026/answer/', { headers: { cookie } })
  const { page } = await answer.json()
  expect([answer.status, page.kind, page.problem]).toEqual([200, 'survey-answer', undefined])
})

describe('another community', () => {
  let other: Awaited<ReturnType<typeof open>>
  beforeEach(async () => {
    other = await open()
    await seedSample(other.parts)
  })
  afterEach(() => other.site.close())

  const run = (sql: string) => other.site.client.execute(sql)
  const rowsOf = async (table: string) => Number((await run(`SELECT COUNT(*) AS n FROM ${table}`)).rows[0]?.['n'])
  const taking = (survey: string) => run(`INSERT INTO survey_participations (survey, voter, receipt) VALUES ('${survey}', 'a', 'b')`)
  const published = async () => (await run('SELECT survey FROM survey_results ORDER BY survey')).rows.map((row) => row['survey'])
  /** Answers are sown, and the program ends before the first result is out. */
  const stopped = async () => {
    await run("CREATE TRIGGER stop BEFORE INSERT ON survey_results BEGIN SELECT RAISE(ABORT, 'stopped'); END")
    await expect(sown(other)).rejects.toThrow('stopped')
    await run('DROP TRIGGER stop')
    expect(await published()).toEqual([])
  }

  test('leaves a survey alone that has begun to be answered', async () => {
    await taking('chepeng-deng')
    await sown(other)
    expect(await rowsOf("survey_responses WHERE survey = 'chepeng-deng'")).toBe(0)
    expect(await published()).toEqual(['changyi-yanse'])
  })

  test('publishes at the next start what a stop left unpublished, and counts nobody twice', async () => {
    await stopped()
    await sown(other)
    expect(await published()).toEqual(['changyi-yanse', 'chepeng-deng'])
    expect(await rowsOf('survey_responses')).toBe(counted[0])
  })

  test('but not once somebody else has taken part', async () => {
    await stopped()
    await taking('chepeng-deng')
    await sown(other)
    expect(await published()).toEqual(['changyi-yanse'])
  })

  test('in which a real household is registered gets no invented votes, nor a result', async () => {
    const real = "INSERT INTO households (id, building, unit, room, created_at, created_by) VALUES ('real', '9', '', '901', 0, 'clerk')"
    await stopped()
    const before = await rowsOf('survey_participations')
    await run(real)
    expect([await sown(other), await rowsOf('survey_participations'), await published()]).toEqual([0, before, []])
  })
})
