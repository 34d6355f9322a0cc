import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { repositoryRoot } from '../support/root.ts'
import type { Area } from './areas.ts'

/** Both packages of Stryker are of this version. They are not among our own, because nothing else needs their 177 packages. */
const version = '10.1.1'
const home = join(repositoryRoot, 'node_modules/.cache/mutation', version)
const program = join(home, 'node_modules/@stryker-mutator/core/bin/stryker.js')

/** One small change of the code, and what became of it. Lines count from 1. */
export interface Mutant {
  file: string
  line: number
  code: string
  replacement: string
  fate: 'killed' | 'survived' | 'unreached'
}

const run = (command: string, args: string[], cwd: string) => {
  const { status } = spawnSync(command, args, { cwd, stdio: ['ignore', 2, 2], shell: process.platform === 'win32' })
  if (status !== 0) throw new Error(`${command} ended with ${status}`)
}

/** Below our packages, so that Stryker finds our Vitest; there until the packages are installed anew. */
export const installStryker = () => {
  if (existsSync(program)) return
  mkdirSync(home, { recursive: true })
  writeFileSync(join(home, 'package.json'), '{ "private": true }\n')
  const packages = ['core', 'vitest-runner'].map((name) => `@stryker-mutator/${name}@${version}`)
  run('npm', ['install', '--save-exact', '--legacy-peer-deps', '--ignore-scripts', '--no-audit', '--no-fund', ...packages], home)
}

const vitestFile = 'mutation.config.mjs'
const reportFile = 'mutation.json'

const parts = ['src', 'functions', 'build', 'scripts', 'tests', 'content', 'docs', 'astro.config.ts', 'package.json', 'tsconfig.json']

/** Mutates the rules of an area in a copy of the repository, and runs the tests of the area on each mutant that they reach. */
export const mutantsOf = ({ rules, tests }: Area): Mutant[] => {
  const copy = mkdtempSync(join(tmpdir(), 'mulin-mutation-'))
  try {
    for (const part of parts) cpSync(join(repositoryRoot, part), join(copy, part), { recursive: true })
    symlinkSync(join(repositoryRoot, 'node_modules'), join(copy, 'node_modules'), 'junction')
    writeFileSync(join(copy, vitestFile), vitestConfig(tests))
    writeFileSync(join(copy, 'stryker.config.json'), JSON.stringify(strykerConfig(rules)))
    run(process.execPath, [program, 'run'], copy)
    return readReport(readFileSync(join(copy, reportFile), 'utf8'))
  } finally {
    rmSync(copy, { recursive: true, force: true })
  }
}

const vitestConfig = (include: string[]) =>
  `export default ${JSON.stringify({ cacheDir: '.vite', test: { include, testTimeout: 30_000, cache: false } })}\n`

const strykerConfig = (mutate: string[]) => ({
  mutate,
  plugins: ['@stryker-mutator/vitest-runner'],
  testRunner: 'vitest',
  vitest: { configFile: vitestFile, related: false },
  coverageAnalysis: 'perTest',
  inPlace: true,
  concurrency: 1,
  timeoutMS: 15_000,
  logLevel: 'warn',
  warnings: false,
  allowEmpty: false,
  reporters: ['json', 'progress-append-only'],
  jsonReporter: { fileName: reportFile },
})

/** The parts of a mutation report that we read (https://github.com/stryker-mutator/mutation-testing-elements, schema 2). */
interface Report {
  files: Record<string, { source: string; mutants: ReportedMutant[] }>
}

interface ReportedMutant {
  status: string
  replacement?: string
  location: { start: Place; end: Place }
}

interface Place {
  line: number
  column: number
}

/** A mutant that never ends or does not even load is noticed as well as one that fails a test. */
const fates: Record<string, Mutant['fate']> = {
  Killed: 'killed',
  Timeout: 'killed',
  RuntimeError: 'killed',
  CompileError: 'killed',
  Survived: 'survived',
  NoCoverage: 'unreached',
}

const readReport = (text: string): Mutant[] =>
  Object.entries((JSON.parse(text) as Report).files).flatMap(([file, { source, mutants }]) =>
    mutants.map(({ status, replacement = '', location }) => {
      const fate = fates[status]
      if (!fate) throw new Error(`Stryker says ${status}, which we do not know`)
      return { file, line: location.start.line, code: cut(source, location), replacement, fate }
    }),
  )

const cut = (source: string, { start, end }: ReportedMutant['location']) => {
  const lines = source.split('\n').slice(start.line - 1, end.line)
  const last = lines.length - 1
  return lines
    .map((line, place) => line.slice(place === 0 ? start.column - 1 : 0, place === last ? end.column - 1 : undefined).trim())
    .join(' ')
}
