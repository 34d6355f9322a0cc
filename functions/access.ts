import type { Act } from '../src/features/staff/permissions.ts'

/**
 * Who may come in at an address. `anyone`: nobody is looked at. `known`: anyone, and a signed-in resident is recognised.
 * `resident`: signed-in residents. `colleague`: staff on a signed-in device, before the second factor. Otherwise the act
 * whose permission (src/features/staff/permissions.ts) staff need.
 */
export type Access = 'anyone' | 'known' | 'resident' | 'colleague' | Act

/** Every route of the site, with who may come in; a route without a line here does not pass the tests. */
export const access: Record<string, Access> = {
  'GET /api': 'anyone',
  'GET /api/openapi.json': 'anyone',

  'POST /api/activities/:slug/signups': 'known',
  'POST /api/signup-lookups': 'anyone',
  'POST /api/signup-changes': 'anyone',
  'POST /api/signup-cancellations': 'anyone',
  'GET /api/activities/:slug/occurrences/:occurrence/availability': 'anyone',

  'GET /activities/:slug/:occurrence/signup': 'known',
  'POST /activities/:slug/:occurrence/signup': 'known',
  'GET /signups': 'anyone',
  'POST /signups': 'anyone',
  'GET /signups/current': 'anyone',
  'POST /signups/current': 'anyone',
  'POST /signups/leave': 'anyone',

  'GET /desk/activities': 'signup.take',
  'GET /desk/activities/:slug/:occurrence': 'roster.read',
  'POST /desk/activities/:slug/:occurrence': 'attendance.mark',
  'GET /desk/activities/:slug/:occurrence/print': 'roster.read',
  'GET /desk/activities/:slug/:occurrence/signup': 'signup.take',
  'POST /desk/activities/:slug/:occurrence/signup': 'signup.take',
  'GET /desk/activities/:slug/:occurrence/change': 'occurrence.change',
  'POST /desk/activities/:slug/:occurrence/change': 'occurrence.change',
  'GET /desk/signups/:id': 'signup.take',
  'POST /desk/signups/:id': 'signup.cancel',

  'GET /desk': 'desk.open',
  'GET /desk/staff': 'staff.manage',
  'POST /desk/staff': 'staff.manage',
  'GET /desk/staff/:id': 'staff.manage',
  'POST /desk/staff/:id/slips': 'staff.manage',
  'POST /desk/staff/:id/second-factor': 'staff.manage',
  'POST /desk/staff/:id/ending': 'staff.manage',
  'GET /desk/audit': 'audit.read',

  'GET /me': 'known',
  'POST /me': 'resident',
  'GET /me/signups/:id': 'resident',
  'POST /me/signups/:id': 'resident',
  'GET /me/data': 'resident',
  'GET /me/data.json': 'resident',
  'GET /me/details': 'resident',
  'POST /me/details': 'resident',
  'GET /me/family': 'resident',
  'POST /me/family': 'resident',
  'GET /me/delete': 'resident',
  'POST /me/delete': 'resident',
  'GET /me/deleted': 'anyone',
  'GET /desk/deletions/:resident': 'household.edit',
  'POST /desk/deletions/:resident': 'household.edit',

  'GET /signin': 'known',
  'POST /signin': 'anyone',
  'GET /signin/messages': 'anyone',
  'POST /signin/messages': 'anyone',
  'GET /signin/digits': 'anyone',
  'POST /signin/digits': 'anyone',
  'POST /signin/leave': 'anyone',
  'POST /staff/leave': 'anyone',
  'GET /staff/verify': 'colleague',
  'POST /staff/verify': 'colleague',
  'GET /staff/second-factor': 'colleague',
  'POST /staff/second-factor': 'colleague',

  'GET /desk/households': 'household.find',
  'POST /desk/households': 'household.find',
  'POST /desk/households/registration': 'household.edit',
  'GET /desk/households/:household': 'household.read',
  'POST /desk/households/:household/phones': 'household.read',
  'POST /desk/households/:household/members': 'household.edit',
  'POST /desk/households/:household/members/:resident': 'household.edit',
  'POST /desk/households/:household/members/:resident/departure': 'household.edit',
  'POST /desk/households/:household/members/:resident/slip': 'slip.issue',
  'POST /desk/households/:household/members/:resident/card': 'card.issue',
  'POST /desk/households/:household/moves': 'household.reshape',
  'POST /desk/households/:household/splits': 'household.reshape',
  'POST /desk/households/:household/door': 'household.reshape',
  'POST /desk/households/:household/merger': 'household.reshape',
  'POST /desk/households/:household/representations': 'representation.record',
  'POST /desk/households/:household/representations/:representation/end': 'representation.record',
  'GET /desk/sheets': 'household.import',
  'POST /desk/sheets': 'household.import',
  'GET /desk/sheets/template': 'household.import',
  'POST /desk/sheets/export': 'household.export',
}
