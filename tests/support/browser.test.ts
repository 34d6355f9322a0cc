import { expect, test } from 'vitest'
import { asVisitor, useBrowser } from './browser.ts'

const browser = useBrowser()

test('a browser opens, reads Chinese, and forgets a visitor', async () => {
  const read = () =>
    asVisitor(browser(), {}, async (context) => {
      const page = await context.newPage()
      await page.setContent('<html lang="zh-CN"><h1>睦邻</h1></html>')
      return page.textContent('h1')
    })
  expect(await Promise.all([read(), read()])).toEqual(['睦邻', '睦邻'])
  expect(browser().contexts()).toEqual([])
})
