import { type RequestContext, todayOf } from '../../kernel/context.ts'
import type { Statement, StatementResult } from '../../kernel/database.ts'
import type { Vault } from '../../kernel/vault.ts'
import { doorText } from '../members/door.ts'
import { byStaff, NotSignedIn, staffRead, staffWrite } from '../staff/store.server.ts'
import { type ImportPlan, membersOf, type Planning, type PrintedMember, planImport, type Registered } from './plan.ts'
import type { ImportHousehold } from './rows.ts'
import { importStatements } from './statements.server.ts'

/** What is registered, by fingerprints alone: nobody's details are opened to compare a sheet with it. */
const registered: Statement[] = [
  { sql: 'SELECT id, building, unit, room FROM households WHERE ended_at IS NULL', args: {} },
  {
    sql: `SELECT id, household, name_fingerprint, phone_fingerprint, relation, under_14_until,
        (SELECT group_concat(tag) FROM resident_tags WHERE resident = residents.id) AS tags
      FROM residents WHERE household IS NOT NULL`,
    args: {},
  },
]

const readRegistered = ([households, people]: StatementResult[]): Registered => ({
  households: new Map(
    (households?.rows ?? []).map((row) => [
      doorText({ building: String(row['building']), unit: String(row['unit']), room: String(row['room']) }),
      String(row['id']),
    ]),
  ),
  people: (people?.rows ?? []).map((row) => ({
    id: String(row['id']),
    household: String(row['household']),
    name_fingerprint: String(row['name_fingerprint']),
    phone_fingerprint: row['phone_fingerprint'] as string | null,
    relation: String(row['relation']),
    under_14_until: row['under_14_until'] as string | null,
    tags: row['tags'] ? String(row['tags']).split(',') : [],
  })),
})

/** The people of a sheet with their fingerprints, in its order. */
export const printMembers = async (vault: Vault, households: ImportHousehold[]): Promise<PrintedMember[]> => {
  const printed: PrintedMember[] = []
  for (const member of membersOf(households))
    printed.push({
      ...member,
      name_fingerprint: await vault.fingerprint('resident name', member.name),
      phone_fingerprint: member.phone && (await vault.fingerprint('phone', member.phone)),
    })
  return printed
}

/** 检查: what the sheet would change. One database call. */
export const planSheet = async (context: RequestContext, households: ImportHousehold[]): Promise<Planning> => {
  const known = readRegistered(await staffRead(context, registered))
  return planImport(await printMembers(context.vault, households), known, context.newId)
}

/** 导入, one batch: all of the plan or, when somebody was faster, nothing (false). */
export const importPlan = async (context: RequestContext, plan: ImportPlan): Promise<boolean> => {
  const { notice_version } = { notice_version: context.catalogue.site.member_notice.version }
  const statements = await importStatements(context.vault, plan, {
    by: byStaff(context),
    now: context.now,
    today: todayOf(context),
    notice_version,
  })
  try {
    await staffWrite(context, 'household.import', { kind: 'sheet', id: context.newId() }, statements, String(plan.counts.people))
    return true
  } catch (error) {
    if (error instanceof NotSignedIn || !/UNIQUE constraint|no such household/.test(String((error as Error).message))) throw error
    return false
  }
}
