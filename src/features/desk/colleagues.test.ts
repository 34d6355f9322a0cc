import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { asStaff } from '../../../tests/support/people.ts'
import { postSlip } from '../../../tests/support/signin.ts'
import { openSite, type TestSite } from '../../../tests/support/site.ts'
import type { ColleaguePage, ColleaguesPage } from './page.ts'

let site: TestSite
let steward: { id: string; headers: { cookie: string } }

beforeEach(async () => {
  site = await openSite()
  steward = await asStaff(site, { role: 'steward', name: '周明' })
})
afterEach(() => site.close())

const fields = (changes: Record<string, string> = {}) => ({
  name: '李芳',
  role: 'desk',
  grid: '',
  programme: '',
  request_key: randomUUID(),
  ...changes,
})
const add = (changes: Record<string, string> = {}) => site.postForm('/desk/staff/', fields(changes), steward.headers)
const drawn = async <Page>(answer: Response | Promise<Response>) => {
  const { page } = (await (await answer).json()) as { page: Page }
  return page
}
const list = () => drawn<ColleaguesPage>(site.request('/desk/staff/', { headers: steward.headers }))
const one = (id: string) => drawn<ColleaguePage>(site.request(`/desk/staff/${id}/`, { headers: steward.headers }))
const post = (id: string, act: string) => site.postForm(`/desk/staff/${id}/${act}/`, {}, steward.headers)
const linesAbout = async (id: string) => {
  const { rows } = await site.client.execute({ sql: 'SELECT actor, act, detail FROM audit_log WHERE subject = ?', args: [id] })
  return rows.map((row) => `${row['actor'] === steward.id ? 'steward' : row['actor']} ${row['act']} ${row['detail']}`.trim())
}

describe('a new member of staff', () => {
  test('is added once, however often the button was pressed, and the audit log says by whom', async () => {
    const request_key = randomUUID()
    const answers = await Promise.all([add({ request_key }), add({ request_key }), add({ request_key })])
    expect(answers.map(({ status, headers }) => `${status} ${headers.get('location')}`)).toEqual(
      Array.from({ length: 3 }, () => `303 /desk/staff/${request_key}/?done=added`),
    )
    expect((await list()).colleagues.map(({ name, role }) => `${name} ${role}`)).toEqual(['周明 steward', '李芳 desk'])
    expect((await linesAbout(request_key))[0]).toBe('steward staff.manage added')
  })

  test('under the key of another is refused, and nothing changes', async () => {
    const request_key = randomUUID()
    await add({ request_key })
    const answer = await add({ request_key, name: '别人' })
    expect(answer.status).toBe(409)
    expect((await drawn<ColleaguesPage>(answer)).problem?.sentence).toBe('这次提交和前一次内容不一样。请刷新页面，重新填写。')
    expect((await one(request_key)).colleague.name).toBe('李芳')
  })

  test.each([
    [{ role: 'grid_worker', grid: 'g2', programme: 'meals' }, 'g2'],
    [{ role: 'team_lead', grid: 'g2', programme: 'meals' }, 'meals'],
    [{ role: 'station', grid: 'g2' }, null],
  ])('has the scope of the role: %o', async (changes, scope) => {
    const request_key = randomUUID()
    expect((await add({ ...changes, request_key })).status).toBe(303)
    expect((await one(request_key)).colleague.scope).toBe(scope)
  })

  test.each<[Record<string, string>, string, string]>([
    [{ name: ' ' }, 'name', '请写姓名。'],
    [{ name: '李=芳' }, 'name', '姓名只写汉字或字母，最多 20 个字。'],
    [{ name: '长'.repeat(21) }, 'name', '姓名只写汉字或字母，最多 20 个字。'],
    [{ role: '' }, 'role', '请选一个岗位。'],
    [{ role: 'king' }, 'role', '请选一个岗位。'],
    [{ role: 'grid_worker' }, 'grid', '网格员要选一个网格。'],
    [{ role: 'grid_worker', grid: 'g9' }, 'grid', '网格员要选一个网格。'],
    [{ role: 'team_lead', programme: 'gone' }, 'programme', '志愿项目带头人要选一个志愿项目。'],
    [{ request_key: 'x' }, 'request_key', '这一页放得太久了。请刷新后再填一次。'],
  ])('with %o is sent back with what was typed', async (changes, field, sentence) => {
    const answer = await add(changes)
    expect(answer.status).toBe(422)
    const page = await drawn<ColleaguesPage>(answer)
    expect(page.problem?.fields).toEqual([{ field, code: expect.any(String), sentence }])
    expect(page.typed.name).toBe(changes['name'] ?? '李芳')
    expect(page.colleagues).toHaveLength(1)
  })
})

describe('a slip', () => {
  test('is shown once, is never stored readable, and takes the earlier one back', async () => {
    const { id } = await asStaff(site, { role: 'desk' })
    const { slip: first } = await drawn<ColleaguePage>(post(id, 'slips'))
    const { slip: second } = await drawn<ColleaguePage>(post(id, 'slips'))
    expect(first?.code).toMatch(/^[2-9A-HJ-NP-Z]{8}$/)
    expect(second?.code).not.toBe(first?.code)
    const { rows } = await site.client.execute('SELECT * FROM signin_codes')
    expect(rows).toHaveLength(1)
    expect(JSON.stringify(rows)).not.toContain(second?.code)
    expect((await one(id)).slip).toBeNull()
    expect(await linesAbout(id)).toEqual(['steward slip.issue', 'steward slip.issue'])
  })

  test('is not handed over when a later one is out', async () => {
    const { id } = await asStaff(site, { role: 'desk' })
    site.state.now += 1000
    const { slip: later } = await drawn<ColleaguePage>(post(id, 'slips'))
    site.state.now -= 1
    const answer = await post(id, 'slips')
    const page = await drawn<ColleaguePage>(answer)
    expect([answer.status, page.slip, page.colleague.id, page.problem?.sentence]).toEqual([
      409,
      null,
      id,
      '刚才已经给这位工作人员打印过另一张登录纸条，这一张没有用。请用那一张；找不到的，过一分钟再打印。',
    ])
    expect((await postSlip(site, later?.code ?? '')).status).toBe(303)
  })

  test('is not made for somebody who has left, nor for nobody', async () => {
    const { id } = await asStaff(site, { role: 'desk' })
    await post(id, 'ending')
    const ended = await post(id, 'slips')
    expect([ended.status, (await drawn<ColleaguePage>(ended)).problem?.sentence]).toEqual([
      409,
      '这位工作人员已经结束服务，不能再登录。要回来工作，请重新添加。',
    ])
    expect((await post(randomUUID(), 'slips')).status).toBe(404)
    expect((await site.client.execute('SELECT * FROM signin_codes')).rows).toEqual([])
  })
})

describe('ending a service', () => {
  test('signs the person out everywhere at once', async () => {
    const { id, headers } = await asStaff(site, { role: 'steward', name: '吴强' })
    expect((await site.request('/desk/', { headers })).status).toBe(200)
    expect((await post(id, 'ending')).headers.get('location')).toBe(`/desk/staff/${id}/?done=ended`)
    expect((await site.request('/desk/', { headers })).headers.get('location')).toBe('/staff/verify/')
    expect((await post(id, 'ending')).status).toBe(303)
    const { ended_at } = (await one(id)).colleague
    expect(ended_at).toBe(site.state.now)
  })

  test('is not for oneself; the only steward hears what to do first', async () => {
    const answer = await post(steward.id, 'ending')
    expect([answer.status, (await drawn<ColleaguePage>(answer)).problem?.sentence]).toEqual([
      409,
      '社区至少要有一位管理员。请先添加另一位管理员，再来结束；有事请打电话 0400-5550100。',
    ])
    await asStaff(site, { role: 'steward', name: '吴强' })
    expect((await drawn<ColleaguePage>(post(steward.id, 'ending'))).problem?.sentence).toBe('不能结束自己的服务。请让另一位管理员来办。')
    expect((await one(steward.id)).colleague.ended_at).toBeNull()
  })

  test('of the last steward, or another role for them, fails in the database itself', async () => {
    const change = (sql: string) => site.client.execute({ sql, args: [steward.id] })
    await expect(change('UPDATE staff SET ended_at = 1 WHERE id = ?')).rejects.toThrow('the last steward stays')
    await expect(change("UPDATE staff SET role = 'desk' WHERE id = ?")).rejects.toThrow('the last steward stays')
    await expect(change('DELETE FROM staff WHERE id = ?')).rejects.toThrow('staff are not erased')
  })

  test('when two stewards end each other, one is left', async () => {
    const other = await asStaff(site, { role: 'steward', name: '吴强' })
    await Promise.all([post(other.id, 'ending'), site.postForm(`/desk/staff/${steward.id}/ending/`, {}, other.headers)])
    const { rows } = await site.client.execute("SELECT id FROM staff WHERE role = 'steward' AND ended_at IS NULL")
    expect(rows).toHaveLength(1)
  })

  test('of nobody is a page that says so', async () => {
    const answer = await post(randomUUID(), 'ending')
    expect(answer.status).toBe(404)
    expect((await drawn<ColleaguesPage>(answer)).problem?.sentence).toBe('没有找到这位工作人员。请从下面的名单里重新选。')
  })
})

test('a second factor that is reset is gone, and so is every device', async () => {
  const { id, headers } = await asStaff(site, { role: 'desk' })
  await site.client.execute({ sql: "UPDATE staff SET totp_secret = 'sealed', totp_confirmed_at = 1 WHERE id = ?", args: [id] })
  await site.client.execute({ sql: "INSERT INTO staff_passkeys VALUES ('c', ?, 'k', 0, '[]', '手机', 1, NULL)", args: [id] })
  expect((await one(id)).colleague.has_second_factor).toBe(true)
  expect((await post(id, 'second-factor')).headers.get('location')).toBe(`/desk/staff/${id}/?done=reset`)
  expect((await one(id)).colleague.has_second_factor).toBe(false)
  expect((await site.request('/desk/', { headers })).headers.get('location')).toBe('/staff/verify/')
  expect(await linesAbout(id)).toEqual(['steward staff.manage second_factor_reset'])
})
