import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import type { SignupView } from '../../src/features/signups/views.ts'
import { lookUp, takePlaces } from '../support/api.ts'
import { builtSite } from '../support/build.ts'
import { cast } from '../support/cast.ts'
import { testMoment } from '../support/clock.ts'
import { secret } from '../support/host-parts.ts'
import { useSite } from '../support/hosts.ts'
import { answering, freePort, run } from '../support/processes.ts'

const site = useSite('node')

const command = async (script: string, args: string[], env: Record<string, string> = {}) => {
  const started = run(process.execPath, [`scripts/${script}.ts`, ...args], {
    MULIN_DATA_DIR: site().dataFolder,
    MULIN_SECRET: secret,
    ...env,
  })
  return { status: await started.ended(), said: started.output() }
}

/** The site on another machine, on the data that lies there. */
const elsewhere = async (dataFolder: string, act: (url: string) => Promise<void>) => {
  const port = await freePort()
  const env = { PORT: String(port), HOST: '127.0.0.1', MULIN_DATA_DIR: dataFolder, MULIN_SECRET: secret, MULIN_NOW: testMoment }
  const other = run(process.execPath, [`${builtSite('node')}/server/entry.mjs`], env)
  try {
    const url = `http://127.0.0.1:${port}`
    await answering(`${url}/readyz`, other)
    await act(url)
  } finally {
    await other.stop()
  }
}

const folder = () => join(site().dataFolder, 'backups')
const daily = () => join(folder(), 'daily-2026-11-23.ndjson.gz')

describe('a site that runs', () => {
  test('has made its backup of the day, makes another when it is asked, and goes on', async () => {
    await vi.waitFor(() => expect(existsSync(daily())).toBe(true), { timeout: 60_000 })
    const taken = await takePlaces(site(), 'fangzha-qingjingju', '2026-12-05', cast.wang)
    expect(taken.status).toBe(201)
    const { status, said } = await command('backup', [])
    expect([status, said]).toEqual([0, expect.stringContaining('完好')])
    expect(readdirSync(folder())).toHaveLength(2)
    expect((await takePlaces(site(), 'fangzha-qingjingju', '2026-12-05', cast.li)).status).toBe(201)
  })

  test('is not restored into', async () => {
    expect(await command('restore', [daily()])).toEqual({
      status: 1,
      said: '网站正在运行，数据库归它用着。请先停掉网站，运行 npm run restore，再启动网站。\n',
    })
  })
})

test('what was backed up while it ran stands on another machine, and only the secret is carried by hand', async () => {
  const taken = await takePlaces(site(), 'fangzha-qingjingju', '2026-12-05', cast.zhang)
  const receipt = (await taken.json()) as SignupView
  await command('backup', [])
  const [newest = ''] = readdirSync(folder())
    .filter((name) => name.startsWith('backup-'))
    .sort()
    .toReversed()
  const other = { MULIN_DATA_DIR: join(site().dataFolder, 'other') }
  const file = join(folder(), newest)

  expect(await command('restore', [file], { ...other, MULIN_SECRET: 'another secret, also long enough for a site' })).toMatchObject({
    status: 1,
  })
  const { status, said } = await command('restore', [file], other)
  expect([status, said]).toEqual([0, expect.stringContaining('积分账和名额都重新算过，全部对得上。现在可以启动网站。')])

  await elsewhere(other.MULIN_DATA_DIR, async (url) => {
    const found = await lookUp({ ...site(), url }, receipt, cast.zhang)
    expect([found.status, await found.json()]).toEqual([200, receipt])
  })
})
