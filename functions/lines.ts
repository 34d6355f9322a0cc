/**
 * A log that writes once a turn of the event loop instead of once a line: to hand a line to the system costs as much as
 * the pipeline of a small answer. `close` writes what is left.
 */
export const lineLog = (write: (text: string) => void) => {
  let waiting = ''
  const close = () => {
    const text = waiting
    waiting = ''
    if (text) write(text)
  }
  const log = (entry: Record<string, unknown>) => {
    if (!waiting) setImmediate(close)
    waiting += `${JSON.stringify(entry)}\n`
  }
  return { log, close }
}

/** What is logged of an error that may name somebody in its message: its kind and its code. */
export const failureOf = (error: unknown) => {
  const { name, code } = error as NodeJS.ErrnoException
  return { error: name, code }
}
