import { rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { newFolder } from '../../tests/support/backups.ts'
import { readSecret, secretIn, secretIsKept, secretReminder } from './node-secret.ts'

let folder: string
beforeEach(() => {
  folder = newFolder()
  vi.stubEnv('MULIN_SECRET', '')
})
afterEach(() => {
  vi.unstubAllEnvs()
  rmSync(folder, { recursive: true })
})

const reminder = () => secretReminder(folder, 'abcdef')
const sentence = () =>
  `请把 ${folder}/secret 里的密钥抄一份，放在别处：没有它，备份里的姓名和电话谁也读不出来。抄好后运行 npm run backup -- --secret-kept，就不再提醒。`

test('a secret is made once, for its owner only', () => {
  expect(secretIn(folder)).toBeNull()
  const made = readSecret(folder)
  expect(made.length).toBeGreaterThanOrEqual(32)
  expect(readSecret(folder)).toBe(made)
  expect(secretIn(folder)).toBe(made)
  expect(statSync(join(folder, 'secret')).mode & 0o777).toBe(0o600)
})

test('one that is given is taken, and none is made', () => {
  vi.stubEnv('MULIN_SECRET', 'given by whoever runs the site')
  expect(readSecret(folder)).toBe('given by whoever runs the site')
  expect(secretIn(folder)).toBeNull()
})

test('the site reminds until somebody says that a copy is kept, and again when there is another secret', () => {
  expect(reminder()).toBe(sentence())
  secretIsKept(folder, 'abcdef')
  expect(reminder()).toBeNull()
  secretIsKept(folder, 'of before')
  expect(reminder()).toBe(sentence())
})

test('nobody is reminded of a secret that does not lie beside the database', () => {
  vi.stubEnv('MULIN_SECRET', 'given by whoever runs the site')
  expect(reminder()).toBeNull()
})
