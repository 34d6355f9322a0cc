import { existsSync, mkdirSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newFolder } from '../tests/support/backups.ts'
import { run } from '../tests/support/processes.ts'

const secret = 'a secret for tests, long enough for them'
const data = newFolder()
const backups = join(data, 'backups')
const made = () => join(backups, readdirSync(backups)[0] ?? '')

const command = async (script: string, args: string[] = [], env: Record<string, string> = {}) => {
  const started = run(process.execPath, [`scripts/${script}.ts`, ...args], { MULIN_DATA_DIR: data, MULIN_SECRET: secret, ...env })
  return { status: await started.ended(), said: started.output().trim() }
}

const refused = (said: string) => ({ status: 1, said })

beforeAll(async () => {
  await command('seed')
  await command('backup')
}, 60_000)
afterAll(() => rmSync(data, { recursive: true }))

test('a backup is told to be whole, with how much is in it', async () => {
  const { status, said } = await command('backup', [`--check=${made()}`])
  expect(status).toBe(0)
  expect(said).toMatch(/^\/\S+\.ndjson\.gz：\d{4}年\d+月\d+日 \S+ \d\d:\d\d:\d\d 的备份，完好，共 \d{4} 行，密钥编号 [\w-]{6}。$/)
})

test('where there is no database there is nothing to back up, and none is made', async () => {
  const empty = join(data, 'empty')
  expect(await command('backup', [], { MULIN_DATA_DIR: empty })).toEqual(
    refused(`${empty} 里没有数据库。请在网站的文件夹里运行，或用 MULIN_DATA_DIR 写明在哪里。`),
  )
  expect(existsSync(empty)).toBe(false)
})

test('a damaged backup, another file and no file are told apart', async () => {
  const damaged = join(data, 'damaged')
  writeFileSync(damaged, 'x')
  truncateSync(damaged, 0)
  expect(await command('backup', [`--check=${damaged}`])).toEqual(refused(`${damaged} 不是完好的备份，请换一份。`))
  expect(await command('restore', [damaged])).toEqual(refused(`${damaged} 不是完好的备份，没有恢复。请换一份再试。`))
  expect(await command('restore', ['nowhere'])).toEqual(refused('打不开 nowhere，请检查文件名。'))
  expect(await command('restore')).toEqual(refused('请写明用哪一份备份，例如 npm run restore -- data/backups/daily-2026-11-24.ndjson.gz'))
})

test('nothing is restored over what is there, under another secret, or without one', async () => {
  expect(await command('restore', [made()])).toEqual(
    refused(`${data}/mulin.db 里已经有数据，没有恢复，原来的数据没有动。请停掉网站，把 mulin.db 和名字以它开头的文件移到别处，再试一次。`),
  )
  const fresh = join(data, 'fresh')
  mkdirSync(fresh)
  const other = { MULIN_DATA_DIR: fresh, MULIN_SECRET: 'another secret, also long enough for a site' }
  expect(await command('restore', [made()], other)).toEqual(
    refused(`这份备份是用另一个密钥封存的，没有恢复。请把当时的密钥放回 ${fresh}/secret，再试一次。`),
  )
  expect(await command('restore', [made()], { ...other, MULIN_SECRET: '' })).toEqual(
    refused(`恢复要用备份时网站的密钥。请先把它放进 ${fresh}/secret，或设置 MULIN_SECRET，再运行 npm run restore。`),
  )
  const { status, said } = await command('restore', [made()], { MULIN_DATA_DIR: fresh })
  expect([status, said]).toEqual([0, expect.stringContaining('积分账和名额都重新算过，全部对得上。现在可以启动网站。')])
})
