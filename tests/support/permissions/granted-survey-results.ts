import { freshKey } from '../signups.ts'
import type { Requests } from './granted-requests.ts'

/** A granted request of each route about results. */
export const surveyResultsRequests: Requests = {
  'POST /desk/surveys/:slug/results': () => ({ fields: { understood: 'yes' } }),
  'POST /desk/surveys/:slug/texts': () => ({ fields: { text_one: 'show' } }),
  'POST /desk/surveys/:slug/needs': () => ({ fields: { act: 'add', title: '喝茶的地方', request_key: freshKey() } }),
  'POST /desk/surveys/:slug/responses': () => ({ fields: { format: 'xlsx' } }),
}
