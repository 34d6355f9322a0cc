import { describe, expect, test } from 'vitest'
import type { SignupView } from '../../src/features/signups/views.ts'
import { lookUp, takePlaces } from '../support/api.ts'
import { builtSite, hostNames } from '../support/build.ts'
import { cast } from '../support/cast.ts'
import { useSite } from '../support/hosts.ts'
import { freePort, run } from '../support/processes.ts'

describe.each(hostNames)('on %s', (name) => {
  const site = useSite(name)

  test('a place that was confirmed is still there after kill -9', async () => {
    const taken = await takePlaces(site(), 'fangzha-qingjingju', '2026-12-05', cast.wang, 2)
    expect(taken.status).toBe(201)
    const receipt = (await taken.json()) as SignupView
    await site().restart('SIGKILL')
    const found = await lookUp(site(), receipt, cast.wang)
    expect(found.status).toBe(200)
    expect(await found.json()).toEqual(receipt)
  })

  test('neither name nor phone nor code was written to the log', async () => {
    const taken = await takePlaces(site(), 'fangzha-qingjingju', '2026-12-05', cast.li)
    const { code } = (await taken.json()) as SignupView
    for (const secret of [cast.li.name, cast.li.phone, code]) expect(site().stdout()).not.toContain(secret)
  })
})

describe('a second process on the same data', () => {
  const site = useSite('node')

  test('is refused with a sentence, and the first one goes on', async () => {
    const port = await freePort()
    const second = run(process.execPath, [`${builtSite('node')}/server/entry.mjs`], {
      PORT: String(port),
      MULIN_DATA_DIR: site().dataFolder,
    })
    expect(await second.ended()).toBe(1)
    expect(second.output().trim()).toBe(
      `另一个程序正在使用 ${site().dataFolder} 里的数据库，所以这次没有启动。请先停掉它，或用 MULIN_DATA_DIR 换一个文件夹。`,
    )
    expect((await takePlaces(site(), 'fangzha-qingjingju', '2026-12-05', cast.zhang)).status).toBe(201)
  })
})
