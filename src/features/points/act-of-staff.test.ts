import { afterAll, beforeAll, expect, test } from 'vitest'
import { asStaff } from '../../../tests/support/people.ts'
import { openSite, type TestSite } from '../../../tests/support/site.ts'
import type { RequestContext } from '../../kernel/context.ts'
import { recordingTransfers, transfersRecorded } from '../../kernel/ledger.server.ts'
import { availableOf } from '../../kernel/ledger.ts'
import { balanceOf, readBalance } from '../../kernel/ledger-reads.server.ts'
import { NotSignedIn, staffWrite } from '../staff/store.server.ts'
import { householdPoints } from './accounts.ts'
import { earnChain } from './chains.ts'

let site: TestSite
beforeAll(async () => {
  site = await openSite()
})
afterAll(() => site.close())

const contextOf = async (staff: string, session: string): Promise<RequestContext> => ({
  catalogue: site.state.catalogue,
  database: site.database,
  vault: await site.host.vault(),
  sms: null,
  actor: { kind: 'staff', session, staff, name: '赵敏', role: 'desk', scope: null, second_factor_at: site.state.now },
  now: site.state.now,
  newId: () => crypto.randomUUID(),
  random: (bytes) => crypto.getRandomValues(new Uint8Array(bytes)),
  client: async () => 'client',
  servedFile: async () => null,
  afterwards: () => {},
})

test('an entry made by staff is in one batch with its audit line, and nothing moves when the session is over', async () => {
  const { id } = await asStaff(site, { role: 'desk' })
  const { rows } = await site.client.execute({ sql: 'SELECT id FROM sessions WHERE subject = ?', args: [id] })
  const session = String(rows[0]?.['id'])
  const context = await contextOf(id, session)
  const earn = async (key: string) => {
    const chain = earnChain({ key, digest: key, actor: `staff:${id}`, now: site.state.now }, { household: 'h1', points: 35, rule: 'paper' })
    const results = await staffWrite(context, 'household.edit', { kind: 'household', id: 'h1' }, recordingTransfers(chain))
    return transfersRecorded(chain, results)
  }
  const balance = async () => availableOf(readBalance((await site.database.read([balanceOf(householdPoints('h1').id)]))[0]))

  expect(await earn('first')).toMatchObject({ ok: true, value: [{ amount: 35, actor: `staff:${id}` }] })
  expect(await balance()).toBe(35)
  await site.client.execute({ sql: 'UPDATE sessions SET ended_at = ? WHERE id = ?', args: [site.state.now, session] })
  await expect(earn('second')).rejects.toThrow(NotSignedIn)
  expect(await balance()).toBe(35)
})
