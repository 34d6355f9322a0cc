/**
 * Runs inside a page, so it may use nothing from outside itself. Says what a reader with enlarged text cannot reach:
 * sideways scrolling, controls beyond the edge, text cut off by its own box, controls on top of each other, and bars that
 * stay in place and take more than a third of the screen.
 */
export const clippedThings = (): string[] => {
  const width = document.documentElement.clientWidth
  const found: string[] = []
  const nameOf = (element: Element) =>
    `${element.tagName.toLowerCase()} “${(element.textContent || element.getAttribute('name') || '').trim().slice(0, 24)}”`
  const isSeen = (element: Element) => {
    const { width: wide, height } = element.getBoundingClientRect()
    return wide > 1 && height > 1 && element.checkVisibility({ visibilityProperty: true, opacityProperty: true })
  }
  const isForScreenReaders = (element: Element) => getComputedStyle(element).clipPath !== 'none' || element.matches('.skip:not(:focus)')
  const staysInPlace = (element: Element | null): boolean =>
    element !== null && (/fixed|sticky/.test(getComputedStyle(element).position) || staysInPlace(element.parentElement))
  const scrollsByItself = (element: Element | null): boolean =>
    element !== null &&
    element !== document.body &&
    (/auto|scroll/.test(getComputedStyle(element).overflowX) || scrollsByItself(element.parentElement))

  const letters = (element: Element) => {
    const range = document.createRange()
    range.selectNodeContents(element)
    return [...range.getClientRects()]
  }

  if (document.documentElement.scrollWidth > width) {
    const wide = [...document.querySelectorAll('body *')].filter(
      (one) => isSeen(one) && [one.getBoundingClientRect(), ...letters(one)].some(({ right }) => right > width + 1),
    )
    const innermost = wide.filter((one) => !wide.some((other) => other !== one && one.contains(other)))
    const names = innermost.slice(0, 3).map(nameOf).join(', ')
    found.push(`the page is ${document.documentElement.scrollWidth} px wide: ${names}`)
  }

  const controls = [...document.querySelectorAll('a, button, input, select, textarea, summary, label')].filter(
    (one) => isSeen(one) && !isForScreenReaders(one),
  )
  for (const control of controls) {
    const { left, right } = control.getBoundingClientRect()
    if ((left < -1 || right > width + 1) && !scrollsByItself(control))
      found.push(`${nameOf(control)} reaches from ${Math.round(left)} to ${Math.round(right)}`)
  }

  for (const element of document.querySelectorAll<HTMLElement>('body *')) {
    const { overflowX, overflowY, whiteSpace } = getComputedStyle(element)
    if (!isSeen(element) || isForScreenReaders(element)) continue
    if (/hidden|clip/.test(overflowX) && element.scrollWidth > element.clientWidth + 1)
      found.push(`${nameOf(element)} is cut at the side (${whiteSpace})`)
    if (/hidden|clip/.test(overflowY) && element.scrollHeight > element.clientHeight + 1) found.push(`${nameOf(element)} is cut below`)
  }

  /** The space around a link that can be pressed may touch its neighbour; its letters and their middle may not be covered. */
  const covers = (over: Element, under: Element) =>
    letters(under).some((a) => {
      const [x, y] = [(a.left + a.right) / 2, (a.top + a.bottom) / 2]
      if ([...over.getClientRects()].some((b) => b.left < x && x < b.right && b.top < y && y < b.bottom)) return true
      return letters(over).some(
        (b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 2,
      )
    })
  const moving = controls.filter((one) => !staysInPlace(one) && !one.matches('label, input'))
  for (const [place, one] of moving.entries())
    for (const later of moving.slice(place + 1))
      if (!one.contains(later) && !later.contains(one) && covers(later, one)) found.push(`${nameOf(later)} lies over ${nameOf(one)}`)

  const bars = [...document.querySelectorAll('body *')].filter((one) => isSeen(one) && getComputedStyle(one).position === 'fixed')
  const taken = bars.reduce((sum, bar) => sum + bar.getBoundingClientRect().height, 0)
  if (taken > innerHeight / 3) found.push(`bars take ${Math.round(taken)} of ${innerHeight} px`)
  return found
}
