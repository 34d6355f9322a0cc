import { freshKey } from '../signups.ts'
import type { World } from './permissions.ts'

/** What is sent to a route, where an empty form would not reach what is asked about. */
export const forms: Record<string, (world: World) => Record<string, string>> = {
  'POST /me/rewards/:redemption': () => ({ request_key: freshKey() }),
  'POST /desk/redemptions/:redemption': () => ({ request_key: freshKey() }),
  'POST /desk/redemptions/table': ({ home }) => ({ act: 'find', sought: home.door }),
  'POST /desk/households': ({ home }) => ({ sought: home.door }),
  'POST /desk/surveys/:slug/answer': ({ home }) => ({ act: 'find', sought: home.door }),
  'POST /desk/surveys/:slug/codes': ({ home }) => ({ act: 'find', sought: home.door }),
  'POST /desk/staff/:id/household': () => ({ act: 'none' }),
  'POST /desk/households/:household/phones': ({ home }) => ({ resident: home.resident }),
  'POST /desk/activities/:slug/:occurrence/signup': ({ home }) => ({
    act: 'resident',
    for: home.resident,
    party_size: '1',
    request_key: freshKey(),
  }),
}
