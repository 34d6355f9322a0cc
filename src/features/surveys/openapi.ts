import { z } from 'zod'
import type { ZodOpenApiPathsObject } from 'zod-openapi'
import { problemDetails } from '../../kernel/problem-details.ts'
import { responseInput } from './schema.ts'
import { countedView, surveyView } from './views.ts'

const json = (schema: z.ZodType) => ({ 'application/json': { schema } })
const problem = (description: string) => ({ description, content: { 'application/problem+json': { schema: problemDetails } } })
const slug = z.string().meta({ description: '问卷文件名', examples: ['xuqiu'] })

/** The survey acts as OpenAPI paths, from the schemas that parse them. */
export const surveyPaths: ZodOpenApiPathsObject = {
  '/api/surveys/{slug}': {
    get: {
      operationId: 'readSurvey',
      summary: '一份问卷',
      requestParams: { path: z.object({ slug }) },
      responses: { 200: { description: '问什么、谁能答、哪一版', content: json(surveyView) }, 404: problem('survey_unknown') },
    },
  },
  '/api/surveys/{slug}/responses': {
    post: {
      operationId: 'answerSurvey',
      summary: '答一份问卷',
      description: '一位居民、一户或一台设备一份，先到先算。同一个 request_key 重发得到同一个回答。用答题码的写 code，登录的居民不用写。',
      requestParams: { path: z.object({ slug }) },
      requestBody: { required: true, content: json(responseInput) },
      responses: {
        201: { description: '算上了', content: json(countedView) },
        400: problem('body_unreadable'),
        401: problem('respondent_needed'),
        403: problem('origin_foreign, respondent_not_allowed'),
        404: problem('survey_unknown'),
        409: problem('survey_not_open, survey_changed, survey_answered'),
        410: problem('survey_closed'),
        413: problem('body_too_large'),
        415: problem('content_type_unsupported'),
        422: problem('survey_answers_invalid, printed_code_wrong'),
        429: problem('too_many_code_guesses, too_many_responses'),
        503: problem('database_unavailable'),
      },
    },
  },
}
