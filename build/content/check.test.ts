import { describe, expect, test } from 'vitest'
import { stringify } from 'yaml'
import { checkContent } from './check.ts'
import { communityWith, complete, markdown, problemsOf, problemsWith } from './fixture.ts'
import { completeGlossary, completeSite } from './fixture-site.ts'

const policy = complete.policies
const activity = complete.activities
const { other_documents: _documents, replaces: _replaces, replaced_by: _successor, related: _related, steps: _steps, ...alone } = policy

test('a sound community has no problems, and its entries are read', () => {
  const { problems, content } = checkContent(communityWith())
  expect(problems).toEqual([])
  expect(content?.site.name).toBe('梧桐里社区')
  expect(content?.entries.policies.map(({ slug }) => slug)).toEqual(['juzhuzheng', 'old'])
  expect(content?.entries.activities[0]).toMatchObject({
    collection: 'activities',
    file: 'content/activities/liang-xueya.md',
    body: '正文写在这里。\n',
  })
})

test('all problems are listed at once, by file', () => {
  const { document_number: _, ...withoutNumber } = policy
  const problems = problemsWith({
    'content/policies/juzhuzheng.md': markdown({ ...withoutNumber, related: ['nowhere'] }, '\n'),
    'content/alerts/tingshui.md': markdown({ ...complete.alerts, phone: 'abc' }),
  })
  expect(problems).toEqual([
    'content/alerts/tingshui.md：phone（电话）“abc”不像一个能拨打的电话号码。请写居民可以打的电话，例如“0400-5550100”。',
    'content/policies/juzhuzheng.md：document_number（文号）没有写。请照原文写文号；法律没有文号，写主席令号，例如“国发〔2018〕41号”。',
    'content/policies/juzhuzheng.md：related 第 1 条（相关政策）写的“nowhere”在 content/policies 里没有。请写另一篇政策的文件名。',
    'content/policies/juzhuzheng.md：正文是空的。请在第二个“---”下面写正文。',
  ])
})

describe('names of files', () => {
  test.each([
    ['content/polices/a.md', '没有 polices 这一类内容。请把文件夹改名为 policies。'],
    [
      'content/recipes/a.md',
      '没有 recipes 这一类内容。请放进 policies（政策）、activities（活动）、programmes（志愿项目）、places（点位）、rates（积分标准）、rewards（兑换物）、checkers（对照）、surveys（问卷）、replies（反馈）、alerts（提醒）、pages（页面） 里的一个。',
    ],
    [
      'content/notes.txt',
      '不该放在这里。请放进 policies（政策）、activities（活动）、programmes（志愿项目）、places（点位）、rates（积分标准）、rewards（兑换物）、checkers（对照）、surveys（问卷）、replies（反馈）、alerts（提醒）、pages（页面） 里的一个文件夹。',
    ],
    ['content/policies/a.docx', '不是文章也不是图片。请用 .md 写文章，图片用 .jpg、.png、.webp、.avif 或 .gif。'],
    ['content/policies/居住证.md', '文件名不能做网址。请只用小写字母、数字和短横线，例如“juzhu-zheng.md”。'],
    ['content/policies/Ju_Zhu.md', '文件名不能做网址。请只用小写字母、数字和短横线，例如“juzhu-zheng.md”。'],
    ['content/policies/juzhu.md.txt', '文件名最后多了“.txt”。请改成“juzhu.md”，让电脑显示文件扩展名才看得见。'],
    ['content/pages/search.md', '文件名和网站自己的一个页面重名。请换一个文件名。'],
    ['content/policies/a-z.md', '文件名和网站自己的一个页面重名。请换一个文件名。'],
  ])('%s', (path, sentence) => {
    expect(problemsWith({ [path]: markdown(policy) })).toEqual([`${path}：${sentence}`])
  })

  test('two files of one name in different subfolders would share an address', () => {
    expect(problemsWith({ 'content/policies/shebao/old.md': markdown(alone) })).toEqual([
      'content/policies/shebao/old.md：和 content/policies/old.md 重名。请换一个文件名，因为网址由文件名决定。',
    ])
  })

  test('a name that differs only by capitals is no name', () => {
    expect(problemsWith({ 'content/policies/OLD.md': markdown(policy) })).toEqual([
      'content/policies/OLD.md：文件名不能做网址。请只用小写字母、数字和短横线，例如“juzhu-zheng.md”。',
    ])
  })
})

describe('fields', () => {
  test('a mistyped key is told the nearest one', () => {
    const { document_number: number, ...rest } = policy
    expect(problemsOf('policies', { ...rest, docment_number: number })).toEqual([
      'content/policies/juzhuzheng.md：document_number（文号）没有写。请照原文写文号；法律没有文号，写主席令号，例如“国发〔2018〕41号”。',
      'content/policies/juzhuzheng.md：没有 docment_number 这个字段。请改成 document_number（文号），或者删掉这一行。',
    ])
    expect(problemsOf('activities', { ...activity, signup: { capacity_places: 30, desk_place: 6 } })).toEqual([
      'content/activities/liang-xueya.md：signup（报名）里没有 desk_place 这个字段。请改成 desk_places（窗口保留名额），或者删掉这一行。',
    ])
  })

  test('a list has nothing twice, and a line of text is one line', () => {
    expect(problemsOf('policies', { ...policy, audiences: ['新市民', '老年人', '新市民'], title: '居住证\n怎么办' })).toEqual([
      'content/policies/juzhuzheng.md：title（标题）分了几行，要写成一行。请用居民的话写标题，例如“个税专项附加扣除怎么填”。',
      'content/policies/juzhuzheng.md：audiences（适用人群）里“新市民”写了两遍。请写给谁看的，可选：全体居民、老年人、儿童青少年、困难群体、残疾人、新市民、在职人员、育儿家庭。',
    ])
  })

  test.each(['2016/1/1', '2016年1月1日', '2016.1.1', '２０１６-０１-０１', '2016—01—01'])('%s is told how a day is written', (day) => {
    expect(problemsOf('policies', { ...policy, effective_from: day })).toEqual([
      `content/policies/juzhuzheng.md：effective_from（生效日期）“${day}”的写法不对，应当是 2016-01-01。请写从哪天起施行，例如“2026-03-01”。`,
    ])
  })

  test('a year alone is no day', () => {
    expect(problemsOf('policies', { ...policy, effective_from: 2016 })).toEqual([
      'content/policies/juzhuzheng.md：effective_from（生效日期）写的是 2016，不是一个日期。请写从哪天起施行，例如“2026-03-01”。',
    ])
    expect(problemsOf('policies', { ...policy, effective_from: '1026-01-01' })).toEqual([
      'content/policies/juzhuzheng.md：effective_from（生效日期）“1026-01-01”不是一个日期。请写从哪天起施行，例如“2026-03-01”。',
    ])
  })

  test.each([
    [
      'policies',
      { ...policy, expires_on: '2015-12-31' },
      'expires_on（失效日期）2015-12-31 早于生效日期 2016-01-01。请写最后有效的一天；没有期限就删掉这一行，例如“2026-03-01”。',
    ],
    [
      'alerts',
      { ...complete.alerts, ends_at: '2026-11-22 08:00' },
      'ends_at（停止显示）2026-11-22 08:00 不晚于开始显示的 2026-11-22 08:00。请写到什么时候不再显示，例如“2026-03-01 09:30”。',
    ],
    [
      'activities',
      { ...activity, signup: { capacity_places: 5, desk_places: 6 } },
      'signup.desk_places（窗口保留名额）窗口保留 6 个，比名额 5 个还多。请写给不用手机的居民留多少，例如 6。',
    ],
    [
      'activities',
      { ...activity, signup: { capacity_places: 2, largest_party: 3 } },
      'signup.largest_party（一次最多报几人）一次可报 3 人，比名额 2 个还多。请写 1 到 5，例如 3。',
    ],
    [
      'activities',
      { ...activity, signup: { capacity_places: 9, opens_days_before: 1, closes_hours_before: 24 } },
      'signup.closes_hours_before（提前几小时截止报名）提前 24 小时就截止，可是提前 1 天才开始。请写提前几小时，例如 2。',
    ],
  ] as const)('order and size: %s', (name, data, sentence) => {
    expect(problemsOf(name, data)).toEqual([
      `content/${{ policies: 'policies/juzhuzheng', alerts: 'alerts/tingshui', activities: 'activities/liang-xueya' }[name]}.md：${sentence}`,
    ])
  })

  test('the site has one address without a last slash, and a time zone that exists', () => {
    expect(
      problemsWith({ 'content/site.yml': stringify({ ...completeSite, url: 'https://wutongli.example/', time_zone: '北京' }) }),
    ).toEqual([
      'content/site.yml：url（网址）最后多了一个斜杠。请写网站正式网址，不带最后的斜杠，例如“https://wutongli.example”。',
      'content/site.yml：time_zone（时区）“北京”不是一个时区。请写时区，例如“Asia/Shanghai”。',
    ])
  })

  test('the glossary has each identifier and each word once, and none of them among those to avoid', () => {
    const words = [...(completeGlossary['words'] as object[]), { id: 'signup', word: '报名', meaning: '又一次', avoid: ['报名'] }]
    expect(problemsWith({ 'content/glossary.yml': stringify({ words }) })).toEqual([
      'content/glossary.yml：words 第 2 条 id（英文标识）“signup”在第 1 条写过了。请合成一条。',
      'content/glossary.yml：words 第 2 条 word（规范用词）“报名”在第 1 条写过了。请合成一条。',
      'content/glossary.yml：words 第 2 条 avoid 第 1 条（避免）“报名”同时是规范用词。请两处只留一处。',
    ])
  })
})

describe('names of other files', () => {
  test('an unknown place is told the nearest one', () => {
    expect(problemsOf('activities', { ...activity, place: 'service-centre' })).toEqual([
      'content/activities/liang-xueya.md：place（地点）写的“service-centre”在 content/places 里没有。是不是“service-center”？请写点位文件名，就是 content/places 里的文件名去掉 .md，例如“service-center”。',
    ])
  })

  test('unknown policies are found wherever they are named', () => {
    const named = { title: '办法', document_number: '1号', policy: 'gone' }
    expect(
      problemsOf('policies', { ...policy, other_documents: [named], replaces: [named], replaced_by: named, related: ['old', 'gone'] }),
    ).toEqual(
      [
        'other_documents 第 1 条 policy（本站解读）',
        'replaces 第 1 条 policy（本站解读）',
        'replaced_by.policy（本站解读）',
        'related 第 2 条（相关政策）',
      ].map(
        (field) =>
          `content/policies/juzhuzheng.md：${field}写的“gone”在 content/policies 里没有。${
            field.startsWith('related') ? '请写另一篇政策的文件名。' : '请写本站解读的文件名；没有就删掉这一行。'
          }`,
      ),
    )
  })

  test('nothing is related to itself or replaced by itself', () => {
    expect(
      problemsOf('policies', {
        ...policy,
        related: ['juzhuzheng'],
        replaced_by: { title: '自己', document_number: '1号', policy: 'juzhuzheng' },
      }),
    ).toEqual([
      'content/policies/juzhuzheng.md：replaced_by.policy（本站解读）写的是它自己。请换成另一个文件名，或者删掉这一行。',
      'content/policies/juzhuzheng.md：related 第 1 条（相关政策）写的是它自己。请换成另一个文件名，或者删掉这一行。',
    ])
  })

  test('policies do not replace one another in a circle', () => {
    const replacedBy = (slug: string) => markdown({ ...alone, replaced_by: { title: '新', document_number: '1号', policy: slug } })
    expect(problemsWith({ 'content/policies/old.md': replacedBy('juzhuzheng') })).toEqual([
      'content/policies/juzhuzheng.md：replaced_by.policy（本站解读）绕成了一圈：juzhuzheng → old → juzhuzheng。请改正其中一篇，最新的一篇不写 replaced_by。',
    ])
    expect(problemsWith({ 'content/policies/first.md': replacedBy('juzhuzheng') })).toEqual([])
  })

  test('what relies on something wrong is left out of the sound content, and nothing else is', () => {
    const { content, problems } = checkContent(communityWith({ 'content/places/service-center.md': '坏了' }))
    expect(problems).toHaveLength(1)
    expect(Object.entries(content?.entries ?? {}).map(([name, entries]) => `${name} ${entries.length}`)).toEqual([
      'policies 0',
      'activities 0',
      'programmes 0',
      'places 1',
      'rates 1',
      'rewards 0',
      'checkers 0',
      'surveys 0',
      'replies 0',
      'alerts 1',
      'pages 1',
    ])
  })
})
