import { defineConfig, passthroughImageService } from 'astro/config'
import { apiPage } from './build/api-page.ts'
import { mulinContent } from './build/content/integration.ts'
import { drawPages } from './build/draw.ts'
import { edgeBundle } from './build/edge-bundle.ts'
import { elderPreview } from './build/elder-preview.ts'
import { finishFiles } from './build/finish.ts'
import { hostModule } from './build/host-module.ts'
import { islands } from './build/islands.ts'
import { nodeAdapter } from './build/node-adapter.ts'
import { searchIndex } from './build/search-index.ts'
import { surveyPictures } from './build/survey-pictures.ts'

const target = process.env['MULIN_TARGET'] === 'edge' ? 'edge' : 'node'
const outDir = process.env['MULIN_OUT_DIR'] ?? `./dist/${target}`

/** Loaded only when it is wanted: it brings wrangler along, a second of every other build. */
const edgeAdapter = async () => (await import('@astrojs/cloudflare')).default({ prerenderEnvironment: 'node', imageService: 'passthrough' })

export default defineConfig({
  output: 'static',
  outDir,
  trailingSlash: 'ignore',
  compressHTML: true,
  build: { inlineStylesheets: 'always', format: 'directory' },
  adapter: target === 'edge' ? await edgeAdapter() : nodeAdapter(),
  integrations: [
    mulinContent(),
    hostModule(target),
    apiPage(),
    elderPreview(),
    islands(),
    drawPages(),
    searchIndex(),
    finishFiles(target),
    surveyPictures(),
    ...(target === 'edge' ? [edgeBundle()] : []),
  ],
  image: { service: passthroughImageService() },
  markdown: { syntaxHighlight: false },
  fetchFile: '../functions/app',
  security: {
    checkOrigin: false,
    csp: {
      directives: [
        "default-src 'none'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "manifest-src 'self'",
      ],
    },
  },
  session: false,
  devToolbar: { enabled: false },
  server: { port: 4321 },
})
