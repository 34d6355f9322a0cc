import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeEach, expect, test, vi } from 'vitest'
import { createViteServer } from 'vitest/node'
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
  const { hooks } = mulinContent()
  const hook = hooks['astro:config:setup'] as unknown as (given: typeof parameters) => void
  hook(parameters)
  return { told, plugin: plugins[0], edit: hooks['astro:server:setup'] as unknown as (given: object) => void }
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

test('an edit reaches what was made of the catalogue, leaves every other program of the server running, and survives a folder that is away', async () => {
  const { plugin, edit } = start('dev')
  const code: Record<string, string> = {
    'virtual:site': "import catalogue from 'virtual:mulin/catalogue'\nexport const site = catalogue.site",
    'virtual:page': "export { site } from 'virtual:site'\nexport { kept } from 'virtual:kept'",
    'virtual:kept': 'export const kept = {}',
  }
  const programs = {
    name: 'programs',
    resolveId: (source: string) => (source in code ? source : null),
    load: (id: string) => code[id] ?? null,
  }
  const server = await createViteServer({
    root,
    configFile: false,
    logLevel: 'silent',
    appType: 'custom',
    server: { middlewareMode: true, ws: false },
    plugins: [plugin && { name: 'catalogue', ...plugin }, programs],
  })
  try {
    const told: string[] = []
    edit({ server, refreshContent: async () => {}, logger: { error: (line: string) => told.push(line) } })
    const { runner } = server.environments.ssr as unknown as {
      runner: { import(id: string): Promise<{ site: { name: string }; kept: object }> }
    }
    const before = await runner.import('virtual:page')
    expect(before.site.name).toBe('梧桐里社区')
    const file = join(root, 'content/site.yml')
    const renamed = readFileSync(file, 'utf8').replace(/^name: .*/m, 'name: 银杏里社区')
    // Saved again and again, because the watcher may not have looked at the file yet.
    const seen = async () => {
      writeFileSync(file, renamed)
      expect((await runner.import('virtual:page')).site.name).toBe('银杏里社区')
    }
    await vi.waitFor(seen, { timeout: 15_000, interval: 400 })
    expect((await runner.import('virtual:page')).kept).toBe(before.kept)
    rmSync(join(root, 'content'), { recursive: true })
    await vi.waitFor(() => expect(told.join()).toMatch(/内容没有读成：.*no such file or directory.*。改好并保存以后会再读一次。/), {
      timeout: 15_000,
    })
  } finally {
    await server.close()
  }
}, 20_000)
