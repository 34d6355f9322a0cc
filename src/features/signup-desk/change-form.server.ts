import { momentOf } from '../../kernel/calendar.ts'
import type { RequestContext } from '../../kernel/context.ts'
import type { Statement } from '../../kernel/database.ts'
import { type AppContext, fieldCodes, readForm, unreadableForm } from '../../kernel/http.server.ts'
import type { Problem } from '../../kernel/problem.ts'
import { withChange } from '../activities/changes.ts'
import type { Occurrence } from '../activities/schema.ts'
import { addChange, changesSince, latestChanges, type NewChange, rememberChanges } from '../activities/store.server.ts'
import { settling } from '../signups/reads.server.ts'
import { signupWindow } from '../signups/window.ts'
import { actorOf, byStaff, staffRead, staffWrite } from '../staff/store.server.ts'
import { type AtDesk, addressOf, occurrenceOf, siteOf } from './answers.server.ts'
import { deskInputInvalid, deskProblem } from './copy.ts'
import { contentLines, groupText } from './group-text.ts'
import type { ChangePage } from './page.ts'
import { readRoster, rosterQuery } from './roster.server.ts'
import { type ChangeInput, changeInput } from './schema.ts'

type At = Omit<AtDesk, 'window'>

const subjectOf = ({ at }: At) => ({ kind: 'occurrence', id: `${at.slug}/${at.occurrence.id}` })

/** Whom to call and what to paste, once the desk has changed it; a look at phone numbers has its line in the audit log. */
const readAfter = async (c: AppContext, found: At): Promise<ChangePage['after']> => {
  const { context } = c.var
  const { at } = found
  if (at.occurrence.change === undefined) {
    await staffRead(context, [])
    return null
  }
  const query = rosterQuery({ activity: at.slug, occurrence: at.occurrence.id })
  const [roster] = await staffWrite(context, 'roster.read', subjectOf(found), [query], 'call list')
  const zone = siteOf(c).time_zone
  return {
    lines: await readRoster(context.vault, roster?.rows ?? []),
    group_text: groupText(at, context.now, zone),
    yaml: contentLines(at, zone),
  }
}

/** 停办和改期; one database call. */
export const drawChange = async (c: AppContext, typed: Record<string, string> = {}, problem?: Problem) => {
  const found = occurrenceOf(c)
  if (!found.ok) return found.refusal()
  const { at } = found.value
  const after = await readAfter(c, found.value)
  const page: ChangePage = { kind: 'occurrence-change', actor: actorOf(c), at, typed, request_key: c.var.context.newId(), after, problem }
  return c.var.page(page, problem)
}

const changeOf = ({ at, occurrence }: At, input: ChangeInput, actor: string, timeZone: string): NewChange => {
  const starts_at = input.kind === 'moved' ? momentOf(`${input.day} ${input.time}`, timeZone) : null
  return {
    request_key: input.request_key,
    activity: at.slug,
    occurrence: at.occurrence.id,
    kind: input.kind,
    starts_at,
    ends_at: starts_at && starts_at + occurrence.ends_at - occurrence.starts_at,
    reason: input.reason,
    actor,
  }
}

/** The occurrence as it will stand; one that is restored goes back to where it was moved from. */
const stands = (occurrence: Occurrence, change: NewChange): Occurrence => {
  if (change.kind !== 'restored') return withChange(occurrence, { ...change, number: 0 })
  const starts_at = occurrence.moved_from ?? occurrence.starts_at
  return { ...occurrence, status: 'scheduled', starts_at, ends_at: starts_at + occurrence.ends_at - occurrence.starts_at }
}

/** What signups know of the occurrence follows in the same transaction, unless it is cancelled. */
const settleAfter = ({ catalogue, now }: RequestContext, { activity, occurrence }: At, change: NewChange): Statement[] => {
  const changed = { ...activity, occurrences: [stands(occurrence, change)] }
  const window = signupWindow({ [activity.slug]: changed }, activity.slug, occurrence.id)
  return window.ok ? settling(window.value, catalogue.site.retention_days.signup_contacts, now) : []
}

const isSame = (change: NewChange, kept: Record<string, unknown> | undefined) =>
  kept !== undefined && Object.entries(kept).every(([name, value]) => change[name as keyof NewChange] === value)

/** 停办, 改期, 恢复 by the plain form: one database call. */
export const changeFromForm = async (c: AppContext) => {
  const found = occurrenceOf(c)
  if (!found.ok) return found.refusal()
  const form = await readForm(c)
  if (!form.ok) return unreadableForm(c, form.refusal)
  const typed = form.value
  const { context } = c.var
  const { database, now } = context
  const site = siteOf(c)
  if (found.value.occurrence.ends_at <= now) return drawChange(c, typed, deskProblem({ code: 'occurrence_over' }, site))
  const parsed = changeInput.safeParse(typed)
  if (!parsed.success) return drawChange(c, typed, deskInputInvalid(fieldCodes(parsed.error), site))
  const change = changeOf(found.value, parsed.data, byStaff(context), site.time_zone)
  if (change.starts_at !== null && change.starts_at <= now)
    return drawChange(c, typed, deskInputInvalid([{ field: 'day', code: 'moment_past' }], site))

  const [add, kept] = addChange(change, now)
  const statements = [add, kept, latestChanges(changesSince(now)), ...settleAfter(context, found.value, change)]
  const [, sent, latest] = await staffWrite(context, 'occurrence.change', subjectOf(found.value), statements, change.kind)
  rememberChanges(database, latest?.rows ?? [], now)
  if (!isSame(change, sent?.rows[0])) return drawChange(c, typed, deskProblem({ code: 'request_key_reused' }, site))
  return c.redirect(addressOf(c, 'change/'), 303)
}
