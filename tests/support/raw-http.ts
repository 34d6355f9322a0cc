import { connect, type Socket } from 'node:net'

export interface Raw {
  status: number
  head: string
  body: string
}

const parsed = (text: string): Raw => {
  const [head = '', ...rest] = text.split('\r\n\r\n')
  return { status: Number(head.split(' ')[1] ?? 0), head, body: rest.join('\r\n\r\n') }
}

/** Whether an answer has come to its end; not every server closes when it is asked to. */
const isWhole = (text: string) => {
  const [head = '', ...rest] = text.split('\r\n\r\n')
  const length = /^content-length: (\d+)/im.exec(head)?.[1]
  if (length !== undefined && rest.length > 0) return Buffer.byteLength(rest.join('\r\n\r\n')) >= Number(length)
  return /^transfer-encoding: chunked/im.test(head) && text.endsWith('\r\n0\r\n\r\n')
}

/** A connection on which whatever one likes can be written, and what came back on it. */
export const openRaw = (url: string) => {
  const { hostname, port } = new URL(url)
  const socket: Socket = connect(Number(port), hostname)
  const began = Date.now()
  let text = ''
  let closedAfterMs: number | null = null
  socket.setEncoding('utf8').on('data', (piece) => {
    text += piece
  })
  socket.on('error', () => {})
  const whole = new Promise<void>((done) => socket.on('data', () => isWhole(text) && done()))
  const closed = new Promise<void>((done) =>
    socket.on('close', () => {
      closedAfterMs = Date.now() - began
      done()
    }),
  )
  return {
    socket,
    closed,
    whole,
    closedAfterMs: () => closedAfterMs,
    answer: () => parsed(text),
    /** Until something has come back. */
    answered: async () => {
      while (text === '' && closedAfterMs === null) await new Promise((done) => setTimeout(done, 20))
      return parsed(text)
    },
    close: () => socket.destroy(),
  }
}

/** A request with its address exactly as written: `fetch` would tidy it up. What has come within two seconds is the answer. */
export const askRaw = async (url: string, path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Raw> => {
  const raw = openRaw(url)
  const lines = { host: new URL(url).host, connection: 'close', ...headers }
  const head = Object.entries(lines).map(([name, value]) => `${name}: ${value}`)
  raw.socket.write(`${method} ${path} HTTP/1.1\r\n${head.join('\r\n')}\r\n\r\n`)
  const late = setTimeout(raw.close, 2000)
  await Promise.race([raw.closed, raw.whole])
  clearTimeout(late)
  raw.close()
  return raw.answer()
}
