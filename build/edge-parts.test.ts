import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { standIn } from './edge-absent.ts'
import { leanManifest } from './edge-manifest.ts'
import { leanPure } from './edge-pure.ts'

const library = (path: string) => fileURLToPath(new URL(`../node_modules/${path}`, import.meta.url))

test.each([
  'zod/v4/core/to-json-schema.js',
  'astro/dist/actions/utils.js',
  'astro/dist/core/server-islands/endpoint.js',
  '@simplewebauthn/server/esm/services/metadataService.js',
  '@simplewebauthn/server/esm/services/defaultRootCerts/android-key.js',
  '@libsql/hrana-client/lib-esm/shared/protobuf_decode.js',
])('what stands for %s has the same names', async (path) => {
  const code = standIn(library(path)) ?? ''
  const names = [...code.matchAll(/^export (?:const )?(\w+)/gm)].map(([, name]) => name)
  expect(names.sort()).toEqual(Object.keys((await import(library(path))) as object).sort())
})

test('what stands for a part that no request reaches says so when one does', async () => {
  const code = standIn(library('zod/v4/core/to-json-schema.js')) ?? ''
  const { finalize } = (await import(`data:text/javascript,${encodeURIComponent(code)}`)) as { finalize: () => void }
  expect(finalize).toThrow('finalize is not a part of the Worker')
})

test('other modules stay as they are', () => expect(standIn(library('zod/v4/core/schemas.js'))).toBe(null))

const call = (text: string, start: number) => ({ type: 'CallExpression', start, end: start + text.length })

test('a schema of a pure file loses its description and may be left out', () => {
  const code = "export const size = z.int().meta({ title: '人数' })"
  const start = code.indexOf('z.int()')
  const made = (text: string) => ({
    body: [
      {
        type: 'ExportNamedDeclaration',
        start: 0,
        end: text.length,
        declaration: {
          type: 'VariableDeclaration',
          declarations: [
            {
              type: 'VariableDeclarator',
              id: { type: 'Identifier' },
              init: {
                ...call(text.slice(start), start),
                arguments: [{ type: 'ObjectExpression' }],
                callee: {
                  type: 'MemberExpression',
                  object: { ...call('z.int()', start), callee: {} },
                  property: { type: 'Identifier', name: 'meta' },
                },
              },
            },
          ],
        },
      },
    ],
  })
  const { code: lean } = leanPure('/src/features/x/schema.ts', code, made) ?? {}
  expect(lean).toBe('export const size = /* @__PURE__ */ (() => z.int())()')
  expect(leanPure('/src/features/x/store.server.ts', code, made)).toBe(null)
})

const row = (route: string, prerender: boolean, pathname?: string) => ({
  routeData: {
    route,
    prerender,
    pathname,
    pattern: `^${route.replace(/\[[^\]]+\]/g, '([^/]+?)')}/?$`,
    component: `src/pages${route}.astro`,
  },
})

test('the manifest keeps the pages drawn on request and the files that stand in their way', () => {
  const manifest = {
    rootDir: 'file:///a "folder"}/',
    routes: [
      row('/404', true, '/404'),
      row('/policies/[slug]', true),
      row('/surveys/past', true, '/surveys/past'),
      row('/surveys/[slug]', false),
      row('/places', true, '/places'),
    ],
    componentMetadata: [
      ['/x/src/pages/places.astro', {}],
      ['/x/src/pages/surveys/[slug].astro', {}],
      ['/x/src/layouts/BasePage.astro', {}],
    ],
    entryModules: { page: 'chunks/page.mjs', island: '_astro/Form.js' },
    csp: { algorithm: 'SHA-256', styleDirective: { hashes: ['a', 'a', 'b'] } },
  }
  const code = leanManifest(`start(${JSON.stringify(manifest)});'{}'`)
  const lean = JSON.parse(code.slice('start('.length, -");'{}'".length)) as typeof manifest
  expect(code.endsWith(");'{}'")).toBe(true)
  expect(lean.routes.map(({ routeData }) => routeData.route)).toEqual(['/404', '/surveys/past', '/surveys/[slug]'])
  expect(lean.componentMetadata.map(([file]) => file)).toEqual(['/x/src/pages/surveys/[slug].astro', '/x/src/layouts/BasePage.astro'])
  expect(lean.entryModules).toEqual({ island: '_astro/Form.js' })
  expect(lean.csp.styleDirective.hashes).toEqual(['a', 'b'])
})

test('a program without the manifest stays as it is', () => expect(leanManifest('export default {}')).toBe('export default {}'))
