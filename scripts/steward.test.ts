import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openFile } from '../functions/adapters/node-host.ts'
import { openRemoteDatabase } from '../tests/support/database-server.ts'
import { toolPath } from '../tests/support/processes.ts'
import { repositoryRoot } from '../tests/support/root.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'mulin-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

/** What the command says, on the database in the folder unless told otherwise. */
const steward = (args: string[], env: Record<string, string> = {}) => {
  const settings = { ...process.env, PATH: toolPath, MULIN_DATA_DIR: folder, MULIN_NOW: '2026-11-23T09:00:00+08:00', ...env }
  const { status, stdout, stderr } = spawnSync('node', ['scripts/steward.ts', ...args], {
    cwd: repositoryRoot,
    encoding: 'utf8',
    env: settings,
  })
  return { status, said: (stdout + stderr).trim() }
}
const refusal = (said: string) => ({ status: 1, said })

describe('npm run steward', () => {
  test('asks for a name that is one', () => {
    expect(steward([])).toEqual(refusal('请写明姓名，例如 npm run steward -- --name=周明'))
    expect(steward(['--name=周='])).toEqual(refusal('姓名只写汉字或字母，最多 20 个字。'))
  })

  test('has nobody to let in again before there is a steward', () => {
    expect(steward(['--again'])).toEqual(refusal('还没有管理员。请运行 npm run steward，不带 --again。'))
  })

  test('prints a slip for the first steward, once', () => {
    const { status, said } = steward(['--name=周明'])
    expect(status).toBe(0)
    expect(said).toMatch(/^周明（管理员）的登录码：[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}\n/)
    expect(said).toContain('2026年11月30日（周一）9:00 前用，只能用一次。')
    expect(steward(['--name=吴强'])).toEqual(
      refusal('已经有管理员了：周明。要添加，请管理员登录后在“工作人员”里加；手机丢了进不去，运行 npm run steward -- --again'),
    )
  })

  test('prints another for a steward who exists', () => {
    expect(steward(['--again']).said).toMatch(/^周明（管理员）的登录码：/)
    expect(steward(['--again', '--name=吴强'])).toEqual(refusal('没有叫这个名字的管理员。现在的管理员是：周明。'))
  })

  test('does not touch a database the site is using', async () => {
    const client = await openFile(folder)
    try {
      expect(steward(['--again'])).toEqual(refusal('网站正在运行，数据库归它用着。请先停掉网站，运行 npm run steward，再启动网站。'))
    } finally {
      client.close()
    }
  })

  test('works on a database behind HTTP, with the secret of the site', async () => {
    const { url, client, close } = await openRemoteDatabase()
    try {
      const env = { MULIN_DATABASE_URL: url }
      expect(steward(['--name=周明'], env)).toEqual(refusal('请先设置 MULIN_SECRET，要和网站用的是同一个，再运行 npm run steward。'))
      expect(steward(['--name=周明'], { ...env, MULIN_SECRET: 'a secret for tests, long enough for them' }).status).toBe(0)
      const { rows } = await client.execute('SELECT name FROM staff')
      expect(rows.map(({ name }) => name)).toEqual(['周明'])
    } finally {
      await close()
    }
  })
})
