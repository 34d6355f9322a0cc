import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { type CollectionName, collectionSchemas } from '../../src/content-schemas/index.ts'
import { checkContent } from '../content/check.ts'
import { at, communityWith, complete, problemsWith } from '../content/fixture.ts'
import { endingOf } from '../content/names.ts'
import { readContentFiles } from '../content/read.ts'
import { featureFiles } from './feature.ts'
import { answerablePaths, questionsFor, readAnswer } from './questions.ts'
import { slugOf } from './slug.ts'
import { surveyTemplate } from './survey.ts'
import { contentTemplate, fieldsTemplate } from './template.ts'

const folder = mkdtempSync(join(tmpdir(), 'mulin-new-'))
for (const { path, text } of communityWith()) {
  mkdirSync(dirname(join(folder, path)), { recursive: true })
  writeFileSync(join(folder, path), text ?? '')
}
afterAll(() => rmSync(folder, { recursive: true }))

const script = join(import.meta.dirname, '../../scripts/new.ts')
const run = (args: string[], input = '') =>
  spawnSync(process.execPath, [script, ...args], {
    cwd: folder,
    input,
    encoding: 'utf8',
    env: { ...process.env, MULIN_NOW: '2026-11-23T09:00:00+08:00' },
  })

const answersFrom = (name: CollectionName) =>
  new Map(
    answerablePaths(collectionSchemas[name]).flatMap((path): [string, string[]][] => {
      const value = at(complete[name], path)
      return value === undefined ? [] : [[path.join('.'), [value].flat().map(String)]]
    }),
  )

/** Lists of groups are left to the editor. */
const groups = [
  ['- name', '送餐员'],
  ['  needed_people', 6],
  ['  does', '送饭'],
  ['- material', '废纸'],
  ['  unit', '公斤'],
  ['  points', 20],
  ['- place', 'service-center'],
  ['  hours', '每天 9:00'],
  ['  stock_note', '20 瓶'],
  ['- id', 'reached'],
  ['  ask', '满 60 岁了吗？'],
  ['  kind', '是否'],
  ['- id', 'unused'],
  ['  title', '不用'],
  ['- id', 'any'],
  ['  title', '打电话问'],
  ['  text', '请问社区。'],
] as const

describe('templates', () => {
  const written = (Object.keys(collectionSchemas) as CollectionName[]).filter((name) => name !== 'surveys' && name !== 'replies')
  test.each(written)('a file of %s with answers passes the check', (name) => {
    const schema = collectionSchemas[name]
    const isArticle = endingOf(name) === 'md'
    const text = isArticle ? contentTemplate(schema, answersFrom(name), '正文') : fieldsTemplate(schema, answersFrom(name))
    const whole = groups.reduce((filled, [field, value]) => filled.replace(`  ${field}:\n`, `  ${field}: ${value}\n`), text)
    const alone = name === 'rates' ? { 'content/rates/2026-07.yml': null } : {}
    expect(problemsWith({ ...alone, [`content/${name}/fresh.${isArticle ? 'md' : 'yml'}`]: whole })).toEqual([])
  })

  test.each(['sections', 'ballot'] as const)('a survey with %s passes the check', (asks) => {
    expect(problemsWith({ 'content/surveys/fresh.yml': surveyTemplate(answersFrom('surveys'), asks) })).toEqual([])
  })

  test('a reply passes the check where the survey had none', () => {
    const text = contentTemplate(collectionSchemas.replies, answersFrom('replies'), '正文')
    expect(problemsWith({ 'content/replies/deng.md': null, 'content/replies/fresh.md': text })).toEqual([])
  })

  test('what stands behind a # is right once the # is gone', () => {
    const text = contentTemplate(collectionSchemas.policies, answersFrom('policies'), '正文')
    const uncommented = text
      .replace('# other_documents:\n', 'other_documents:\n')
      .replace('#   - title:', '  - title: 办法')
      .replace('#     document_number:', '    document_number: 1号')
    expect(problemsWith({ 'content/policies/fresh.md': uncommented })).toEqual([])
  })

  test('an answer with a colon, a hash or only digits stays text', () => {
    const answers = new Map([...answersFrom('pages'), ['title', ['通知: 停水 #1']], ['summary', ['12345']]])
    const { content } = checkContent(communityWith({ 'content/pages/fresh.md': contentTemplate(collectionSchemas.pages, answers, '正文') }))
    expect(content?.entries.pages.find(({ slug }) => slug === 'fresh')?.data).toEqual({ title: '通知: 停水 #1', summary: '12345' })
  })
})

describe('questions', () => {
  const around = {
    phone: '0400-5550100',
    today: '2026-11-23',
    titles: new Map([['places', new Map([['service-center', '社区服务中心']])]]),
  }
  const question = (name: string, collection: CollectionName = 'policies') => {
    const found = questionsFor(collectionSchemas[collection], around).find((one) => one.name === name)
    if (!found) throw new Error(name)
    return found
  }
  const answer = (name: string, typed: string) => readAnswer(collectionSchemas.policies, question(name), typed)

  test('everything that must be written is asked for, nothing else', () => {
    expect(questionsFor(collectionSchemas.alerts, around).map(({ words }) => words)).toEqual([
      '标题：写最要紧的一句话，例如“3 号楼周三停水”',
      '级别：写“紧急”（有人身或财产危险）或“提醒”（其他）（可以写前面的数字）',
      '一句话说明：用不超过 80 个字说清什么事、怎么办',
      '开始显示：写从什么时候起显示，例如“2026-03-01 09:30”',
      '停止显示：写到什么时候不再显示，例如“2026-03-01 09:30”',
      '电话：写居民可以打的电话，例如“0400-5550100”',
    ])
  })

  test('words of a list are chosen by number or written out, several with semicolons', () => {
    expect(answer('audiences', '2；新市民; 3')).toEqual({ ok: true, values: ['老年人', '新市民', '儿童青少年'] })
    expect(answer('service.place', '1')).toEqual({ ok: true, values: ['service-center'] })
  })

  test('Enter takes the community’s phone and today, or leaves it for later', () => {
    expect(answer('service.phone', '')).toEqual({ ok: true, values: ['0400-5550100'] })
    expect(answer('review.last_reviewed', ' ')).toEqual({ ok: true, values: ['2026-11-23'] })
    expect(answer('issuer', '')).toEqual({ ok: true, values: [] })
  })

  test.each([
    ['effective_from', '明年', 'effective_from（生效日期）“明年”不是一个日期。请写从哪天起施行，例如“2026-03-01”。'],
    ['review.interval_months', '半年', 'review.interval_months（核对间隔，月）“半年”不对。请写几个月核对一次，例如 6。'],
    [
      'original_url',
      'gov.cn',
      'original_url（原文链接）不是一个 https 网址。请写政府网站上的原文网址，例如“https://www.gov.cn/zhengce/”。',
    ],
  ])('%s: %s is asked again', (name, typed, sentence) => {
    expect(answer(name, typed)).toEqual({ ok: false, sentence })
  })
})

describe('the command', () => {
  test('an interview writes a policy that passes', () => {
    const answers = [
      '居住证怎么办',
      '暂住证',
      '6',
      '8',
      '住满半年就能办。',
      '国务院',
      '居住证暂行条例',
      '国务院令第663号',
      'https://www.gov.cn/',
      '2016-01-01',
    ]
    const review = ['', '', '社区政策专员', '核对了条件']
    const service = ['住满半年', '身份证；照片', '15 日', '不收费', '1', '', '不能', '到 3 号窗口']
    const { stdout, status } = run(['policy'], [...answers, ...review, ...service, ''].join('\n').concat('\n'))
    expect(status).toBe(0)
    expect(stdout).toContain(
      '写好了 content/policies/juzhu-zheng-zenme-ban.md。\n还要补这些，补完运行 npm run check:content：\ncontent/policies/juzhu-zheng-zenme-ban.md：正文是空的。请在第二个“---”下面写正文。\n',
    )
    const path = join(folder, 'content/policies/juzhu-zheng-zenme-ban.md')
    writeFileSync(path, `${readFileSync(path, 'utf8')}正文\n`)
    expect(checkContent(readContentFiles(folder)).problems).toEqual([])
  })

  test('a file name that does not do is asked for again, and no answer is lost', () => {
    const { stdout, status } = run(['page'], '关于我们\n写社区的事\n关于\nabout\nguanyu-women\n')
    expect(status).toBe(0)
    expect(stdout).toContain('文件名要做网址，只能用小写字母、数字和短横线，例如“juzhu-zheng”。')
    expect(stdout).toContain('content/pages/about.md 已经有了。请换一个文件名。')
    expect(readFileSync(join(folder, 'content/pages/guanyu-women.md'), 'utf8')).toContain('title: 关于我们')
  })

  test('options answer instead', () => {
    const { stdout } = run(['page', 'guanyu', '--title=关于', '--summary=谁办的', '--body=正文'])
    expect(stdout).toBe('\n写好了 content/pages/guanyu.md。\n没有问题，可以运行 npm run dev 看样子。\n')
  })

  test('a version of the rates is called by its month', () => {
    const { stdout } = run(['rate', '--title=下半年', '--from=2027-01-01'])
    expect(stdout).toContain('写好了 content/rates/2027-01.yml。\n还要补这些，补完运行 npm run check:content：\n')
    expect(stdout).toContain('content/rates/2027-01.yml：note（改了什么）没有写。')
    rmSync(join(folder, 'content/rates/2027-01.yml'))
  })

  test.each([
    [['policy', 'old', '--title=旧'], 'content/policies/old.md 已经有了。请换一个文件名。\n'],
    [['policy', 'Old', '--title=旧'], '文件名要做网址，只能用小写字母、数字和短横线，例如“juzhu-zheng”。\n'],
    [['page', '--titel=旧'], '没有 --titel 这个选项。可以写：--body、--title、--summary。\n'],
    [
      ['recipe'],
      '请写要新建什么，例如“npm run new policy”。可以新建：policy、activity、programme、place、rate、reward、checker、survey、ballot、reply、alert、page、feature。\n',
    ],
    [['feature', '问卷'], '请给功能起一个英文名，只用小写字母、数字和短横线，例如“npm run new feature surveys”。\n'],
  ])('%j is refused', (args, sentence) => {
    const { stderr, status } = run(args)
    expect([stderr, status]).toEqual([sentence, 1])
  })

  test('a feature begins with its folder', () => {
    expect(run(['feature', 'lost-and-found']).stdout).toBe(
      '写好了 src/features/lost-and-found。先读里面的 README.md，再改 schema.ts，并在 src/features/README.md 的表里给它加一行。\n',
    )
    for (const [file, text] of Object.entries(featureFiles('lost-and-found'))) {
      expect(readFileSync(join(folder, 'src/features/lost-and-found', file), 'utf8')).toBe(text)
    }
  })
})

test.each([
  ['居住证怎么办', 'juzhu-zheng-zenme-ban'],
  ['96110 来电要接', '96110-lai-dian-yao-jie'],
  ['！！！', ''],
])('the file name of %s', (title, slug) => {
  expect(slugOf(title)).toBe(slug)
})
