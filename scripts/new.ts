import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { stdin, stdout } from 'node:process'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { checkContent } from '../build/content/check.ts'
import { endingOf } from '../build/content/names.ts'
import { readContentFiles } from '../build/content/read.ts'
import { featureFiles } from '../build/new/feature.ts'
import { answerablePaths, type Question, questionsFor, readAnswer } from '../build/new/questions.ts'
import { slugOf } from '../build/new/slug.ts'
import { surveyHeadSchema, surveyTemplate } from '../build/new/survey.ts'
import { type Answers, contentTemplate, fieldsTemplate } from '../build/new/template.ts'
import { buildNow } from '../build/now.ts'
import { collectionSchemas } from '../src/content-schemas/index.ts'
import { dayOf } from '../src/kernel/calendar.ts'

/**
 * `npm run new policy [slug]` asks in Chinese and writes a file that explains itself; `npm run new -- policy --title=…` takes the
 * answers from the command line instead. `npm run new feature name` writes a feature folder.
 */
const collections = {
  policy: 'policies',
  activity: 'activities',
  programme: 'programmes',
  place: 'places',
  rate: 'rates',
  reward: 'rewards',
  checker: 'checkers',
  survey: 'surveys',
  ballot: 'surveys',
  reply: 'replies',
  alert: 'alerts',
  page: 'pages',
} as const
type Kind = keyof typeof collections
type Ask = (words: string) => Promise<string>

/** What is asked here; the questions of a survey are written in its file. */
const schemaOf = (kind: Kind) => (collections[kind] === 'surveys' ? surveyHeadSchema : collectionSchemas[collections[kind]])

const textOf = (kind: Kind, answers: Answers, body: string) => {
  if (kind === 'survey' || kind === 'ballot') return surveyTemplate(answers, kind === 'ballot' ? 'ballot' : 'sections')
  return endingOf(collections[kind]) === 'md' ? contentTemplate(schemaOf(kind), answers, body) : fieldsTemplate(schemaOf(kind), answers)
}

const stop = (sentence: string): never => {
  console.error(sentence)
  process.exit(1)
}

const isSlug = (text: string) => /^[a-z0-9]+(-[a-z0-9]+)*$/.test(text)

const newFeature = (name: string) => {
  if (!isSlug(name)) stop('请给功能起一个英文名，只用小写字母、数字和短横线，例如“npm run new feature surveys”。')
  const folder = `src/features/${name}`
  if (existsSync(folder)) stop(`${folder} 已经有了。请换一个名字。`)
  mkdirSync(folder, { recursive: true })
  for (const [file, text] of Object.entries(featureFiles(name))) writeFileSync(`${folder}/${file}`, text)
  console.log(`写好了 ${folder}。先读里面的 README.md，再改 schema.ts，并在 src/features/README.md 的表里给它加一行。`)
}

const newContent = async (kind: Kind, options: string[]) => {
  const { answers: given, body, slug: wanted } = readOptions(kind, options)
  const early = wanted === undefined ? null : nameFault(kind, wanted)
  if (early) stop(early)
  const { answers, slug } = given.size ? { answers: given, slug: wanted ?? suggestedSlug(kind, given) } : await interview(kind, wanted)
  const fault = nameFault(kind, slug)
  if (fault) stop(fault)
  const file = fileOf(kind, slug)
  mkdirSync(`content/${collections[kind]}`, { recursive: true })
  writeFileSync(file, textOf(kind, answers, body))
  const left = checkContent(readContentFiles('.')).problems.filter((problem) => problem.startsWith(`${file}：`))
  console.log(`\n写好了 ${file}。`)
  console.log(left.length ? `还要补这些，补完运行 npm run check:content：\n${left.join('\n')}` : '没有问题，可以运行 npm run dev 看样子。')
}

const fileOf = (kind: Kind, slug: string) => `content/${collections[kind]}/${slug}.${endingOf(collections[kind])}`

const nameFault = (kind: Kind, slug: string): string | null => {
  if (!isSlug(slug)) return '文件名要做网址，只能用小写字母、数字和短横线，例如“juzhu-zheng”。'
  return existsSync(fileOf(kind, slug)) ? `${fileOf(kind, slug)} 已经有了。请换一个文件名。` : null
}

const readOptions = (kind: Kind, options: string[]) => {
  const names = ['body', ...answerablePaths(schemaOf(kind)).map((path) => path.join('.'))]
  const unknown = options.find((option) => option.startsWith('-') && !names.includes(option.replace(/^--/, '').split('=')[0] ?? ''))
  if (unknown) stop(`没有 ${unknown.split('=')[0]} 这个选项。可以写：${names.map((name) => `--${name}`).join('、')}。`)
  const config = Object.fromEntries(names.map((name) => [name, { type: 'string', multiple: true }] as const))
  const { values, positionals } = parseArgs({ args: options, allowPositionals: true, options: config })
  const answers = new Map(names.flatMap((name) => (name !== 'body' && values[name] ? [[name, values[name]]] : [])))
  return { answers, body: values['body']?.join('\n\n') ?? '', slug: positionals[0] }
}

/**
 * Asks for everything that must be written; what is skipped waits in the file. Ends quietly when the answers do. A file name that does
 * not do is asked for again, lest all the answers be lost with it.
 */
const interview = async (kind: Kind, wanted: string | undefined) => {
  const terminal = createInterface({ input: stdin })
  const lines = terminal[Symbol.asyncIterator]()
  let ended = false
  const ask: Ask = async (words) => {
    stdout.write(`\n${words}\n> `)
    const { value, done } = await lines.next()
    ended ||= done === true
    return done ? '' : String(value)
  }
  console.log('一句一句回答，拿不准的直接回车跳过，以后在文件里补。')
  const answers = new Map<string, string[]>()
  for (const question of questionsOf(kind)) {
    const values = await answerTo(kind, question, ask)
    if (values.length) answers.set(question.name, values)
  }
  const suggestion = suggestedSlug(kind, answers)
  let words = `文件名：会成为网址，定了就别改${suggestion && `（直接回车就用 ${suggestion}）`}`
  let slug = wanted
  while (slug === undefined || (!ended && nameFault(kind, slug))) {
    slug = (await ask(words)).trim() || suggestion
    words = nameFault(kind, slug) ?? ''
  }
  terminal.close()
  return { answers, slug }
}

/** A version of the rates is called by its first month, everything else by its title. */
const suggestedSlug = (kind: Kind, answers: ReadonlyMap<string, string[]>) =>
  kind === 'rate' ? (answers.get('from')?.[0] ?? '').slice(0, 7) : slugOf(answers.get('title')?.[0] ?? '')

const questionsOf = (kind: Kind) => {
  const { content } = checkContent(readContentFiles('.'))
  const entries = Object.entries(content?.entries ?? {})
  const titles = new Map(entries.map(([name, items]) => [name, new Map(items.map(({ slug, data }) => [slug, data.title]))]))
  const today = dayOf(buildNow(), content?.site.time_zone ?? 'Asia/Shanghai')
  return questionsFor(schemaOf(kind), { phone: content?.site.phone ?? null, today, titles })
}

const answerTo = async (kind: Kind, question: Question, ask: Ask) => {
  const choices = question.options.map(({ label }, index) => `\n  ${index + 1} ${label}`).join('')
  const words = `${question.words}${choices}${question.fallback ? `\n（直接回车就用 ${question.fallback}）` : ''}`
  const schema = schemaOf(kind)
  let answer = readAnswer(schema, question, await ask(words))
  while (!answer.ok) answer = readAnswer(schema, question, await ask(answer.sentence))
  return answer.values
}

const [kind = '', ...rest] = process.argv.slice(2)
if (kind === 'feature') newFeature(rest[0] ?? '')
else if (Object.hasOwn(collections, kind)) await newContent(kind as Kind, rest)
else stop(`请写要新建什么，例如“npm run new policy”。可以新建：${Object.keys(collections).join('、')}、feature。`)
