import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { importColumns } from './columns.ts'
import { importWords, sheetSentence } from './copy.ts'
import { readImportRows } from './rows.ts'

const known = { buildings: new Set(['3']), today: '2026-11-24' }
const headings = Object.values(importColumns)

const problemsOf = (cells: string[][]) => {
  const reading = readImportRows(cells, known)
  return reading.ok ? [] : reading.problems.map(({ sentence }) => sentence)
}
const told = (...members: string[]) => problemsOf([headings, ...members.map((member) => member.split('|'))])

describe('a row that cannot be taken says what to write', () => {
  const chooseRelation = '请从这些里选一个：户主、配偶、子女、父母、祖父母、孙辈、兄弟姐妹、租住、其他。'
  const phoneInvalid = '电话不对。手机号是 11 位；座机请连区号一起写，例如 0571-88880000；没有电话就空着。'
  test.each([
    ['|2|501|王芳|户主||||', '楼栋没有写。每一行都要写楼栋；合并的单元格请先取消合并。'],
    ['9|2|501|王芳|户主||||', '没有 9 栋，请核对楼栋，或先在 content/site.yml 的网格里加上。'],
    ['3!|2|501|王芳|户主||||', '楼栋看不懂。请只写数字、字母或汉字，例如 3。'],
    ['3|二!|501|王芳|户主||||', '单元看不懂。请只写数字、字母或汉字，例如 2；没有单元就空着。'],
    ['3|2||王芳|户主||||', '门牌没有写。每一行都要写门牌；合并的单元格请先取消合并。'],
    ['3|2|2026-03|王芳|户主||||', '门牌看不懂。请只写数字、字母或汉字，例如 501；变成日期的，请把这一列设成“文本”再写。'],
    ['3|2|501||户主||||', '姓名没有写。请写姓名。'],
    ['3|2|501|=HYPERLINK("x")|户主||||', '姓名不对。请只写汉字、字母和“·”，最多 20 个字。'],
    ['3|2|501|王芳|||||', `关系没有写。${chooseRelation}`],
    ['3|2|501|王芳|丈夫||||', `关系不对。${chooseRelation}`],
    ['3|2|501|王芳|户主|1990000||', phoneInvalid],
    ['3|2|501|王芳|户主|1.99E+10||', '电话变成了带 E 的写法，后面的数字丢了。请把这一列设成“文本”，重新写一遍电话。'],
    ['3|2|501|王芳|子女||2020-13||', '出生年月不对。请写成 2020-05 这样，不写日子。'],
    ['3|2|501|王芳|子女||2026-12||', '出生年月还没有到。请核对。'],
    ['3|2|501|王芳|户主||1950-01||', '只登记 14 岁以下孩子的出生年月。请把这一格空着。'],
    ['3|2|501|王芳|户主||||同意', '“同意登记人群”请写“是”，不同意就空着。'],
    ['3|2|501|王芳|户主|||老年人|', '写了人群，但没有写同意。本人同意的，“同意登记人群”写“是”；没有同意的，把人群空着。'],
    [
      '3|2|501|王芳|户主|||老年人、低保|是',
      '没有这样的人群：“低保”。请从这些里选，用“、”隔开：全体居民、老年人、儿童青少年、困难群体、残疾人、新市民、在职人员、育儿家庭。',
    ],
    ['9|2|501|王芳|户主|12||', `没有 9 栋，请核对楼栋，或先在 content/site.yml 的网格里加上。${phoneInvalid}`],
  ])('%s', (member, sentence) => expect(told(member)).toEqual([`第 2 行：${sentence}`]))

  test('the same phone in two rows, however it is written', () => {
    expect(told('3|2|501|王芳|户主|19900001001|||', '3|2|502|李强|户主|+86 199-0000-1001|||')).toEqual([
      '第 3 行：电话和第 2 行一样。同一个电话只能登记在一个人名下；共用电话的，留空并在家人代办里写。',
    ])
  })

  test('the same person twice in one household', () => {
    const sentence = '和第 2 行同一户、同姓名。是同一个人的，请删掉一行；是两个人的，姓名后面加一个字分开，例如“王芳大”。'
    expect(told('3|2|501|王芳|户主||||', '3栋|2单元|501室|王　芳|配偶||||')).toEqual([`第 3 行：${sentence}`])
    expect(told('3|2|501|王芳|户主|19900001001|||', '3|2|501|王芳|户主|19900001001|||')).toEqual([`第 3 行：${sentence}`])
  })
})

describe('a sheet that cannot be taken at all', () => {
  test('columns that are missing, not ours to have, twice there or without a name are named', () => {
    expect(
      problemsOf([
        ['楼栋', '姓名', '关系', '身份证号', '民族', '姓名', ''],
        ['3', '王芳', '户主', '', '', '', '汉'],
      ]),
    ).toEqual([
      '第 1 行：少了这几列：“门牌”。请照模板补上列名。这几列本站不收：“身份证号”、“民族”。请整列删掉，再上传。这几列写了两次：“姓名”。请只留一列。第 7 列没有列名。请写上列名，或整列删掉。',
    ])
  })

  test('one without members', () => {
    expect(problemsOf([headings, headings.map(() => ' ')])).toEqual(['表里没有住户。列名下面，一行写一个人，再上传。'])
    expect(problemsOf([])).toEqual(['第 1 行：少了这几列：“楼栋”、“门牌”、“姓名”、“关系”。请照模板补上列名。'])
  })

  test('one of a hundred thousand rows gets one sentence', () => {
    const row = '9|||||||'.split('|')
    const reading = readImportRows([headings, ...Array.from({ length: 100_000 }, () => row)], known)
    expect(reading).toEqual({
      ok: false,
      problems: [{ row: 1, sentence: '这个表有 100000 行，一次最多 20000 行，请分成几个文件。' }],
      count: 1,
    })
  })

  test('of very many bad rows the first two hundred are told, and how many there are', () => {
    const reading = readImportRows([headings, ...Array.from({ length: 350 }, () => '3|2|501||户主||||'.split('|'))], known)
    expect(reading).toMatchObject({ ok: false, count: 350 })
    expect(reading.ok ? [] : reading.problems.map(({ row }) => row)).toEqual(Array.from({ length: 200 }, (_, index) => index + 2))
    expect(importWords.more(350)).toBe('一共 350 行要改，这里先列出 200 行。改好这些再上传，会接着列。')
  })

  test('a file that cannot be read says how to save it', () => {
    expect(sheetSentence({ code: 'sheet_unreadable' })).toBe(
      '打不开这个文件。请用 Excel 或 WPS 打开它，另存为“.xlsx”，有密码的先去掉密码，再上传。',
    )
    expect(sheetSentence({ code: 'sheet_empty' })).toBe('这个表是空的。请下载模板，从第 2 行起一行写一个人，再上传。')
    expect(sheetSentence({ code: 'sheet_encoding' })).toBe(
      '文件里的字认不出来。请用 Excel 或 WPS 打开它，另存为“CSV UTF-8”或“.xlsx”，再上传。',
    )
    expect(sheetSentence({ code: 'sheet_too_large' })).toBe('这个文件太大了。一次最多 20000 行，请分成几个文件。')
    expect(sheetSentence({ code: 'sheet_too_large', rows: 30_000 })).toBe('这个表有 30000 行，一次最多 20000 行，请分成几个文件。')
  })
})

test('whatever stands in the cells, each is read or told', () => {
  const cell = fc.oneof(
    fc.constantFrom('3', '501', '王芳', '户主', '', '是', '老年人', '2020-05', '__proto__'),
    fc.string({ unit: 'binary' }),
  )
  const cells = fc.array(fc.array(cell, { maxLength: 10 }), { maxLength: 8 })
  fc.assert(
    fc.property(cells, fc.boolean(), (body, headed) => {
      const reading = readImportRows(headed ? [headings, ...body] : body, known)
      if (reading.ok) expect(reading.households.flatMap(({ members }) => members)).not.toEqual([])
      else expect(reading.problems.every(({ sentence }) => sentence.endsWith('。'))).toBe(true)
    }),
  )
})
