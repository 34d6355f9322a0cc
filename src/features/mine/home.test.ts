import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { asResident, resident } from '../../../tests/support/people.ts'
import { told } from '../../../tests/support/signups.ts'
import { openSite, type TestSite } from '../../../tests/support/site.ts'
import type { Mine } from './views.ts'

let site: TestSite
beforeEach(async () => {
  site = await openSite()
})
afterEach(() => site.close())

const show = async (path: string, headers: Record<string, string>) => {
  const { status, headers: sent, json } = await told(site.request(path, { headers }))
  return { status, headers: sent, page: json['page'] as { kind: string; mine: Mine; [more: string]: unknown } }
}

describe('我的', () => {
  test('welcomes whoever is not signed in, and asks the database nothing', async () => {
    const { status, page } = await show('/me/', {})
    expect({ status, page }).toEqual({ status: 200, page: { kind: 'me-welcome' } })
  })

  test('shows the household, its grid and who lives there', async () => {
    const wang = await resident(site, { name: '王芳', phone: '19900000001' })
    await resident(site, { name: '王小宝', relation: 'child', under_14_until: '2030-01-01' })
    await resident(site, { name: '别人家', door: ['3', '2', '502'] })
    const { status, page } = await show('/me/', await asResident(site, wang.id))
    expect(status).toBe(200)
    expect(page.mine.person).toMatchObject({ name: '王芳', phone: '19900000001', relation: '户主', is_child: false })
    expect(page.mine.home).toEqual({
      door: '3栋2单元501',
      grid: { name: '第一网格', phone: '0400-5550111' },
      relatives: [{ id: expect.any(String), name: '王小宝', relation: '子女', is_child: true }],
    })
  })
})
