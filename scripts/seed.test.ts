import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { repositoryRoot } from '../tests/support/root.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mulin-seed-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const seed = (cwd: string, env: Record<string, string> = {}) =>
  spawnSync(process.execPath, [join(repositoryRoot, 'scripts/seed.ts')], {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, MULIN_DATA_DIR: join(folder, 'data'), PORT: '5000', ...env },
  })

test('two slips are printed each time, for a resident and for the steward', () => {
  const [first, second] = [seed(repositoryRoot), seed(repositoryRoot)]
  const lines =
    /^示例居民的登录码：[2-9A-Z]{4}-[2-9A-Z]{4}，打开 http:\/\/localhost:5000\/signin\/ 填进去。\n示例管理员的登录码：[2-9A-Z]{4}-[2-9A-Z]{4}，也在 http:\/\/localhost:5000\/signin\/ 填。\n$/
  expect([first.stdout, second.stdout]).toEqual([expect.stringMatching(lines), expect.stringMatching(lines)])
  expect(first.stdout).not.toBe(second.stdout)
})

test('a real community gets nobody invented', () => {
  mkdirSync(join(folder, 'content'))
  cpSync(join(repositoryRoot, 'content/site.yml'), join(folder, 'content/site.yml'))
  const text = readFileSync(join(folder, 'content/site.yml'), 'utf8')
  writeFileSync(join(folder, 'content/site.yml'), text.replace(/^sample:.*$/m, ''))
  const { status, stdout, stderr } = seed(folder)
  expect([status, stdout, stderr]).toEqual([1, '', 'content/site.yml 里没有 sample 这一行，是真实的社区，所以没有放示例居民。\n'])
})

test('a remote database without the secret of its site gets nobody either', () => {
  const { status, stderr } = seed(repositoryRoot, { MULIN_DATABASE_URL: 'http://127.0.0.1:1', MULIN_SECRET: '' })
  expect([status, stderr]).toEqual([1, '请先设置 MULIN_SECRET（网站用的那一个），再放示例居民。\n'])
})
