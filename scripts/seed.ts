import { catalogueOf } from '../build/content/catalogue.ts'
import { checkContent } from '../build/content/check.ts'
import { readContentFiles } from '../build/content/read.ts'
import { isSample, writtenSite } from '../build/sample.ts'
import { CannotStart } from '../functions/adapters/node-host.ts'
import { type SampleParts, seedSample } from '../functions/db/sample.ts'
import { seedSampleSurveys } from '../functions/db/sample-surveys.ts'
import { siteSchema } from '../src/content-schemas/site.ts'
import { groupSpokenCode } from '../src/kernel/spoken-code.ts'
import { openSite } from './database.ts'

/** What the community asks today; nothing while its content does not pass the check. */
const surveysAt = (now: number) => {
  const { content } = checkContent(readContentFiles('.'))
  return content ? catalogueOf(content, now).surveys : {}
}

const sow = async (parts: SampleParts) => {
  const slips = await seedSample(parts)
  if (slips) await seedSampleSurveys(parts, () => surveysAt(parts.now))
  return slips
}

/**
 * Puts the invented people and what they answered into the sample community, once, and prints a slip for one of them and one for its steward each
 * time. Works on the embedded file before the site opens it, or on a remote database (MULIN_DATABASE_URL, MULIN_SECRET).
 */
const seed = async () => {
  if (!isSample()) throw new CannotStart('content/site.yml 里没有 sample 这一行，是真实的社区，所以没有放示例居民。')
  const site = siteSchema.parse(writtenSite())
  const { close, ...opened } = await openSite('请先设置 MULIN_SECRET（网站用的那一个），再放示例居民。')
  const slips = await sow({ site, ...opened }).finally(close)
  if (!slips) throw new CannotStart('数据库里已经有别的户，所以没有放示例居民。')
  const address = `http://localhost:${process.env['PORT'] ?? '4321'}/signin/`
  console.log(`示例居民的登录码：${groupSpokenCode(slips.resident)}，打开 ${address} 填进去。`)
  console.log(`示例管理员的登录码：${groupSpokenCode(slips.steward)}，也在 ${address} 填。`)
}

seed().catch((error: unknown) => {
  console.error(error instanceof CannotStart ? error.message : error)
  process.exitCode = 1
})
