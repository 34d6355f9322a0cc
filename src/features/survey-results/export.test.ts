import { afterEach, beforeEach, expect, test } from 'vitest'
import { sampleCatalogue } from '../../../tests/support/catalogue.ts'
import { asStaff, resident } from '../../../tests/support/people.ts'
import { openSite, type TestSite } from '../../../tests/support/site.ts'
import { answersIn, sets } from '../../../tests/support/surveys/answers.ts'
import { sampleBallot, sampleSurvey } from '../../../tests/support/surveys/surveys.ts'
import type { CatalogueSurvey } from '../surveys/schema.ts'
import { voterFingerprint } from '../surveys/voter.server.ts'

const formula = '=HYPERLINK("http://evil.example")'
const words = (text: string) => [{ question: 'words', text }]

let site: TestSite
let steward: Record<string, string>
const openWith = async (survey: CatalogueSurvey) => {
  site = await openSite({ ...sampleCatalogue(), surveys: { [survey.slug]: survey } })
  site.state.now = Date.parse('2026-12-12T09:00:00+08:00')
  steward = (await asStaff(site, { role: 'steward' })).headers
}
beforeEach(() => openWith(sampleSurvey()))
afterEach(() => site.close())

const exported = (format: string, slug = 'needs') => site.postForm(`/desk/surveys/${slug}/responses`, { format }, steward)
const csv = async (format: string, slug?: string) =>
  new TextDecoder('utf-8', { ignoreBOM: true }).decode(await (await exported(format, slug)).arrayBuffer())
const given = (survey: CatalogueSurvey, all: Parameters<typeof answersIn>[3]) =>
  site.host.vault().then((vault) => answersIn(site.client, vault, survey, all))

test('anonymous answers stand in the order of random ids, without them, and apart from the texts', async () => {
  await given(sampleSurvey(), [
    { answers: { lives: 'family', persons: 3, wants: ['meals', 'lift'] }, texts: words(formula) },
    { answers: { lives: 'alone', wants: ['none'] }, channel: 'paper' },
  ])
  const text = await csv('csv')
  const [first, ...lines] = text.trimEnd().split('\r\n')
  expect(first).toBe('\ufeff怎么交的,哪一版,您和谁一起住？,家里几口人？,您需要哪些？')
  const { rows } = await site.client.execute('SELECT channel FROM survey_responses ORDER BY id')
  const known = { online: '网上,aaaaaaaaaaaa,和家人,3 口,助餐、加装电梯', paper: '纸质,aaaaaaaaaaaa,一个人,,都不需要' }
  expect(lines).toEqual(rows.map(({ channel }) => known[channel as keyof typeof known]))
  const texts = await csv('texts')
  expect(texts).toBe(`\ufeff题目,写了什么,公布不公布\r\n还有什么想说的？,"'=HYPERLINK(""http://evil.example"")",还没看\r\n`)
  const ids = (await site.client.execute('SELECT id FROM survey_responses UNION SELECT id FROM survey_texts')).rows.map(({ id }) =>
    String(id),
  )
  for (const id of ids) expect(text + texts).not.toContain(id)
})

test('each export is a line of the audit log', async () => {
  const answer = await exported('xlsx')
  expect([answer.status, answer.headers.get('content-disposition')]).toEqual([200, 'attachment; filename="needs.xlsx"'])
  const bytes = new Uint8Array(await answer.arrayBuffer())
  expect([...bytes.slice(0, 2)]).toEqual([0x50, 0x4b])
  expect(new TextDecoder('latin1').decode(bytes)).toContain('xl/worksheets/sheet2.xml')
  await exported('csv')
  const { rows } = await site.client.execute("SELECT subject, detail FROM audit_log WHERE act = 'survey.export' ORDER BY at, rowid")
  expect(rows.map((row) => ({ ...row }))).toEqual([
    { subject: 'needs', detail: 'xlsx' },
    { subject: 'needs', detail: 'csv' },
  ])
})

test('where names are taken, the door or the name stands in front and the text beside', async () => {
  site.close()
  const survey = sampleSurvey({ naming: '记名', named_reason: '要上门' })
  await openWith(survey)
  const { id, household } = await resident(site, { door: ['3', '1', '101'], name: '王秀英' })
  await given(survey, [
    { answers: { lives: 'alone', wants: ['meals'] }, voter: `household:${household}`, texts: words('谢谢') },
    { answers: { lives: 'alone', wants: ['lift'] }, voter: `resident:${id}` },
  ])
  const lines = (await csv('csv')).trimEnd().split('\r\n')
  expect(lines[0]).toBe('\ufeff门牌,姓名,怎么交的,哪一版,您和谁一起住？,家里几口人？,您需要哪些？,还有什么想说的？')
  expect(lines.slice(1).sort()).toEqual([
    '3栋1单元101,,网上,aaaaaaaaaaaa,一个人,,助餐,谢谢',
    '3栋1单元101,王秀英,网上,aaaaaaaaaaaa,一个人,,加装电梯,',
  ])
})

test.each([
  ['每户一份', 'household', '3栋1单元101,'],
  ['每位居民一份', 'resident', '3栋1单元101,王秀英'],
] as const)('where names are taken %s, who answered by a printed code or on paper is named as well', async (respondents, kind, who) => {
  site.close()
  const survey = sampleSurvey({ naming: '记名', named_reason: '要上门', respondents })
  await openWith(survey)
  const { id, household } = await resident(site, { door: ['3', '1', '101'], name: '王秀英' })
  await resident(site, { door: ['3', '1', '102'], name: '李建国' })
  const voter = await voterFingerprint(await site.host.vault(), survey.slug, kind, kind === 'household' ? household : id)
  await given(survey, [
    { answers: { lives: 'alone', wants: ['meals'] }, channel: 'paper', voter: `code:${voter}` },
    { answers: { lives: 'alone', wants: ['lift'] }, voter: 'code:of somebody who is not registered any more' },
  ])
  const [, ...lines] = (await csv('csv')).trimEnd().split('\r\n')
  expect(lines.sort()).toEqual([`,,网上,aaaaaaaaaaaa,一个人,,加装电梯,`, `${who},纸质,aaaaaaaaaaaa,一个人,,助餐,`])
})

test('a ballot has its booths', async () => {
  site.close()
  await openWith(sampleBallot())
  await given(sampleBallot(), sets(1, { vote: ['b1', 'b3'] }, { channel: 'desk', booth: 'gate' }))
  expect(await csv('csv', 'stairs')).toBe(
    '\ufeff怎么交的,投票点,哪一版,您觉得哪几个楼道最美？\r\n窗口代答,东门,bbbbbbbbbbbb,1 栋、3 栋\r\n',
  )
})
