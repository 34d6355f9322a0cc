import type { Role } from '../../kernel/actor.ts'
import type { Statement, StatementResult } from '../../kernel/database.ts'
import { roleWord } from '../staff/words.ts'

/** Who entries may name: staff and devices, ended ones too. */
export const whoActs = (): Statement => ({
  sql: `SELECT 'staff:' || id AS actor, name, role FROM staff UNION ALL SELECT 'device:' || id, name, NULL FROM devices`,
  args: {},
})

const byThemselves: Record<string, string> = { job: '自动', self: '本人', guardian: '监护人', delegate: '家人代办' }

/** An actor as colleagues know them, by name. */
export const namesOf = (result: StatementResult | undefined) => {
  const names = new Map((result?.rows ?? []).map(({ actor, name }) => [String(actor), String(name)]))
  return (actor: string) => names.get(actor) ?? byThemselves[actor] ?? '工作人员'
}

/** An actor as residents are told, by the work they do. */
export const worksOf = (result: StatementResult | undefined) => {
  const works = new Map((result?.rows ?? []).map(({ actor, role }) => [String(actor), role === null ? '自动称重' : roleWord[role as Role]]))
  return (actor: string) => works.get(actor) ?? byThemselves[actor] ?? '工作人员'
}
