/** The two files that are no collections, complete and sound. */
type Data = Record<string, unknown>

export const completeSite: Data = {
  name: '梧桐里社区',
  slogan: '有事找社区',
  committee: '梧桐里社区居民委员会',
  street: '临江街道',
  url: 'https://wutongli.example',
  phone: '0400-5550100',
  phone_hours: '每天 8:30—17:30',
  address: '梧桐路 18 号',
  time_zone: 'Asia/Shanghai',
  sample: '这是虚构的示例社区',
  signup_notice: { version: '2026-11', collects: '称呼和手机号', purpose: '留名额', viewers: '社区工作人员', withdrawal: '凭报名码取消' },
  member_notice: {
    version: '2026-11',
    collects: '门牌和称呼',
    purpose: '认得出是哪一户',
    viewers: '窗口和网格员',
    withdrawal: '在“我的”里改',
    audiences: '可以不登记',
    guardian: '我是监护人',
  },
  grids: [{ id: 'g1', name: '第一网格', buildings: ['1', '2'], phone: '0400-5550111' }],
  points: { validity_months: 12, notice_days: 30, fraud: { cap_per_inspector_per_day_points: 3000, sample_per_week_entries: 10 } },
  retention_days: { signup_contacts: 30, signup_history: 365, signin_codes: 7, ended_sessions: 30, left_residents: 180 },
}

export const completeGlossary: Data = { words: [{ id: 'signup', word: '报名', meaning: '给自己留名额', avoid: ['预约'] }] }

/** A complete file of each of the collections that are said in a few lines. */
export const completeNotices: { alerts: Data; pages: Data } = {
  alerts: {
    title: '3 号楼停水',
    level: '提醒',
    summary: '周三白天停水，请存好水。',
    starts_at: '2026-11-22 08:00',
    ends_at: '2026-11-25 18:00',
    phone: '0400-5550100',
  },
  pages: { title: '关于本站', summary: '这个网站是谁办的。' },
}
