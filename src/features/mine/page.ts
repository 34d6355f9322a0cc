import type { StaffActor } from '../../kernel/actor.ts'
import type { Problem } from '../../kernel/problem.ts'
import type { HeldPage } from '../signups/page.ts'
import type { Done } from './copy.ts'
import type { Mine } from './views.ts'

interface Told {
  done?: Done | undefined
  problem?: Problem | undefined
}

/** 我的, for somebody who is not signed in. */
export interface WelcomePage {
  kind: 'me-welcome'
}

/** 我的: household, signups, for whom one acts, devices. */
export interface HomePage extends Told {
  kind: 'me-home'
  mine: Mine
}

/** 网站存着什么: everything, readable and printable. */
export interface DataPage {
  kind: 'me-data'
  mine: Mine
}

/** 改登记: what was typed is given back when something is wrong. `awaited` is the new number, masked, whose code is to be typed. */
export interface DetailsPage extends Told {
  kind: 'me-details'
  mine: Mine
  typed: { name: string; phone: string }
  awaited: string | null
  sends_messages: boolean
}

/** 家人代办. */
export interface FamilyPage extends Told {
  kind: 'me-family'
  mine: Mine
  typed: { phone: string }
}

export interface DeletePage extends Told {
  kind: 'me-delete'
  mine: Mine
}

export interface DeletedPage {
  kind: 'me-deleted'
}

/** The session ended somewhere else; `problem` says so. */
export interface OverPage {
  kind: 'me-over'
  problem: Problem
}

/** 回执 of a signed-in holder; `address` is where its forms post to. Null when there is none for them to see. */
export interface OwnSignupPage {
  kind: 'me-signup'
  held: HeldPage | null
  address: string
  problem?: Problem | undefined
}

/** 按本人要求删除, at the desk. Null when there is nobody (any more). */
export interface DeskDeletionPage {
  kind: 'desk-deletion'
  actor: Pick<StaffActor, 'name' | 'role'>
  person: { name: string; door: string | null; household: string | null; signups: number } | null
  address: string
  problem?: Problem | undefined
}

export type MinePage = WelcomePage | HomePage | DataPage | DetailsPage | FamilyPage | DeletePage | DeletedPage | OverPage | OwnSignupPage

export const isMinePage = (page: { kind: string }): page is MinePage => page.kind.startsWith('me-')
