import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { ownPolicy } from './page-policy.ts'

const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`
const page = (policy: string) =>
  `<head><meta http-equiv="content-security-policy" content="${policy}"><style>a{}</style></head><script type="module">go()</script>`

test('a page names the styles and scripts that stand in it, and none of other pages', () => {
  const [style, script, other] = [hash('a{}'), hash('go()'), hash('b{}')]
  const everything = `default-src 'none'; script-src 'self' ${other} ${script}; style-src 'self' ${style} ${other};`
  expect(ownPolicy(page(everything))).toBe(page(`default-src 'none'; script-src 'self' ${script}; style-src 'self' ${style};`))
})

test('a page without any keeps its own rules', () => {
  const bare = `<meta http-equiv="content-security-policy" content="script-src 'self' ${hash('b{}')};">`
  expect(ownPolicy(bare)).toBe(`<meta http-equiv="content-security-policy" content="script-src 'self';">`)
  expect(ownPolicy('<p>none</p>')).toBe('<p>none</p>')
})
