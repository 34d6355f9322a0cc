import { connect, type Socket } from 'node:net'

const endOfHead = '\r\n\r\n'

/** Whether these bytes hold one whole answer: by its length, or by the last piece of a body sent in pieces. */
const isWhole = (answer: string) => {
  const body = answer.indexOf(endOfHead) + endOfHead.length
  if (body < endOfHead.length) return false
  const [, length] = /\r\ncontent-length: *(\d+)/i.exec(answer.slice(0, body)) ?? []
  return length === undefined ? answer.endsWith('\r\n0\r\n\r\n') : answer.length >= body + Number(length)
}

const open = (port: number) =>
  new Promise<Socket>((done, fail) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true }, () => done(socket))
    socket.once('error', fail)
  })

/** Sends one request over and over on one connection, the next when the answer is whole, as long as `take` says so. */
const converse = (socket: Socket, request: string, take: () => boolean, count: (answer: string) => void) =>
  new Promise<void>((done, fail) => {
    let answer = ''
    const next = () => {
      if (!take()) return done()
      answer = ''
      socket.write(request)
    }
    socket.setEncoding('latin1').on('data', (text: string) => {
      answer += text
      if (!isWhole(answer)) return
      count(answer)
      next()
    })
    socket.once('close', () => fail(new Error('the server closed a connection')))
    next()
  })

/**
 * Asks for one address `requests` times over `connections` kept open. It writes the same bytes and looks for the end of the
 * answer, nothing more, so that it is never busier than the server it measures. Returns answers per second and how many
 * were not a 200.
 */
export const load = async (port: number, path: string, requests: number, connections: number) => {
  const sockets = await Promise.all(Array.from({ length: connections }, () => open(port)))
  const request = `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nAccept: application/json\r\n\r\n`
  let left = requests
  let failed = 0
  const count = (answer: string) => {
    if (!answer.startsWith('HTTP/1.1 200')) failed++
  }
  const began = performance.now()
  await Promise.all(sockets.map((socket) => converse(socket, request, () => left-- > 0, count)))
  const seconds = (performance.now() - began) / 1000
  for (const socket of sockets) socket.removeAllListeners('close').destroy()
  return { per_second: requests / seconds, failed }
}
