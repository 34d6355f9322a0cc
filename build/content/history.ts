import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Change } from './reviewed.ts'

const folder = 'content/policies'

/**
 * The policies that differ from what they were: before what is not committed yet, before the last commit (of a merge: before all it
 * brought), and where the branch left the main one. Without Git, or as far as a shallow clone does not reach, there is nothing to compare
 * with.
 */
export const changedPolicies = (root: string): Change[] => {
  const mainBranch = git(root, ['merge-base', 'HEAD', 'origin/HEAD'])?.trim()
  const earlier = ['HEAD', 'HEAD^1', ...(mainBranch ? [mainBranch] : [])]
  return earlier.flatMap((commit) => changedSince(root, commit))
}

const changedSince = (root: string, commit: string): Change[] => {
  const listed = git(root, ['diff', '--name-status', '-z', '--find-renames', '--diff-filter=MR', '--relative', commit, '--', folder])
  return pairsOf(listed ?? '').flatMap(({ old, file }) => {
    const before = git(root, ['show', `${commit}:./${old}`])
    const after = readNow(join(root, file))
    return before === null || after === null ? [] : [{ file, before, after }]
  })
}

/** `M\0path\0R090\0old\0new\0…` */
const pairsOf = (listed: string) => {
  const words = listed.split('\0').filter(Boolean)
  const pairs: { old: string; file: string }[] = []
  while (words.length > 0) {
    const status = words.shift() ?? ''
    const old = words.shift() ?? ''
    pairs.push({ old, file: status.startsWith('R') ? (words.shift() ?? '') : old })
  }
  return pairs
}

const readNow = (path: string) => {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return null
  }
}

/** What Git answers, or null when it has no answer. */
const git = (root: string, args: string[]) => {
  const { status, stdout } = spawnSync('git', args, { cwd: root, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 })
  return status === 0 ? stdout : null
}
