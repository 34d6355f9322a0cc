import { afterAll, beforeAll, expect, test } from 'vitest'
import { sampleCatalogue } from '../../../tests/support/catalogue.ts'
import { openSite, type TestSite } from '../../../tests/support/site.ts'
import { browserIn, countIn } from '../../../tests/support/surveys/browser.ts'
import { samplePoll, sampleSurvey } from '../../../tests/support/surveys/surveys.ts'

let site: TestSite
beforeAll(async () => {
  const open = sampleSurvey({ slug: 'open', respondents: '谁都可以' })
  site = await openSite({ ...sampleCatalogue(), surveys: { open, 'tea-poll': samplePoll() } })
})
afterAll(() => site.close())

const wait = '从您这里交的份数太多了。请等 10 分钟再交，您填的还在；或打电话 0400-5550100。'
const rows = async (table: string) => Number((await site.client.execute(`SELECT count(*) AS n FROM ${table}`)).rows[0]?.['n'])

test('a hundred and fifty answers of devices come from one address in ten minutes, and no more', { timeout: 60_000 }, async () => {
  const send = (request_key: string) =>
    site.post('/api/surveys/tea-poll/responses', { version: 'cccccccccccc', answers: { score: 5 }, request_key })
  for (let device = 0; device < 150; device++) expect((await send(`device-number-${1000 + device}`)).status).toBe(201)
  const refused = await send('device-number-9999')
  expect([refused.status, ((await refused.json()) as { title: string }).title]).toEqual([429, wait])
  expect(await countIn(site, 'tea-poll')).toBe(150)
  site.state.now += 600_000
  expect((await send('device-number-9999')).status).toBe(201)
})

test('a hundred and fifty sets of answers are begun from one address, and no more; whoever has begun goes on', {
  timeout: 60_000,
}, async () => {
  const home = { lives: 'alone' }
  const first = browserIn(site)
  await first.open('/surveys/open/answer/')
  expect(await first.answer('open', 'home', home)).toBe('/surveys/open/answer/?at=wishes')
  for (let device = 1; device < 150; device++) {
    const browser = browserIn(site)
    await browser.open('/surveys/open/answer/')
    await browser.answer('open', 'home', home)
  }
  const late = browserIn(site)
  await late.open('/surveys/open/answer/')
  const refused = await late.send('open', 'home', home)
  expect([refused.status, refused.page.problem.sentence, refused.page.typed]).toEqual([429, wait, home])
  expect(await rows('survey_drafts')).toBe(150)
  expect(await first.answer('open', 'wishes', { 'wants.meals': 'on' })).toBe('/surveys/open/review/')
  expect(await first.handIn('open')).toBe('/surveys/open/done/')
})

test('a browser that keeps no cookies can answer a survey of one page, and is told why it cannot go on in a longer one', async () => {
  const request_key = crypto.randomUUID()
  const poll = { section: 'one', version: 'cccccccccccc', go: 'hand_in', score: '4', request_key }
  const from = { 'x-test-client': 'no cookies' }
  for (let times = 0; times < 2; times++)
    expect((await site.postForm('/surveys/tea-poll/answer/', poll, from)).headers.get('location')).toBe('/surveys/tea-poll/done/')
  const longer = { section: 'home', version: 'aaaaaaaaaaaa', go: 'next', lives: 'alone', request_key }
  const next = (await site.postForm('/surveys/open/answer/', longer, from)).headers.get('location') ?? ''
  const { status, page } = await browserIn(site).open(next)
  const sentence =
    '没有找到填了一半的问卷：可能已经交了，也可能号码不对、过了期，或者浏览器不让网站记住。请核对号码，或从头填一份，或打电话 0400-5550100。'
  expect([status, page.problem.sentence]).toEqual([410, sentence])
})
