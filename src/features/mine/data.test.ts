import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { mayActFor, somebody } from '../../../tests/support/mine.ts'
import { givePoints, stockUp } from '../../../tests/support/rewards.ts'
import { freshKey, told } from '../../../tests/support/signups.ts'
import { openSite, type TestSite } from '../../../tests/support/site.ts'
import { exportSchema } from './export.ts'

let site: TestSite
beforeEach(async () => {
  site = await openSite()
})
afterEach(() => site.close())

const iso = (at: number) => new Date(at).toISOString()

const family = async () => {
  const me = await somebody(site, { name: '王芳', phone: '19900000001', relation: 'head' })
  const mother = await somebody(site, { name: '王奶奶', phone: '19900000002', relation: 'parent' })
  await mayActFor(site, me.id, mother.id)
  return { me, mother }
}

describe('what is stored', () => {
  test('is handed over whole, as a file nobody keeps on the way, without an id', async () => {
    const { me, mother } = await family()
    const own = await me.signUp(2)
    await me.signUp(1, mother.id)
    await me.post('/me/details/', { act: 'tag', tag: 'families', consent: 'yes', notice_version: '2026-11' })
    await givePoints(site, me.household, 600)
    await stockUp(site, 'detergent', 'service-center', 1)
    await me.post('/rewards/detergent/redeem/', { site: 'service-center', request_key: freshKey() })
    const { now } = site.state
    await site.client.execute({
      sql: `INSERT INTO attendance_marks (signup, came_places, at, actor) VALUES (:own, 1, :now, 'staff:x'), (:own, 2, :now, 'staff:x')`,
      args: { own, now },
    })
    await site.client.execute({
      sql: `INSERT INTO audit_log (request, at, actor, role, act, subject_kind, subject) VALUES ('a', :now, 's', 'desk', 'household.read', 'household', :home)`,
      args: { now, home: me.household },
    })
    const { status, headers, json } = await told(site.request('/me/data.json', { headers: me.headers }))
    expect([status, headers.get('content-disposition'), headers.get('cache-control')]).toEqual([
      200,
      'attachment; filename="my-data.json"',
      'no-store',
    ])
    const at = iso(now)
    const signup = { activity: '周末茶话会', occurrence: '2026-11-28', starts_at: '2026-11-28T06:00:00.000Z', state: 'confirmed' }
    const kept = { created_at: at, contact_kept_until: '2026-12-28T07:30:00.000Z', contact_deleted_at: null }
    expect(exportSchema.parse(json)).toEqual({
      site: '梧桐里社区',
      exported_at: at,
      resident: {
        name: '王芳',
        phone: '19900000001',
        relation: '户主',
        under_14_until: null,
        notice_version: '2026-11',
        registered_at: at,
        left_at: null,
        is_staff: false,
      },
      household: { door: '3栋2单元501', grid: '第一网格', members: [{ name: '王奶奶', relation: '父母' }] },
      tags: [{ word: '育儿家庭', notice_version: '2026-11', recorded_at: at }],
      representations: [
        {
          ...{ kind: 'delegate', side: 'by-me', person: '王奶奶', state: 'in_force', notice_version: '2026-11' },
          ...{ granted_at: at, accepted_at: at, ended_at: null },
        },
      ],
      signups: [
        { ...signup, ...kept, party_size: 1, for_whom: '王奶奶', acted_by: 'delegate', came_places: null, contact: null },
        {
          ...{ ...signup, ...kept, party_size: 2, for_whom: null, acted_by: 'self', came_places: 2 },
          contact: { name: null, phone: null, code: expect.stringMatching(/^[A-Z2-9]{6}$/) },
        },
      ],
      points: {
        ...{ available: 0, reserved: 600, waiting: 0, earned: 600, used: 0, expired: 0, expiring: [] },
        entries: [
          { at, what: '兑换 洗衣液 2 公斤装', under: '', points: -600, state: 'waiting', by: '本人' },
          { at, what: '送回收物', under: '', points: 600, state: 'done', by: '工作人员' },
        ],
      },
      redemptions: [{ reward: '洗衣液 2 公斤装', points: 600, state: 'waiting', created_at: at }],
      devices: [{ device: '手机浏览器', created_at: at, seen_at: at, expires_at: iso(now + 365 * 86_400_000) }],
      cards: [],
      signin_codes: [],
      looked_at: [{ at, role: 'desk', act: 'household.read' }],
      kept_days: site.state.catalogue.site.retention_days,
    })
    expect(JSON.stringify(json)).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-/)
  })

  test('has no points for who has left the community', async () => {
    const { me } = await family()
    await givePoints(site, me.household, 600)
    await site.client.execute({ sql: 'UPDATE residents SET household = NULL, left_at = 1 WHERE id = ?', args: [me.id] })
    const { json } = await told(site.request('/me/data.json', { headers: me.headers }))
    expect(exportSchema.parse(json).points).toMatchObject({ available: 0, earned: 0, entries: [] })
  })

  test('holds no phone number and no code of others', async () => {
    const { me, mother } = await family()
    await me.signUp(1, mother.id)
    const { page } = await me.show('/me/data/')
    expect(JSON.stringify(page)).not.toContain('19900000002')
    expect(page.mine.signups).toMatchObject([{ for_whom: '王奶奶', contact: null }])
  })

  test('past and coming is told of, and when contact details went', async () => {
    const { me } = await family()
    await me.signUp(2)
    await site.client.execute('UPDATE signups SET contact = NULL, code_fingerprint = NULL, phone_fingerprint = NULL, purged_at = 5')
    const { page } = await me.show('/me/data/')
    expect(page.mine.signups).toMatchObject([{ contact: null, contact_deleted_at: 5, party_size: 2, open: false }])
  })
})

test('neither the log nor an address holds a name, a number or a door', async () => {
  const { me, mother } = await family()
  const signup = await me.signUp(2)
  const answers = [
    await me.post('/me/details/', { act: 'person', name: '王小芳', phone: '19900000008' }),
    await me.post('/me/family/', { act: 'invitation', phone: '19900000007' }),
    await me.post('/me/family/', { act: 'relative', member: mother.id }),
    await me.post(`/me/signups/${signup}/`, { act: 'cancel' }),
    await me.post('/me/delete/', { understood: 'yes' }),
  ]
  const written = [...answers.flatMap(({ headers }) => [...headers.values()]), ...site.log].join('\n')
  for (const secret of ['王', '1990000', '单元', me.id, mother.id]) expect(written).not.toContain(secret)
})
