import { expect, test } from 'vitest'
import { asVisitor, useBrowser } from './browser.ts'
import { clippedThings } from './clipping.ts'

const browser = useBrowser()

const findingsIn = (body: string) =>
  asVisitor(browser(), { viewport: { width: 320, height: 600 } }, async (context) => {
    const page = await context.newPage()
    await page.setContent(
      `<html lang="zh-CN"><meta name="viewport" content="width=device-width"><body style="margin:0">${body}</body></html>`,
    )
    return page.evaluate(clippedThings)
  })

test.each([
  ['a line that cannot break', '<p style="white-space:nowrap;width:500px">很长很长</p>', ['the page is 500 px wide: p “很长很长”']],
  [
    'a button beyond the edge',
    '<div style="overflow:clip"><button style="margin-left:300px;width:90px">去</button></div>',
    ['button “去” reaches from 300 to 390', 'div “去” is cut at the side (normal)'],
  ],
  ['a box too low for its text', '<p style="height:10px;overflow:hidden">一行字</p>', ['p “一行字” is cut below']],
  [
    'a link over a link',
    '<a href="/">首页</a><a href="/" style="position:absolute;left:5px;top:0">活动</a>',
    ['a “活动” lies over a “首页”'],
  ],
  ['a bar that takes half', '<nav style="position:fixed;bottom:0;height:300px;width:99%">导航</nav>', ['bars take 300 of 600 px']],
])('%s is noticed', async (_, body, expected) => {
  expect(await findingsIn(body)).toEqual(expected)
})

test.each([
  ['text that wraps', `<p>${'字'.repeat(200)}</p>`],
  [
    'a table that scrolls in its own box',
    '<div style="overflow-x:auto"><table style="width:600px"><tr><td><a href="/">很宽</a></td></tr></table></div>',
  ],
  [
    'links with room around them',
    '<p style="line-height:1.6"><a href="/" style="padding:12px 0">首页</a><br><a href="/" style="padding:12px 0">活动</a></p>',
  ],
  ['links that wrap over two lines', `<p><a href="/">${'长'.repeat(25)}</a> <a href="/">${'长'.repeat(25)}</a></p>`],
  ['a link for those who use a keyboard', '<a class="skip" href="#main" style="position:absolute;left:-999px">跳到正文</a>'],
])('%s is fine', async (_, body) => {
  expect(await findingsIn(body)).toEqual([])
})
