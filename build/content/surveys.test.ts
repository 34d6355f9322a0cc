import { describe, expect, test } from 'vitest'
import { markdown, problemsOf, problemsWith } from './fixture.ts'
import { completeBallot, completeReply, completeSurvey } from './fixture-survey.ts'

type Data = Record<string, unknown>

const yesNo = [
  { id: 'yes', label: '是' },
  { id: 'no', label: '不是' },
]
const first = { id: 'lives', ask: '您一个人住吗？', kind: '单选', options: yesNo }
const many = { id: 'wants', ask: '要哪些？', kind: '多选', options: [...yesNo, { id: 'none', label: '都不要', exclusive: true }] }
const age = { id: 'age', ask: '多大岁数？', kind: '数字', unit: '岁', least: 18, most: 99 }
const section = (questions: Data[], more: Data = {}) => ({ id: 'home', title: '情况', questions, ...more })

/** What is said of a survey of these sections, without the file's name. */
const saidOf = (sections: Data[], more: Data = {}) => {
  const { named_reason: _, ...unnamed } = completeSurvey
  return problemsOf('surveys', { ...unnamed, naming: '匿名', sections, ...more }).map((one) =>
    one.replace('content/surveys/xuyao.yml：', ''),
  )
}
const saidOfQuestion = (question: Data) =>
  saidOf([section([question])]).map((one) => one.replace('sections 第 1 条 questions 第 1 条 ', ''))
const saidOfWhen = (when: Data) =>
  saidOf([section([first, many, age, { id: 'words', ask: '为什么？', kind: '长文字', when: [when] }])]).map((one) =>
    one.replace('sections 第 1 条 questions 第 4 条 when 第 1 条 ', ''),
  )
const saidOfBallot = (changes: Data) =>
  problemsOf('surveys', { ...completeBallot, ballot: { ...(completeBallot['ballot'] as Data), ...changes } }).map((one) =>
    one.replace('content/surveys/xuyao.yml：', ''),
  )

describe('each kind of question has its own fields', () => {
  test.each<[Data, string]>([
    [
      { ...first, options: undefined },
      'options（选项）没有写。请逐条写选项（单选、多选、看图选、排序要写；表格写每一列），每条要有 id（选项代号）、label（选项）。',
    ],
    [{ ...first, unit: '个' }, 'unit（单位）单选题不能写，要删掉。请写数字后面的单位（只有数字要写），例如“口人”。'],
    [{ ...first, most: 2 }, 'most（最多）单选题不能写，要删掉。请写多选、排序最多选几项，打分、数字最大是几，文字最多几个字；不写按常规。'],
    [{ ...age, unit: undefined }, 'unit（单位）没有写。请写数字后面的单位（只有数字要写），例如“口人”。'],
    [
      { ...age, needs: true },
      'needs（计入需求清单）数字题不能写，要删掉。请写 true 就汇进需求清单，只给问“您需要什么”的题写；别的题删掉这一行。',
    ],
    [
      { ...age, least: 100 },
      'most（最多）写的是 99，比最小的 100 还小。请写多选、排序最多选几项，打分、数字最大是几，文字最多几个字；不写按常规。',
    ],
    [
      { id: 'a', ask: '怎么样？', kind: '打分', most_word: '好' },
      'least_word（低分是什么意思）没有写。请写最低分的意思（只有打分要写），例如“很不满意”。',
    ],
    [
      { id: 'a', ask: '怎么样？', kind: '打分', least_word: '坏', most_word: '好', most: 100 },
      'most（最多）写的是 100，打分最多 11 档。请写多选、排序最多选几项，打分、数字最大是几，文字最多几个字；不写按常规。',
    ],
    [
      { id: 'a', ask: '哪天？', kind: '日期', from: '2026-02-01', until: '2026-01-01' },
      'until（最晚）写的是 2026-01-01，比最早的 2026-02-01 还早。请写最晚能填哪一天；不限就删掉这一行（只有日期能写），例如“2026-03-01”。',
    ],
    [
      { id: 'a', ask: '说说', kind: '长文字', most: 2000 },
      'most（最多）写的是 2000，文字最多 1000 个字。请写多选、排序最多选几项，打分、数字最大是几，文字最多几个字；不写按常规。',
    ],
    [
      { id: 'a', ask: '怎么样？', kind: '表格', options: yesNo },
      'rows（行）没有写。请逐条写表格的每一行（只有表格要写），每条要有 id（行代号）、label（行）。',
    ],
    [
      { ...many, most: 3 },
      'most（最多）写的是 3，可是只有 2 项能一起选。请写多选、排序最多选几项，打分、数字最大是几，文字最多几个字；不写按常规。',
    ],
    [
      { ...many, most: 1 },
      'most（最多）写的是 1，只能选一项的题要写成单选：kind 改成“单选”，这一行删掉。请写多选、排序最多选几项，打分、数字最大是几，文字最多几个字；不写按常规。',
    ],
    [
      { ...many, options: [{ id: 'maybe', label: '看情况' }, ...many.options], least: 3, most: 2 },
      'least（最少）写的是 3，比最多的 2 还多。请写多选最少选几项，打分、数字最小是几；不写按常规。',
    ],
    [
      { ...many, options: [...many.options, { id: 'unsure', label: '说不清', exclusive: true }] },
      'options 第 4 条 exclusive（选了它就不能选别的）第 3 条写过了，一道题只能有一项，请合成一项。请写 true，只给“以上都没有”这样的选项写；别的删掉这一行。',
    ],
    [
      { ...many, kind: '排序' },
      'options 第 3 条 exclusive（选了它就不能选别的）排序题不能写，要删掉。请写 true，只给“以上都没有”这样的选项写；别的删掉这一行。',
    ],
    [
      { ...first, kind: '看图选' },
      'options 第 1 条 picture（图片）没有写，看图选的每一项都要有图片。请写图片（没有就删掉这一段），里面要有 file（图片文件）、alt（图上有什么）。',
    ],
    [
      { ...first, id: 'version' },
      'id（题目代号）“version”是网站自己用的，要换一个。请写英文代号，定了就别改，改了就当成另一道题，例如“lives_with”。',
    ],
    [
      { ...first, options: [...yesNo, yesNo[0]] },
      'options 第 3 条 id（选项代号）“yes”在第 1 条写过了。请写英文代号，定了就别改，例如“lift”。',
    ],
  ])('%j', (question, sentence) => expect(saidOfQuestion(question)[0]).toBe(sentence))
})

test.each(['section', 'from', 'go', 'request_key', 'code', 'act', 'household', 'resident', 'paper', 'turn', 'booth', 'pick'])(
  'a question is not named as a field of the form it stands in: %s',
  (id) =>
    expect(saidOfQuestion({ ...first, id })).toEqual([
      `id（题目代号）“${id}”是网站自己用的，要换一个。请写英文代号，定了就别改，改了就当成另一道题，例如“lives_with”。`,
    ]),
)

test('a name stands once in a survey', () => {
  expect(saidOf([section([first]), { id: 'home', title: '别的', questions: [first] }])).toEqual([
    'sections 第 2 条 id（部分代号）“home”在第 1 条写过了。请写英文代号，定了就别改，例如“home”。',
    'sections 第 2 条 questions 第 1 条 id（题目代号）“lives”在“情况”里写过了，一份问卷里不能重。请写英文代号，定了就别改，改了就当成另一道题，例如“lives_with”。',
  ])
})

describe('a condition names what was asked before', () => {
  test.each<[Data, string]>([
    [{ question: 'livs', is: ['yes'] }, 'question（看哪道题）写的“livs”不是这里的题。请写前面一道题的代号，例如“lives_with”。'],
    [
      { question: 'words', is: ['yes'] },
      'question（看哪道题）写的“words”排在后面才问，会绕成一圈。请写前面一道题的代号，例如“lives_with”。',
    ],
    [{ question: 'lives', is: ['maybe'] }, 'is 第 1 条（选了什么）写的“maybe”不是“lives”的选项（yes、no）。请写选项的代号，例如“alone”。'],
    [{ question: 'lives', least: 2 }, 'least（不少于）不能写：“lives”是单选题，只能用 is。请写不少于几（打分、数字）。'],
    [{ question: 'lives' }, 'is（选了什么）没有写，“lives”选了什么才轮到它。请逐条写选了哪些算（单选、多选、看图选），例如“- alone”。'],
    [
      { question: 'age', is: ['yes'] },
      'is（选了什么）不能写：“age”是数字题，要用 least、most。请逐条写选了哪些算（单选、多选、看图选），例如“- alone”。',
    ],
    [{ question: 'age' }, 'least（不少于）没有写，“age”填了几才轮到它。请写不少于几（打分、数字）。'],
    [{ question: 'age', most: 10 }, 'most（不多于）写的是 10，“age”最小是 18。请写不多于几（打分、数字）。'],
    [{ question: 'age', least: 60, most: 50 }, 'most（不多于）写的是 50，比不少于的 60 还小。请写不多于几（打分、数字）。'],
  ])('%j', (when, sentence) => expect(saidOfWhen(when)).toEqual([sentence]))

  test('and not a text', () => {
    const words = { id: 'words', ask: '为什么？', kind: '长文字' }
    expect(saidOf([section([words, { ...first, when: [{ question: 'words', is: ['yes'] }] }])])).toEqual([
      'sections 第 1 条 questions 第 2 条 when 第 1 条 question（看哪道题）写的“words”是长文字题，不能当条件。请写前面一道题的代号，例如“lives_with”。',
    ])
  })

  test('a section does not wait for its own questions', () => {
    expect(saidOf([section([first], { when: [{ question: 'lives', is: ['yes'] }] })])).toEqual([
      'sections 第 1 条 when 第 1 条 question（看哪道题）写的“lives”排在后面才问，会绕成一圈。请写前面一道题的代号，例如“lives_with”。',
    ])
  })
})

test('a question or a section nobody comes to is named', () => {
  const yes = { question: 'lives', is: ['yes'] }
  const no = { question: 'lives', is: ['no'] }
  const never = { id: 'never', ask: '谁？', kind: '长文字', when: [yes, no] }
  const more = { id: 'more', title: '别的', questions: [{ ...age, id: 'age2' }], when: [yes, no] }
  expect(saidOf([section([first, never]), more])).toEqual([
    'sections 第 1 条 questions 第 2 条 when（什么时候）写得怎么答都轮不到这道题。请逐条写前面怎么答才轮到它，几条都要对上；总是轮到就删掉这几行，每条要有 question（看哪道题）。',
    'sections 第 2 条 when（什么时候）写得怎么答都轮不到这一部分。请逐条写前面怎么答才轮到它，几条都要对上；总是轮到就删掉这几行，每条要有 question（看哪道题）。',
  ])
})

describe('who answers is asked only for a reason', () => {
  const named = { id: 'name', ask: '您的姓名和电话？', kind: '短文字' }
  const silent = '没有写，可是这道题问到“姓名”，答了会知道是谁。请写清为什么要问、谁看得到；只有问姓名、电话、门牌、生日这些的题要写。'
  test('no reason', () => expect(saidOfQuestion({ ...named, required: false })).toEqual([`identifies（为什么要问）${silent}`]))
  test('a reason, but it must be answered', () =>
    expect(saidOfQuestion({ ...named, identifies: '回访用' })).toEqual([
      'required（必答）没有写 false，可是匿名问卷里会知道是谁的题只能是可以不答的。请写 false 就是可以不答；必答的删掉这一行。',
    ]))
  test('a reason, and it may be passed over', () => expect(saidOfQuestion({ ...named, required: false, identifies: '回访用' })).toEqual([]))
  test('a choice tells nobody’s name', () => expect(saidOfQuestion({ ...first, ask: '您会用手机吗？' })).toEqual([]))
  test('names without a reason, a reason without names, names nobody asks for', () => {
    const one = [section([first])]
    expect(saidOf(one, { naming: '记名' })).toEqual([
      'named_reason（为什么记名）没有写，记名的要说清为什么。请写为什么要知道是谁答的、谁看得到（只有记名的要写）。',
    ])
    expect(saidOf(one, { named_reason: '要回访' })).toEqual([
      'named_reason（为什么记名）匿名的不能写，要删掉。请写为什么要知道是谁答的、谁看得到（只有记名的要写）。',
    ])
    expect(saidOf(one, { naming: '记名', named_reason: '要回访', respondents: '谁都可以' })).toEqual([
      'naming（记不记名）写的是“记名”，可是“谁都可以”的不核对身份，记不了名。请写“匿名”或“记名”。',
    ])
  })
})

test('a survey has sections or a ballot, and ends no earlier than it begins', () => {
  expect(saidOf([section([first])], { closes_on: '2026-11-09' })).toEqual([
    'closes_on（截止日期）写的是 2026-11-09，比开始的 2026-11-10 还早。请写最后一天，例如“2026-03-01”。',
  ])
  const { ballot: _, ...neither } = completeBallot
  expect(problemsOf('surveys', neither)).toEqual([
    'content/surveys/xuyao.yml：sections（部分）没有写（评选写 ballot）。请逐条写问卷的各部分，一部分一页（评选不写），每条要有 id（部分代号）、title（部分标题）、questions（题目）。',
  ])
  expect(problemsOf('surveys', { ...completeBallot, sections: [section([first])] })).toEqual([
    'content/surveys/xuyao.yml：ballot（评选）和 sections 只能写一样，要删掉一段。请写候选和规则（问卷不写），里面要有 ask（怎么问）、nominations（候选）、votes（每份最多几票）、winners（选出几个）、tie（票数一样怎么办）。',
  ])
})

test('a ballot can be won and lost', () => {
  const one = { id: 'b1', name: '1 栋', story: '有书架。' }
  expect(saidOfBallot({ votes: 3 })).toEqual([
    'ballot.votes（每份最多几票）写的是 3，可是只有 2 个候选。请写最多能选几个；觉得好的都能选（赞成票）就写候选的个数，例如 3。',
  ])
  expect(saidOfBallot({ winners: 2 })).toEqual(['ballot.winners（选出几个）写的是 2，一共 2 个候选，那就不用选了。请写选出几个，例如 3。'])
  expect(saidOfBallot({ nominations: [one, one] })).toEqual([
    'ballot.nominations 第 2 条 id（候选代号）“b1”在第 1 条写过了。请写英文代号，定了就别改，例如“building_3”。',
  ])
})

test('a survey has one reply, after it has closed', () => {
  const second = problemsWith({ 'content/replies/later.md': markdown(completeReply) })
  expect(second).toEqual([
    'content/replies/later.md：survey（哪份问卷）写的“deng”在 content/replies/deng.md 里反馈过了，一份问卷一篇。请写问卷文件名，就是 content/surveys 里的文件名去掉 .yml。',
  ])
  expect(problemsOf('replies', { ...completeReply, published_on: '2026-08-31' })).toEqual([
    'content/replies/deng.md：published_on（反馈日期）写的是 2026-08-31，可是那份问卷 2026-08-31 才截止。请写哪天反馈的，例如“2026-03-01”。',
  ])
})

test('a link to a survey that is not there is noticed', () => {
  expect(
    problemsWith({
      'content/pages/about.md': markdown({ title: '关于', summary: '谁办的' }, '[答](/surveys/nowhere/) [看](/surveys/deng/)\n'),
    }),
  ).toEqual(['content/pages/about.md：第 5 行链接的本站地址 /surveys/nowhere/ 不存在。请改对地址，或者删掉链接。'])
})
