/** A refusal ready to be answered or drawn: a stable code and a Chinese sentence, as RFC 9457 problem details carry them. */
export interface Problem {
  code: string
  sentence: string
  fields?: { field: string; code: string; sentence: string }[] | undefined
  retry_after_seconds?: number | undefined
  /** Where to go on from here, within the site. */
  next?: { href: string; word: string } | undefined
  /** What was typed, sealed: it is posted to `next` instead of being lost. */
  kept?: string | undefined
}
