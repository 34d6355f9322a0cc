import { type RequestContext, todayOf } from '../../kernel/context.ts'
import type { Statement } from '../../kernel/database.ts'
import { type Result, refuse, success } from '../../kernel/result.ts'
import { endSessionsOf } from '../sessions/store.server.ts'
import { takeCodesBack } from '../signin/store.server.ts'
import { staffWrite } from '../staff/store.server.ts'
import { endingCodesOfGone } from '../surveys/reads.server.ts'
import { endAllRepresentations } from './representations.server.ts'
import type { MembersRefusal } from './schema.ts'
import { eventIfChanged, isOwn, livesThere, onlyIf } from './sql.server.ts'

/** 迁出: the phone is free for somebody else; sign-in, cards, printed codes and representations are over. A household that is empty then has ended. */
export const departMember = async (context: RequestContext, household: string, resident: string): Promise<Result<null, MembersRefusal>> => {
  const lives = livesThere(context, household, resident)
  const own = isOwn(context, [':household'])
  const args = { ...lives.args, ...own.args }
  const gone: Statement = { sql: 'EXISTS (SELECT 1 FROM residents WHERE id = :resident AND left_at = :now)', args }
  const codes = await endingCodesOfGone(context, { household, resident }, todayOf(context))
  const [facts] = await staffWrite(
    context,
    'household.edit',
    { kind: 'resident', id: resident },
    [
      {
        sql: `SELECT ${lives.sql} OR EXISTS (SELECT 1 FROM residents WHERE id = :resident AND left_at IS NOT NULL) AS known,
          ${lives.sql} AND ${own.sql} AS own`,
        args,
      },
      {
        sql: `UPDATE residents SET household = NULL, left_at = :now, phone = NULL, phone_fingerprint = NULL WHERE id = :resident AND ${lives.sql}
          AND NOT ${own.sql}`,
        args,
      },
      eventIfChanged('left', args),
      onlyIf(endAllRepresentations(resident, String(args['by']), context.now), gone),
      onlyIf(endSessionsOf(resident, String(args['by']), context.now), gone),
      onlyIf(takeCodesBack(resident, context.now), gone),
      onlyIf({ sql: 'UPDATE resident_cards SET ended_at = :now WHERE resident = :resident AND ended_at IS NULL', args }, gone),
      onlyIf(
        {
          sql: `UPDATE households SET ended_at = :now, ended_by = :by WHERE id = :household AND ended_at IS NULL
            AND NOT EXISTS (SELECT 1 FROM residents WHERE household = :household)`,
          args,
        },
        gone,
      ),
      ...codes,
    ],
    'depart',
  )
  if (facts?.rows[0]?.['own'] === 1) return refuse({ code: 'own_household' })
  return facts?.rows[0]?.['known'] ? success(null) : refuse({ code: 'member_unknown' })
}
