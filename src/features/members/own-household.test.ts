import { afterEach, beforeEach, expect, test } from 'vitest'
import { count, deskOf, key } from '../../../tests/support/households.ts'
import { resident } from '../../../tests/support/people.ts'
import { openSite, type TestSite } from '../../../tests/support/site.ts'

let site: TestSite
let desk: Awaited<ReturnType<typeof deskOf>>
let home: string
let me: string
let other: string
beforeEach(async () => {
  site = await openSite()
  desk = await deskOf(site)
  const one = await resident(site, { name: '钱芳', relation: 'head' })
  me = one.id
  home = one.household
  await resident(site, { name: '钱奶奶', relation: 'parent' })
  other = (await resident(site, { door: ['3', '2', '502'], name: '李敏', relation: 'head' })).household
  await resident(site, { door: ['3', '2', '502'], name: '李雷', relation: 'child' })
  await site.client.execute({ sql: 'UPDATE staff SET resident = ? WHERE id = ?', args: [me, desk.id] })
})
afterEach(() => site.close())

const refused = [403, '这是您自己家，搬、并、分、迁出要请另一位工作人员来办，所以没有办。']
const acts = (): [string, Record<string, string>][] => [
  [`${home}/moves`, { residents: me, door: '3-2-502', request_key: key(1) }],
  [`${home}/splits`, { residents: me, door: '3-2-503', request_key: key(2) }],
  [`${home}/merger`, { door: '3-2-502' }],
  [`${other}/merger`, { door: '3-2-501' }],
  [`${home}/members/${me}/departure`, {}],
]

test('who works here does not get out of the own household, nor others into it', async () => {
  for (const [path, fields] of acts()) expect([path, await desk.press(path, fields)]).toEqual([path, refused])
  expect([
    await count(site, `FROM residents WHERE household = '${home}'`),
    await count(site, `FROM residents WHERE household = '${other}'`),
    await count(site, 'FROM households'),
    await count(site, 'FROM household_events'),
  ]).toEqual([2, 2, 2, 0])
})

test('a colleague does it', async () => {
  const colleague = await deskOf(site, { role: 'desk', name: '赵敏' })
  expect(await colleague.press(`${home}/moves`, acts()[0]?.[1])).toBe(`/desk/households/${other}/?done=moved`)
})
