import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { AstroIntegration, AstroPrerenderer } from 'astro'
import { ownPolicy } from './page-policy.ts'

type Draw = AstroPrerenderer['render']

/** Astro's entry of what is drawn at the build. It names none where somebody draws otherwise; here its own renderer goes on drawing. */
const entry = 'astro/entrypoints/prerender'

/** A page like many others, whose file lies in a folder of its own. */
const isOneOfMany = ({ pathname }: Parameters<Draw>[1]['routeData']) => pathname === undefined

/**
 * Gives each page its own policy while it is drawn, so that no file is read back. Pages of which there are many are written here:
 * Astro goes through another thread four times to write one, which costs more than the writing.
 */
export const drawWhole =
  (draw: Draw, folder: string): Draw =>
  async (request, options) => {
    const drawn = await draw(request, options)
    const response = drawn instanceof Response ? drawn : drawn.response
    const leadsOn = response.status >= 300 && response.status < 400
    if (options.routeData.type !== 'page' || leadsOn) return drawn
    const html = ownPolicy(await response.text())
    if (!isOneOfMany(options.routeData)) return new Response(html, response)
    const place = `${folder}${decodeURI(new URL(request.url).pathname)}`
    mkdirSync(place, { recursive: true })
    writeFileSync(`${place}index.html`, html)
    return new Response(null)
  }

/** Astro asks for each page what its styles hash to, and Web Crypto asks another thread each time, which costs more than the answer. */
const hashHere = () => {
  const { subtle } = globalThis.crypto
  const digest: typeof subtle.digest = async (algorithm, data) => {
    const name = typeof algorithm === 'string' ? algorithm : algorithm.name
    const bytes = ArrayBuffer.isView(data) ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength) : new Uint8Array(data)
    return new Uint8Array(createHash(name.replace('-', '')).update(bytes).digest()).buffer
  }
  Object.defineProperty(subtle, 'digest', { value: digest, configurable: true })
}

const hashElsewhere = () => Reflect.deleteProperty(globalThis.crypto.subtle, 'digest')

/** Draws the pages of the build: as Astro does, with fewer ways to other threads and back. */
export const drawPages = (): AstroIntegration => {
  let folder = ''
  return {
    name: 'mulin-draw',
    hooks: {
      'astro:config:done': ({ config }) => {
        folder = fileURLToPath(config.build.client).replace(/\/$/, '')
      },
      'astro:build:start': ({ setPrerenderer }) =>
        setPrerenderer((usual) => ({
          ...usual,
          setup: async () => {
            await usual.setup?.()
            hashHere()
          },
          render: drawWhole(usual.render, folder),
          teardown: async () => {
            hashElsewhere()
            await usual.teardown?.()
          },
        })),
      'astro:build:setup': ({ updateConfig }) => {
        updateConfig({ environments: { prerender: { build: { rolldownOptions: { input: entry } } } } })
      },
    },
  }
}
