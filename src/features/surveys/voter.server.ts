import type { Vault } from '../../kernel/vault.ts'

/** Whose set of answers it is: of a household, a resident, a device, or of a paper that belongs to nobody. */
export type VoterKind = 'household' | 'resident' | 'device' | 'paper'

/** As `survey_participations` and `survey_codes` know a voter. The survey is a part of it, so that two surveys cannot be laid side by side. */
export const voterFingerprint = (vault: Vault, survey: string, kind: VoterKind, id: string) =>
  vault.fingerprint('survey voter', `${survey}\0${kind}\0${id}`)

/** As `survey_participations` knows a request. */
export const receiptFingerprint = (vault: Vault, survey: string, requestKey: string) =>
  vault.fingerprint('survey receipt', `${survey}\0${requestKey}`)

/** As `survey_codes` knows a printed code, `survey_paper_entries` a paper and `survey_drafts` what is not handed in yet. */
export const codeFingerprint = (vault: Vault, survey: string, code: string) => vault.fingerprint('survey code', `${survey}\0${code}`)

export const sealText = (vault: Vault, id: string, text: string) => vault.seal(text, `survey text ${id}`)

/** The text of a row of `survey_texts`. */
export const openText = async (vault: Vault, id: string, sealed: string) => {
  const plain = await vault.open(sealed, `survey text ${id}`)
  if (plain === null) throw new Error('a text does not open: was the secret changed?')
  return plain
}
