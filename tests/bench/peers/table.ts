import { median } from '../rounds.ts'
import { versionsOf } from './install.ts'
import type { Peer } from './peers.ts'
import type { FirstVisit } from './visit.ts'

/** What one side came to; paints in milliseconds, build times in seconds. */
export interface Compared extends FirstVisit {
  name: string
  slow: number[]
  old: number[]
  wall: number
  cpu: number
  pages: number
}

const kilobytes = (bytes: number) => (bytes / 1000).toFixed(1)
const milliseconds = (values: number[]) => Math.round(median(values)).toLocaleString('en')

const row = ({ name, bytes, script_bytes, requests, outside, slow, old, wall, cpu }: Compared) => [
  name,
  kilobytes(bytes),
  kilobytes(script_bytes),
  outside > 0 ? `${requests} (${outside} to a CDN)` : String(requests),
  milliseconds(slow),
  milliseconds(old),
  `${wall.toFixed(1)} (${cpu.toFixed(1)})`,
]

const head = ['built with', 'KB, brotli', 'script KB', 'requests', 'LCP slow 4G, ms', 'LCP old phone, ms', 'build s (CPU s)']

const line = (cells: string[]) => `| ${cells.join(' | ')} |`

const barCells = 40

/** Bars as long as the number, the longest as wide as the block. */
const bars = (title: string, unit: string, values: { name: string; value: number }[]) => {
  const longest = Math.max(...values.map(({ value }) => value))
  const width = Math.max(...values.map(({ name }) => name.length))
  const lines = values.map(({ name, value }) => {
    const length = Math.max(1, Math.round((value / longest) * barCells))
    return `${name.padEnd(width)} ${'█'.repeat(length)} ${value >= 100 ? Math.round(value).toLocaleString('en') : value.toFixed(1)} ${unit}`
  })
  return ['```', title, ...lines, '```'].join('\n')
}

/** The comparison as a piece of Markdown: the table, bars, what was compared and who is missing. */
export const drawComparison = (heading: string, all: Compared[], peers: Peer[], left: string[]) =>
  [
    heading,
    [line(head), line(head.map((_, column) => (column === 0 ? '---' : '--:'))), ...all.map((one) => line(row(one)))].join('\n'),
    bars(
      'first visit',
      'KB',
      all.map(({ name, bytes }) => ({ name, value: bytes / 1000 })),
    ),
    bars(
      'largest paint on the old phone',
      'ms',
      all.map(({ name, old }) => ({ name, value: median(old) })),
    ),
    'Slow 4G is 150 ms and 1,638 kbit/s with a processor four times slower, the old phone 400 ms and 400 kbit/s with one six times slower, both simulated by Chromium, with the factors by which Lighthouse accounts for the setting up of a connection. Nothing is remembered from an earlier visit. What a page wants from a CDN is counted as a request and refused at once, which flatters its bytes and its paint.',
    `Versions: ${peers.map((peer) => `${peer.name} (${versionsOf(peer)})`).join('; ')}.`,
    ...left.map((one) => `Left out: ${one}`),
  ].join('\n\n')
