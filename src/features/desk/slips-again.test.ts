import { afterEach, beforeEach, expect, test } from 'vitest'
import { asStaff, resident } from '../../../tests/support/people.ts'
import { postSlip } from '../../../tests/support/signin.ts'
import { openSite, type TestSite } from '../../../tests/support/site.ts'
import type { Statement } from '../../kernel/database.ts'

let site: TestSite
let steward: { headers: Record<string, string> }
beforeEach(async () => {
  site = await openSite()
  steward = await asStaff(site, { role: 'steward' })
})
afterEach(() => site.close())

/** Prints a slip; `again` sends its batch once more, as the database client does when the answer was lost. */
const print = async (path: string) => {
  const { write } = site.database
  const batches: Statement[][] = []
  Object.assign(site.database, {
    write: (statements: Statement[]) => {
      batches.push(statements)
      return write(statements)
    },
  })
  const { page } = await (await site.postForm(path, {}, steward.headers)).json()
  Object.assign(site.database, { write })
  return {
    code: String(page.slip?.code ?? page.code),
    again: async () => {
      for (const batch of batches) await write(batch)
    },
  }
}
const later = () => {
  site.state.now += 1000
}

test.each([
  ['a colleague', async () => `/desk/staff/${(await asStaff(site, { role: 'desk' })).id}/slips/`],
  [
    'a resident',
    async () => {
      const { id, household } = await resident(site, { name: '王芳', relation: 'head' })
      return `/desk/households/${household}/members/${id}/slip/`
    },
  ],
])('the batch of a slip for %s that comes again after a newer one leaves the newer one alone', async (_, pathOf) => {
  const path = await pathOf()
  const older = await print(path)
  later()
  const newer = await print(path)
  await older.again()
  expect((await postSlip(site, older.code)).status).toBe(422)
  expect((await postSlip(site, newer.code)).status).toBe(303)
})

test('the batch of a slip that comes again at once leaves one slip, which works', async () => {
  const { id } = await asStaff(site, { role: 'desk' })
  const slip = await print(`/desk/staff/${id}/slips/`)
  await slip.again()
  expect((await site.client.execute('SELECT COUNT(*) AS n FROM signin_codes')).rows[0]?.['n']).toBe(1)
  expect((await postSlip(site, slip.code)).status).toBe(303)
  await slip.again()
  expect((await postSlip(site, slip.code)).status).toBe(422)
})
