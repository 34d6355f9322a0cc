import { z } from 'zod'
import { count, day, list, oneOf, reference, text } from './fields.ts'
import { activityKinds, rateUnits, wordsOf } from './vocabulary.ts'

/** More than this in points is a slip of the finger. */
const mostPoints = 20_000

const points = (title: string, description: string, example: number) => count(1, mostPoints, { title, description, examples: [example] })

const row = z.strictObject({
  material: text(10, { title: '回收物', description: '写收什么，用居民的叫法', examples: ['废纸'] }),
  unit: oneOf(wordsOf(rateUnits), { title: '按什么算', description: '写“公斤”（上秤称）或“件”（数个数）' }),
  points: count(1, 1000, { title: '一公斤或一件几分', description: '写一公斤或一件得几分，整数', examples: [20] }),
  household_day_cap_points: points('这一样一户一天最多几分', '写这一样一户一天最多几分；不另设就删掉这一行', 40).optional(),
  stations: list(
    reference('places', {
      title: '回收点',
      description: '写点位文件名，就是 content/places 里的文件名去掉 .md',
      examples: ['recycling-east'],
    }),
    { title: '回收点', description: '写哪几个回收点收；都收就删掉这几行' },
    1,
  ).optional(),
})

/**
 * 积分标准: one version of what recycling and coming earn. The file's name is the version, and each entry of the ledger keeps it.
 * Days are of the site's time zone and both included; the caps count all materials together.
 */
export const rateSchema = z
  .strictObject({
    title: text(30, { title: '标题', description: '写这一版叫什么', examples: ['2026年下半年积分标准'] }),
    note: text(160, { title: '改了什么', description: '用居民的话写和上一版比改了什么、为什么改' }),
    from: day({ title: '从哪天起', description: '写开始用的第一天' }),
    until: day({ title: '到哪天止', description: '写最后用的一天；还没有定就删掉这一行' }).optional(),
    rows: list(row, { title: '标准', description: '逐条写回收物' }, 1).superRefine((rows, context) => {
      for (const [place, { material }] of rows.entries()) {
        const first = rows.findIndex((other) => other.material === material)
        if (first < place)
          context.addIssue({ code: 'custom', path: [place, 'material'], message: `“${material}”在第 ${first + 1} 条写过了` })
      }
    }),
    household_day_cap_points: points('一户一天最多几分', '写各样加起来一户一天最多几分', 60),
    household_month_cap_points: points('一户一月最多几分', '写各样加起来一户一个月最多几分', 600),
    drop_cap_points: points('一次最多几分', '写送来一次最多几分', 50),
    confirm_above_points: points('超过几分要两个人', '写一次超过几分就要第二个人再看一遍', 30),
    activity_attendance: z
      .strictObject({
        points: count(1, 1000, { title: '到场得几分', description: '写来一次得几分', examples: [10] }),
        kinds: list(
          oneOf(wordsOf(activityKinds), { title: '活动类别', description: '从可选的词里选' }),
          { title: '活动类别', description: '写哪几类活动得分' },
          1,
        ),
      })
      .optional()
      .meta({ title: '参加活动', description: '写来参加活动得几分（不得分就删掉这一段）' }),
  })
  .refine(({ from, until }) => !until || until >= from, {
    path: ['until'],
    error: ({ input }) => {
      const { from, until } = input as { from: string; until: string }
      return `${until} 早于开始的 ${from}`
    },
  })
  .superRefine((rate, context) => {
    for (const { path, message } of capProblems(rate)) context.addIssue({ code: 'custom', path, message })
  })

interface Caps {
  rows: { household_day_cap_points?: number | undefined }[]
  household_day_cap_points: number
  household_month_cap_points: number
  drop_cap_points: number
  confirm_above_points: number
}

/** A limit that another, smaller one never lets anybody reach. */
const capProblems = ({ rows, household_day_cap_points: aDay, household_month_cap_points: aMonth, drop_cap_points, ...caps }: Caps) => [
  ...rows.flatMap(({ household_day_cap_points: own }, place) =>
    own !== undefined && own > aDay
      ? [{ path: ['rows', place, 'household_day_cap_points'], message: `写的是 ${own} 分，比一户一天最多的 ${aDay} 分还多` }]
      : [],
  ),
  ...(aMonth < aDay ? [{ path: ['household_month_cap_points'], message: `写的是 ${aMonth} 分，比一户一天最多的 ${aDay} 分还少` }] : []),
  ...(drop_cap_points > aDay
    ? [{ path: ['drop_cap_points'], message: `写的是 ${drop_cap_points} 分，比一户一天最多的 ${aDay} 分还多` }]
    : []),
  ...(caps.confirm_above_points >= drop_cap_points
    ? [
        {
          path: ['confirm_above_points'],
          message: `写的是 ${caps.confirm_above_points} 分，要比一次最多的 ${drop_cap_points} 分少才用得上`,
        },
      ]
    : []),
]

export type Rate = z.infer<typeof rateSchema>
