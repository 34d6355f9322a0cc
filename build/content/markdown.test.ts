import { expect, test } from 'vitest'
import { checkContent } from './check.ts'
import { communityWith, complete, markdown, problemsOf, problemsWith } from './fixture.ts'

const file = 'content/pages/about.md'

test.each([
  [
    '你好\n\n<script>alert(1)</script>',
    ['第 7 行有 HTML 标签 <script>。请删掉，正文只用 Markdown。', '第 7 行有 HTML 标签 </script>。请删掉，正文只用 Markdown。'],
  ],
  ['<br>', ['第 5 行有 HTML 标签 <br>。请删掉，正文只用 Markdown。']],
  [
    '字<font color="red" size=3>红</font>',
    ['第 5 行有 HTML 标签 <font>。请删掉，正文只用 Markdown。', '第 5 行有 HTML 标签 </font>。请删掉，正文只用 Markdown。'],
  ],
  ['<img\n src="x" onerror="y">', ['第 5 行有 HTML 标签 <img>。请删掉，正文只用 Markdown。']],
  ['<!-- 以后再写 -->', ['第 5 行有 HTML 注释。请删掉，正文只用 Markdown。']],
  ['> <script\nsrc="x"', ['第 5 行有 HTML 标签 <script>。请删掉，正文只用 Markdown。']],
  ['- <div onclick="x"', ['第 5 行有 HTML 标签 <div>。请删掉，正文只用 Markdown。']],
  ['<!-- 没有完', ['第 5 行有 HTML 注释。请删掉，正文只用 Markdown。']],
  ['不是代码 \\`<b>\\`', ['第 5 行有 HTML 标签 <b>。请删掉，正文只用 Markdown。']],
  ['``` 不是`代码\n<b>\n```', ['第 6 行有 HTML 标签 <b>。请删掉，正文只用 Markdown。']],
  ['```\n代码\n```还没完\n<i>\n```\n<b>', ['第 10 行有 HTML 标签 <b>。请删掉，正文只用 Markdown。']],
  ['# 标题', ['第 5 行用了一级标题。请改成“## ”开头，一级标题是页面的标题。']],
  ['标题\n====', ['第 5 行用了一级标题。请改成“## ”开头，一级标题是页面的标题。']],
  ['### 小标题', ['第 5 行的标题跳了一级。请改成“## ”开头。']],
  ['## 一\n\n#### 二', ['第 7 行的标题跳了一级。请改成“### ”开头。']],
  ['![](map.png)', ['第 5 行的图片没有文字说明。请在 ![] 的方括号里写图上有什么，给看不见图的人听。']],
  ['![ ](map.png)', ['第 5 行的图片没有文字说明。请在 ![] 的方括号里写图上有什么，给看不见图的人听。']],
  ['![地图](gone.png)', ['第 5 行的图片 content/pages/gone.png 不存在。请把图片放到这个文件旁边，或者改对文件名。']],
  ['![地图](https://example.com/a.png)', ['第 5 行的图片在别的网站上。请把图片放到这个文件旁边，只写文件名。']],
  ['![地图][map]', ['第 5 行的图片没有写文件名。请写成“![图上有什么](图片.jpg)”。']],
  ['[点这里](javascript:alert(1))', ['第 5 行的链接“javascript:alert(1”打不开。请写 https:// 开头的网址，或者 / 开头的本站地址。']],
  ['[点这里](www.gov.cn)', ['第 5 行的链接“www.gov.cn”打不开。请写 https:// 开头的网址，或者 / 开头的本站地址。']],
  ['[居住证](/policies/juzhu/)', ['第 5 行链接的本站地址 /policies/juzhu/ 不存在。请改对地址，或者删掉链接。']],
  ['[没有](/nowhere/)', ['第 5 行链接的本站地址 /nowhere/ 不存在。请改对地址，或者删掉链接。']],
  ['[提醒](/alerts/tingshui/)', ['第 5 行链接的本站地址 /alerts/tingshui/ 不存在。请改对地址，或者删掉链接。']],
  ['[看[1]](/policies/juzhu/)', ['第 5 行链接的本站地址 /policies/juzhu/ 不存在。请改对地址，或者删掉链接。']],
  ['[居住证][a]\n\n[a]: /policies/juzhu/', ['第 7 行链接的本站地址 /policies/juzhu/ 不存在。请改对地址，或者删掉链接。']],
  ['[居住证]（/policies/juzhuzheng/）', ['第 5 行的链接用了中文括号。请改成英文括号，写成“[文字](网址)”。']],
  ['##谁适用', ['第 5 行的小标题没有写对。请写成英文的“## ”开头，井号后面空一格。']],
  ['＃＃ 谁适用', ['第 5 行的小标题没有写对。请写成英文的“## ”开头，井号后面空一格。']],
  ['| 一 | 二 |\n| 三 | 四 |', ['第 5 行的表格没有写全。请在表头下面加一行“| --- | --- |”，有几列写几个。']],
  ['看表：\n| 一 | 二 |', ['第 6 行的表格没有写全。请在表头下面加一行“| --- | --- |”，有几列写几个。']],
  ['![地图](di tu.png)', ['第 5 行的图片文件名“di tu.png”里有空格。请把图片改名，只用小写字母、数字和短横线。']],
])('%j is told off', (body, sentences) => {
  expect(problemsWith({ [file]: markdown(complete.pages, body), 'content/pages/map.png': '' })).toEqual(
    sentences.map((sentence) => `${file}：${sentence}`),
  )
})

test.each([
  '![社区地图](map.png)\n\n![社区地图](./map.png "地图")',
  '## 一\n\n### 二\n\n## 三',
  '写成 `<script>` 这样的不算\n\n```\n<br>\n# 注释\n```\n',
  '~~~html\n<br>\n~~~\n\n````\n```\n<br>\n````',
  '写 ``<b> ` <i>`` 和 `<u>`',
  '五 < 六，七 > 三，<https://www.gov.cn>，<a@example.com>',
  '[居住证](/policies/juzhuzheng/)、[都有](/policies/)、[按字母](/policies/a-z/)、[这一段](#一)、[打电话](tel:0400-5550100)、[搜](/policies/old#a)',
  '| 一 | 二 |\n|---|---|\n| 三 | 四 |',
  '看表：\n| 一 | 二 |\n| :--- | ---: |\n| 三 | 四 |\n\n一 | 二\n--- | ---\n三 | 四',
  '#话题 3#',
  '[日历](/activities/calendar.ics)、[这一场](/activities/liang-xueya.ics)、[搜](/search/?q=a)、[首页](/)、[订阅](/rss.xml)、[关于](/about/)',
  '上一段\n\n---\n\n下一段',
])('%j is sound', (body) => {
  expect(problemsWith({ [file]: markdown(complete.pages, body), 'content/pages/map.png': '' })).toEqual([])
})

test('a picture is small, in a text and in a field', () => {
  const around = communityWith({ [file]: markdown(complete.pages, '![地图](map.png)'), 'content/pages/map.png': '' })
  const heavy = around.map((one) => (/\.(png|jpg)$/.test(one.path) ? { ...one, bytes: 8_000_000 } : one))
  expect(checkContent(heavy).problems.filter((one) => !one.startsWith('content/surveys/'))).toEqual([
    `${file}：第 5 行的图片 content/pages/map.png 有 7813 KB，最多 200 KB。请先缩到 1080 像素宽以内，再存成 .webp 或 .jpg。`,
    'content/rewards/xiyiye.yml：picture.file（图片文件）写的“xiyiye.jpg”有 7813 KB，最多 200 KB。请写放在这个文件旁边的图片的文件名，例如“xiyiye.jpg”。',
  ])
  const small = around.map((one) => (/\.(png|jpg)$/.test(one.path) ? { ...one, bytes: 40 * 1024 } : one))
  expect(checkContent(small).problems).toEqual([])
})

test('an alert may have said it all in its summary', () => {
  expect(problemsOf('alerts', complete.alerts, '')).toEqual([])
})
