import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, expect, test } from 'vitest'
import { pictureAddress } from '../src/features/surveys/pictures.ts'
import { surveyPictures } from './survey-pictures.ts'

const root = mkdtempSync(join(tmpdir(), 'mulin-pictures-'))
afterAll(() => rmSync(root, { recursive: true }))

test('the built site has every picture of a survey at its address, and nothing else from there', () => {
  mkdirSync(join(root, 'content/surveys/2026'), { recursive: true })
  for (const file of ['lamp.webp', '2026/tube.jpg', 'needs.yml']) writeFileSync(join(root, 'content/surveys', file), file)
  const { hooks } = surveyPictures()
  const url = (path: string) => pathToFileURL(join(root, path))
  hooks['astro:config:setup']?.({ config: { root: url('./') } } as never)
  hooks['astro:build:done']?.({ dir: url('dist/') } as never)
  expect(pictureAddress('lamp.webp')).toBe('/surveys/pictures/lamp.webp')
  expect(readFileSync(join(root, 'dist', pictureAddress('lamp.webp')), 'utf8')).toBe('lamp.webp')
  expect(readFileSync(join(root, 'dist', pictureAddress('tube.jpg')), 'utf8')).toBe('2026/tube.jpg')
  expect(() => readFileSync(join(root, 'dist', pictureAddress('needs.yml')))).toThrow(/ENOENT/)
})
