import { Hono } from 'hono'
import { describe, expect, test } from 'vitest'
import { originCheck } from './origin.ts'

const site = new Hono().use(originCheck('https://wutongli.example.org', (c) => c.text('foreign', 403))).all('*', (c) => c.text('welcome'))

const answer = async (method: string, headers: Record<string, string>, address = 'http://127.0.0.1:4321/signups') =>
  (await site.request(address, { method, headers })).text()

const own = 'http://127.0.0.1:4321'
const foreign = 'https://evil.example'

describe('a post', () => {
  test.each<[string, Record<string, string>, string]>([
    ['of our own page', { origin: own }, 'welcome'],
    ['of our own page, from a browser that says so twice', { origin: own, 'sec-fetch-site': 'same-origin' }, 'welcome'],
    ['of our own page, while a proxy speaks TLS for us', { origin: 'https://127.0.0.1:4321' }, 'welcome'],
    [
      'of our public address, while a proxy passes its own name on',
      { origin: 'https://wutongli.example.org', host: 'inner:8080' },
      'welcome',
    ],
    [
      'of the address the browser asked for, which a proxy passed on',
      { origin: 'https://plum.example.org', host: 'plum.example.org' },
      'welcome',
    ],
    ['of a program that says nothing', {}, 'welcome'],
    ['of an address bar', { 'sec-fetch-site': 'none' }, 'welcome'],
    ['of a browser that says only that it is our own page', { 'sec-fetch-site': 'same-origin' }, 'welcome'],
    ['of another site', { origin: foreign }, 'foreign'],
    ['of another site that claims to be ours', { origin: foreign, 'sec-fetch-site': 'same-origin' }, 'foreign'],
    ['of a page without an origin', { origin: 'null' }, 'foreign'],
    ['of a page without an origin, from our own frame', { origin: 'null', 'sec-fetch-site': 'same-origin' }, 'foreign'],
    ['of a file on the disk', { origin: 'file://' }, 'foreign'],
    ['of something that is no address', { origin: 'wutongli' }, 'foreign'],
    ['of an empty origin', { origin: '' }, 'foreign'],
    ['of another port of our host', { origin: 'http://127.0.0.1:8080' }, 'foreign'],
    ['of a site whose name begins like ours', { origin: 'https://wutongli.example.org.evil.example' }, 'foreign'],
    ['of a site below ours', { origin: 'https://a.wutongli.example.org' }, 'foreign'],
    ['of another site, from a browser that hides the origin', { 'sec-fetch-site': 'cross-site' }, 'foreign'],
    ['of a neighbouring site, from a browser that hides the origin', { 'sec-fetch-site': 'same-site' }, 'foreign'],
  ])('%s', async (_, headers, told) => expect(await answer('POST', headers)).toBe(told))
})

describe('only reading is free for all', () => {
  test.each(['GET', 'OPTIONS'])('%s', async (method) => {
    expect(await answer(method, { origin: foreign, 'sec-fetch-site': 'cross-site' })).toBe('welcome')
  })
  test.each(['POST', 'PUT', 'PATCH', 'DELETE'])('%s', async (method) => expect(await answer(method, { origin: foreign })).toBe('foreign'))
})
