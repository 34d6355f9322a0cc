/** A complete, sound checker: every field is written in one item or another. */
export const completeChecker: Record<string, unknown> = {
  title: '我能扣哪几项',
  summary: '答几个问题，看看能扣哪几项。',
  policies: ['juzhuzheng'],
  privacy: '敏感',
  source: '国发〔2018〕41号',
  note: '以税务机关的为准。',
  questions: [
    { id: 'children', ask: '您家有没有孩子？', hint: '满 3 岁的才算。', kind: '是否' },
    { id: 'pupils', ask: '有几个在上学？', kind: '数字', unit: '个', least: 0, most: 10, when: [{ question: 'children', is: ['yes'] }] },
    {
      id: 'housing',
      ask: '您住的房子是？',
      kind: '单选',
      options: [
        { value: 'rent', label: '租的' },
        { value: 'own', label: '自己的' },
      ],
    },
    { id: 'illness', ask: '今年自己付了多少药费？', kind: '数字', unit: '元' },
    { id: 'born', ask: '您哪年哪月出生？', kind: '月份', least: 1940, most: 2010 },
  ],
  rates: [
    {
      id: 'pupil',
      title: '子女教育',
      unit: '元/月',
      source: '国发〔2023〕13号',
      rows: [
        { from: '2019-01-01', until: '2022-12-31', amount: 1000 },
        { from: '2023-01-01', amount: 2000 },
      ],
    },
    { id: 'cap', title: '大病医疗', unit: '元/年', source: '国发〔2018〕41号', rows: [{ from: '2019-01-01', amount: 80_000 }] },
    { id: 'floor', title: '大病医疗起算', unit: '元/年', source: '国发〔2018〕41号', rows: [{ from: '2019-01-01', amount: 15_000 }] },
  ],
  outcomes: [
    {
      id: 'pupil',
      title: '子女教育可以扣',
      text: '夫妻一人一半。',
      when: [{ question: 'children', is: ['yes'] }],
      amount: { calculation: '按数量', rate: 'pupil', question: 'pupils', percent: 50 },
    },
    {
      id: 'illness',
      title: '大病医疗可以扣',
      text: '次年汇算时填。',
      when: [{ question: 'housing', is: ['rent', 'own'] }],
      amount: { calculation: '超出部分', rate: 'cap', above: 'floor', question: 'illness' },
    },
    {
      id: 'age',
      title: '什么时候退休',
      text: '租房的人也能看。',
      when: [{ question: 'housing', is: ['rent'] }],
      amount: { calculation: '退休年龄', retires: '男职工', question: 'born' },
    },
    { id: 'none', title: '都对不上', text: '打电话问问。' },
  ],
}
