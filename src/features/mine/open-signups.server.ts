import type { RequestContext } from '../../kernel/context.ts'
import type { Row } from '../../kernel/database.ts'
import { openResidentName } from '../members/reads.server.ts'
import { readContact } from '../signups/contact.ts'
import type { MySignup } from './views.ts'

/** Contact details of one's own signup; those of others are theirs. */
const contactOf = async ({ vault }: RequestContext, row: Row) => {
  if (row['contact'] === null) return null
  const plain = await vault.open(String(row['contact']), String(row['id']))
  if (plain === null) throw new Error('a contact does not open: was the secret changed?')
  const { name, phone, code } = readContact(plain)
  return { name: name || null, phone: phone || null, code }
}

const stateOf = (row: Row) => (row['cancelled_at'] !== null ? 'cancelled' : row['confirmed_at'] !== null ? 'confirmed' : 'waiting')

const nameOfOther = async ({ vault }: RequestContext, row: Row) =>
  row['resident'] === null ? '已不在册的人' : openResidentName(vault, String(row['resident']), String(row['resident_name']))

/** `allowed`: the ids of those the resident may act for. */
export const openSignups = (context: RequestContext, rows: Row[], resident: string, allowed: string[]): Promise<MySignup[]> =>
  Promise.all(
    rows.map(async (row) => {
      const isOwn = row['resident'] === resident
      const activity = context.catalogue.activities[String(row['activity'])]
      const occurrence = activity?.occurrences.find(({ id }) => id === row['occurrence'])
      return {
        id: String(row['id']),
        activity: String(row['activity']),
        activity_title: activity?.title ?? '活动',
        occurrence: String(row['occurrence']),
        starts_at: occurrence?.starts_at ?? Number(row['starts_at']),
        state: stateOf(row),
        party_size: Number(row['party_size']),
        for_whom: isOwn ? null : await nameOfOther(context, row),
        acted_by: String(row['acted_by']).replace(/^staff:.*/, 'staff'),
        created_at: Number(row['created_at']),
        came_places: row['came_places'] === null ? null : Number(row['came_places']),
        contact: isOwn ? await contactOf(context, row) : null,
        contact_kept_until: Number(row['purge_after']),
        contact_deleted_at: row['purged_at'] === null ? null : Number(row['purged_at']),
        open: row['purged_at'] === null && (isOwn || allowed.includes(String(row['resident']))),
      }
    }),
  )
