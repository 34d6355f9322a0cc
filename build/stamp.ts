import { createHash } from 'node:crypto'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { buildDay } from './day.ts'

const inputs = ['content', 'src', 'functions', 'build', 'public', 'astro.config.ts', 'package-lock.json', 'wrangler.jsonc']

const filesIn = async (path: string): Promise<string[]> => {
  const entries = await readdir(path, { recursive: true, withFileTypes: true }).catch(() => null)
  if (!entries) return [path]
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
}

/** A fingerprint of everything a build depends on: its files, and the day, because pages say what is on today. */
export const stampOf = async () => {
  const hash = createHash('sha256').update(process.env['MULIN_NOW'] ?? buildDay())
  const files = (await Promise.all(inputs.map(filesIn))).flat().sort()
  for (const file of files) hash.update(file).update(await readFile(file).catch(() => ''))
  return hash.digest('hex')
}

export const readStamp = (outDir: string) => readFile(join(outDir, 'stamp'), 'utf8').catch(() => null)

export const writeStamp = (outDir: string, stamp: string) => writeFile(join(outDir, 'stamp'), stamp)
