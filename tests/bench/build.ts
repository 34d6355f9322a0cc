import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { testMoment } from '../support/clock.ts'
import { toolPath } from '../support/processes.ts'
import { repositoryRoot } from '../support/root.ts'
import { countFigure, type Figure, ratioFigure } from './report.ts'
import { interleave, pairsOf } from './rounds.ts'
import { bareAstroWith, mulinWith, removeWorkspaces, sweep } from './workspaces.ts'

/** `times` of a POSIX shell, second line: user and system time of the children it waited for, theirs included. */
const childSeconds = (output: string) => {
  const last = output.trimEnd().split('\n').at(-1) ?? ''
  return [...last.matchAll(/(\d+)m([\d.]+)s/g)].reduce((sum, [, minutes, seconds]) => sum + Number(minutes) * 60 + Number(seconds), 0)
}

/** CPU seconds of a command and everything it starts, user and system. */
const cpuSecondsOf = (command: string[], folder: string) => {
  const { status, stdout, stderr } = spawnSync('sh', ['-c', '"$@" >&2; status=$?; times; exit $status', 'sh', ...command], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    env: { ...process.env, PATH: toolPath, MULIN_NOW: testMoment, ASTRO_TELEMETRY_DISABLED: '1' },
  })
  if (status !== 0) throw new Error(`${command.join(' ')} failed in ${folder}:\n${stderr.slice(-4000)}`)
  return childSeconds(stdout)
}

/** How many of the policies have a page below `built`. */
const pagesOf = (root: string, built: string) =>
  readdirSync(join(root, 'content/policies')).filter((name) =>
    existsSync(join(root, built, 'policies', basename(name, '.md'), 'index.html')),
  ).length

/** How many pages there are below `built`, of whatever kind. */
const drawnIn = (root: string, built: string) =>
  readdirSync(join(root, built), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.html')).length

/** Both sites with so many policies, each built cold in turn. */
const buildBoth = async (count: number, rounds: number) => {
  const mulin = mulinWith(count)
  const bare = bareAstroWith(count)
  const built = (root: string, command: string[]) => async () => {
    sweep(root)
    return cpuSecondsOf(command, root)
  }
  const found = await interleave(rounds, [
    built(mulin, [process.execPath, join(repositoryRoot, 'scripts/build.ts')]),
    built(bare, ['astro', 'build', '--silent']),
  ])
  return {
    count,
    seconds: pairsOf(found, 0, 1, (one) => one),
    pages: pagesOf(mulin, 'dist/node/client'),
    barePages: pagesOf(bare, 'dist'),
    drawn: drawnIn(mulin, 'dist/node/client'),
    bareDrawn: drawnIn(bare, 'dist'),
  }
}

type Built = Awaited<ReturnType<typeof buildBoth>>

const named = (count: number) => count.toLocaleString('en')

const countsOf = ({ count, pages, barePages }: Built): Figure[] => [
  countFigure(`pages of ${named(count)} policies`, pages, count),
  countFigure(`pages of ${named(count)} policies, bare Astro`, barePages, count),
]

/** How many times as long as bare Astro a build may take, by the number of its policies. */
const mostOf = (count: number) => (count < 3000 ? 2 : 3)

const timesOf = ({ count, seconds, drawn, bareDrawn }: Built): Figure[] => [
  ratioFigure(`build of ${named(count)} policies : bare Astro`, 's', seconds, { sign: '<=', ratio: mostOf(count) }),
  ratioFigure(
    `  of each page drawn, ${named(drawn)} : ${named(bareDrawn)} pages`,
    'ms',
    seconds.map(([mulin, bare]) => [(mulin * 1000) / drawn, (bare * 1000) / bareDrawn] as const),
  ),
]

/** What a page more costs from one size to the next, round by round, in milliseconds. */
const pageMore = (small: Built, large: Built, side: 0 | 1) =>
  seconds(large, side).map((s, round) => ((s - (seconds(small, side)[round] ?? 0)) * 1000) / (large.count - small.count))

/** How the time grows from one size to the next: a page of all, and a page more. In milliseconds. */
const growth = (small: Built, large: Built): Figure[] => {
  const perPage = ({ seconds, count }: Built) => seconds.map(([mulin]) => (mulin * 1000) / count)
  return [
    ratioFigure(`time per page, ${named(large.count)} : ${named(small.count)}`, 'ms', zip(perPage(large), perPage(small)), {
      sign: '<=',
      ratio: 1,
    }),
    ratioFigure('  a page more : bare Astro', 'ms', zip(pageMore(small, large, 0), pageMore(small, large, 1))),
  ]
}

/** Whether a page more costs the same at the far end as at the near one. A tenth is chance. */
const flatness = (near: Built, middle: Built, far: Built): Figure[] => {
  const ends = (side: 0 | 1) => zip(pageMore(middle, far, side), pageMore(near, middle, side))
  const [from, between, to] = [near, middle, far].map(({ count }) => named(count))
  return [
    ratioFigure(`a page more, ${between} to ${to} : ${from} to ${between}`, 'ms', ends(0), { sign: '<=', ratio: 1.1 }),
    ratioFigure('  of bare Astro', 'ms', ends(1)),
  ]
}

const seconds = ({ seconds }: Built, side: 0 | 1) => seconds.map((pair) => pair[side])

const zip = (subject: number[], control: number[]) => subject.map((one, round) => [one, control[round] ?? Number.NaN] as const)

/**
 * CPU time of a cold `npm run build` with many policies, the index of the search among it, against a bare Astro project of the same
 * Markdown. From the second build on Node knows our programs compiled, as it does on every night but the first.
 */
export const benchBuild = async (quick: boolean): Promise<Figure[]> => {
  const sizes = quick ? [100, 300] : [100, 300, 1000, 3000, 5000]
  const built: Built[] = []
  for (const size of sizes) built.push(await buildBoth(size, quick ? 1 : 3))
  removeWorkspaces()
  const ofSize = (size: number) => built.find(({ count }) => count === size)
  const [near, middle, far] = [ofSize(100), ofSize(1000), ofSize(5000)]
  return [
    ...built.flatMap(countsOf),
    ...built.flatMap(timesOf),
    ...built.slice(1).flatMap((large, place) => growth(built[place] as Built, large)),
    ...(near && middle && far ? flatness(near, middle, far) : []),
  ]
}
