import { Hono } from 'hono'
import type { AppEnv } from '../../kernel/http.server.ts'
import { changeFromForm, drawChange } from './change-form.server.ts'
import { cancelFromForm, drawReceipt } from './receipt.server.ts'
import { drawActivities, drawPrint, drawRoster, markFromForm } from './roster-form.server.ts'
import { drawDeskSignup, signUpFromForm } from './signup-form.server.ts'

/** 活动名册: the activities at the desk. */
export const rosterDesk = new Hono<AppEnv>({ strict: false })
  .get('/desk/activities', drawActivities)
  .get('/desk/activities/:slug/:occurrence', (c) => drawRoster(c))
  .post('/desk/activities/:slug/:occurrence', markFromForm)
  .get('/desk/activities/:slug/:occurrence/print', drawPrint)
  .get('/desk/activities/:slug/:occurrence/signup', (c) => drawDeskSignup(c))
  .post('/desk/activities/:slug/:occurrence/signup', signUpFromForm)
  .get('/desk/activities/:slug/:occurrence/change', (c) => drawChange(c))
  .post('/desk/activities/:slug/:occurrence/change', changeFromForm)
  .get('/desk/signups/:id', (c) => drawReceipt(c))
  .post('/desk/signups/:id', cancelFromForm)
