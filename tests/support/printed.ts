import type { Page } from 'playwright-core'
import { readCode } from './qr.ts'

/** 16pt in CSS pixels. */
const leastPixels = 16 / 0.75

/** How many pages it takes on paper, and how wide the first is, in points. */
export const printed = async (page: Page) => {
  const file = (await page.pdf({ preferCSSPageSize: true, tagged: false })).toString('latin1')
  const boxes = [...file.matchAll(/\/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)\s*\]/g)]
  return { pages: file.match(/\/Type\s*\/Page\b/g)?.length ?? 0, width: Math.round(Number(boxes[0]?.[1])) }
}

/** Words that stand on the paper in smaller type than 16pt. */
export const smallWords = (page: Page) =>
  page.evaluate((least) => {
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    const small: string[] = []
    while (texts.nextNode()) {
      const { parentElement, textContent } = texts.currentNode
      if (!textContent?.trim() || !parentElement?.checkVisibility() || /^(STYLE|SCRIPT)$/.test(parentElement.tagName)) continue
      if (Number.parseFloat(getComputedStyle(parentElement).fontSize) < least - 0.1) small.push(textContent.trim())
    }
    return small
  }, leastPixels)

/** Where each code leads that a camera finds on the paper. */
export const codesOn = async (page: Page) => {
  const drawings = await page
    .locator('.paper .qr')
    .evaluateAll((all) =>
      all.map((it) => [it.getAttribute('viewBox')?.split(' ')[2], it.querySelector('path')?.getAttribute('d')].map(String)),
    )
  return drawings.map(([size = '0', path = '']) => readCode(path, Number(size)))
}
