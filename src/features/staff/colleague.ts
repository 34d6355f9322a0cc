import type { Role } from '../../kernel/actor.ts'

/** A member of staff as stewards see them. Times are epoch milliseconds. */
export interface Colleague {
  id: string
  name: string
  role: Role
  scope: string | null
  created_at: number
  ended_at: number | null
  has_second_factor: boolean
  /** Whether it is known in which household they live, to which they then give nothing. */
  has_home: boolean
}
