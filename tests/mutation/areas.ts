import { globSync } from 'node:fs'
import { repositoryRoot } from '../support/root.ts'

/** What is mutated together, and the tests that are to notice it: only those that know the rules alone, or little more, because each runs hundreds of times. */
export interface Area {
  rules: string[]
  tests: string[]
}

const inFolder = (folder: string, names: string[]) => names.map((name) => `${folder}/${name}.ts`)

const signups = inFolder('src/features/signups', ['capacity', 'window', 'definition', 'availability'])
const books = inFolder('src/kernel', ['ledger', 'ledger-refusal'])
const points = inFolder('src/features/points', ['rate', 'lots', 'earning', 'statement', 'movements', 'in-force', 'refusal', 'publish'])
const dropOffs = inFolder('src/features/drop-offs', ['brought', 'patterns'])
const rewards = inFolder('src/features/rewards', ['limit'])
const surveys = inFolder('src/features/surveys', ['branching', 'answer', 'limits', 'window', 'ballot'])
const results = inFolder('src/features/survey-results', ['suppression', 'table', 'tables', 'tally-groups', 'ballot-count'])
const members = inFolder('src/features/members', ['door', 'child'])
const staff = inFolder('src/features/staff', ['reach', 'scope'])
const codes = inFolder('src/kernel', ['attempts', 'spoken-code'])
const signin = [
  ...inFolder('src/features/signin', ['message-code', 'limits']),
  ...inFolder('src/features/sessions', ['device', 'limits']),
  ...inFolder('src/features/second-factor', ['limits']),
]
const redeeming = ['src/features/signin/redeem.server.ts', 'src/features/second-factor/next-session.server.ts']

/** The rules whose mistakes cost people most: a place, a point, an answer or a vote, a secret, a door. */
export const areas: Record<string, Area> = {
  capacity: { rules: signups, tests: ['src/features/signups/{capacity,window,availability}.test.ts'] },
  ledger: {
    rules: [...books, ...points],
    tests: [
      'src/kernel/ledger-{refusal,accounts}.test.ts',
      'src/features/points/{rate,lots,earning,statement,in-force,refusal,publish}.test.ts',
    ],
  },
  'drop-offs': {
    rules: [...dropOffs, ...rewards],
    tests: ['src/features/drop-offs/{brought,patterns}.test.ts', 'src/features/rewards/limit.test.ts'],
  },
  surveys: { rules: surveys, tests: ['src/features/surveys/{course,implied,answer,limits,window,ballot}.test.ts'] },
  results: {
    rules: results,
    tests: ['src/features/survey-results/{suppression,table,silence,told,told-of-several,result,tally-groups,ballot-count}.test.ts'],
  },
  doors: {
    rules: [...members, ...staff],
    tests: ['src/features/members/{door,child}.test.ts', 'src/features/staff/reach.test.ts'],
  },
  'sign-in': {
    rules: [...signin, ...codes],
    tests: [
      'src/features/signin/{message-code,limits}.test.ts',
      'src/features/sessions/{device,limits}.test.ts',
      'src/features/second-factor/limits.test.ts',
      'src/kernel/{attempts,spoken-code}.test.ts',
    ],
  },
  redeeming: {
    rules: redeeming,
    tests: ['src/features/signin/{slip,message}.test.ts', 'src/features/second-factor/next-session.test.ts'],
  },
}

/** Paths of an area that name no file, so that a rule that has moved is not passed over in silence; one of `{a,b}` counts alone. */
export const missingFrom = ({ rules, tests }: Area): string[] => {
  const isThere = (path: string) => globSync(path, { cwd: repositoryRoot }).length > 0
  return [...rules, ...tests.flatMap(eachOf)].filter((path) => !isThere(path))
}

const eachOf = (pattern: string): string[] => {
  const [, before = '', names, after = ''] = /^(.*?)\{([^}]*)\}(.*)$/.exec(pattern) ?? []
  return names === undefined ? [pattern] : names.split(',').flatMap((name) => eachOf(`${before}${name}${after}`))
}
