/** What is mutated together, and the tests that are to notice it: only those that know the rules alone, or little more, because each runs hundreds of times. */
export interface Area {
  rules: string[]
  tests: string[]
}

const inFolder = (folder: string, names: string[]) => names.map((name) => `${folder}/${name}.ts`)

const signups = inFolder('src/features/signups', ['capacity', 'window', 'definition', 'availability'])
const books = inFolder('src/kernel', ['ledger', 'ledger-refusal'])
const points = inFolder('src/features/points', ['rate', 'lots', 'earning', 'statement', 'movements', 'in-force'])
const surveys = inFolder('src/features/surveys', ['branching', 'answer', 'limits', 'window', 'ballot'])
const results = inFolder('src/features/survey-results', ['suppression', 'table', 'ballot-count'])
const signin = [
  ...inFolder('src/features/signin', ['message-code', 'limits']),
  ...inFolder('src/features/sessions', ['device', 'limits']),
  ...inFolder('src/features/second-factor', ['limits']),
]
const redeeming = ['src/features/signin/redeem.server.ts', 'src/features/second-factor/next-session.server.ts']

/** The rules whose mistakes cost people most: a place, a point, an answer or a vote, a door. */
export const areas: Record<string, Area> = {
  capacity: { rules: signups, tests: ['src/features/signups/{capacity,window,availability}.test.ts'] },
  ledger: {
    rules: [...books, ...points],
    tests: ['src/kernel/ledger-{refusal,accounts}.test.ts', 'src/features/points/{rate,lots,earning,statement,in-force}.test.ts'],
  },
  surveys: {
    rules: [...surveys, ...results],
    tests: [
      'src/features/surveys/{course,answer,limits,window,ballot}.test.ts',
      'src/features/survey-results/{suppression,table,ballot-count}.test.ts',
    ],
  },
  'sign-in': { rules: signin, tests: ['src/features/{signin,sessions,second-factor}/{device,message-code,limits}.test.ts'] },
  redeeming: { rules: redeeming, tests: ['src/features/signin/{slip,message}.test.ts', 'src/features/second-factor/next-session.test.ts'] },
}
