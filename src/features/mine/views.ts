import type { RedemptionState } from '../rewards/redemption.ts'

/** What a resident sees of themselves, opened and in words. Times are epoch milliseconds. */

export interface MyPerson {
  id: string
  name: string
  phone: string | null
  relation: string
  /** `YYYY-MM-DD`, of a child: the day from which it is 14. */
  under_14_until: string | null
  is_child: boolean
  notice_version: string
  registered_at: number
  left_at: number | null
}

export interface MyRelative {
  id: string
  name: string
  relation: string
  is_child: boolean
}

/** `grid` is null where the content knows no grid of the building any more. */
export interface MyHome {
  door: string
  grid: { name: string; phone: string } | null
  relatives: MyRelative[]
}

export interface MyTag {
  tag: string
  word: string
  notice_version: string
  recorded_at: number
}

/** `side`: whether the other one acts for me, or I for them. `state`: `offered` until it is accepted. */
export interface MyRepresentation {
  id: string
  kind: 'guardian' | 'delegate'
  side: 'for-me' | 'by-me'
  person: string
  person_id: string
  state: 'offered' | 'in_force' | 'ended'
  notice_version: string
  granted_at: number
  accepted_at: number | null
  ended_at: number | null
}

export interface MySignup {
  id: string
  activity: string
  activity_title: string
  occurrence: string
  starts_at: number
  state: 'confirmed' | 'waiting' | 'cancelled'
  party_size: number
  /** Whose places they are, where they are somebody else's. */
  for_whom: string | null
  /** Who last acted: 'self', 'guardian', 'delegate', 'waiting list', or staff. */
  acted_by: string
  created_at: number
  came_places: number | null
  /** What was left for the resident's own signup and is not yet deleted; without a name it goes by the register's. */
  contact: { name: string | null; phone: string | null; code: string } | null
  contact_kept_until: number
  contact_deleted_at: number | null
  /** Whether it can be opened. */
  open: boolean
}

export interface MyDevice {
  id: string
  device: string
  is_this: boolean
  created_at: number
  seen_at: number
  expires_at: number
}

export interface MyCard {
  issued_at: number
  ended_at: number | null
}

export interface MyCode {
  channel: 'slip' | 'sms'
  issued_at: number
  expires_at: number
  used_at: number | null
}

/** That staff looked at the resident's or the household's entry, or did something for them. */
export interface MyAuditLine {
  at: number
  role: string
  act: string
}

export interface MyRedemption {
  title: string
  points: number
  state: RedemptionState
  created_at: number
}

/** Everything the site keeps of a resident, and whom they may act for. */
export interface Mine {
  person: MyPerson
  home: MyHome | null
  tags: MyTag[]
  representations: MyRepresentation[]
  acts_for: { id: string; name: string; standing: 'self' | 'guardian' | 'delegate' }[]
  signups: MySignup[]
  /** What this person redeemed for the household. */
  redemptions: MyRedemption[]
  devices: MyDevice[]
  cards: MyCard[]
  codes: MyCode[]
  looked_at: MyAuditLine[]
  is_staff: boolean
}
