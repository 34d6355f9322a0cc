import { getCollection } from 'astro:content'
import type { APIRoute } from 'astro'
import { named } from '../../components/named.ts'
import { reviewEntryOf } from '../../features/policies/reviews.ts'

/** From this the list of reviews is made on request, because the day decides what is overdue. */
export const GET: APIRoute = async () => Response.json((await getCollection('policies')).map(named).map(reviewEntryOf))
