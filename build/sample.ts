import { readFileSync } from 'node:fs'
import { parse } from 'yaml'

/** content/site.yml as it is written, before it has been checked. */
export const writtenSite = () => parse(readFileSync('content/site.yml', 'utf8')) as { sample?: string } | null

/** Whether the community is the invented one, whose people may be invented too. */
export const isSample = () => Boolean(writtenSite()?.sample)
