import { Hono } from 'hono'
import type { AppEnv } from '../../kernel/http.server.ts'
import { actOnDropOffs } from './drop-off-desk.server.ts'
import { openDropOffs } from './drop-off-page.server.ts'

/** Points at the station and the desk. */
export const pointsDesk = new Hono<AppEnv>({ strict: false }).get('/desk/drop-offs', openDropOffs).post('/desk/drop-offs', actOnDropOffs)
