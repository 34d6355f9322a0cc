import { Hono } from 'hono'
import type { AppEnv } from '../../kernel/http.server.ts'
import { ofSurvey } from './answers.server.ts'
import { openBehalf, takeBehalf } from './behalf.server.ts'
import { showCodes, takeCodes } from './codes-form.server.ts'
import { showPrint, showSurvey, showSurveys } from './list.server.ts'
import { showPaper, takePaper } from './paper-form.server.ts'
import { showReceipt } from './receipt.server.ts'

/** What staff do with surveys besides reading results: 代答, 答题码 and 纸质问卷. Codes travel in bodies, never in addresses. */
export const surveyDesk = new Hono<AppEnv>({ strict: false })
  .get('/desk/surveys', showSurveys)
  .get('/desk/surveys/:slug', ofSurvey(showSurvey))
  .get('/desk/surveys/:slug/answer', ofSurvey(openBehalf))
  .post('/desk/surveys/:slug/answer', ofSurvey(takeBehalf))
  .get('/desk/surveys/:slug/receipt', ofSurvey(showReceipt))
  .get('/desk/surveys/:slug/codes', ofSurvey(showCodes))
  .post('/desk/surveys/:slug/codes', ofSurvey(takeCodes))
  .get('/desk/surveys/:slug/print', ofSurvey(showPrint))
  .get('/desk/surveys/:slug/paper', ofSurvey(showPaper))
  .post('/desk/surveys/:slug/paper', ofSurvey(takePaper))
