import catalogue from 'virtual:mulin/catalogue'
import type { APIRoute } from 'astro'
import { openApiDocument } from '../../openapi.ts'

export const GET: APIRoute = () => Response.json(openApiDocument(catalogue.site))
