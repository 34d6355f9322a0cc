import { freshKey } from '../signups.ts'
import { printedCode } from '../surveys/codes.ts'
import type { Asked, Requests, Sent } from './granted-requests.ts'

const version = 'aaaaaaaaaaaa'

const home = () => ({ section: 'home', version, go: 'next', lives: 'alone', request_key: freshKey() })
const wishes = () => ({ section: 'wishes', version, go: 'next', 'wants.meals': 'on', request_key: freshKey() })

/** What a browser keeps of an answer; a cookie without a value was taken back. */
const cookiesOf = (answer: Response) =>
  answer.headers
    .getSetCookie()
    .flatMap((cookie) => (/^[^=]+=;/.test(cookie) ? [] : [cookie.split(';')[0]]))
    .join('; ')

const also = (headers: Record<string, string>, cookie: string) => ({ cookie: [headers['cookie'], cookie].filter(Boolean).join('; ') })

/** A browser in which the first section is answered. */
const begun = async ({ site, headers }: Asked): Promise<Sent> => {
  const answer = await site.postForm('/surveys/needs/answer/', home(), headers)
  return { headers: also(headers, cookiesOf(answer)) }
}

const whole = async (asked: Asked): Promise<Sent> => {
  const { headers } = await begun(asked)
  await asked.site.postForm('/surveys/needs/answer/', wishes(), { ...asked.headers, ...headers })
  return { headers: headers ?? {} }
}

/** Kept by somebody who came with a printed code. */
const keptCode = async ({ site, world, headers }: Asked) => {
  const code = await printedCode(site, 'needs', world.home.household)
  const entered = await site.postForm('/surveys/needs/code/', { code }, headers)
  const { headers: kept } = await begun({ site, world, headers: { ...headers, cookie: cookiesOf(entered) } })
  const answer = await site.request('/surveys/needs/answer/', { headers: { ...headers, ...kept } })
  return ((await answer.json()) as { page: { draft_code: string } }).page.draft_code
}

export const surveysRequests: Requests = {
  'POST /api/surveys/:slug/responses': () => ({
    json: { version, answers: { lives: 'alone', wants: ['meals'] }, request_key: freshKey() },
  }),
  'POST /surveys/resume': async (asked) => ({ fields: { code: await keptCode(asked) } }),
  'POST /surveys/:slug/answer': async (asked) => ({ ...(await begun(asked)), fields: wishes() }),
  'GET /surveys/:slug/review': whole,
  'POST /surveys/:slug/review': async (asked) => ({ ...(await whole(asked)), fields: { version, request_key: freshKey() } }),
  'POST /surveys/:slug/code': async ({ site, world }) => ({ fields: { code: await printedCode(site, 'needs', world.home.household) } }),
}
