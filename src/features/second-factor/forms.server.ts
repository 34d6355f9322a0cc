import { Hono } from 'hono'
import type { AppEnv } from '../../kernel/http.server.ts'
import { drawEnrol, enrolFromForm } from './enrol.server.ts'
import { drawVerify, verifyFromForm } from './verify.server.ts'

/** 再验证一次 and 设置第二道验证: plain forms of staff who are signed in; post, then 303 to where they go on. */
export const secondFactorForms = new Hono<AppEnv>({ strict: false })
  .get('/staff/verify', drawVerify)
  .post('/staff/verify', verifyFromForm)
  .get('/staff/second-factor', drawEnrol)
  .post('/staff/second-factor', enrolFromForm)
