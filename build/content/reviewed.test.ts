import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { complete, markdown } from './fixture.ts'
import { changedPolicies } from './history.ts'
import { reviewSentences } from './reviewed.ts'

const file = 'content/policies/juzhuzheng.md'
const review = complete.policies['review'] as object
const policy = (changes: object = {}, body = '正文。\n') => markdown({ ...complete.policies, review: { ...review, ...changes } }, body)
const later = { last_reviewed: '2026-11-24' }
const sentence =
  'review.last_reviewed（最近核对日期）从 2026-11-01 改成了 2026-11-24，可是 review.reviewer（核对人）和 review.note（核对说明）都没有改。请在 note 里写这次核对了什么，换了人就改 reviewer；没有核对就把日期改回去。'

describe('a date that was put forward', () => {
  const told = (before: string, after: string) => reviewSentences([{ file, before, after }])

  test('alone is no review', () => {
    expect(told(policy(), policy(later))).toEqual([{ file, sentence }])
    expect(told(policy(), policy(later, '改了正文。\n'))).toEqual([{ file, sentence }])
    expect(told(policy(), `\uFEFF${policy(later).replaceAll('\n', '\r\n')}`)).toEqual([{ file, sentence }])
  })

  test.each([{ reviewer: '老周' }, { note: '又核对了材料' }])('with %j is one', (who) => {
    expect(told(policy(), policy({ ...later, ...who }))).toEqual([])
  })

  test('is told once, and not of a file that cannot be read', () => {
    const change = { file, before: policy(), after: policy(later) }
    expect(reviewSentences([change, change])).toHaveLength(1)
    expect(told('---\n', policy(later))).toEqual([])
    expect(told(policy(), '---\nreview: [\n---\n')).toEqual([])
  })

  test('may stay where it is while the rest changes', () => {
    expect(told(policy(), policy({}, '改了正文。\n'))).toEqual([])
  })
})

describe('in the history of a community', () => {
  let root: string
  const git = (...args: string[]) => {
    const who = ['-c', 'user.name=编辑', '-c', 'user.email=editor@example.org', '-c', 'commit.gpgsign=false']
    const { status, stderr } = spawnSync('git', [...who, ...args], { cwd: root, encoding: 'utf8' })
    expect(status, stderr).toBe(0)
  }
  const write = (text: string, path = file) => writeFileSync(join(root, path), text)
  const commit = (text: string) => {
    write(text)
    git('add', '.')
    git('commit', '-qm', '改')
  }
  const told = (folder = root) => reviewSentences(changedPolicies(folder)).map((problem) => problem.file)

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'mulin-history-'))
    mkdirSync(join(root, 'content/policies'), { recursive: true })
  })
  afterEach(() => rmSync(root, { recursive: true }))

  const begin = () => {
    git('init', '-qb', 'main')
    commit(policy())
  }

  test('what is not committed yet is seen, and so is what was committed last', () => {
    begin()
    expect(told()).toEqual([])
    write(policy(later))
    expect(told()).toEqual([file])
    commit(policy(later))
    expect(told()).toEqual([file])
  })

  test('a note written after the commit mends it', () => {
    begin()
    commit(policy(later))
    write(policy({ ...later, note: '又核对了材料' }))
    expect(told()).toEqual([])
  })

  test('a merge answers for all it brought', () => {
    begin()
    git('checkout', '-qb', 'review')
    commit(policy(later))
    commit(policy(later, '又改了正文。\n'))
    git('checkout', '-q', 'main')
    git('merge', '-q', '--no-ff', '-m', '合并', 'review')
    expect(told()).toEqual([file])
  })

  test('a branch answers for all since it left the main one', () => {
    begin()
    git('update-ref', 'refs/remotes/origin/main', 'HEAD')
    git('symbolic-ref', 'refs/remotes/origin/HEAD', 'refs/remotes/origin/main')
    commit(policy(later))
    commit(policy(later, '又改了正文。\n'))
    expect(told()).toEqual([file])
  })

  test('a file with another name is the same file', () => {
    begin()
    renameSync(join(root, file), join(root, 'content/policies/other.md'))
    write(policy(later), 'content/policies/other.md')
    git('add', '.')
    expect(told()).toEqual(['content/policies/other.md'])
  })

  test('a shallow clone is compared as far as it reaches, and a folder without Git not at all', () => {
    expect(told()).toEqual([])
    begin()
    commit(policy(later))
    git('clone', '-q', '--depth', '1', `file://${root}`, 'shallow')
    expect(told(join(root, 'shallow'))).toEqual([])
    writeFileSync(join(root, 'shallow', file), policy({ last_reviewed: '2026-12-24' }))
    expect(told(join(root, 'shallow'))).toEqual([file])
  })
})
