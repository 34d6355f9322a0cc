import { Hono } from 'hono'
import type { AppEnv } from '../../kernel/http.server.ts'
import * as acts from './desk-acts.server.ts'
import { drawHousehold } from './desk-pages.server.ts'
import { openSearch, search } from './desk-search.server.ts'

/** The desk's pages about households: post, then 303 to what came of it; a refusal draws the same page again. */
export const householdDesk = new Hono<AppEnv>({ strict: false })
  .get('/desk/households', openSearch)
  .post('/desk/households', search)
  .post('/desk/households/registration', acts.register)
  .get('/desk/households/:household', (c) => drawHousehold(c))
  .post('/desk/households/:household/phones', acts.showPhone)
  .post('/desk/households/:household/members', acts.add)
  .post('/desk/households/:household/members/:resident', acts.correct)
  .post('/desk/households/:household/members/:resident/departure', acts.depart)
  .post('/desk/households/:household/members/:resident/slip', acts.giveSlip)
  .post('/desk/households/:household/members/:resident/card', acts.giveCard)
  .post('/desk/households/:household/moves', acts.moveOver)
  .post('/desk/households/:household/splits', acts.splitOff)
  .post('/desk/households/:household/door', acts.renumber)
  .post('/desk/households/:household/merger', acts.merge)
  .post('/desk/households/:household/representations', acts.represent)
  .post('/desk/households/:household/representations/:representation/end', acts.endRepresentation)
