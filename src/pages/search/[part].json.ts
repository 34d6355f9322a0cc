import { getCollection } from 'astro:content'
import type { APIRoute } from 'astro'
import { writtenOf } from '../../components/search/written.ts'
import { buildToday } from '../../components/today.ts'
import { findablesOf } from '../../features/search/findables.ts'
import { indexFiles } from '../../features/search/index-files.ts'
import { makeIndex } from '../../features/search/make-index.ts'
import { simpleCharacters } from '../../features/search/simple-characters.ts'

export const getStaticPaths = async () => {
  const findables = findablesOf({
    policies: writtenOf(await getCollection('policies')),
    checkers: writtenOf(await getCollection('checkers')),
    activities: writtenOf(await getCollection('activities')),
    programmes: writtenOf(await getCollection('programmes')),
    places: writtenOf(await getCollection('places')),
    rewards: writtenOf(await getCollection('rewards')),
    pages: writtenOf(await getCollection('pages')),
  })
  const files = indexFiles(makeIndex(findables, { today: buildToday(), simple: simpleCharacters() }))
  return files.map(({ name, data }) => ({ params: { part: name.replace('.json', '') }, props: { data } }))
}

export const GET: APIRoute<{ data: object }> = ({ props }) => Response.json(props.data)
