import { afterEach, beforeEach, expect, test } from 'vitest'
import { cast } from '../../tests/support/cast.ts'
import { rowsOf, signUp } from '../../tests/support/signups.ts'
import { openSite, type TestSite } from '../../tests/support/site.ts'
import { runJobs } from './index.ts'

let site: TestSite
beforeEach(async () => {
  site = await openSite()
})
afterEach(() => site.close())

test('a job that fails is logged by its code and with nothing personal, although the error names somebody, and the next ones run', async () => {
  await signUp(site, cast.wang, 2)
  const sentence = `${cast.wang.name} ${cast.wang.phone}`
  await site.client.execute(
    `CREATE TRIGGER contacts_cannot_be_emptied BEFORE UPDATE OF contact ON signups BEGIN SELECT RAISE(ABORT, '${sentence}'); END`,
  )
  await expect(site.client.execute('UPDATE signups SET contact = NULL')).rejects.toThrow(sentence)
  site.log.length = 0
  site.state.now = Date.parse('2026-12-28T15:30:00+08:00')
  await runJobs(site.host, site.state.catalogue)
  expect(site.log.map((line) => JSON.parse(line))).toEqual([
    { event: 'job_failed', job: 'retention', error: 'LibsqlBatchError', code: 'SQLITE_CONSTRAINT' },
    { event: 'job', job: 'oldAttempts', rows: 1 },
  ])
  expect(await rowsOf(site, 'SELECT job FROM job_runs')).toEqual([{ job: 'oldAttempts' }])
})
