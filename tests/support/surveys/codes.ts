import { codeFingerprint, voterFingerprint } from '../../../src/features/surveys/voter.server.ts'
import { randomBytesForCode, spokenCode } from '../../../src/kernel/spoken-code.ts'
import type { Register } from '../people.ts'

/** A printed code of a household, as the desk would have made it. */
export const printedCode = async (site: Register, survey: string, household: string) => {
  const vault = await site.host.vault()
  const code = spokenCode(crypto.getRandomValues(new Uint8Array(randomBytesForCode)), 8)
  await site.client.execute({
    sql: "INSERT INTO survey_codes (survey, code, voter, issued_on, issued_by) VALUES (?, ?, ?, '2026-11-20', 'test')",
    args: [survey, await codeFingerprint(vault, survey, code), await voterFingerprint(vault, survey, 'household', household)],
  })
  return code
}
