import type { Row, Statement } from '../../kernel/database.ts'
import type { Vault } from '../../kernel/vault.ts'
import { readParty, type StoredSignup, signupColumns } from '../signups/reads.server.ts'
import type { RosterLine } from './page.ts'

interface Occasion {
  activity: string
  occurrence: string
}

/** Everybody who has a place or waits, by arrival, with the latest tick of who came. */
export const rosterQuery = ({ activity, occurrence }: Occasion): Statement => ({
  sql: `SELECT arrival, ${signupColumns},
      (SELECT came_places FROM attendance_marks WHERE signup = signups.id ORDER BY number DESC LIMIT 1) AS came
    FROM signups WHERE activity = :activity AND occurrence = :occurrence AND cancelled_at IS NULL ORDER BY arrival`,
  args: { activity, occurrence },
})

const readLine = async (vault: Vault, row: Row): Promise<RosterLine> => {
  const signup = row as unknown as StoredSignup
  return {
    arrival: Number(row['arrival']),
    id: signup.id,
    ...(await readParty(vault, signup)),
    party_size: signup.party_size,
    waiting: signup.confirmed_at === null,
    came: row['came'] === null ? null : Number(row['came']),
  }
}

/** Those with a place first, then those who wait; each by arrival. */
export const readRoster = async (vault: Vault, rows: Row[]): Promise<RosterLine[]> => {
  const lines = await Promise.all(rows.map((row) => readLine(vault, row)))
  return [...lines.filter(({ waiting }) => !waiting), ...lines.filter(({ waiting }) => waiting)]
}

/**
 * 签到: writes down how many of each party came, all of them or, if one number is larger than its party, none. Only what is
 * different from the last tick is added, so that the same form again adds nothing. The second statement counts the parties
 * whose number is too large.
 */
export const markAttendance = (occasion: Occasion, marks: [arrival: number, came: number][], by: string, now: number): Statement[] => {
  const wanted = `json_each(:marks) AS wanted JOIN signups ON signups.arrival = wanted.value ->> 0
    AND signups.activity = :activity AND signups.occurrence = :occurrence AND signups.cancelled_at IS NULL`
  const tooMany = `SELECT COUNT(*) FROM ${wanted} WHERE signups.party_size < wanted.value ->> 1`
  const args = { activity: occasion.activity, occurrence: occasion.occurrence, marks: JSON.stringify(marks), by, now }
  return [
    {
      sql: `INSERT INTO attendance_marks (signup, came_places, at, actor) SELECT signups.id, wanted.value ->> 1, :now, :by FROM ${wanted}
        WHERE (${tooMany}) = 0 AND wanted.value ->> 1 IS NOT
          (SELECT came_places FROM attendance_marks WHERE signup = signups.id ORDER BY number DESC LIMIT 1)`,
      args,
    },
    { sql: `SELECT (${tooMany}) AS too_many`, args },
  ]
}
