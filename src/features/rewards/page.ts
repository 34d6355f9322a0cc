import type { StaffActor } from '../../kernel/actor.ts'
import type { Problem } from '../../kernel/problem.ts'
import type { PublishedDifference, PublishedMonth } from './account.ts'
import type { MeDone } from './copy.ts'
import type { RedemptionState } from './redemption.ts'
import type { PickupPlace } from './terms.ts'

/** 用积分兑换: where, then yes. `site` is the place that was chosen; without an `offer` there is only the problem. */
export interface RedeemPage {
  kind: 'redeem'
  slug: string
  title: string
  offer: {
    cost_points: number
    available: number
    left_of_limit: number
    next: string
    last_day: string
    places: (PickupPlace & { left: number })[]
  } | null
  site: string | null
  request_key: string
  problem?: Problem | undefined
}

/** One redemption in words; times are epoch ms. */
export interface RedemptionView {
  id: string
  title: string
  place: PickupPlace | null
  points: number
  state: RedemptionState
  created_at: number
  last_day: string
  ended_at: number | null
}

/** 我的兑换. */
export interface OwnRedemptionsPage {
  kind: 'me-rewards'
  redemptions: (RedemptionView & { code: string | null })[]
  available: number
  request_key: string
  done?: MeDone | undefined
  problem?: Problem | undefined
}

/** The session ended somewhere else. */
export interface RewardsOverPage {
  kind: 'rewards-over'
  problem: Problem
}

interface AtDesk {
  actor: Pick<StaffActor, 'name' | 'role'>
  problem?: Problem | undefined
}

/** A redemption as the desk may see it: which door, and the surname alone. */
export interface DeskRedemption extends RedemptionView {
  door: string
  surname: string
  acted_by: string
  ended_by: string | null
  corrected_at: number | null
  corrected_why: string | null
}

/** 核销: one field; what was done a moment ago. */
export interface DeskCodePage extends AtDesk {
  kind: 'desk-code'
  typed: string
  done: DeskRedemption | null
}

export interface DeskRedemptionPage extends AtDesk {
  kind: 'desk-redemption'
  redemption: DeskRedemption | null
  request_key: string
  may_correct: boolean
  done?: 'cancelled' | 'corrected' | 'table' | undefined
}

/** 当面兑换, for a household without a phone. */
export interface DeskTablePage extends AtDesk {
  kind: 'desk-table'
  typed: { sought: string; surname: string; choice: string }
  home: {
    household: string
    door: string
    surname: string
    available: number
    /** What was reserved and waits, so that it can be handed out or cancelled without its code. */
    waiting: RedemptionView[]
    choices: { choice: string; title: string; place: string; cost_points: number; left: number; left_of_limit: number }[]
  } | null
  request_key: string
}

/** 当天发放单. */
export interface DaySheetPage extends AtDesk {
  kind: 'desk-day'
  day: string
  sites: { title: string; lines: DeskRedemption[] }[]
}

export interface StockLine {
  choice: string
  title: string
  place: string
  there: number
  reserved: number
}

/** 兑换物 at the sites. `done` says what the last form did. */
export interface StockPage extends AtDesk {
  kind: 'desk-stock'
  lines: StockLine[]
  typed: { act: string; choice: string; pieces: string }
  done: { title: string; place: string; pieces: number; act: 'delivery' | 'more' | 'fewer' | 'same' } | null
  request_key: string
}

/** 公示. Without a `month` it is the list; `unfinished` is the month that is not over. */
export interface PublicAccountPage {
  kind: 'public-account'
  months: PublishedMonth[]
  month: string | null
  unfinished: string
  differences: PublishedDifference[]
  made_at: number
  problem?: Problem | undefined
}

export interface DeskAccountPage extends AtDesk {
  kind: 'desk-account'
  months: PublishedMonth[]
  differences: PublishedDifference[]
}

export type RewardsPages =
  | RedeemPage
  | OwnRedemptionsPage
  | RewardsOverPage
  | DeskCodePage
  | DeskRedemptionPage
  | DeskTablePage
  | DaySheetPage
  | StockPage
  | PublicAccountPage
  | DeskAccountPage
