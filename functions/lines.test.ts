import { expect, test } from 'vitest'
import { lineLog } from './lines.ts'

const nextTurn = () => new Promise<void>((done) => setImmediate(done))

test('the lines of one turn are written together, in their order, and none twice', async () => {
  const written: string[] = []
  const { log, close } = lineLog((text) => written.push(text))
  log({ event: 'request', status: 200 })
  log({ event: 'request', status: 201 })
  expect(written).toEqual([])
  await nextTurn()
  log({ event: 'job' })
  await nextTurn()
  close()
  expect(written).toEqual(['{"event":"request","status":200}\n{"event":"request","status":201}\n', '{"event":"job"}\n'])
})

test('what still waits when the process ends is written', async () => {
  const written: string[] = []
  const { log, close } = lineLog((text) => written.push(text))
  log({ event: 'unexpected' })
  close()
  await nextTurn()
  expect(written).toEqual(['{"event":"unexpected"}\n'])
})
