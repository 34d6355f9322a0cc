import type { SurveyPages } from '../../../src/features/surveys/page.ts'
import type { Fields } from '../../../src/features/surveys/schema.ts'
import type { TestSite } from '../site.ts'

/** What a page was given, loosely: a test says what it looks for. */
// biome-ignore lint/suspicious/noExplicitAny: the union of all pages would have to be narrowed at each look.
type Seen = { status: number; location: string | null; page: any & Pick<SurveyPages, 'kind'> }

/** A browser that keeps cookies by the path they were given for, as the real ones do. */
export const browserIn = (site: TestSite, headers: { cookie?: string } = {}) => {
  const jar = new Map<string, { path: string; value: string }>()
  for (const pair of headers.cookie?.split('; ') ?? []) {
    const [name = '', ...value] = pair.split('=')
    jar.set(`${name} /`, { path: '/', value: `${name}=${value.join('=')}` })
  }
  let versions = new Map<string, string>()

  const keep = (answer: Response) => {
    for (const line of answer.headers.getSetCookie()) {
      const [pair = '', ...attributes] = line.split('; ')
      const path = attributes.find((one) => one.toLowerCase().startsWith('path='))?.slice(5) ?? '/'
      const key = `${pair.split('=', 1)[0]} ${path}`
      if (attributes.includes('Max-Age=0')) jar.delete(key)
      else jar.set(key, { path, value: pair })
    }
  }
  const cookies = (address: string) => {
    const path = address.split('?', 1)[0] ?? ''
    const sent = [...jar.values()].filter((one) => path === one.path || path.startsWith(one.path.endsWith('/') ? one.path : `${one.path}/`))
    return { cookie: sent.map(({ value }) => value).join('; ') }
  }
  const seen = async (answer: Response): Promise<Seen> => {
    keep(answer)
    const body = answer.headers.get('content-type')?.includes('json') ? await answer.json() : {}
    const page = body.page ?? body
    if (page.survey) versions = versions.set(page.survey.slug, page.survey.version)
    return { status: answer.status, location: answer.headers.get('location'), page }
  }

  const open = async (address: string) => seen(await site.request(address, { headers: cookies(address) }))
  const post = async (address: string, fields: Fields) => seen(await site.postForm(address, fields, cookies(address)))
  const key = new Map<string, string>()
  /** Posts one section as the page that was opened last would. */
  const send = (slug: string, section: string, fields: Fields, more: Fields = {}) => {
    const request_key = key.get(slug) ?? crypto.randomUUID()
    key.set(slug, request_key)
    return post(`/surveys/${slug}/answer/`, { section, version: versions.get(slug) ?? '', go: 'next', request_key, ...fields, ...more })
  }
  return {
    jar,
    cookies,
    open,
    post,
    send,
    answer: async (slug: string, section: string, fields: Fields, more: Fields = {}) => (await send(slug, section, fields, more)).location,
    /** Hands in what the review page shows. */
    handIn: async (slug: string) => {
      const { page } = await open(`/surveys/${slug}/review/`)
      return (await post(`/surveys/${slug}/review/`, { version: page.survey.version, request_key: page.request_key })).location
    },
  }
}

export type SurveyBrowser = ReturnType<typeof browserIn>

/** How many sets of answers were counted. */
export const countIn = async ({ client }: TestSite, survey: string) =>
  Number((await client.execute({ sql: 'SELECT count(*) AS n FROM survey_responses WHERE survey = ?', args: [survey] })).rows[0]?.['n'])
