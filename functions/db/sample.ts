import type { Site } from '../../src/content-schemas/site.ts'
import { printMembers } from '../../src/features/member-sheets/import.server.ts'
import { type PlannedPerson, planImport } from '../../src/features/member-sheets/plan.ts'
import { sampleHouseholds, sampleStaff } from '../../src/features/member-sheets/sample.ts'
import { importStatements } from '../../src/features/member-sheets/statements.server.ts'
import { grantRepresentation } from '../../src/features/members/store.server.ts'
import { newSlip, type SigninSubject } from '../../src/features/signin/store.server.ts'
import { dayOf } from '../../src/kernel/calendar.ts'
import type { RequestContext } from '../../src/kernel/context.ts'
import type { Statement } from '../../src/kernel/database.ts'
import { sampleBooks } from './sample-rewards.ts'

export type SampleParts = Pick<RequestContext, 'database' | 'vault' | 'now' | 'newId' | 'random'> & { site: Site }

const by = 'sample'

/** Every fourth old person without a phone has a delegate in the next household, every second child a guardian. */
const representations = (people: PlannedPerson[], { site, now, newId }: SampleParts, today: string): Statement[] => {
  const pairs: { kind: 'guardian' | 'delegate'; beneficiary: PlannedPerson; representative: PlannedPerson | undefined }[] = []
  const children = people.filter(({ birth_month }) => birth_month !== null)
  for (const child of children.filter((_, place) => place % 2 === 0))
    pairs.push({
      kind: 'guardian',
      beneficiary: child,
      representative: people.find(({ household, relation }) => household === child.household && relation === 'head'),
    })
  const elders = people.filter(({ phone, audiences }) => phone === null && audiences.length > 0)
  for (const elder of elders.filter((_, place) => place % 4 === 0))
    pairs.push({
      kind: 'delegate',
      beneficiary: elder,
      representative: people.slice(people.indexOf(elder)).find(({ phone, household }) => phone !== null && household !== elder.household),
    })
  return pairs.flatMap(({ kind, beneficiary, representative }) =>
    representative
      ? grantRepresentation(
          {
            id: newId(),
            kind,
            beneficiary: beneficiary.id,
            representative: { id: representative.id },
            notice_version: site.member_notice.version,
            granted_by: by,
            accepted: true,
          },
          today,
          now,
        ).slice(1, 2)
      : [],
  )
}

const staff = ({ site, now, newId }: SampleParts): Statement[] => {
  const grids = site.grids.map(({ id }) => id)
  return sampleStaff.flatMap(({ name, role }) => {
    const scope = role === 'grid_worker' ? grids.shift() : null
    if (scope === undefined) return []
    return [
      {
        sql: 'INSERT INTO staff (id, name, role, scope, created_at, created_by) VALUES (:id, :name, :role, :scope, :now, :by)',
        args: { id: newId(), name, role, scope, now, by },
      },
    ]
  })
}

const fill = async (parts: SampleParts) => {
  const { site, vault, now, newId, database } = parts
  const today = dayOf(now, site.time_zone)
  const households = sampleHouseholds(
    site.grids.flatMap(({ buildings }) => buildings),
    today,
  )
  const planning = planImport(await printMembers(vault, households), { households: new Map(), people: [] }, newId)
  if (!planning.ok) throw new Error('the sample does not fit together')
  const { plan } = planning
  await database.write([
    ...(await importStatements(vault, plan, { by, now, today, notice_version: site.member_notice.version })),
    ...representations(plan.added, parts, today),
    ...staff(parts),
    ...sampleBooks(
      parts,
      plan.households.map(({ id }) => id),
    ),
  ])
}

const issue = async (parts: SampleParts, subject: SigninSubject) => {
  const { code, statement } = await newSlip(parts, subject, by)
  await parts.database.write([statement])
  return code
}

export interface SampleSlips {
  resident: string
  steward: string
}

/**
 * Fills an empty database with the sample community, and issues a slip to one of its residents, a guardian, and one to its
 * steward. Null, and nothing done, where other people live already.
 */
export const seedSample = async (parts: SampleParts): Promise<SampleSlips | null> => {
  const [any] = await parts.database.read([{ sql: 'SELECT EXISTS (SELECT 1 FROM households) AS there', args: {} }])
  if (!any?.rows[0]?.['there']) await fill(parts)
  const [resident, steward] = await parts.database.read([
    {
      sql: `SELECT residents.id FROM residents JOIN households ON households.id = residents.household
        JOIN representations ON representations.representative = residents.id AND representations.kind = 'guardian' AND representations.ended_at IS NULL
        WHERE residents.created_by = :by ORDER BY households.building, households.unit, households.room LIMIT 1`,
      args: { by },
    },
    { sql: "SELECT id FROM staff WHERE created_by = :by AND role = 'steward' AND ended_at IS NULL", args: { by } },
  ])
  const [guardian, chief] = [resident?.rows[0]?.['id'], steward?.rows[0]?.['id']]
  if (!guardian || !chief) return null
  return {
    resident: await issue(parts, { kind: 'resident', id: String(guardian) }),
    steward: await issue(parts, { kind: 'staff', id: String(chief) }),
  }
}
