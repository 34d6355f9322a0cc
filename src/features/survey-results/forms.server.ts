import { Hono } from 'hono'
import type { AppEnv } from '../../kernel/http.server.ts'
import { changeNeeds, showDeskNeeds } from './desk-needs.server.ts'
import { publishResult, showDeskResult } from './desk-result.server.ts'
import { decideTexts, showTexts } from './desk-texts.server.ts'
import { exportResponses } from './export.server.ts'
import { showNeeds, showResult, tellResult } from './public.server.ts'

/** What a survey came to: for everybody once it is published, and what the steward does before. */
export const surveyResults = new Hono<AppEnv>({ strict: false })
  .get('/surveys/:slug/results', showResult)
  .get('/surveys/:slug/needs', showNeeds)
  .get('/desk/surveys/:slug/results', showDeskResult)
  .post('/desk/surveys/:slug/results', publishResult)
  .get('/desk/surveys/:slug/texts', showTexts)
  .post('/desk/surveys/:slug/texts', decideTexts)
  .get('/desk/surveys/:slug/needs', showDeskNeeds)
  .post('/desk/surveys/:slug/needs', changeNeeds)
  .post('/desk/surveys/:slug/responses', exportResponses)

export const surveyResultsApi = new Hono<AppEnv>().get('/surveys/:slug/results', tellResult)
