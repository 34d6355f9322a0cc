import { type RequestContext, todayOf } from '../../kernel/context.ts'
import { type Result, refuse, success } from '../../kernel/result.ts'
import { randomBytesForCode, spokenCode } from '../../kernel/spoken-code.ts'
import { newSlip } from '../signin/store.server.ts'
import { byStaff, staffWrite } from '../staff/store.server.ts'
import { isUnder14 } from './child.ts'
import { cardFingerprint } from './find.server.ts'
import { cardCodeLength } from './limits.ts'
import { openPerson, personColumns } from './reads.server.ts'
import type { MembersRefusal } from './schema.ts'
import { livesThere } from './sql.server.ts'

/** The code stands on the paper and nowhere else. `expires_at` is epoch ms. */
export interface Paper {
  name: string
  code: string
  expires_at: number | null
}

const personThere = (condition: string) => `SELECT ${personColumns} FROM residents WHERE residents.id = :resident AND ${condition}`

/** 登录纸条 for a resident of this household; earlier ones end. A child does not sign in, its guardian does. */
export const issueSlip = async (context: RequestContext, household: string, resident: string): Promise<Result<Paper, MembersRefusal>> => {
  const lives = livesThere(context, household, resident)
  const grown = `${lives.sql} AND EXISTS (SELECT 1 FROM residents WHERE id = :resident AND (under_14_until IS NULL OR under_14_until <= :today))`
  const slip = await newSlip(context, { kind: 'resident', id: resident }, byStaff(context), { sql: grown, args: lives.args })
  const [found, , issued] = await staffWrite(context, 'slip.issue', { kind: 'resident', id: resident }, [
    { sql: personThere(lives.sql), args: lives.args },
    slip.statement,
    slip.issued,
  ])
  const row = found?.rows[0]
  if (!row) return refuse({ code: 'member_unknown' })
  const { name, under_14_until } = await openPerson(context.vault, row)
  if (isUnder14(under_14_until, todayOf(context))) return refuse({ code: 'child_needs_guardian' })
  if (!issued?.rows.length) return refuse({ code: 'paper_overtaken' })
  return success({ name, code: slip.code, expires_at: slip.expires_at })
}

/** 居民卡: a new one ends the earlier ones. */
export const issueCard = async (context: RequestContext, household: string, resident: string): Promise<Result<Paper, MembersRefusal>> => {
  const lives = livesThere(context, household, resident)
  const code = spokenCode(context.random(randomBytesForCode), cardCodeLength)
  const args = { ...lives.args, card: await cardFingerprint(context, code) }
  // A batch that comes again, or late, after a newer card was made ends nothing.
  const isNewest = 'NOT EXISTS (SELECT 1 FROM resident_cards WHERE resident = :resident AND issued_at > :now)'
  const [found, , , issued] = await staffWrite(context, 'card.issue', { kind: 'resident', id: resident }, [
    { sql: personThere(lives.sql), args },
    {
      sql: `UPDATE resident_cards SET ended_at = :now WHERE resident = :resident AND ended_at IS NULL AND ${lives.sql} AND ${isNewest}
        AND NOT EXISTS (SELECT 1 FROM resident_cards WHERE fingerprint = :card)`,
      args,
    },
    {
      sql: `INSERT INTO resident_cards (fingerprint, resident, issued_at, issued_by) SELECT :card, :resident, :now, :by WHERE ${lives.sql} AND ${isNewest} ON CONFLICT DO NOTHING`,
      args,
    },
    { sql: 'SELECT 1 FROM resident_cards WHERE fingerprint = :card AND ended_at IS NULL', args },
  ])
  const row = found?.rows[0]
  if (!row) return refuse({ code: 'member_unknown' })
  if (!issued?.rows.length) return refuse({ code: 'paper_overtaken' })
  const { name } = await openPerson(context.vault, row)
  return success({ name, code, expires_at: null })
}
