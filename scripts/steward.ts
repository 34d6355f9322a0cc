import { stdin, stdout } from 'node:process'
import { createInterface } from 'node:readline/promises'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { renderUnicodeCompact } from 'uqr'
import { checkContent } from '../build/content/check.ts'
import { readContentFiles } from '../build/content/read.ts'
import { CannotStart } from '../functions/adapters/node-host.ts'
import { letStewardIn, makeFirstSteward, type StewardRefusal, type StewardSlip } from '../src/features/desk/first-steward.server.ts'
import { staffFieldSentence } from '../src/features/staff/copy.ts'
import { colleagueName, type StaffFieldErrorCode } from '../src/features/staff/schema.ts'
import { momentInWords } from '../src/kernel/calendar.ts'
import { groupSpokenCode } from '../src/kernel/spoken-code.ts'
import { openSite, stop } from './database.ts'

/**
 * `npm run steward`: makes the first steward and prints the slip that signs them in. With --again an existing one gets a
 * new slip, after losing the phone. Works on the site's own file, or on MULIN_DATABASE_URL.
 */
const { name: given, again } = parseArgs({ options: { name: { type: 'string' }, again: { type: 'boolean', default: false } } }).values

const siteOf = () => {
  const { content, problems } = checkContent(readContentFiles(fileURLToPath(new URL('..', import.meta.url))))
  return content?.site ?? stop(problems.join('\n'))
}

const opened = async () => {
  try {
    return await openSite('请先设置 MULIN_SECRET，要和网站用的是同一个，再运行 npm run steward。')
  } catch (error) {
    if (error instanceof CannotStart) return stop('网站正在运行，数据库归它用着。请先停掉网站，运行 npm run steward，再启动网站。')
    throw error
  }
}

const ask = async (words: string) => {
  if (!stdin.isTTY) return stop('请写明姓名，例如 npm run steward -- --name=周明')
  const terminal = createInterface({ input: stdin, output: stdout })
  const answer = await terminal.question(words)
  terminal.close()
  return answer
}

const readName = (typed: string) => {
  const parsed = colleagueName.safeParse(typed)
  return parsed.success ? parsed.data : stop(staffFieldSentence[parsed.error.issues[0]?.message as StaffFieldErrorCode])
}

const refusalSentence = ({ code, names }: StewardRefusal) =>
  ({
    stewards_exist: `已经有管理员了：${names.join('、')}。要添加，请管理员登录后在“工作人员”里加；手机丢了进不去，运行 npm run steward -- --again`,
    steward_unknown:
      names.length > 0
        ? `没有叫这个名字的管理员。现在的管理员是：${names.join('、')}。`
        : '还没有管理员。请运行 npm run steward，不带 --again。',
    which_steward: `有几位管理员：${names.join('、')}。请写明是谁，例如 npm run steward -- --again --name=${names[0]}`,
    slip_overtaken: `刚才已经给${names[0]}打印过另一张登录纸条，这一张没有用。请用那一张；找不到的，过一分钟再运行 npm run steward -- --again`,
  })[code]

const slipOf = ({ name, code, expires_at }: StewardSlip, site: { url: string; time_zone: string }) => `
${name}（管理员）的登录码：${groupSpokenCode(code)}

${renderUnicodeCompact(`${site.url}/signin/#${code}`)}

用手机扫上面的码，或打开 ${site.url}/signin/ 填进去。${momentInWords(expires_at, site.time_zone)} 前用，只能用一次。
第一次登录时要设第二道验证，请准备好手机上的验证器。`

const site = siteOf()
const name = again ? (given ?? '') : readName(given ?? (await ask('第一位管理员叫什么名字？')))
const { close, ...means } = await opened()
const made = again ? await letStewardIn(means, name) : await makeFirstSteward(means, name)
close()
if (!made.ok) stop(refusalSentence(made.refusal))
else console.log(slipOf(made.value, site))
