type Data = Record<string, unknown>

/** A complete file of each of the collections that are only fields. */
export const completePoints: { rates: Data; rewards: Data } = {
  rates: {
    title: '2026年下半年积分标准',
    note: '废纸从 15 分改到 20 分。',
    from: '2026-07-01',
    until: '2026-12-31',
    rows: [{ material: '废纸', unit: '公斤', points: 20, household_day_cap_points: 40, stations: ['recycling-east'] }],
    household_day_cap_points: 60,
    household_month_cap_points: 600,
    drop_cap_points: 50,
    confirm_above_points: 30,
    activity_attendance: { points: 10, kinds: ['健康服务'] },
  },
  rewards: {
    title: '洗衣液 2 公斤装',
    summary: '普通洗衣液，手洗机洗都行。',
    picture: { file: 'xiyiye.jpg', alt: '一瓶[蓝色]的洗衣液' },
    cost_points: 600,
    goods_cost_fen: 1990,
    pickup: [{ place: 'service-center', hours: '周一至周五 9:00—11:30', stock_note: '首批 20 瓶' }],
    household_limit: { items: 2, period: '季' },
    from: '2026-07-01',
    until: '2026-12-31',
    reserve_days: 7,
    phone: '0400-5550100',
  },
}
