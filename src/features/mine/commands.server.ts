import type { RequestContext } from '../../kernel/context.ts'
import type { Statement } from '../../kernel/database.ts'
import { type Result, refuse, success } from '../../kernel/result.ts'
import { sealPerson } from '../members/reads.server.ts'
import { meOf } from '../sessions/reads.server.ts'
import { endSession } from '../sessions/store.server.ts'
import type { Done } from './copy.ts'
import type { MineRefusal, TagInput } from './schema.ts'
import { grownAndSignedIn, type Right, runGrown, runOwn, sessionOpen } from './sql.server.ts'

/** What was done in a word, where the button alone does not say it. */
export type Outcome = Promise<Result<Done | null, MineRefusal>>

/** 改姓名. */
export const correctName = async (context: RequestContext, name: string): Outcome => {
  const me = meOf(context)
  const right = grownAndSignedIn(context)
  const sealed = await sealPerson(context.vault, me.resident, { name, phone: null })
  const args = { ...right.args, name: sealed.name, name_fingerprint: sealed.name_fingerprint }
  const told = await runGrown(context, [
    {
      sql: `UPDATE OR IGNORE residents SET name = :name, name_fingerprint = :name_fingerprint WHERE id = :me AND ${right.sql}`,
      args,
    },
    { sql: `SELECT ${right.told}, name_fingerprint = :name_fingerprint AS done FROM residents WHERE id = :me`, args },
  ])
  if (!told.ok) return told
  return told.value['done'] === 1 ? success(null) : refuse({ code: 'name_taken' })
}

const toldOf = ({ told, args }: Right): Statement => ({ sql: `SELECT ${told}`, args })

/** 登记人群, with consent to the notice as it is now. */
export const addTag = async (context: RequestContext, { tag, notice_version }: TagInput): Outcome => {
  if (notice_version !== context.catalogue.site.member_notice.version) return refuse({ code: 'member_notice_changed' })
  const right = grownAndSignedIn(context)
  const told = await runGrown(context, [
    {
      sql: `INSERT INTO resident_tags (resident, tag, notice_version, recorded_at, recorded_by)
        SELECT :me, :tag, :notice_version, :my_now, 'self' WHERE ${right.sql} ON CONFLICT DO NOTHING`,
      args: { ...right.args, tag, notice_version },
    },
    toldOf(right),
  ])
  return told.ok ? success(null) : told
}

/** 去掉人群: consent is withdrawn and nothing is left of it. */
export const withdrawTag = async (context: RequestContext, tag: string): Outcome => {
  const right = grownAndSignedIn(context)
  const told = await runGrown(context, [
    { sql: `DELETE FROM resident_tags WHERE resident = :me AND tag = :tag AND ${right.sql}`, args: { ...right.args, tag } },
    toldOf(right),
  ])
  return told.ok ? success(null) : told
}

/** 退出一台设备, which may be this one: then it is the same however often it comes. */
export const endDevice = async (context: RequestContext, session: string): Outcome => {
  const me = meOf(context)
  const good = session === me.session ? { sql: 'true', args: { me: me.resident } } : sessionOpen(context)
  const facts = await runOwn(context, [
    endSession(me.resident, session, 'self', context.now, good),
    {
      sql: `SELECT ${good.sql} AS signed_in, EXISTS (SELECT 1 FROM sessions WHERE id = :session AND subject = :me) AS known`,
      args: { ...good.args, session },
    },
  ])
  return facts['known'] === 1 ? success(null) : refuse({ code: 'device_unknown' })
}

export const endOtherDevices = async (context: RequestContext): Outcome => {
  const good = sessionOpen(context)
  await runOwn(context, [
    {
      sql: `UPDATE sessions SET ended_at = :my_now, ended_by = 'self'
        WHERE subject = :me AND id <> :my_session AND ended_at IS NULL AND ${good.sql}`,
      args: good.args,
    },
    { sql: `SELECT ${good.sql} AS signed_in`, args: good.args },
  ])
  return success(null)
}
