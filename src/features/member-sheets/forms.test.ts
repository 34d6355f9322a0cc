import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { count, deskOf } from '../../../tests/support/households.ts'
import { asStaff, resident } from '../../../tests/support/people.ts'
import { callsOf } from '../../../tests/support/signin.ts'
import { openSite, type TestSite } from '../../../tests/support/site.ts'
import type { SheetsPage } from './page.ts'
import { readSheet } from './read.server.ts'

let site: TestSite
let headers: Record<string, string>
beforeEach(async () => {
  site = await openSite()
  headers = (await asStaff(site, { role: 'steward' })).headers
})
afterEach(() => site.close())

const heading = '楼栋,单元,门牌,姓名,关系,电话,出生年月,人群,同意登记人群'
const good = [heading, '3,2,501,王建国,户主,19900000001,,老年人,是', '3,2,501,王小明,孙辈,,2020-05,,', '3,2,502,李敏,户主,,,,'].join('\n')

type Body = string | Uint8Array<ArrayBuffer>
const upload = async (body: Body | null, { name = 'sheet.csv', importNow = true, as = headers } = {}) => {
  const form = new FormData()
  if (body !== null) form.set('file', new File([body], name))
  if (importNow) form.set('import_now', 'yes')
  const answer = await site.request('/desk/sheets/', { method: 'POST', body: form, headers: as })
  const { page, outage } = (await answer.json()) as { page?: SheetsPage; outage?: { sentence: string } }
  return { status: answer.status, page, sentence: page?.problem?.sentence ?? outage?.sentence }
}
const rows = (body: string[]) => [heading, ...body].join('\n')
const people = () => count(site, 'FROM residents')

describe('a good sheet', () => {
  test('is only checked unless the box says otherwise', async () => {
    const { status, page } = await upload(good, { importNow: false })
    const counts = { households: 2, people: 3, new_households: 2, new_people: 3, changed: 0, unchanged: 0 }
    expect([status, page?.outcome]).toEqual([200, { imported: false, counts }])
    expect([await people(), await count(site, 'FROM audit_log')]).toEqual([0, 0])
  })

  test('makes households and people with all that it says', async () => {
    await upload(good)
    const desk = await deskOf(site)
    const address = String(await desk.press('', { sought: '3-2-501' }))
    const [head, child] = (await desk.household(address.split('/')[3] ?? '')).members
    expect(head).toMatchObject({ name: '王建国', phone: '199****0001', relation: '户主', tags: ['older-people'] })
    expect(child).toMatchObject({ name: '王小明', relation: '孙辈', birth_month: '2020-05', child: true })
    expect(await count(site, "FROM household_events WHERE kind = 'created'")).toBe(2)
  })

  test('comes again and doubles nothing', async () => {
    await upload(good)
    const again = await upload(good)
    expect(again.page?.outcome?.counts).toMatchObject({ new_households: 0, new_people: 0, changed: 0, unchanged: 3 })
    expect([await people(), await count(site, 'FROM households'), await count(site, 'FROM household_events')]).toEqual([3, 2, 2])
  })

  test('brings people up to date; empty cells and people it does not name stay', async () => {
    await upload(good)
    const more = rows([
      '3,2,501,王建国,户主,,,残疾人,是',
      '3,2,501,王小明,子女,,,,',
      '3,2,502,李敏,户主,19900000003,,,',
      '3,2,502,李雷,子女,,,,',
    ])
    expect((await upload(more)).page?.outcome?.counts).toMatchObject({ new_households: 0, new_people: 1, changed: 3, unchanged: 0 })
    const desk = await deskOf(site)
    const members = async (sought: string) => (await desk.household(String(await desk.press('', { sought })).split('/')[3] ?? '')).members
    expect(await members('3-2-501')).toMatchObject([
      { name: '王建国', relation: '户主', phone: '199****0001', tags: ['disabled-people'] },
      { name: '王小明', relation: '子女', birth_month: '2020-05' },
    ])
    expect(await members('3-2-502')).toMatchObject([{ name: '李敏', phone: '199****0003' }, { name: '李雷' }])
  })

  test('two people may exchange their numbers', async () => {
    await upload(rows(['3,2,501,王建国,户主,19900000001,,,', '3,2,502,李敏,户主,19900000002,,,']))
    const swapped = rows(['3,2,501,王建国,户主,19900000002,,,', '3,2,502,李敏,户主,19900000001,,,'])
    expect((await upload(swapped)).page?.outcome).toMatchObject({ imported: true, counts: { changed: 2 } })
    expect((await upload(swapped)).page?.outcome).toMatchObject({ counts: { unchanged: 2 } })
  })

  test.each(['utf-8 with its mark', 'GBK'])('is read in %s', async (encoding) => {
    const gbk = new Uint8Array([
      0xc2, 0xa5, 0xb6, 0xb0, 0x2c, 0xc3, 0xc5, 0xc5, 0xc6, 0x2c, 0xd0, 0xd5, 0xc3, 0xfb, 0x2c, 0xb9, 0xd8, 0xcf, 0xb5, 0x0a, 0x33, 0x2c,
      0x35, 0x30, 0x31, 0x2c, 0xcd, 0xf5, 0xb7, 0xbc, 0x2c, 0xbb, 0xa7, 0xd6, 0xf7,
    ])
    expect((await upload(encoding === 'GBK' ? gbk : `\ufeff${good}`)).page?.outcome?.imported).toBe(true)
  })
})

test('two stewards who import the same sheet at once double nothing', async () => {
  const answers = await Promise.all([upload(good), upload(good)])
  expect(answers.map(({ status }) => status)).toContain(200)
  expect(
    answers.map(({ page }) => page?.problem?.code ?? 'imported').filter((code) => !['imported', 'import_overtaken'].includes(code)),
  ).toEqual([])
  expect([await people(), await count(site, 'FROM households'), await count(site, 'FROM household_events')]).toEqual([3, 2, 2])
})

test('5,000 households are one read and one write', async () => {
  const members = Array.from({ length: 15_000 }, (_, place) => {
    const household = Math.floor(place / 3)
    const phone = place % 3 === 0 ? `1380${String(place).padStart(7, '0')}` : ''
    return `${(household % 6) + 1},${Math.floor(household / 6) % 5},${Math.floor(household / 30) + 100},王${'芳敏静'[place % 3]},${['户主', '配偶', '子女'][place % 3]},${phone},,,`
  })
  // Any page may first ask what has been changed of the activities; it is remembered.
  await site.request('/desk/sheets/', { headers })
  const calls = await callsOf(site, async () => {
    const { page } = await upload(rows(members))
    expect(page?.outcome).toMatchObject({ imported: true, counts: { new_households: 5000, new_people: 15_000 } })
  })
  expect(calls).toEqual(['read', 'write'])
})

describe('a bad sheet is told why, and nothing of it is imported', () => {
  const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13])
  const many = `${heading}\n${'3,2,501,王芳,户主,,,,\n'.repeat(100_000)}`
  test.each<[string, Body | null, { name?: string }, number, string]>([
    ['no file', null, {}, 422, '有的地方没填对，请改好再提交。'],
    ['an empty file', '', {}, 422, '这个表是空的。请下载模板，从第 2 行起一行写一个人，再上传。'],
    [
      'a picture called .xlsx',
      png,
      { name: 'a.xlsx' },
      422,
      '打不开这个文件。请用 Excel 或 WPS 打开它，另存为“.xlsx”，有密码的先去掉密码，再上传。',
    ],
    ['100,000 rows', many, {}, 413, '这个表有 100000 行，一次最多 20000 行，请分成几个文件。'],
    [
      'more than 5 MB',
      'x'.repeat(5 * 1024 * 1024 + 1),
      {},
      413,
      '这个文件太大了，没有导入。一次最多 5 MB，请分成几个文件，再回“导入导出”上传。',
    ],
  ])('%s', async (_, body, options, status, sentence) => {
    const answer = await upload(body, options)
    expect([answer.status, answer.sentence]).toEqual([status, sentence])
    expect(await people()).toBe(0)
  })

  test('a row that is wrong keeps out those that are right', async () => {
    const bad = rows([
      '3,2,501,王建国,户主,,,,',
      '3,2,502,"=HYPERLINK(""http://x"")",户主,,,,',
      '3,2,501,王建国,户主,,,,',
      '99,1,1,李敏,户主,,,,',
    ])
    const { status, page, sentence } = await upload(bad)
    expect([status, sentence]).toEqual([422, '有 3 行要改，所以一行也没有导入。请照下面逐行改好，再上传。'])
    expect(page?.bad?.sentences).toEqual([
      '第 3 行：姓名不对。请只写汉字、字母和“·”，最多 20 个字。',
      '第 4 行：和第 2 行同一户、同姓名。是同一个人的，请删掉一行；是两个人的，姓名后面加一个字分开，例如“王芳大”。',
      '第 5 行：没有 99 栋，请核对楼栋，或先在 content/site.yml 的网格里加上。',
    ])
    expect([await people(), await count(site, 'FROM households')]).toEqual([0, 0])
  })

  test('a number that somebody else has', async () => {
    await resident(site, { door: ['1', '1', '101'], name: '赵一', phone: '19900000001' })
    const { status, page } = await upload(good)
    expect([status, page?.bad?.sentences]).toEqual([
      422,
      ['第 2 行：电话已经登记在别的居民名下。请核对；搬了家的，先在“找一户”里搬过去；共用电话的，留空并在家人代办里写。'],
    ])
    expect(await people()).toBe(1)
  })
})

describe('导出', () => {
  const fetchSheet = (format: string, as = headers) => site.postForm('/desk/sheets/export', { format }, as)

  test.each(['csv', 'xlsx'])('as %s is what can be imported again without a change', async (format) => {
    await upload(good)
    const file = await fetchSheet(format)
    expect(file.headers.get('cache-control')).toBe('no-store')
    const bytes = new Uint8Array(await file.arrayBuffer())
    const cells = await readSheet(bytes, `x.${format}`)
    expect(cells).toMatchObject({ ok: true, value: good.split('\n').map((line) => line.split(',')) })
    expect((await upload(bytes, { name: `x.${format}` })).page?.outcome?.counts).toMatchObject({ unchanged: 3, changed: 0, new_people: 0 })
    expect(await count(site, `FROM audit_log WHERE act = 'household.export' AND detail = '${format}'`)).toBe(1)
  })

  test('the template is refused as long as its examples stand in it', async () => {
    const template = await site.request('/desk/sheets/template', { headers })
    const { status, page } = await upload(new Uint8Array(await template.arrayBuffer()), { name: 't.xlsx' })
    expect([status, page?.bad?.sentences]).toEqual([
      422,
      ['第 2 行：这是模板里的示例。请整行删掉。', '第 3 行：这是模板里的示例。请整行删掉。'],
    ])
  })
})

test.each(['desk', 'station'] as const)('sheets are not for the %s', async (role) => {
  const other = await asStaff(site, { role })
  expect((await upload(good, { as: other.headers })).status).toBe(403)
  expect((await site.postForm('/desk/sheets/export', { format: 'csv' }, other.headers)).status).toBe(403)
  expect(await people()).toBe(0)
})
