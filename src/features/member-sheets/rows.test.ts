import { describe, expect, test } from 'vitest'
import { exampleRows, importColumns } from './columns.ts'
import { readImportRows } from './rows.ts'

const known = { buildings: new Set(['3', '5号楼', 'A']), today: '2026-11-24' }
const headings = Object.values(importColumns)
const rows = (...members: string[]) => [headings, ...members.map((member) => member.split('|'))]

const read = (cells: string[][]) => {
  const reading = readImportRows(cells, known)
  if (!reading.ok) throw new Error(reading.problems.map(({ sentence }) => sentence).join('\n'))
  return reading.households
}

describe('a sheet of households', () => {
  test('rows of one door make one household, however the door is written', () => {
    const households = read(
      rows(
        '3|2|501|王芳|户主|199 0000 1001||老年人、困难群体|是',
        '5|1|101|李强|租住|0571-88880000|||',
        '03栋|2单元|0501室|王小宝|孙辈||2020/5/1||',
      ),
    )
    expect(households).toEqual([
      {
        door: { building: '3', unit: '2', room: '501' },
        members: [
          {
            row: 2,
            name: '王芳',
            relation: 'head',
            phone: '19900001001',
            birth_month: null,
            audiences: ['older-people', 'people-in-need'],
            audiences_agreed: true,
          },
          { row: 4, name: '王小宝', relation: 'grandchild', phone: null, birth_month: '2020-05', audiences: [], audiences_agreed: false },
        ],
      },
      {
        door: { building: '5', unit: '1', room: '101' },
        members: [
          { row: 3, name: '李强', relation: 'tenant', phone: '057188880000', birth_month: null, audiences: [], audiences_agreed: false },
        ],
      },
    ])
  })

  test('columns stand in any order, and those that nobody fills may be left out', () => {
    const households = read([
      ['姓名', '关系', '门牌', '楼栋'],
      ['王芳', '户主', '501', '3'],
    ])
    expect(households.map(({ door, members }) => [door, members[0]?.name])).toEqual([[{ building: '3', unit: '', room: '501' }, '王芳']])
  })

  test('a title above the headings, blank rows and a blank column are passed over, and rows keep their numbers', () => {
    const households = read([
      ['梧桐里住户登记表'],
      [],
      ['楼栋', '', ' 门牌* ', '姓　名', '关系'],
      ['', '', '', '', ''],
      ['3', '', '501', '王芳', '户主'],
    ])
    expect(households[0]?.members[0]?.row).toBe(5)
  })

  test('people without a phone live in many homes under the same name', () => {
    expect(read(rows('3|2|501|王芳|户主||||', '3|2|502|王芳|户主||||'))).toHaveLength(2)
  })

  test.each([
    ['1.9900001234E+10', '19900001234'],
    ['+86 19900001234', '19900001234'],
    ['１９９００００１２３４', '19900001234'],
  ])('the phone %s is %s', (typed, phone) => expect(read(rows(`3|2|501|王芳|户主|${typed}|||`))[0]?.members[0]?.phone).toBe(phone))

  test.each(['2020-05', '2020-5', '2020/05/31', '2020.5', '2020年5月', '2020年5月31日', '202005', '２０２０－０５'])(
    'the birth month %s is 2020-05',
    (typed) => expect(read(rows(`3|2|501|王芳|子女||${typed}||`))[0]?.members[0]?.birth_month).toBe('2020-05'),
  )

  test('a child counts as young through the month of the fourteenth birthday', () => {
    expect(read(rows('3|2|501|王芳|子女||2012-11||'))[0]?.members[0]?.birth_month).toBe('2012-11')
    expect(readImportRows(rows('3|2|501|王芳|子女||2012-10||'), known).ok).toBe(false)
  })

  test.each(['老年人、残疾人', '老年人,残疾人', '老年人， 残疾人', '老年人;残疾人;老年人'])('%s are two audiences', (typed) =>
    expect(read(rows(`3|2|501|王芳|户主|||${typed}|是`))[0]?.members[0]?.audiences).toEqual(['older-people', 'disabled-people']),
  )

  test('examples of the template that are left in are refused, and only those', () => {
    const example = Object.keys(importColumns).map((column) => exampleRows[0]?.[column as keyof typeof importColumns] ?? '')
    expect(readImportRows([headings, example, '3|2|501|王芳|户主||||'.split('|')], known)).toEqual({
      ok: false,
      problems: [{ row: 2, sentence: '第 2 行：这是模板里的示例。请整行删掉。' }],
      count: 1,
    })
  })

  test('twenty thousand rows are read', () => {
    const many = Array.from({ length: 20_000 }, (_, index) => `3|${index % 7}|${Math.floor(index / 4)}|王${'甲乙丙丁'[index % 4]}|其他||||`)
    expect(read(rows(...many)).flatMap(({ members }) => members)).toHaveLength(20_000)
  })
})
