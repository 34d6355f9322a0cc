const poolBytes = 4096

let pool = new Uint8Array(0)
let used = 0

/**
 * Random bytes from the system, asked for in bulk: a call to it costs more than what a request makes of the bytes. Each
 * byte is given out once and kept nowhere.
 */
export const randomBytes = (bytes: number) => {
  if (used + bytes > pool.length) {
    pool = crypto.getRandomValues(new Uint8Array(Math.max(poolBytes, bytes)))
    used = 0
  }
  const given = pool.slice(used, used + bytes)
  pool.fill(0, used, used + bytes)
  used += bytes
  return given
}
