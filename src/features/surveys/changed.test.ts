import { afterEach, beforeEach, expect, test } from 'vitest'
import { sampleCatalogue } from '../../../tests/support/catalogue.ts'
import { asResident, resident } from '../../../tests/support/people.ts'
import { openSite, type TestSite } from '../../../tests/support/site.ts'
import { browserIn, type SurveyBrowser } from '../../../tests/support/surveys/browser.ts'
import { samplePoll, sampleSurvey } from '../../../tests/support/surveys/surveys.ts'
import type { CatalogueSurvey } from './schema.ts'

let site: TestSite
let browser: SurveyBrowser
const surveys: Record<string, CatalogueSurvey> = {}

/** An editor publishes another wording: one question is asked anew, one option is gone. */
const reword = () => {
  const { sections } = sampleSurvey()
  const [home, wishes] = sections
  if (!home || !wishes) throw new Error('the sample has two sections')
  const pets = {
    id: 'pets',
    ask: '家里有宠物吗？',
    kind: '单选' as const,
    required: true,
    options: [
      { id: 'yes', label: '有' },
      { id: 'no', label: '没有' },
    ],
  }
  const questions = wishes.questions.map((question) => ({
    ...question,
    ...(question.options && { options: question.options.filter(({ id }) => id !== 'care') }),
  }))
  surveys['needs'] = sampleSurvey({
    version: 'dddddddddddd',
    sections: [
      { ...home, questions: [...home.questions, pets] },
      { ...wishes, questions },
    ],
  })
  surveys['tea-poll'] = samplePoll({ version: 'eeeeeeeeeeee' })
}

beforeEach(async () => {
  surveys['needs'] = sampleSurvey()
  surveys['tea-poll'] = samplePoll()
  site = await openSite({ ...sampleCatalogue(), surveys })
  const { id } = await resident(site, { name: '王秀英' })
  browser = browserIn(site, await asResident(site, id))
})
afterEach(() => site.close())

test('a wording that changes between two pages loses nothing: it is said, looked at again, and stored under the new one', async () => {
  await browser.open('/surveys/needs/answer/')
  await browser.answer('needs', 'home', { lives: 'family', persons: '3' })
  await browser.open('/surveys/needs/answer/?at=wishes')
  reword()
  const refused = await browser.send('needs', 'wishes', { 'wants.care': 'on', 'wants.meals': 'on', words: '谢谢' })
  expect([refused.status, refused.page.problem.sentence]).toEqual([409, '这份问卷刚刚改过。您填的都还在，请把这一页再看一遍，然后继续。'])
  expect(refused.page).toMatchObject({ changed: true, typed: { lives: 'family', persons: '3', 'wants.meals': 'on', words: '谢谢' } })

  const again = await browser.send('needs', 'wishes', { 'wants.meals': 'on', words: '谢谢' })
  expect(again.location).toBe('/surveys/needs/review/')
  const review = await browser.open('/surveys/needs/review/')
  expect(review.page.sections[0].questions[2]).toEqual({
    id: 'pets',
    ask: '家里有宠物吗？',
    words: null,
    error: '“家里有宠物吗？”还没有答。请选一项。',
  })
  await browser.answer('needs', 'home', { lives: 'family', persons: '3', pets: 'no' })
  expect(await browser.handIn('needs')).toBe('/surveys/needs/done/')
  const { rows } = await site.client.execute('SELECT version, answers FROM survey_responses')
  expect(rows.map((row) => ({ ...row }))).toEqual([
    { version: 'dddddddddddd', answers: '{"lives":"family","persons":3,"pets":"no","wants":["meals"]}' },
  ])
})

test('whoever comes back after the change is told so on each page until they go on', async () => {
  await browser.open('/surveys/needs/answer/')
  await browser.answer('needs', 'home', { lives: 'family', persons: '3' })
  reword()
  expect((await browser.open('/surveys/needs/answer/')).page).toMatchObject({ changed: true, place: 1, typed: { lives: 'family' } })
  expect((await browser.open('/surveys/needs/review/')).page).toMatchObject({ changed: true })
  await browser.open('/surveys/needs/answer/')
  await browser.answer('needs', 'home', { lives: 'family', persons: '3', pets: 'yes' })
  expect((await browser.open('/surveys/needs/answer/')).page).toMatchObject({ changed: false, place: 2 })
})

test('an option that is gone is told when handing in, not dropped in silence', async () => {
  await browser.open('/surveys/needs/answer/')
  await browser.answer('needs', 'home', { lives: 'alone' })
  await browser.answer('needs', 'wishes', { 'wants.care': 'on' })
  reword()
  await browser.open('/surveys/needs/answer/?at=home')
  await browser.answer('needs', 'home', { lives: 'alone', pets: 'no' })
  const { page } = await browser.open('/surveys/needs/review/')
  expect(page.sections[1].questions[0].error).toBe('“您需要哪些？”的选项改过，请重新选一次。')
})

test('a survey of one page is drawn again with what was chosen', async () => {
  await browser.open('/surveys/tea-poll/answer/')
  reword()
  const refused = await browser.send('tea-poll', 'one', { score: '4' }, { go: 'hand_in' })
  expect([refused.status, refused.page.changed, refused.page.typed]).toEqual([409, true, { score: '4' }])
  expect((await browser.send('tea-poll', 'one', { score: '4' }, { go: 'hand_in' })).location).toBe('/surveys/tea-poll/done/')
  expect((await site.client.execute('SELECT version FROM survey_responses')).rows[0]?.['version']).toBe('eeeeeeeeeeee')
})
