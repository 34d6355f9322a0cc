import type { RequestContext } from '../../kernel/context.ts'
import { byStaff, staffOf, staffRead, staffWrite } from '../staff/store.server.ts'
import type { Giver } from './award-facts.server.ts'

/** The member of staff who is at work, giving points to a household: what is written has a line in the audit log. */
export const staffGiver = (context: RequestContext, household: string): Giver => {
  const { staff } = staffOf(context)
  return {
    actor: byStaff(context),
    staff,
    read: (statements) => staffRead(context, statements),
    write: (statements) => staffWrite(context, 'points.award', { kind: 'household', id: household }, statements),
  }
}

/** A line in the audit log that somebody tried to give points to the own household. */
export const tellOwnHousehold = (context: RequestContext, household: string) =>
  staffWrite(context, 'points.award', { kind: 'household', id: household }, [], 'own household')
