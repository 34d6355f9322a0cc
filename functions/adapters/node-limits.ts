import type { Server, ServerOptions } from 'node:http'

/**
 * How long a client may take on the Node host, in milliseconds: to say what it wants, and to send the whole of it (a sheet of 5 MB at
 * 1.4 Mbit/s). Whoever is slower is cut off, so that holding many connections open costs an attacker a new one all the time. It also
 * counts while the server itself is too busy to read: in the second an activity opens, nobody in the crowd may be cut off for that.
 */
export const patience: ServerOptions = { headersTimeout: 20_000, requestTimeout: 30_000, connectionsCheckingInterval: 2000 }

/** How long a connection may be silent, also one that does not take its answer, in milliseconds. */
const silenceMs = 60_000

export const cutSilence = (server: Server) => server.setTimeout(silenceMs)

/**
 * How long answers that are under way may take once the site is told to stop. Node no longer looks at how slow a client is then: one that
 * dribbles would keep the site from being swapped.
 */
export const lastAnswersMs = 10_000

/**
 * So many connections may wait to be taken in: whoever presses in the second an activity opens. Node would have 511 of them wait; the
 * system may allow fewer.
 */
export const waitingAtDoor = 4096
