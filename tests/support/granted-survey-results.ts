import { resultOf } from '../../src/features/survey-results/result.ts'
import type { Asked, Requests, Sent } from './granted-requests.ts'
import { asStaff } from './people.ts'
import { freshKey } from './signups.ts'
import { answersIn, sets } from './survey-answers.ts'
import { sampleSurvey } from './surveys.ts'

const afterClosing = Date.parse('2026-12-12T09:00:00+08:00')

/** The survey is closed and a steward comes, with what is sent. */
const closed =
  (fields: (texts: string[]) => Record<string, string> = () => ({})) =>
  async ({ site }: Asked): Promise<Sent> => {
    site.state.now = afterClosing
    const given = sets(5, { lives: 'alone', wants: ['meals'] }, { texts: [{ question: 'words', text: '谢谢' }] })
    const texts = await answersIn(site.client, await site.host.vault(), sampleSurvey(), given)
    return { fields: fields(texts), headers: (await asStaff(site, { role: 'steward' })).headers }
  }

const published = async ({ site }: Asked): Promise<Sent> => {
  const survey = sampleSurvey()
  const came = [{ channel: 'online', booth: null, version: survey.version, times: 9 }]
  const result = resultOf(survey, { came, answers: [], taken_part: 9 }, 100)
  await site.client.execute({
    sql: 'INSERT INTO survey_results (survey, published_at, published_by, result) VALUES (?, 1, ?, ?)',
    args: [survey.slug, 'test', JSON.stringify(result)],
  })
  return {}
}

/** A granted request of each route about results. */
export const surveyResultsRequests: Requests = {
  'GET /api/surveys/:slug/results': published,
  'GET /surveys/:slug/results': published,
  'GET /surveys/:slug/needs': published,
  'GET /desk/surveys/:slug/results': closed(),
  'POST /desk/surveys/:slug/results': closed(() => ({ understood: 'yes' })),
  'GET /desk/surveys/:slug/texts': closed(),
  'POST /desk/surveys/:slug/texts': closed((texts) => ({ [`text_${texts[0]}`]: 'show' })),
  'GET /desk/surveys/:slug/needs': closed(),
  'POST /desk/surveys/:slug/needs': closed(() => ({ act: 'add', title: '喝茶的地方', request_key: freshKey() })),
  'POST /desk/surveys/:slug/responses': closed(() => ({ format: 'xlsx' })),
}
