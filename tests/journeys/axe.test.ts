import { describe, expect, test } from 'vitest'
import { axeFindings, contrastOnly, everyRule } from '../support/axe.ts'
import { asVisitor, useBrowser } from '../support/browser.ts'
import { useSite } from '../support/hosts.ts'
import { openPage, pageTypes, withQuery } from '../support/pages.ts'

const site = useSite('node')
const browser = useBrowser()

describe.each(pageTypes)('$name', (type) => {
  test.each([
    ['standard', ''],
    ['长辈版', 'elder=1'],
  ])('%s, by day and in the dark, has nothing axe objects to', (_, query) =>
    asVisitor(browser(), {}, async (context) => {
      const page = await context.newPage()
      await openPage(page, site().url, withQuery(type, query))
      expect(await axeFindings(page, everyRule)).toEqual([])
      await page.emulateMedia({ colorScheme: 'dark' })
      expect(await axeFindings(page, contrastOnly)).toEqual([])
    }),
  )
})

test('axe objects where it should', () =>
  asVisitor(browser(), {}, async (context) => {
    const page = await context.newPage()
    await page.setContent(
      '<html lang="zh-CN"><title>x</title><main><h1>题</h1><p style="color:#999;background:#fff">颜色太浅的字</p><input></main>',
    )
    expect((await axeFindings(page, everyRule)).map((line) => line.split(':')[0])).toEqual(['color-contrast', 'label'])
    expect((await axeFindings(page, contrastOnly)).map((line) => line.split(':')[0])).toEqual(['color-contrast'])
  }))
