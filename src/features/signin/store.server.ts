import type { Statement } from '../../kernel/database.ts'

export { sendNumberCode } from './number-code.server.ts'
export { newSlip, type SigninSubject } from './slip.server.ts'

/** Takes away the codes a person was given until `now` (epoch ms) and has not used; a batch that comes again leaves later ones alone. */
export const takeCodesBack = (subject: string, now: number): Statement => ({
  sql: 'DELETE FROM signin_codes WHERE subject = :code_subject AND used_at IS NULL AND issued_at <= :code_until',
  args: { code_subject: subject, code_until: now },
})
