import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { asStaff } from '../../../tests/support/people.ts'
import { openSite, type TestSite } from '../../../tests/support/site.ts'
import { auditLines } from '../staff/reads.server.ts'
import type { AuditPage } from './page.ts'

let site: TestSite
let steward: { id: string; headers: { cookie: string } }
let desk: { id: string }

const day = (text: string, time = '12:00') => Date.parse(`${text}T${time}:00+08:00`)

/** 120 lines of three days by two people about two households. */
beforeAll(async () => {
  site = await openSite()
  steward = await asStaff(site, { role: 'steward', name: '周明' })
  desk = await asStaff(site, { role: 'desk', name: '李芳' })
  const lines = Array.from({ length: 120 }, (_, number) => ({
    at: day(`2026-11-${20 + Math.floor(number / 40)}`),
    actor: number % 2 ? desk.id : steward.id,
    act: number % 3 ? 'household.read' : 'signup.take',
    subject: number % 40 < 5 ? 'house-a' : 'house-b',
  }))
  await site.client.batch(
    lines.map(({ at, actor, act, subject }, number) => ({
      sql: "INSERT INTO audit_log (request, at, actor, role, act, subject_kind, subject) VALUES (?, ?, ?, 'desk', ?, 'household', ?)",
      args: [`line ${number}`, at, actor, act, subject],
    })),
  )
})
afterAll(() => site.close())

const look = async (search: Record<string, string> = {}) => {
  const answer = await site.request(`/desk/audit/?${new URLSearchParams(search)}`, { headers: steward.headers })
  const { page } = (await answer.json()) as { page: AuditPage }
  return { status: answer.status, page, earlier: page.lines.filter(({ act }) => act !== 'audit.read') }
}

describe('the audit log', () => {
  test('shows the newest first, and to look is the newest line itself', async () => {
    const { page } = await look()
    expect(page.lines).toHaveLength(50)
    expect(page.lines[0]).toMatchObject({ act: 'audit.read', actor_name: '周明', at: site.state.now })
    const numbers = page.lines.map(({ number }) => number)
    expect(numbers).toEqual(numbers.toSorted((a, b) => b - a))
  })

  test('is turned page by page to the first line, each line once', async () => {
    const seen: number[] = []
    let address: string | null = '/desk/audit/?act=household.read'
    while (address) {
      const { page } = (await (await site.request(address, { headers: steward.headers })).json()) as { page: AuditPage }
      seen.push(...page.lines.map(({ number }) => number))
      address = page.next
    }
    expect(new Set(seen).size).toBe(seen.length)
    expect(seen).toHaveLength(80)
  })

  test('is searched by who acted', async () => {
    const { page } = await look({ actor: desk.id })
    expect(new Set(page.lines.map(({ actor_name }) => actor_name))).toEqual(new Set(['李芳']))
    expect(page.next).toBe(`/desk/audit/?actor=${desk.id}&before=${page.lines.at(-1)?.number}`)
  })

  test('is searched by act', async () => {
    const { page } = await look({ act: 'signup.take' })
    expect(page.lines).toHaveLength(40)
    expect(page.next).toBeNull()
  })

  test('is searched by days, both ends included', async () => {
    const days = async (from: string, until: string) => {
      const { earlier } = await look({ from, until, actor: desk.id })
      return earlier.length
    }
    expect(await days('2026-11-21', '2026-11-21')).toBe(20)
    expect(await days('2026-11-21', '2026-11-22')).toBe(40)
    expect(await days('', '2026-11-20')).toBe(20)
    expect(await days('2026-11-22', '')).toBe(20)
    expect(await days('2026-11-24', '')).toBe(0)
    expect(await days('', '2026-11-19')).toBe(0)
  })

  test('is searched by whom it was about, and the search is a line about them too', async () => {
    const { earlier } = await look({ subject: 'house-a' })
    expect(earlier).toHaveLength(15)
    const again = await look({ subject: 'house-a' })
    expect(again.page.lines.filter(({ act }) => act === 'audit.read')).toHaveLength(2)
  })

  test.each<[Record<string, string>, string, string]>([
    [{ actor: '周明' }, 'actor', '没有这位工作人员，请重新选经手人。'],
    [{ act: 'king.crown' }, 'act', '没有这种操作，请重新选。'],
    [{ from: '2026-02-30' }, 'from', '日期不对，请写成 2026-11-23 这样。'],
    [{ until: '昨天' }, 'until', '日期不对，请写成 2026-11-23 这样。'],
    [{ from: '2026-11-23', until: '2026-11-22' }, 'until', '“到哪天”比“从哪天”还早，请改一下。'],
    [{ subject: '3栋2单元501' }, 'subject', '编号不对。请从别的页面地址里复制编号，不要写姓名、电话或门牌。'],
    [{ before: '-1' }, 'before', '翻页的地址不对，请重新查。'],
  ])('is not searched by %o', async (search, field, sentence) => {
    const { status, page } = await look(search)
    expect(status).toBe(422)
    expect(page.problem?.fields).toEqual([{ field, code: expect.any(String), sentence }])
    expect(page.lines).toEqual([])
  })
})

describe('a search walks one index, however long the log is', () => {
  const plan = async (query: Parameters<typeof auditLines>[0]) => {
    const { sql, args } = auditLines(query, 51)
    const { rows } = await site.client.execute({ sql: `EXPLAIN QUERY PLAN ${sql}`, args })
    return rows.map(({ detail }) => String(detail))
  }
  const everything = { actor: 'a', act: 'b', subject: 'c', from: 1, until: 2, before: 3 }

  test.each([
    [{}, 'SCAN line'],
    [{ before: 9 }, 'SEARCH line USING INTEGER PRIMARY KEY (rowid<?)'],
    [{ actor: 'a' }, 'SEARCH line USING INDEX audit_by_actor (actor=?)'],
    [{ actor: 'a', before: 9 }, 'SEARCH line USING INDEX audit_by_actor (actor=? AND number<?)'],
    [{ act: 'a', before: 9 }, 'SEARCH line USING INDEX audit_by_act (act=? AND number<?)'],
    [{ subject: 'a', before: 9 }, 'SEARCH line USING INDEX audit_by_subject (subject=? AND number<?)'],
    [{ from: 1, until: 2 }, 'SEARCH line USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)'],
    [{ actor: 'a', from: 1, until: 2 }, 'SEARCH line USING INDEX audit_by_actor (actor=? AND number>? AND number<?)'],
  ])('%o', async (query, first) => {
    const steps = await plan(query)
    expect(steps[0]).toBe(first)
  })

  test('sorts nothing and finds a day by one step in the index of times', async () => {
    const steps = await plan(everything)
    expect(steps.filter((step) => /TEMP B-TREE|^SCAN/.test(step))).toEqual([])
    expect(steps.filter((step) => step.includes('edge')).every((step) => step.includes('USING COVERING INDEX audit_by_time (at>?)'))).toBe(
      true,
    )
  })
})
