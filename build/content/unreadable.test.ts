import { describe, expect, test } from 'vitest'
import { stringify } from 'yaml'
import { checkContent } from './check.ts'
import { communityWith, complete, markdown, problemsWith } from './fixture.ts'

describe('files that cannot be read', () => {
  test('not UTF-8', () => {
    const files = [...communityWith(), { path: 'content/pages/gbk.md', text: null }]
    expect(checkContent(files).problems).toEqual(['content/pages/gbk.md：不是 UTF-8 编码的文本。请用 UTF-8 另存一次。'])
  })

  test.each([
    ['标题\n', '开头没有资料。请在第一行写“---”，逐行写资料，写完再写一行“---”。'],
    ['---\ntitle: 标题\n', '开头的资料没有结束。请在资料的最后一行下面另起一行写“---”。'],
    ['---\n---\n正文\n', '开头的资料是空的。请照模板逐行写“字段: 值”。'],
    ['---\n- title\n---\n正文\n', '开头的资料是空的。请照模板逐行写“字段: 值”。'],
    ['---\ntitle：标题\n---\n正文\n', '第 2 行用了中文冒号“：”。请改成英文冒号加一个空格，例如“title: 标题”。'],
    ['---\ntitle: 标题\ntitle: 又一个\n---\n正文\n', '第 3 行的字段前面已经写过一次。请只留一个，把另一个删掉。'],
    ['---\ntitle: 一: 二\n---\n正文\n', '第 2 行的文字里有英文冒号加空格。请在冒号后面的整段文字两边加英文双引号。'],
    ['---\ntitle: "标题\nsummary: 介绍\n---\n正文\n', '第 4 行的引号没有成对。请补上另一半英文引号。'],
    ['---\ntitle:\n\tsummary: 介绍\n---\n正文\n', '第 3 行用了制表符（Tab）缩进。请改成空格。'],
    ['---\ntitle: 标题\n summary: 介绍\n---\n正文\n', '第 3 行的缩进没有对齐。请和上一行同级的字段左边对齐，下一级多两个空格。'],
    ['---\ntitle: 标题\n乱写一行\n---\n正文\n', '第 3 行不像“字段: 值”。请写成“字段: 值”，冒号是英文的，后面空一格。'],
    ['---\ntitle: *重要\n---\n正文\n', '第 2 行的文字以 * 或 & 开头。请在冒号后面的整段文字两边加英文双引号。'],
    ['---\ntitle: 标题\naudiences: [老年人\n---\n正文\n', '第 4 行的方括号或花括号没有成对。请补上另一半英文括号。'],
    ['---\ntitle: "标题" 副标题\n---\n正文\n', '第 2 行的英文引号没有把整段文字包住。请把里面的引号改成中文引号“”，或者都删掉。'],
    ['---\ntitle: [标题] 副标题\n---\n正文\n', '第 2 行的文字以英文括号开头。请在冒号后面的整段文字两边加英文双引号。'],
    ['---\nsummary: 介绍\ntitle:　标题\n---\n正文\n', '第 3 行用了全角空格，电脑不认。请改成英文空格。'],
    ['---\nservice:\n  time: 当天\n　cost: 不收费\n  place: a\n---\n正文\n', '第 4 行用了全角空格，电脑不认。请改成英文空格。'],
    [
      '---\ntitle: 3 号楼 #2 单元停水\n---\n正文\n',
      '第 2 行有“ #”，它后面的字都会丢。请在冒号后面的整段文字两边加英文双引号；是写给自己看的，就另起一行写。',
    ],
    [
      '---\ntitle: 标题\naliases:\n  - 俗称 # 再想想\n---\n正文\n',
      '第 4 行有“ #”，它后面的字都会丢。请在冒号后面的整段文字两边加英文双引号；是写给自己看的，就另起一行写。',
    ],
    ['---\ntitle: 标\u200b题\n---\n正文\n', '第 2 行有看不见的字符，多半是从别处复制带来的。请删掉这一行，用键盘重新打一遍。'],
    ['---\ntitle: @所有人\n---\n正文\n', '第 2 行的文字以特殊符号开头。请在冒号后面的整段文字两边加英文双引号。'],
    ['---\ntitle: !!! 注意\n---\n正文\n', '第 2 行的文字以 ! 开头。请在冒号后面的整段文字两边加英文双引号。'],
  ])('%j', (text, sentence) => {
    expect(problemsWith({ 'content/pages/about.md': text })).toEqual([`content/pages/about.md：${sentence}`])
  })

  test('blanks behind the first three dashes, and a # in quotes or on a line of its own, do no harm', () => {
    const text = markdown(complete.pages)
      .replace('---\n', '---  \n# 提示\n')
      .replace(/title: .*/, 'title: "3 号楼 #2 单元" # 提示')
    expect(problemsWith({ 'content/pages/about.md': text })).toEqual([])
  })

  test('a file of fields has no dashes', () => {
    const text = `---\n${stringify(complete.rates)}---\n`
    const line = text.split('\n').length - 1
    expect(problemsWith({ 'content/rates/2026-07.yml': text })).toEqual([
      `content/rates/2026-07.yml：第 ${line} 行多写了“---”。请把所有的“---”都删掉，这种文件从第一行起就是一行一项。`,
    ])
  })

  test('site.yml and glossary.yml must be there and be YAML', () => {
    expect(problemsWith({ 'content/site.yml': null, 'content/glossary.yml': 'words:\n  - id: "a\n' })).toEqual([
      'content/glossary.yml：第 3 行的引号没有成对。请补上另一半英文引号。',
      'content/site.yml：没有这个文件。请照示例社区的同名文件写一个。',
    ])
  })
})
