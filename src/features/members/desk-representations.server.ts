import { type RequestContext, todayOf } from '../../kernel/context.ts'
import { type Result, refuse, success } from '../../kernel/result.ts'
import { byStaff, staffWrite } from '../staff/store.server.ts'
import { endRepresentation, grantFacts, grantRepresentation } from './representations.server.ts'
import type { MembersRefusal, RepresentationInput } from './schema.ts'
import { isHome, livesThere, onlyIf } from './sql.server.ts'

/** 登记监护人 or 代办人 at the desk with both present: in force at once. */
export const recordRepresentation = async (
  context: RequestContext,
  household: string,
  input: RepresentationInput,
): Promise<Result<null, MembersRefusal>> => {
  const { vault, catalogue, now } = context
  const today = todayOf(context)
  const lives = livesThere(context, household, input.beneficiary)
  const one = {
    id: input.request_key,
    kind: input.kind,
    beneficiary: input.beneficiary,
    representative:
      input.kind === 'guardian' ? { id: input.representative } : { phone_fingerprint: await vault.fingerprint('phone', input.phone) },
    notice_version: catalogue.site.member_notice.version,
    granted_by: byStaff(context),
    accepted: true,
  }
  const [there, facts] = await staffWrite(
    context,
    'representation.record',
    { kind: 'resident', id: input.beneficiary },
    [{ sql: `SELECT ${lives.sql} AS there`, args: lives.args }, grantFacts(one, today), ...grantRepresentation(one, today, now, lives)],
    input.kind,
  )
  if (!there?.rows[0]?.['there']) return refuse({ code: 'member_unknown' })
  const { known, fits } = facts?.rows[0] ?? {}
  if (!known) return refuse({ code: input.kind === 'delegate' ? 'representative_unknown' : 'representation_unfit' })
  return fits ? success(null) : refuse({ code: 'representation_unfit' })
}

/** Ends one that somebody of this household gave. Ending it twice is the same. */
export const endRepresentationAtDesk = async (
  context: RequestContext,
  household: string,
  representation: string,
): Promise<Result<null, MembersRefusal>> => {
  const home = isHome(context, household)
  const given = {
    sql: `EXISTS (SELECT 1 FROM representations AS given JOIN residents ON residents.id = given.beneficiary
      JOIN households ON households.id = residents.household WHERE given.id = :representation AND ${home.sql})`,
    args: { ...home.args, representation },
  }
  const [known] = await staffWrite(
    context,
    'representation.record',
    { kind: 'representation', id: representation },
    [
      { sql: `SELECT ${given.sql} AS known`, args: given.args },
      onlyIf(endRepresentation(representation, null, byStaff(context), context.now), given),
    ],
    'end',
  )
  return known?.rows[0]?.['known'] ? success(null) : refuse({ code: 'member_unknown' })
}
