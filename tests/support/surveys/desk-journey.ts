import type { Locator, Page } from 'playwright-core'

/** Presses, and waits for the page that comes of it. */
export const send = async (page: Page, button: Locator) => {
  const loaded = page.waitForEvent('load')
  await button.click()
  await loaded
}

export const press = (page: Page, word: string) => send(page, page.getByRole('button', { name: word, exact: true }))

/** Finds a household by its door. */
export const find = async (page: Page, address: string, door: string) => {
  await page.goto(address)
  await page.fill('[name=sought]', door)
  await send(page, page.locator('form.search [type=submit]'))
}

/** The printed code of a household; `desk` is the address of the survey at the desk. */
export const printCode = async (page: Page, desk: string, door: string) => {
  await find(page, `${desk}codes/`, door)
  await press(page, '打印答题码')
  return ((await page.locator('.slip .code').textContent()) ?? '').replace('-', '')
}

/** Begins to type a paper in. */
export const openPaper = async (page: Page, desk: string, code: string) => {
  await page.goto(`${desk}paper/`)
  await page.fill('[name=paper]', code)
  await press(page, '录这张')
}
