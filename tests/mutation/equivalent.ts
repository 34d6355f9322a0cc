/** A mutant that no test can notice, and why. One that is killed after all must leave the list. */
export interface Equivalent {
  file: string
  code: string
  replacement: string
  why: string
}

export const equivalent: Equivalent[] = [
  {
    file: 'src/kernel/ledger-refusal.ts',
    code: "movement.phase !== 'reversal'",
    replacement: 'false',
    why: 'only a reversal names a transfer it reverses, so nothing is found for the others',
  },
  {
    file: 'src/kernel/ledger-refusal.ts',
    code: 'row',
    replacement: 'true',
    why: 'a reversal of an unknown transfer has been refused before anybody asks what it costs',
  },
  {
    file: 'src/features/second-factor/next-session.server.ts',
    code: "'verified token'",
    replacement: '""',
    why: 'a label of a fingerprint, which only has to be another one than the next',
  },
  {
    file: 'src/features/second-factor/next-session.server.ts',
    code: "'verified session'",
    replacement: '""',
    why: 'a label of a fingerprint, which only has to be another one than the last',
  },
  {
    file: 'src/features/signin/redeem.server.ts',
    code: "'by_client'",
    replacement: '""',
    why: 'names parameters of the statement, on both sides',
  },
  {
    file: 'src/features/signin/redeem.server.ts',
    code: "'by_number'",
    replacement: '""',
    why: 'names parameters of the statement, on both sides',
  },
]
