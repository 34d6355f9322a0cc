/** What staff may be: 管理员, 窗口, 网格员, 回收点, 志愿项目带头人. */
export const roles = ['steward', 'desk', 'grid_worker', 'station', 'team_lead'] as const
export type Role = (typeof roles)[number]

/** Somebody the site does not know; may still hold a signup by its code. */
export interface Guest {
  kind: 'guest'
}

/** A resident signed in on a device of their own. */
export interface ResidentActor {
  kind: 'resident'
  session: string
  resident: string
}

/**
 * A member of staff, as the sealed cookie of the device says; the database is asked in the same batch as the act
 * (`staffWrite`, `staffRead`). `scope` is the grid of a grid worker or the programme of a team lead, else null;
 * `second_factor_at` (epoch ms) is null until the second factor was given on this device.
 */
export interface StaffActor {
  kind: 'staff'
  session: string
  staff: string
  name: string
  role: Role
  scope: string | null
  second_factor_at: number | null
}

export type Actor = Guest | ResidentActor | StaffActor

export const guest: Guest = { kind: 'guest' }
