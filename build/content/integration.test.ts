import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeEach, expect, test, vi } from 'vitest'
import { catalogueSchema } from '../../src/catalogue.ts'
import { communityWith } from './fixture.ts'
import { handedOver } from './handover.ts'
import { mulinContent } from './integration.ts'

const root = mkdtempSync(join(tmpdir(), 'mulin-integration-'))
afterAll(() => rmSync(root, { recursive: true }))
beforeEach(() => vi.stubEnv('MULIN_NOW', '2026-11-23T09:00:00+08:00'))

interface Plugin {
  resolveId(source: string): string | null
  load(id: string): string | null
}

/** Runs the hook as Astro does at its start, on a community with these changes; gives back what it told and the plugin it added. */
const start = (command: 'build' | 'dev', changes: Record<string, string | null> = {}) => {
  rmSync(join(root, 'content'), { recursive: true, force: true })
  for (const { path, text } of communityWith(changes)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text ?? '')
  }
  const told: string[] = []
  const plugins: Plugin[] = []
  const parameters = {
    command,
    config: { root: pathToFileURL(`${root}/`) },
    logger: { error: (line: string) => told.push(line) },
    updateConfig: ({ vite }: { vite: { plugins: Plugin[] } }) => plugins.push(...vite.plugins),
  }
  const hook = mulinContent().hooks['astro:config:setup'] as unknown as (given: typeof parameters) => void
  hook(parameters)
  return { told, plugin: plugins[0] }
}

const broken = { 'content/alerts/tingshui.md': '---\ntitle：停水\n---\n' }
const sentence = 'content/alerts/tingshui.md：第 2 行用了中文冒号“：”。请改成英文冒号加一个空格，例如“title: 标题”。'

test('a build with a problem stops with its sentences and no stack', () => {
  const failure = (() => {
    try {
      start('build', broken)
    } catch (error) {
      return error as Error
    }
    return null
  })()
  expect(failure?.message).toBe(sentence)
  expect(failure?.stack).toBe('')
})

test('while editing a problem is told, and the rest is on show', () => {
  const { told } = start('dev', broken)
  expect(told).toEqual([sentence])
  expect(handedOver()?.entries.alerts).toEqual([])
  expect(handedOver()?.entries.policies).toHaveLength(2)
})

test('the server finds the catalogue under its name', () => {
  const { plugin } = start('build')
  const id = plugin?.resolveId('virtual:mulin/catalogue') ?? ''
  const [, json] = /^export default JSON\.parse\((.*)\)$/.exec(plugin?.load(id) ?? '') ?? []
  const catalogue = catalogueSchema.parse(JSON.parse(JSON.parse(json ?? 'null')))
  expect(catalogue.site.name).toBe('梧桐里社区')
  expect(Object.keys(catalogue.activities)).toEqual(['liang-xueya'])
  expect([plugin?.resolveId('astro:content'), plugin?.load('astro:content')]).toEqual([null, null])
})
