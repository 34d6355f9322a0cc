import { Hono } from 'hono'
import type { AppEnv } from '../../kernel/http.server.ts'
import { actOnHeld, drawHeld, lookUpFromForm } from './holder-form.server.ts'
import { offerCookies, takePassBack } from './pass.server.ts'
import { drawSignup, takeFromForm } from './signup-form.server.ts'

/** The plain forms of signups: post, then 303 to what came of it; a refusal draws the same page again. */
export const signupForms = new Hono<AppEnv>({ strict: false })
  .get('/activities/:slug/:occurrence/signup', (c) => drawSignup(c, { name: '', phone: '', party_size: '1' }))
  .post('/activities/:slug/:occurrence/signup', takeFromForm)
  .get('/signups', (c) => {
    offerCookies(c)
    return c.var.page({ kind: 'lookup', typed: { code: '', phone: '' } })
  })
  .post('/signups', lookUpFromForm)
  .get('/signups/current', (c) => drawHeld(c))
  .post('/signups/current', actOnHeld)
  .post('/signups/leave', (c) => {
    takePassBack(c)
    return c.redirect('/signups/', 303)
  })
