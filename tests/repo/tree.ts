import { readdirSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { repositoryRoot } from '../support/root.ts'

/** The repository as text: path from the root, with `/`, to content. A self-test hands in a made-up one. */
export type Tree = ReadonlyMap<string, string>

const madeByTools = new Set(['node_modules', 'dist', 'data', '.git', '.astro', '.wrangler', 'coverage'])
const textKinds = new Set(['', '.ts', '.tsx', '.astro', '.md', '.yml', '.yaml', '.json', '.jsonc', '.css', '.sql', '.mjs', '.svg', '.txt'])

const pathsBelow = (folder: string): string[] =>
  readdirSync(join(repositoryRoot, folder), { withFileTypes: true })
    .filter(({ name }) => !madeByTools.has(name))
    .flatMap((entry) => {
      const path = folder ? `${folder}/${entry.name}` : entry.name
      if (entry.isDirectory()) return pathsBelow(path)
      return entry.isFile() ? [path] : []
    })

/** Reads every file a person wrote; the content of pictures is left empty. */
export const readTree = (): Tree =>
  new Map(
    pathsBelow('')
      .sort()
      .map((path) => [path, textKinds.has(extname(path)) ? readFileSync(join(repositoryRoot, path), 'utf8') : '']),
  )

export const treeOf = (files: Record<string, string>): Tree => new Map(Object.entries(files))

export const lineCount = (text: string) => text.replace(/\n$/, '').split('\n').length

/** What `promise` finds after the written exceptions are taken off; an exception that no longer happens is a finding too. */
export const unexplained = (findings: string[], reasons: Record<string, string>) => [
  ...findings.filter((finding) => !reasons[finding]),
  ...Object.keys(reasons)
    .filter((finding) => !findings.includes(finding))
    .map((finding) => `stale reason, take it off the list: ${finding}`),
  ...Object.entries(reasons)
    .filter(([, reason]) => reason.length < 20)
    .map(([finding]) => `a reason is a sentence: ${finding}`),
]
