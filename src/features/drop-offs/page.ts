import type { Catalogue, CatalogueRate } from '../../catalogue.ts'
import type { StaffActor } from '../../kernel/actor.ts'
import type { Problem } from '../../kernel/problem.ts'
import type { Calculation } from '../points/earning.ts'
import type { Rate } from '../points/rate.ts'
import type { EntryView } from '../points/views.ts'
import type { Finding } from './patterns.ts'

interface DeskPart {
  actor: Pick<StaffActor, 'name' | 'role'>
  problem?: Problem | undefined
}

export type Station = Catalogue['stations'][number]

/** 回收: a station is chosen once, and remembered by the browser. */
export interface StationPage extends DeskPart {
  kind: 'drop-off-station'
  stations: Station[]
}

/** A household as a station sees it: its door, surnames without given names, and what it can use. */
export interface FoundHome {
  id: string
  door: string
  surnames: string[]
  available: number
}

export interface ReceiptView {
  household: string
  door: string
  entries: EntryView[]
  points: number
  waits: boolean
  by: string
  at: number
  station: string
  available: number
}

/** 回收 at a station: find a household; with `home`, weigh; with `assessed`, look and confirm. */
export interface DropOffPage extends DeskPart {
  kind: 'drop-off'
  station: Station
  typed: Record<string, string>
  home: FoundHome | null
  version: CatalogueRate | null
  rates: Rate[]
  assessed: { calculations: Calculation[]; points: number; waits: boolean } | null
  receipt: ReceiptView | null
  request_key: string
}

/** A drop-off that waits for a second person; `own` was entered by whoever looks. */
export interface WaitingView {
  key: string
  household: string
  door: string
  entries: EntryView[]
  points: number
  by: string
  own: boolean
  at: number
  deadline: number
}

export interface WaitingPage extends DeskPart {
  kind: 'drop-offs-waiting'
  waiting: WaitingView[]
  done: 'confirmed' | 'rejected' | null
  request_key: string
}

export interface DeviceView {
  id: string
  station: string
  name: string
  created_at: number
  ended_at: number | null
}

/** 称重设备; `made` is there once, right after it was made. */
export interface DevicesPage extends DeskPart {
  kind: 'devices'
  devices: DeviceView[]
  stations: Station[]
  made: { id: string; key: string } | null
  typed: { name: string; station: string }
  request_key: string
}

export interface SampledView {
  household: string
  door: string
  entry: EntryView
  station: string
  by: string
}

/** 抽查 of a week that begins on `monday`. */
export interface InspectionPage extends DeskPart {
  kind: 'inspection'
  monday: string
  sample: SampledView[]
  entries: number
  findings: (Finding & { door: string; household: string; by: string })[]
}

export type DropOffPages = StationPage | DropOffPage | WaitingPage | DevicesPage | InspectionPage
