import type { CallFault } from './wire.ts'

/** How somebody, or their browser, sends what they want done. */
type Sending = 'once' | 'twice at once' | 'again after the answer' | 'overtaken by itself' | 'overtaken in its repeat'

/** One way for things to go wrong between a person and the database. */
export interface Fault {
  /** What becomes of the first calls that matter; those after them pass. */
  calls?: CallFault[]
  /** As `calls`, for every call of the first sending, however often it is tried. */
  throughout?: CallFault
  sending?: Sending
  /** How far the clock jumps between the first sending and the next, in milliseconds. */
  clock?: number
  /** The app is started anew between the first sending and the next. */
  restart?: boolean
}

const tenMinutes = 600_000

/** The declared faults: each is tried with each command. */
export const faults: Record<string, Fault> = {
  'answer dropped after the commit': { calls: ['answer_dropped'] },
  'every answer dropped after the commit': { throughout: 'answer_dropped' },
  'cut off after the commit': { calls: ['cut_after', 'cut_before'] },
  'cut off before it arrived': { throughout: 'cut_before' },
  'arrives after its sender gave up': { calls: ['late'] },
  'all arrive after their senders gave up': { throughout: 'late' },
  'BUSY three times': { calls: ['busy', 'busy', 'busy'] },
  '429 three times': { calls: ['too_many', 'too_many', 'too_many'] },
  '5xx twice': { calls: ['server_error', 'server_error'] },
  'disk full': { throughout: 'disk_full' },
  'pressed twice at once': { sending: 'twice at once' },
  'sent again after the answer': { sending: 'again after the answer' },
  'the second overtakes the first': { sending: 'overtaken by itself' },
  'the second overtakes the repeat of the first': { sending: 'overtaken in its repeat', calls: ['answer_dropped'] },
  'twice at once, and an answer dropped': { sending: 'twice at once', calls: ['answer_dropped'] },
  'clock ten minutes forward in between': { throughout: 'answer_dropped', clock: tenMinutes },
  'clock ten minutes back in between': { throughout: 'answer_dropped', clock: -tenMinutes },
  'app restarted in between': { throughout: 'answer_dropped', restart: true },
}
