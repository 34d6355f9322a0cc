import { Hono } from 'hono'
import type { AppEnv } from '../../kernel/http.server.ts'
import { drawAudit } from './audit.server.ts'
import { addFromForm, drawColleagues, endFromForm, printSlip, resetFactor, showColleague } from './colleague-forms.server.ts'
import { setHomeFromForm } from './colleague-home.server.ts'
import { drawHome } from './home.server.ts'

/** The desk's own pages: where one begins, who works here, who did what. */
export const deskForms = new Hono<AppEnv>({ strict: false })
  .get('/desk', drawHome)
  .get('/desk/staff', (c) => drawColleagues(c))
  .post('/desk/staff', addFromForm)
  .get('/desk/staff/:id', (c) => showColleague(c))
  .post('/desk/staff/:id/slips', printSlip)
  .post('/desk/staff/:id/second-factor', resetFactor)
  .post('/desk/staff/:id/ending', endFromForm)
  .post('/desk/staff/:id/household', setHomeFromForm)
  .get('/desk/audit', drawAudit)
