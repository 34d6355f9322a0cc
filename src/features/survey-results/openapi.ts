import { z } from 'zod'
import type { ZodOpenApiPathsObject } from 'zod-openapi'
import { problemDetails } from '../../kernel/problem-details.ts'
import { resultView } from './views.ts'

const problem = (description: string) => ({ description, content: { 'application/problem+json': { schema: problemDetails } } })

/** Published results as an OpenAPI path, from the schema that writes them. */
export const resultPaths: ZodOpenApiPathsObject = {
  '/api/surveys/{slug}/results': {
    get: {
      operationId: 'readSurveyResult',
      summary: '一份问卷公布的结果',
      description: '不到 5 份的和旁边的合起来，或者不公布（null）。只数公布那一刻收到的。',
      requestParams: { path: z.object({ slug: z.string().meta({ description: '问卷文件名', examples: ['xuqiu'] }) }) },
      responses: {
        200: { description: '公布的结果', content: { 'application/json': { schema: resultView } } },
        404: problem('survey_unknown, result_unpublished'),
        503: problem('database_unavailable'),
      },
    },
  },
}
