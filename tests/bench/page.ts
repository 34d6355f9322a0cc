import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { repositoryRoot } from '../support/root.ts'
import { type Figure, machineFacts, verdict } from './report.ts'

const file = join(repositoryRoot, 'docs/benchmarks.md')

const head = `# Benchmarks

Written by \`npm run bench\`, never by hand: each part replaces its own section. A ratio is the median of the rounds' own ratios, with their range; subject and control take turns, so that a busy minute of the machine falls on both.
`

const git = (...args: string[]) => spawnSync('git', args, { cwd: repositoryRoot, encoding: 'utf8' }).stdout.trim()

/** The commit that was measured, and whether files differed from it. */
const commit = () => {
  const hash = git('rev-parse', '--short', 'HEAD')
  return git('status', '--porcelain', '--untracked-files=no', ':!docs/benchmarks.md') === '' ? hash : `${hash} with changes`
}

const told = ['astro', 'hono', '@libsql/client', 'preact', 'wrangler']

/** The exact versions of what the figures depend on most. */
const versions = () => {
  const { dependencies, devDependencies } = JSON.parse(readFileSync(join(repositoryRoot, 'package.json'), 'utf8')) as Record<
    'dependencies' | 'devDependencies',
    Record<string, string>
  >
  const all = { ...dependencies, ...devDependencies }
  return told.map((name) => `${name} ${all[name]}`).join(', ')
}

const cell = (text: string) => text.trim().replaceAll('|', '\\|')

const figureTable = (figures: Figure[]) =>
  [
    ['figure', 'measured', 'control', 'ratio (range)', 'aim', 'verdict'],
    ['---', '--:', '--:', '--:', '--:', '---'],
    ...figures.map((figure) => [
      // What belongs to the figure above is indented.
      figure.name.startsWith('  ') ? `– ${figure.name.trim()}` : figure.name,
      figure.value,
      figure.control ?? '',
      figure.ratio ?? '',
      figure.aim ?? '',
      verdict(figure),
    ]),
  ]
    .map((row) => `| ${row.map(cell).join(' | ')} |`)
    .join('\n')

const sectionStart = /^## /m

/** The sections of the page by their title, in the order they stand in. */
const sectionsOf = (text: string) => {
  const [, ...sections] = text.split(sectionStart)
  return new Map(sections.map((section) => [section.slice(0, section.indexOf('\n')), section.slice(section.indexOf('\n') + 1).trim()]))
}

/** Replaces the section of one part; `more` is Markdown that stands above its figures. */
export const writeSection = (part: string, order: string[], figures: Figure[], more = '') => {
  const sections = sectionsOf(existsSync(file) ? readFileSync(file, 'utf8') : '')
  const when = new Date().toISOString().slice(0, 16).replace('T', ' ')
  const facts = `${when} UTC, commit ${commit()}, ${machineFacts()}, ${versions()}.`
  sections.set(part, [facts, ...(more ? [more] : []), figureTable(figures)].join('\n\n'))
  const known = order.filter((name) => sections.has(name))
  const text = [head, ...known.map((name) => `## ${name}\n\n${sections.get(name)}\n`)].join('\n')
  writeFileSync(file, text)
}
