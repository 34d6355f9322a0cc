import { expect, test } from 'vitest'
import { drawnOnce } from './once.ts'

test('a shared part is drawn once, and another one by itself', async () => {
  let times = 0
  const draw = async () => ` <p>${++times}</p>\n`
  expect([await drawnOnce('a', draw), await drawnOnce('a', draw), await drawnOnce('b', draw)]).toEqual(['<p>1</p>', '<p>1</p>', '<p>2</p>'])
})
