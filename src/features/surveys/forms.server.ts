import { Hono } from 'hono'
import type { AppEnv } from '../../kernel/http.server.ts'
import { showAnswer, takeAnswer } from './answer-form.server.ts'
import { showCode, showResume, takeCode, takeOther, takeResume } from './code-forms.server.ts'
import { showDone, showIntro, showList } from './pages.server.ts'
import { showReview, takeReview } from './review-form.server.ts'

/** What residents do with surveys. Codes travel in bodies and sealed cookies, never in addresses. */
export const surveyForms = new Hono<AppEnv>({ strict: false })
  .get('/surveys', showList)
  .get('/surveys/resume', showResume)
  .post('/surveys/resume', takeResume)
  .get('/surveys/:slug', showIntro)
  .get('/surveys/:slug/answer', showAnswer)
  .post('/surveys/:slug/answer', takeAnswer)
  .get('/surveys/:slug/review', showReview)
  .post('/surveys/:slug/review', takeReview)
  .get('/surveys/:slug/done', showDone)
  .get('/surveys/:slug/code', showCode)
  .post('/surveys/:slug/code', takeCode)
  .post('/surveys/:slug/other', takeOther)
