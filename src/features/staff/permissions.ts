import type { Role } from '../../kernel/actor.ts'

/**
 * Who may do what, once: routes, pages and tests read this table. A grid worker's acts reach only the buildings of the own
 * grid (`buildingsInReach`), a team lead's only the own programme.
 */
export const permissions = {
  'desk.open': ['steward', 'desk', 'grid_worker', 'station', 'team_lead'],
  'household.find': ['steward', 'desk', 'grid_worker'],
  'household.read': ['steward', 'desk', 'grid_worker'],
  'household.edit': ['steward', 'desk'],
  'household.reshape': ['steward', 'desk'],
  'household.import': ['steward'],
  'household.export': ['steward'],
  'slip.issue': ['steward', 'desk', 'grid_worker'],
  'card.issue': ['steward', 'desk', 'grid_worker'],
  'representation.record': ['steward', 'desk'],
  'roster.read': ['steward', 'desk'],
  'signup.take': ['steward', 'desk', 'grid_worker'],
  'signup.cancel': ['steward', 'desk'],
  'attendance.mark': ['steward', 'desk'],
  'occurrence.change': ['steward', 'desk'],
  'points.award': ['steward', 'station'],
  'points.confirm': ['steward', 'desk', 'station'],
  'points.correct': ['steward'],
  'points.read': ['steward', 'desk', 'station'],
  'points.inspect': ['steward'],
  'device.manage': ['steward'],
  'redemption.hand_out': ['steward', 'desk', 'station'],
  'redemption.reserve': ['steward', 'desk', 'station'],
  'redemption.correct': ['steward'],
  'stock.record': ['steward', 'desk'],
  'account.export': ['steward'],
  'feedback.read': ['steward'],
  'searches.read': ['steward'],
  'survey.answer': ['steward', 'desk', 'grid_worker'],
  'survey.code': ['steward', 'desk', 'grid_worker'],
  'survey.paper': ['steward', 'desk'],
  'survey.read': ['steward'],
  'survey.decide': ['steward'],
  'survey.publish': ['steward'],
  'survey.export': ['steward'],
  'staff.manage': ['steward'],
  'audit.read': ['steward'],
} as const satisfies Record<string, readonly Role[]>

export type Act = keyof typeof permissions

export const acts = Object.keys(permissions) as Act[]

export const mayDo = (role: Role, act: Act) => (permissions[act] as readonly Role[]).includes(role)
