import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { AstroIntegration } from 'astro'
import { pictureAddress } from '../src/features/surveys/pictures.ts'

const types: Record<string, string> = {
  '.avif': 'image/avif',
  '.jpeg': 'image/jpeg',
  '.jpg': 'image/jpeg',
  '.png': 'image/png',
  '.webp': 'image/webp',
}

/** The pictures below content/surveys/, by their address. The check of the content keeps their names apart. */
const picturesBelow = (folder: string): Map<string, string> => {
  if (!existsSync(folder)) return new Map()
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
  const pictures = files.filter((file) => file.isFile() && extname(file.name) in types)
  return new Map(pictures.map(({ name, parentPath }) => [pictureAddress(name), join(parentPath, name)]))
}

/**
 * Pages of surveys are drawn on request and know no files, so their pictures lie at an address that is made of the name alone: in the
 * built site as files, while developing read from content/.
 */
export const surveyPictures = (): AstroIntegration => {
  let folder = ''
  return {
    name: 'mulin-survey-pictures',
    hooks: {
      'astro:config:setup': ({ config }) => {
        folder = join(fileURLToPath(config.root), 'content/surveys')
      },
      'astro:server:setup': ({ server }) => {
        server.middlewares.use((request, response, next) => {
          const file = picturesBelow(folder).get(request.url?.split('?')[0] ?? '')
          if (!file) return next()
          response.setHeader('content-type', types[extname(file)] ?? 'application/octet-stream').end(readFileSync(file))
        })
      },
      'astro:build:done': ({ dir }) => {
        mkdirSync(join(fileURLToPath(dir), 'surveys/pictures'), { recursive: true })
        for (const [address, file] of picturesBelow(folder)) copyFileSync(file, join(fileURLToPath(dir), address))
      },
    },
  }
}
