import { describe, expect, test } from 'vitest'
import { stringify } from 'yaml'
import { checkContent } from './check.ts'
import { communityWith, complete, problemsOf, problemsWith } from './fixture.ts'

const rate = complete.rates
const [row] = rate['rows'] as Record<string, unknown>[]
const { until: _, ...open } = rate

/** What is said when another version lies beside the complete one, which lasts from 2026-07-01 until 2026-12-31. */
const besides = (from: string, until?: string, own = rate) =>
  problemsWith({
    'content/rates/2026-07.yml': stringify(own),
    'content/rates/other.yml': stringify({ ...open, from, ...(until && { until }) }),
  })

describe('versions follow one another', () => {
  test('day after day, in whatever order the files are read', () => {
    expect(besides('2027-01-01')).toEqual([])
    expect(besides('2026-01-01', '2026-06-30')).toEqual([])
    expect(besides('2026-01-01', '2026-06-30', open)).toEqual([])
  })

  test.each([
    [
      '2027-01-03',
      undefined,
      'other.yml：from（从哪天起）是 2027-01-03，可是 content/rates/2026-07.yml 到 2026-12-31 就止了，2027-01-01 到 2027-01-02 没有积分标准。请把两份接上：content/rates/2026-07.yml 到 2027-01-02 止，或者改这一份的 from。',
    ],
    [
      '2026-01-01',
      '2026-06-29',
      '2026-07.yml：from（从哪天起）是 2026-07-01，可是 content/rates/other.yml 到 2026-06-29 就止了，2026-06-30 这一天没有积分标准。请把两份接上：content/rates/other.yml 到 2026-06-30 止，或者改这一份的 from。',
    ],
    [
      '2026-12-01',
      undefined,
      'other.yml：from（从哪天起）是 2026-12-01，可是 content/rates/2026-07.yml 到 2026-12-31 才止，2026-12-01 到 2026-12-31 有两份积分标准。请把两份接上：content/rates/2026-07.yml 到 2026-11-30 止，或者改这一份的 from。',
    ],
    [
      '2026-08-01',
      '2026-08-01',
      'other.yml：from（从哪天起）是 2026-08-01，可是 content/rates/2026-07.yml 到 2026-12-31 才止，2026-08-01 这一天有两份积分标准。请把两份接上：content/rates/2026-07.yml 到 2026-07-31 止，或者改这一份的 from。',
    ],
    [
      '2026-01-01',
      undefined,
      '2026-07.yml：from（从哪天起）是 2026-07-01，可是 content/rates/other.yml 没有写到哪天止，从 2026-07-01 起有两份积分标准。请把两份接上：content/rates/other.yml 到 2026-06-30 止，或者改这一份的 from。',
    ],
    [
      '2026-07-01',
      undefined,
      'other.yml：from（从哪天起）是 2026-07-01，可是 content/rates/2026-07.yml 到 2026-12-31 才止，2026-07-01 到 2026-12-31 有两份积分标准。请改其中一份的日期。',
    ],
  ])('from %s until %s is told, with both files and the days', (from, until, sentence) => {
    expect(besides(from, until)).toEqual([`content/rates/${sentence}`])
  })

  test('a long version is compared with all that begin before it ends, not only with its neighbour', () => {
    const inside = stringify({ ...rate, from: '2026-08-01', until: '2026-08-31' })
    const files = { 'content/rates/inside.yml': inside, 'content/rates/next.yml': stringify({ ...open, from: '2027-01-01' }) }
    expect(problemsWith(files)).toHaveLength(1)
  })
})

test.each([
  [
    { until: '2026-06-30' },
    'until（到哪天止）2026-06-30 早于开始的 2026-07-01。请写最后用的一天；还没有定就删掉这一行，例如“2026-03-01”。',
  ],
  [{ rows: [row, { ...row, points: 30 }] }, 'rows 第 2 条 material（回收物）“废纸”在第 1 条写过了。请写收什么，用居民的叫法，例如“废纸”。'],
  [
    { rows: [{ ...row, household_day_cap_points: 70 }] },
    'rows 第 1 条 household_day_cap_points（这一样一户一天最多几分）写的是 70 分，比一户一天最多的 60 分还多。请写这一样一户一天最多几分；不另设就删掉这一行，例如 40。',
  ],
  [{ drop_cap_points: 61 }, 'drop_cap_points（一次最多几分）写的是 61 分，比一户一天最多的 60 分还多。请写送来一次最多几分，例如 50。'],
  [
    { household_month_cap_points: 59 },
    'household_month_cap_points（一户一月最多几分）写的是 59 分，比一户一天最多的 60 分还少。请写各样加起来一户一个月最多几分，例如 600。',
  ],
  [
    { confirm_above_points: 50 },
    'confirm_above_points（超过几分要两个人）写的是 50 分，要比一次最多的 50 分少才用得上。请写一次超过几分就要第二个人再看一遍，例如 30。',
  ],
  [
    { rows: [{ ...row, stations: ['recycling-east', 'service-center'] }] },
    'rows 第 1 条 stations 第 2 条（回收点）写的“service-center”是社区服务中心，不是回收点。请写点位文件名，就是 content/places 里的文件名去掉 .md，例如“recycling-east”。',
  ],
  [
    { rows: [{ ...row, stations: ['recycling-eats'] }] },
    'rows 第 1 条 stations 第 1 条（回收点）写的“recycling-eats”在 content/places 里没有。是不是“recycling-east”？请写点位文件名，就是 content/places 里的文件名去掉 .md，例如“recycling-east”。',
  ],
])('a rate with %j', (changes, sentence) => {
  expect(problemsOf('rates', { ...rate, ...changes })).toEqual([`content/rates/2026-07.yml：${sentence}`])
})

const reward = complete.rewards
const [site] = reward['pickup'] as Record<string, unknown>[]

test.each([
  [
    { until: '2026-06-30' },
    'until（到哪天止）2026-06-30 早于开始的 2026-07-01。请写能换的最后一天；换完为止就删掉这一行，例如“2026-03-01”。',
  ],
  [
    { pickup: [site, site] },
    'pickup 第 2 条 place（领取点）“service-center”在第 1 条写过了。请写点位文件名，就是 content/places 里的文件名去掉 .md，例如“service-center”。',
  ],
  [
    { pickup: [{ ...site, place: 'nowhere' }] },
    'pickup 第 1 条 place（领取点）写的“nowhere”在 content/places 里没有。请写点位文件名，就是 content/places 里的文件名去掉 .md，例如“service-center”。',
  ],
  [
    { household_limit: { items: 0, period: '季' } },
    'household_limit.items（最多几份）写的是 0，应当是 1 到 100 的整数。请写一户最多换几份，例如 2。',
  ],
  [{ reserve_days: 31 }, 'reserve_days（留几天）写的是 31，应当是 1 到 30 的整数。请写换了以后留几天等人来领，1 到 30，例如 7。'],
  [
    { picture: { file: 'yusan.jpg', alt: '伞' } },
    'picture.file（图片文件）写的“yusan.jpg”在 content/rewards 里没有。请写放在这个文件旁边的图片的文件名，例如“xiyiye.jpg”。',
  ],
])('a reward with %j', (changes, sentence) => {
  expect(problemsOf('rewards', { ...reward, ...changes })).toEqual([`content/rewards/xiyiye.yml：${sentence}`])
})

test.each([
  ['content/rates/2027-01.md', '', '不是 .yml 文件，也不是图片。请用 .yml 写，图片用 .jpg、.png、.webp、.avif 或 .gif。'],
  ['content/rewards/Yu_San.yml', '', '文件名不能做网址。请只用小写字母、数字和短横线，例如“juzhu-zheng.yml”。'],
  ['content/rewards/yusan.yml', '', '文件是空的。请照模板逐行写“字段: 值”。'],
  ['content/rewards/yusan.yml', '长柄雨伞', '不是一行一行的“字段: 值”。请照模板逐行写。'],
  ['content/rewards/yusan.yml', 'title：长柄雨伞\n', '第 1 行用了中文冒号“：”。请改成英文冒号加一个空格，例如“title: 标题”。'],
])('%s: %j', (path, text, sentence) => {
  expect(problemsWith({ [path]: text })).toEqual([`${path}：${sentence}`])
})

test('a reward’s picture is drawn as pictures in articles are', () => {
  const { content } = checkContent(communityWith())
  expect(content?.entries.rewards.map(({ body }) => body)).toEqual(['![一瓶\\[蓝色\\]的洗衣液](<./xiyiye.jpg>)\n'])
})
