import type { Row, SqlValue, Statement } from '../../kernel/database.ts'
import type { AuditLine } from './audit-line.ts'

/** Which lines: all conditions hold. Moments are epoch ms, `from` inclusive, `until` exclusive; `before` is a line's number. */
export interface AuditQuery {
  actor?: string | undefined
  act?: string | undefined
  subject?: string | undefined
  from?: number | undefined
  until?: number | undefined
  before?: number | undefined
}

const noLine = Number.MAX_SAFE_INTEGER

/**
 * Lines are numbered in the order of their times, so a day is a range of numbers, found by one step in the index of times;
 * then every search walks one index by number, newest first, and stops after a page.
 */
const firstSince = (name: string) =>
  `COALESCE((SELECT number FROM audit_log AS edge WHERE edge.at >= :${name} ORDER BY edge.at, edge.number LIMIT 1), ${noLine})`

const conditions: Record<keyof AuditQuery, string> = {
  actor: 'line.actor = :search_actor',
  act: 'line.act = :search_act',
  subject: 'line.subject = :search_subject',
  from: `line.number >= ${firstSince('search_from')}`,
  until: `line.number < ${firstSince('search_until')}`,
  before: 'line.number < :search_before',
}

/** Newest first, `most` at the most. */
export const auditLines = (query: AuditQuery, most: number): Statement => {
  const given = (Object.keys(conditions) as (keyof AuditQuery)[]).filter((key) => query[key] !== undefined)
  const args: Record<string, SqlValue> = { search_most: most }
  for (const key of given) args[`search_${key}`] = query[key] ?? null
  return {
    sql: `SELECT line.number, line.at, line.actor, actors.name AS actor_name, line.act, line.subject_kind, line.subject,
        subjects.name AS subject_name, line.detail
      FROM audit_log AS line LEFT JOIN staff AS actors ON actors.id = line.actor
        LEFT JOIN staff AS subjects ON line.subject_kind = 'staff' AND subjects.id = line.subject
      ${given.length > 0 ? `WHERE ${given.map((key) => conditions[key]).join(' AND ')}` : ''}
      ORDER BY line.number DESC LIMIT :search_most`,
    args,
  }
}

export const readAuditLines = (rows: Row[]) => rows as unknown as AuditLine[]
