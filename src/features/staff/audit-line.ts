/** A line of the audit log with the names of staff in it; `at` is epoch milliseconds. */
export interface AuditLine {
  number: number
  at: number
  actor: string
  actor_name: string | null
  act: string
  subject_kind: string
  subject: string
  /** The name of a member of staff; nobody else's is known here. */
  subject_name: string | null
  detail: string
}
