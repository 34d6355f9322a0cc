const drawn = new Map<string, string>()

/** What was drawn under this name, or else draws it. */
export const drawnOnce = async (name: string, draw: () => Promise<string>): Promise<string> => {
  const known = drawn.get(name)
  if (known !== undefined) return known
  const text = (await draw()).trim()
  drawn.set(name, text)
  return text
}
