import { audiences } from '../../content-schemas/vocabulary.ts'
import { childMaxYears } from '../members/limits.ts'
import { personNameMaxCharacters } from '../members/person-name.ts'
import { relations } from '../members/relation.ts'
import { importMaxProblems, importMaxRows, sheetMaxBytes } from './limits.ts'
import type { ImportFieldErrorCode, ImportRefusal } from './schema.ts'

const listed = (words: string[]) => words.map((word) => `“${[...word].slice(0, 20).join('')}”`).join('、')
const wordsOf = (vocabulary: Record<string, string>) => Object.values(vocabulary).join('、')

/** Why a file could not be read as a sheet. `rows` is how many it has, where they were counted. */
export type SheetRefusal = { code: 'sheet_unreadable' | 'sheet_empty' | 'sheet_encoding' } | { code: 'sheet_too_large'; rows?: number }

export const sheetSentence = (refusal: SheetRefusal): string => {
  switch (refusal.code) {
    case 'sheet_unreadable':
      return '打不开这个文件。请用 Excel 或 WPS 打开它，另存为“.xlsx”，有密码的先去掉密码，再上传。'
    case 'sheet_empty':
      return '这个表是空的。请下载模板，从第 2 行起一行写一个人，再上传。'
    case 'sheet_encoding':
      return '文件里的字认不出来。请用 Excel 或 WPS 打开它，另存为“CSV UTF-8”或“.xlsx”，再上传。'
    case 'sheet_too_large':
      return refusal.rows ? importWords.tooManyRows(refusal.rows) : `这个文件太大了。一次最多 ${importMaxRows} 行，请分成几个文件。`
  }
}

export const sheetBytesSentence = `这个文件太大了，没有导入。一次最多 ${sheetMaxBytes / 1024 / 1024} MB，请分成几个文件，再回“导入导出”上传。`

export const importFieldSentence: Record<ImportFieldErrorCode, string> = {
  file_missing: '请先选一个文件。',
}

/** Why not, and what to do instead. */
export const importSentence = ({ code, count = 0 }: ImportRefusal): string => {
  switch (code) {
    case 'input_invalid':
      return '有的地方没填对，请改好再提交。'
    case 'sheet_unreadable':
    case 'sheet_empty':
    case 'sheet_encoding':
      return sheetSentence({ code })
    case 'sheet_too_large':
      return sheetSentence({ code, ...(count > 0 && { rows: count }) })
    case 'sheet_rows_bad':
      return `有 ${count} 行要改，所以一行也没有导入。请照下面逐行改好，再上传。`
    case 'import_overtaken':
      return '刚才有人也在改户的登记，所以这次一行也没有导入。请再上传一次。'
  }
}

/** What is wrong with a sheet of households, and what to write instead. */
export const importWords = {
  row: (row: number, sentences: string[]) => `第 ${row} 行：${sentences.join('')}`,
  more: (count: number) => `一共 ${count} 行要改，这里先列出 ${importMaxProblems} 行。改好这些再上传，会接着列。`,
  tooManyRows: (rows: number) => `这个表有 ${rows} 行，一次最多 ${importMaxRows} 行，请分成几个文件。`,
  noRows: '表里没有住户。列名下面，一行写一个人，再上传。',
  columnsMissing: (headings: string[]) => `少了这几列：${listed(headings)}。请照模板补上列名。`,
  columnsSurplus: (headings: string[]) => `这几列本站不收：${listed(headings)}。请整列删掉，再上传。`,
  columnsTwice: (headings: string[]) => `这几列写了两次：${listed(headings)}。请只留一列。`,
  columnsNameless: (columns: number[]) => `第 ${columns.join('、')} 列没有列名。请写上列名，或整列删掉。`,
  example: '这是模板里的示例。请整行删掉。',
  buildingMissing: '楼栋没有写。每一行都要写楼栋；合并的单元格请先取消合并。',
  buildingUnknown: (building: string) => `没有 ${building} 栋，请核对楼栋，或先在 content/site.yml 的网格里加上。`,
  buildingUnreadable: '楼栋看不懂。请只写数字、字母或汉字，例如 3。',
  unitUnreadable: '单元看不懂。请只写数字、字母或汉字，例如 2；没有单元就空着。',
  roomMissing: '门牌没有写。每一行都要写门牌；合并的单元格请先取消合并。',
  roomUnreadable: '门牌看不懂。请只写数字、字母或汉字，例如 501；变成日期的，请把这一列设成“文本”再写。',
  nameMissing: '姓名没有写。请写姓名。',
  nameUnreadable: `姓名不对。请只写汉字、字母和“·”，最多 ${personNameMaxCharacters} 个字。`,
  relationMissing: `关系没有写。请从这些里选一个：${wordsOf(relations)}。`,
  relationUnknown: `关系不对。请从这些里选一个：${wordsOf(relations)}。`,
  phoneInvalid: '电话不对。手机号是 11 位；座机请连区号一起写，例如 0571-88880000；没有电话就空着。',
  phoneShortened: '电话变成了带 E 的写法，后面的数字丢了。请把这一列设成“文本”，重新写一遍电话。',
  phoneTwice: (row: number) => `电话和第 ${row} 行一样。同一个电话只能登记在一个人名下；共用电话的，留空并在家人代办里写。`,
  phoneTaken: '电话已经登记在别的居民名下。请核对；搬了家的，先在“找一户”里搬过去；共用电话的，留空并在家人代办里写。',
  personTwice: (row: number) => `和第 ${row} 行同一户、同姓名。是同一个人的，请删掉一行；是两个人的，姓名后面加一个字分开，例如“王芳大”。`,
  birthMonthUnreadable: '出生年月不对。请写成 2020-05 这样，不写日子。',
  birthMonthFuture: '出生年月还没有到。请核对。',
  birthMonthGrown: `只登记 ${childMaxYears} 岁以下孩子的出生年月。请把这一格空着。`,
  consentUnreadable: '“同意登记人群”请写“是”，不同意就空着。',
  audiencesUnknown: (words: string[]) => `没有这样的人群：${listed(words)}。请从这些里选，用“、”隔开：${wordsOf(audiences)}。`,
  audiencesWithoutConsent: '写了人群，但没有写同意。本人同意的，“同意登记人群”写“是”；没有同意的，把人群空着。',
}
