import type { Client } from '@libsql/client'
import { createDatabase } from '../../functions/db/client.ts'
import { sealPerson } from '../../src/features/members/reads.server.ts'
import { writeContact } from '../../src/features/signups/contact.ts'
import { alsoPlanted, canary, formulas, shortCanary } from './canary-texts.ts'
import { givePoints } from './rewards.ts'
import { registerOf } from './signin-people.ts'

const rowsOf = async (client: Client, sql: string) => (await client.execute(sql)).rows.map((row) => ({ ...row }))

export interface Planted {
  /** Households whose people carry canaries for names. */
  homes: string[]
  staff: string[]
  formulas: string[]
  /** Names as they were given, none of which may lie about in clear. */
  names: string[]
}

/** Puts canaries into every stored text that somebody is shown, past whatever would have refused them. */
export const plantCanaries = async (client: Client): Promise<Planted> => {
  const register = registerOf(client)
  const vault = await register.host.vault()
  const run = (sql: string, args: Record<string, string | number | null>) => client.execute({ sql, args })
  const people = await rowsOf(
    client,
    'SELECT residents.id, household FROM residents JOIN households ON households.id = household ORDER BY building, unit, room',
  )
  const names: string[] = []
  const rename = async (id: unknown, name: string) => {
    const sealed = await sealPerson(vault, String(id), { name, phone: null })
    await run('UPDATE residents SET name = :name, name_fingerprint = :print WHERE id = :id', {
      id: String(id),
      name: sealed.name,
      print: sealed.name_fingerprint,
    })
    names.push(name)
  }
  for (const { id } of people.slice(0, 40)) await rename(id, canary())
  for (const [place, formula] of formulas.entries()) await rename(people[60 + place]?.['id'], formula)
  alsoPlanted(formulas)
  for (const { household } of people.slice(0, 12))
    await run('UPDATE households SET room = :room WHERE id = :id', { id: String(household), room: canary() })
  const staff = await rowsOf(client, "SELECT id FROM staff WHERE role <> 'steward'")
  for (const { id } of staff) await run('UPDATE staff SET name = :name WHERE id = :id', { id: String(id), name: canary() })
  for (let device = 0; device < 4; device++)
    await run(
      "INSERT INTO devices (id, station, name, key, created_at, created_by) VALUES (:id, 'recycling-east', :name, 'x', 1, 'test')",
      {
        id: `device-${device}`,
        name: canary(),
      },
    )
  for (const [place, kind] of ['cancelled', 'moved', 'cancelled', 'moved'].entries())
    await run(
      `INSERT INTO occurrence_changes (request_key, activity, occurrence, kind, starts_at, ends_at, reason, at, actor)
        VALUES (:key, :activity, :occurrence, :kind, :starts, :ends, :reason, :at, 'test')`,
      {
        ...{ key: `change-of-canaries-${place}`, activity: place < 2 ? 'tai-chi' : 'fangzha-qingjingju', kind, reason: canary() },
        occurrence: ['2026-12-01', '2026-12-03', '2026-11-28', '2026-12-05'][place] ?? '',
        starts: kind === 'moved' ? register.state.now + 14 * 86_400_000 : null,
        ends: kind === 'moved' ? register.state.now + 14 * 86_400_000 + 3_600_000 : null,
        at: register.state.now,
      },
    )
  for (let miss = 0; miss < 5; miss++) {
    await run('INSERT INTO search_miss_texts (mark, text) VALUES (:mark, :text)', { mark: `mark-${miss}`, text: shortCanary() })
    for (let day = 1; day < 7; day++)
      await run('INSERT INTO search_misses (mark, day, device) VALUES (:mark, :day, :device)', {
        mark: `mark-${miss}`,
        day: `2026-11-1${day}`,
        device: `device-${day}`,
      })
  }
  await run('INSERT INTO page_feedback (page, version, helpful, times) VALUES (:page, :version, 0, 9)', {
    page: canary(),
    version: canary(),
  })
  for (let line = 0; line < 5; line++)
    await run(
      `INSERT INTO audit_log (request, at, actor, role, act, subject_kind, subject, detail)
        VALUES (:request, :at, :actor, 'desk', 'household.read', 'household', :subject, :detail)`,
      { request: `line-${line}`, at: register.state.now, actor: String(staff[0]?.['id']), subject: canary(), detail: canary() },
    )
  for (const survey of ['needs-2026', 'chepeng-deng']) {
    for (let text = 0; text < 4; text++)
      await run("INSERT INTO survey_texts (id, survey, version, question, text) VALUES (:id, :survey, 'x', 'words', :text)", {
        ...{ id: `${survey}-${text}`, survey, text: await vault.seal(canary(), `survey text ${survey}-${text}`) },
      })
    await run("INSERT INTO survey_needs (id, survey, title, created_at, created_by) VALUES (:id, :survey, :title, 1, 'test')", {
      ...{ id: `need-${survey}`, survey, title: canary() },
    })
  }
  await run(
    `INSERT INTO signup_pools (activity, occurrence, starts_at, capacity_places, desk_places, desk_released_at, largest_party, waiting_places_limit)
      VALUES ('fangzha-qingjingju', '2026-12-05', :starts, 200, 0, 0, 5, 50)`,
    { starts: register.state.now + 12 * 86_400_000 },
  )
  for (let party = 0; party < 4; party++) {
    const id = `signup-of-a-canary-${party}`
    const contact = writeContact({ name: canary(), phone: `1990000900${party}`, code: `ABCDE${party + 2}` })
    await run(
      `INSERT INTO signups (id, activity, occurrence, channel, party_size, contact, notice_version, created_at, confirmed_at, acted_at, acted_by, purge_after)
        VALUES (:id, 'fangzha-qingjingju', '2026-12-05', 'online', 1, :contact, 'x', 1, 1, 1, 'self', 9999999999999)`,
      { id, contact: await vault.seal(contact, id) },
    )
  }
  const database = createDatabase(() => client, { tries: 1, first_wait_ms: 1, for_ms: 6000 })
  for (const { household } of people.slice(0, 3)) await givePoints({ database, state: register.state }, String(household), 900)
  return {
    homes: [...new Set(people.slice(0, 40).map(({ household }) => String(household)))],
    staff: staff.map(({ id }) => String(id)),
    formulas,
    names,
  }
}
