import { Hono } from 'hono'
import type { AppEnv } from '../../kernel/http.server.ts'
import { addDevice, drawDevices, endDevice } from './devices-desk.server.ts'
import { actOnDropOffs } from './drop-off-desk.server.ts'
import { openDropOffs } from './drop-off-page.server.ts'
import { correctFromForm, drawHouseholdPoints } from './household-desk.server.ts'
import { drawInspection } from './inspection.server.ts'
import { drawOwnPoints } from './own-points.server.ts'
import { drawWaiting, settleFromForm } from './waiting-desk.server.ts'

/** 我的积分. */
export const ownPoints = new Hono<AppEnv>({ strict: false }).get('/me/points', drawOwnPoints)

/** Points at the station and the desk. */
export const pointsDesk = new Hono<AppEnv>({ strict: false })
  .get('/desk/drop-offs', openDropOffs)
  .post('/desk/drop-offs', actOnDropOffs)
  .get('/desk/drop-offs/waiting', (c) => drawWaiting(c))
  .post('/desk/drop-offs/waiting', settleFromForm)
  .get('/desk/points/devices', (c) => drawDevices(c))
  .post('/desk/points/devices', addDevice)
  .post('/desk/points/devices/:device/ending', endDevice)
  .get('/desk/points/inspection', drawInspection)
  .get('/desk/points/households/:household', (c) => drawHouseholdPoints(c))
  .post('/desk/points/households/:household', correctFromForm)
