import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { gramsMax } from '../../src/features/search/grams.ts'
import { candidatesMax, search } from '../../src/features/search/search.ts'
import { readingFrom, servedIndex, writtenFindables } from '../support/search-index.ts'

const today = '2026-11-23'
const foundAmong = 3
const foundPart = 0.95
const movedMaxBytes = 120_000

const queries = Object.entries(
  parse(readFileSync(new URL('search-queries.yml', import.meta.url), 'utf8')) as Record<string, Record<string, string>>,
).flatMap(([kind, lines]) => Object.entries(lines).map(([query, address]) => ({ kind, query, address })))

const files = servedIndex(writtenFindables(), today)
const sent = new Map([...files].map(([name, text]) => [name, gzipSync(text).length]))

const answers = await Promise.all(
  queries.map(async ({ kind, query, address }) => {
    const wanted = new Set<string>()
    const found = await search(query, { today, ended: false }, readingFrom(files, wanted))
    const addresses = found?.pages.map((page) => page.address) ?? []
    const bytes = [...wanted].reduce((sum, name) => sum + (sent.get(name) ?? 0), 0)
    return { kind, query, address, addresses, bytes }
  }),
)

describe('the queries of search-queries.yml', () => {
  test('are at least eighty', () => {
    expect(queries.length).toBeGreaterThanOrEqual(80)
  })

  test('lead to the right page among the first three, in nineteen of twenty', () => {
    const missed = answers.filter(({ address, addresses }) => !addresses.slice(0, foundAmong).includes(address))
    expect(1 - missed.length / answers.length, missed.map(({ query }) => query).join('\n')).toBeGreaterThanOrEqual(foundPart)
  })

  test('never end empty-handed', () => {
    expect(answers.filter(({ addresses }) => addresses.length === 0)).toEqual([])
  })

  test('are told from letters that mean nothing', async () => {
    const found = await search('vvvvvv', { today, ended: false }, readingFrom(files))
    expect(found?.pages).toEqual([])
  })

  test.each(['外星人登陆', '红烧肉怎么做', '你叫什么名字', '紫禁城门票预约', '明天天气预报', '摩托车驾照', '宠物狗证', '买一只猫'])(
    'are told from what the site knows nothing of: %s',
    async (query) => {
      const found = await search(query, { today, ended: false }, readingFrom(files))
      expect(found?.pages.map(({ title }) => title)).toEqual([])
    },
  )

  test('move at most 120 KB each, as would the worst query there can be', () => {
    const largest = (kind: string, count: number) =>
      [...sent]
        .filter(([name]) => name.startsWith(kind))
        .map(([, bytes]) => bytes)
        .sort((a, b) => b - a)
        .slice(0, count)
    const parts = [largest('index', 1), largest('sounds', 1), largest('grams', gramsMax), largest('pages', candidatesMax)].flat()
    expect(parts.reduce((sum, bytes) => sum + bytes, 0)).toBeLessThanOrEqual(movedMaxBytes)
    expect(Math.max(...answers.map(({ bytes }) => bytes))).toBeLessThanOrEqual(movedMaxBytes)
  })
})
