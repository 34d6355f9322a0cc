import { getCollection } from 'astro:content'
import type { APIRoute } from 'astro'
import type { PageVersions } from '../../features/feedback/schema.ts'
import { versionOf } from '../../features/feedback/version.ts'

/** What the server needs to know of the pages when somebody calls one helpful. */
export const GET: APIRoute = async () => {
  const versions: PageVersions = Object.fromEntries(
    (await getCollection('policies')).map(({ id, data, body = '' }) => [id, { title: data.title, version: versionOf(data, body) }]),
  )
  return Response.json(versions)
}
