import type { RequestContext } from '../../kernel/context.ts'
import type { Statement } from '../../kernel/database.ts'
import { type Result, refuse, success } from '../../kernel/result.ts'
import { resetSecondFactor } from '../second-factor/store.server.ts'
import { newSlip, takeCodesBack } from '../signin/store.server.ts'
import { addColleague, allColleagues, inService, readColleagues } from '../staff/reads.server.ts'

/** Who acts where nobody is signed in yet: whoever may run commands on the machine. */
const commandLine = 'console'

type Means = Pick<RequestContext, 'database' | 'vault' | 'now' | 'newId' | 'random'>

export interface StewardSlip {
  name: string
  code: string
  expires_at: number
}

export type StewardRefusal = { code: 'stewards_exist' | 'steward_unknown' | 'which_steward' | 'slip_overtaken'; names: string[] }

const noSteward = "NOT EXISTS (SELECT 1 FROM staff WHERE role = 'steward' AND ended_at IS NULL)"

/** A line of the audit log for what the command line did to one member of staff, if there is one. */
const line = ({ now, newId }: Means, act: 'staff.manage' | 'slip.issue', staff: string, detail: string): Statement => ({
  sql: `INSERT INTO audit_log (request, at, actor, role, act, subject_kind, subject, detail)
    SELECT :line_request, :line_at, :line_actor, 'steward', :line_act, 'staff', staff.id, :line_detail FROM staff WHERE staff.id = :line_staff
    ON CONFLICT (request) DO NOTHING`,
  args: { line_request: newId(), line_at: now, line_actor: commandLine, line_act: act, line_staff: staff, line_detail: detail },
})

/** 第一位管理员, with the slip that signs them in; not when there is a steward already. One write. */
export const makeFirstSteward = async (means: Means, name: string): Promise<Result<StewardSlip, StewardRefusal>> => {
  const id = means.newId()
  const slip = await newSlip(means, { kind: 'staff', id }, commandLine, inService(id))
  const results = await means.database.write([
    addColleague({ id, name, role: 'steward', scope: null }, commandLine, means.now, noSteward),
    line(means, 'staff.manage', id, 'added'),
    line(means, 'slip.issue', id, ''),
    slip.statement,
    allColleagues(),
  ])
  const colleagues = readColleagues(results[4]?.rows ?? [])
  if (colleagues.some((one) => one.id === id)) return success({ name, code: slip.code, expires_at: slip.expires_at })
  return refuse({ code: 'stewards_exist', names: namesOf(colleagues) })
}

const namesOf = (colleagues: ReturnType<typeof readColleagues>) =>
  colleagues.filter(({ role, ended_at }) => role === 'steward' && ended_at === null).map(({ name }) => name)

/**
 * A new slip for a steward who cannot get in any more, as after losing the phone: the second factor is taken off, every
 * device signed out. `name` may be left out where there is only one.
 */
export const letStewardIn = async (means: Means, name: string): Promise<Result<StewardSlip, StewardRefusal>> => {
  const [list] = await means.database.read([allColleagues()])
  const stewards = readColleagues(list?.rows ?? []).filter(({ role, ended_at }) => role === 'steward' && ended_at === null)
  const fitting = stewards.filter((one) => name === '' || one.name === name)
  const [steward] = fitting
  if (!steward) return refuse({ code: 'steward_unknown', names: namesOf(stewards) })
  if (fitting.length > 1) return refuse({ code: 'which_steward', names: namesOf(stewards) })
  const slip = await newSlip(means, { kind: 'staff', id: steward.id }, commandLine, inService(steward.id))
  const results = await means.database.write([
    line(means, 'staff.manage', steward.id, 'second_factor_reset'),
    line(means, 'slip.issue', steward.id, ''),
    ...resetSecondFactor(steward.id, commandLine, means.now),
    takeCodesBack(steward.id, means.now),
    slip.statement,
    slip.issued,
  ])
  if (!results.at(-1)?.rows.length) return refuse({ code: 'slip_overtaken', names: [steward.name] })
  return success({ name: steward.name, code: slip.code, expires_at: slip.expires_at })
}
