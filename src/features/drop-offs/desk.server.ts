import { Hono } from 'hono'
import type { AppEnv } from '../../kernel/http.server.ts'
import { addDevice, drawDevices, endDevice } from './devices-desk.server.ts'
import { drawInspection } from './inspection.server.ts'
import { actOnDropOffs } from './station-form.server.ts'
import { openDropOffs } from './station-page.server.ts'
import { drawWaiting, settleFromForm } from './waiting-desk.server.ts'

/** 回收 at the station, and what the desk does about it. */
export const dropOffsDesk = new Hono<AppEnv>({ strict: false })
  .get('/desk/drop-offs', openDropOffs)
  .post('/desk/drop-offs', actOnDropOffs)
  .get('/desk/drop-offs/waiting', (c) => drawWaiting(c))
  .post('/desk/drop-offs/waiting', settleFromForm)
  .get('/desk/points/devices', (c) => drawDevices(c))
  .post('/desk/points/devices', addDevice)
  .post('/desk/points/devices/:device/ending', endDevice)
  .get('/desk/points/inspection', drawInspection)
