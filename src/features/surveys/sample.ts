/** How likely each answer to a question is, in parts of any whole; a 表格 has them by row. */
export type Likely = Record<string, number>

/** How the invented community answers one survey. The ids are of content/surveys; what does not fit them is not sown. */
export interface SampleSurvey {
  /** Of a hundred households, or of a hundred sets where anybody may answer. */
  percent: number
  /** How they come, in parts of any whole. */
  ways: { online: number; desk: number; paper: number }
  likely: Record<string, Likely | Record<string, Likely>>
  /** In one's own words. `needs` is the place of the need it says. */
  texts: { question: string; text: string; need?: number; withheld?: true }[]
  needs: string[]
  /** Published a few days after the last day. Another one waits for the steward who tries it out. */
  published: boolean
}

const unsaid = { texts: [], needs: [], published: false }

export const sampleSurveys: Record<string, SampleSurvey> = {
  'chepeng-deng': {
    percent: 42,
    ways: { online: 16, desk: 3, paper: 0 },
    likely: {
      uses: { daily: 9, sometimes: 7, never: 5 },
      latest: { ten: 9, twelve: 6, later: 3 },
      off: { at_ten: 4, at_twelve: 6, sensor: 13 },
    },
    texts: [
      { question: 'words', text: '车棚里能不能装几个充电口，现在都从楼上拉线，下雨天看着害怕。', need: 0 },
      { question: 'words', text: '电动车没地方充电，想在车棚里充。', need: 0 },
      { question: 'words', text: '充电口先装两三个也行。', need: 0 },
      { question: 'words', text: '想充电，收费也可以，比拉线安全。', need: 0 },
      { question: 'words', text: '车棚里装上充电的，楼道里就没人停电动车了。', need: 0 },
      { question: 'words', text: '能充电就好了。', need: 0 },
      { question: 'words', text: '我下夜班一点多才到家，全黑了看不见锁眼，给留一盏吧。', need: 1 },
      { question: 'words', text: '怕黑，最好一夜不关。', need: 1 },
      { question: 'words', text: '有两盏正对着 2 栋的窗户，亮得睡不着，加个罩子就好了。', need: 2 },
      { question: 'words', text: '从里往外数第五盏坏了快一年了，请一起修。' },
      { question: 'words', text: '谢谢来问我们。' },
      { question: 'words', text: '某某家的车老是横着放，你们去说说他。', withheld: true },
    ],
    needs: ['车棚里装充电口', '夜里留一盏灯', '灯光别照到窗户里'],
    published: true,
  },
  'changyi-yanse': {
    percent: 46,
    ways: { online: 9, desk: 8, paper: 0 },
    likely: { vote: { wood: 11, green: 6, blue: 3 } },
    ...unsaid,
    published: true,
  },
  'liangyi-jia': {
    percent: 28,
    ways: { online: 5, desk: 1, paper: 1 },
    likely: {
      dries: { balcony: 8, outside: 7, nowhere: 4 },
      where: { lawn: 9, square: 6, roof: 3, none: 4 },
      times_a_week: { 1: 6, 2: 7, 3: 5, 5: 2, 7: 1 },
    },
    ...unsaid,
  },
  'needs-2026': {
    percent: 22,
    ways: { online: 7, desk: 2, paper: 0 },
    likely: {
      lives_with: { alone: 3, couple: 5, children: 6, generations: 3, shared: 1 },
      members: { baby: 3, pupil: 5, older: 7, oldest: 3, none: 3 },
      going_out: { easy: 6, helped: 4, stays: 2 },
      elder_help: { meals: 7, visits: 4, clinic: 5, phone: 4, handrail: 3, none: 2 },
      meals_a_week: { 3: 2, 5: 5, 7: 4, 10: 2 },
      child_help: { after_school: 6, holidays: 5, reading: 4, play: 3, none: 1 },
      lift: { has: 4, hasnt: 6 },
      lift_wish: { 1: 1, 2: 1, 3: 2, 4: 4, 5: 6 },
      block: {
        light: { good: 6, fair: 4, poor: 2 },
        waste: { good: 5, fair: 4, poor: 2 },
        parking: { good: 2, fair: 4, poor: 6 },
        drying: { good: 3, fair: 4, poor: 4 },
      },
      first: { benches: 5, sheds: 6, ramps: 5, lines: 3, court: 2 },
      tell: { site: 4, notice: 6, grid_worker: 4, call: 3 },
    },
    texts: [
      { question: 'words', text: '想有个能坐下来喝茶看报的地方。' },
      { question: 'words', text: '单元门太重，老人推不动。' },
    ],
    needs: [],
    published: false,
  },
  satisfaction: {
    percent: 18,
    ways: { online: 3, desk: 1, paper: 0 },
    likely: { score: { 2: 1, 3: 3, 4: 7, 5: 9 } },
    ...unsaid,
  },
  'zuimei-loudao': {
    percent: 31,
    ways: { online: 3, desk: 2, paper: 0 },
    likely: { vote: { b1_2: 9, b2_1: 7, b3_1: 8, b4_1: 6, b5_2: 10, b6_1: 5, b7_1: 6, b8_2: 4 } },
    ...unsaid,
  },
}
