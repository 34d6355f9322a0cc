import { Hono } from 'hono'
import type { AppEnv } from '../../kernel/http.server.ts'
import { correctFromForm, drawHouseholdPoints } from './household-desk.server.ts'
import { drawOwnPoints } from './own-points.server.ts'

/** 我的积分. */
export const ownPoints = new Hono<AppEnv>({ strict: false }).get('/me/points', drawOwnPoints)

/** 积分单 of a household at the desk. */
export const pointsDesk = new Hono<AppEnv>({ strict: false })
  .get('/desk/points/households/:household', (c) => drawHouseholdPoints(c))
  .post('/desk/points/households/:household', correctFromForm)
