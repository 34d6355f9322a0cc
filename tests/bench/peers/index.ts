import type { Browser } from 'playwright-core'
import { countFigure, type Figure, ratioFigure } from '../report.ts'
import { interleave } from '../rounds.ts'
import { removeWorkspaces } from '../workspaces.ts'

import { type Peer, peers } from './peers.ts'
import { bareSide, mulinSide, peerSide, type Side } from './sites.ts'
import { type Compared, drawComparison } from './table.ts'
import { type Text, textsOf } from './texts.ts'
import { openBrowser, paintOf, profiles, weighVisit } from './visit.ts'

const pages = 300
const pagesWhenFull = 3000
const rounds = 5
const roundsWhenQuick = 3
/** The policy that is visited, by its place. */
const visited = 5

const built = async (side: Side) => {
  console.error(`building with ${side.name} …`)
  return { side, ...(await side.build()) }
}

type Built = Awaited<ReturnType<typeof built>>

/** A peer never fails the others: the network may be away, or a version gone. */
const builtPeer = async (peer: Peer, texts: Text[]): Promise<Built | { left: string }> => {
  try {
    return await built(await peerSide(peer, texts))
  } catch (error) {
    const [why = ''] = String((error as Error).message).split('\n')
    console.error(`${peer.name} is left out: ${why}`)
    return { left: `${peer.name}: ${why}` }
  }
}

/** What a first visit of each side weighs, and when it has painted, round by round, on each phone. */
const visitAll = async (browser: Browser, all: Built[], slug: string, turns: number) => {
  const open = await Promise.all(all.map(({ side }) => side.serve(slug)))
  try {
    const weights = []
    for (const { address } of open) weights.push(await weighVisit(browser, address))
    const paints: number[][][] = []
    for (const profile of profiles) {
      console.error(`visiting on ${profile.name} …`)
      const sides = open.map(
        ({ address }) =>
          () =>
            paintOf(browser, address, profile),
      )
      paints.push(await interleave(turns, sides))
    }
    return { weights, paints }
  } finally {
    await Promise.all(open.map(({ stop }) => stop()))
  }
}

const columnOf = (rows: number[][] | undefined, place: number) => rows?.map((row) => row[place] ?? Number.NaN) ?? []

const compare = (all: Built[], { weights, paints }: Awaited<ReturnType<typeof visitAll>>): Compared[] =>
  all.map(({ side, wall, cpu, pages }, place) => {
    const weight = weights[place]
    if (!weight) throw new Error(`${side.name} was not weighed`)
    const [slow, old] = [columnOf(paints[0], place), columnOf(paints[1], place)]
    return { name: side.name, ...weight, slow, old, wall, cpu, pages }
  })

const pair = (mine: number[], other: number[]) => mine.map((one, round) => [one, other[round] ?? Number.NaN] as const)

/** Ahead in all three: fewer bytes, no more requests, painted earlier. */
const aheadOf = (mulin: Compared, peer: Compared): Figure[] => {
  const ahead = { sign: '<=', ratio: 1 } as const
  return [
    ratioFigure(`bytes of a first visit : ${peer.name}`, 'KB', [[mulin.bytes / 1000, peer.bytes / 1000]], ahead),
    ratioFigure('  requests', '', [[mulin.requests, peer.requests]], ahead),
    ratioFigure('  LCP, slow 4G', 'ms', pair(mulin.slow, peer.slow), ahead),
    ratioFigure('  LCP, the old phone', 'ms', pair(mulin.old, peer.old), ahead),
    ratioFigure('  CPU of the build', 's', [[mulin.cpu, peer.cpu]]),
  ]
}

const figuresOf = (count: number, [bare, mulin, ...others]: Compared[]): Figure[] => {
  if (!bare || !mulin) return []
  return [
    ...[bare, mulin, ...others].map(({ name, pages }) => countFigure(`pages of policies, ${name}`, pages, count)),
    ratioFigure('LCP on slow 4G : bare HTML', 'ms', pair(mulin.slow, bare.slow), { sign: '<=', ratio: 1.3 }),
    ratioFigure('LCP on the old phone : bare HTML', 'ms', pair(mulin.old, bare.old), { sign: '<=', ratio: 1.25 }),
    ratioFigure(`CPU of the build of ${count} policies : bare HTML`, 's', [[mulin.cpu, bare.cpu]]),
    ...others.flatMap((peer) => aheadOf(mulin, peer)),
  ]
}

/**
 * The same policies by this site, by bare HTML and by other generators with their default themes: what a first visit of one
 * weighs, when it is painted on two slow phones, and what the build takes. The short form visits less often.
 */
export const benchPeers = async (quick: boolean, full = false) => {
  const count = full ? pagesWhenFull : pages
  const texts = textsOf(count)
  const all: Built[] = [await built(bareSide(texts)), await built(mulinSide(texts))]
  const left: string[] = []
  for (const peer of peers) {
    const one = await builtPeer(peer, texts)
    if ('left' in one) left.push(one.left)
    else all.push(one)
  }
  const browser = await openBrowser()
  try {
    const found = compare(all, await visitAll(browser, all, texts[visited]?.slug ?? '', quick ? roundsWhenQuick : rounds))
    const heading = `${count.toLocaleString('en')} policies of about 1,600 characters, Chromium ${browser.version()}, median of ${found[0]?.slow.length} visits`
    return { figures: figuresOf(count, found), page: drawComparison(heading, found, peers, left) }
  } finally {
    await browser.close()
    removeWorkspaces()
  }
}
