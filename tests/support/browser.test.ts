import { createServer } from 'node:http'
import { expect, test } from 'vitest'
import { asVisitor, useBrowser } from './browser.ts'
import { freePort } from './processes.ts'

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

test('a press is over when the page it leads to is whole', async () => {
  const server = createServer((request, response) => {
    response.setHeader('content-type', 'text/html')
    if (request.url === '/') {
      response.end('<a href="/slow">next</a>')
      return
    }
    response.write(`<p>1</p>${' '.repeat(5000)}`)
    setTimeout(() => response.end('<p>2</p>'), 400)
  })
  const port = await freePort()
  await new Promise<void>((done) => server.listen(port, '127.0.0.1', done))
  const counted = await asVisitor(browser(), {}, async (context) => {
    const page = await context.newPage()
    await page.goto(`http://127.0.0.1:${port}/`)
    await page.locator('a').click()
    return page.locator('p').count()
  })
  server.close()
  expect(counted).toBe(2)
})
