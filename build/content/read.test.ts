import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { readContentFiles } from './read.ts'

const root = mkdtempSync(join(tmpdir(), 'mulin-read-'))
afterAll(() => rmSync(root, { recursive: true }))

test('files are read by path, with plain line ends, and what is no text is said to be none', () => {
  mkdirSync(join(root, 'content/pages/sub'), { recursive: true })
  const files: Record<string, string | Uint8Array> = {
    'content/pages/windows.md': '\uFEFF---\r\ntitle: 标题\r\n---\r\n',
    'content/pages/gbk.md': new Uint8Array([0xb1, 0xea, 0xcc, 0xe2]),
    'content/pages/sub/map.PNG': new Uint8Array([0x89, 0x50]),
    'content/.DS_Store': 'x',
    'content/site.yml': 'name: 社区\r',
  }
  for (const [path, bytes] of Object.entries(files)) writeFileSync(join(root, path), bytes)
  expect(readContentFiles(root)).toEqual([
    { path: 'content/pages/gbk.md', text: null },
    { path: 'content/pages/sub/map.PNG', text: '', bytes: 2 },
    { path: 'content/pages/windows.md', text: '---\ntitle: 标题\n---\n' },
    { path: 'content/site.yml', text: 'name: 社区\n' },
  ])
})
