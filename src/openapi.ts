import { createDocument } from 'zod-openapi'
import type { Site } from './content-schemas/site.ts'
import { dropOffPaths } from './features/drop-offs/openapi.ts'
import { signupPaths } from './features/signups/openapi.ts'
import { resultPaths } from './features/survey-results/openapi.ts'
import { surveyPaths } from './features/surveys/openapi.ts'

/** The API of every feature as one OpenAPI 3.1 document, made of the schemas that parse its requests. */
export const openApiDocument = (site: Pick<Site, 'name' | 'url'>) =>
  createDocument({
    openapi: '3.1.0',
    info: { title: `${site.name} API`, version: '1', description: '拒绝一律是 application/problem+json，带稳定的代码和一句中文。' },
    servers: [{ url: site.url }],
    paths: { ...signupPaths, ...dropOffPaths, ...surveyPaths, ...resultPaths },
  })
