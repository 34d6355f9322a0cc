import type { TestSite } from '../site.ts'

/** Lets `act` land once, right after the next read of a household that asks what was merged into it, and so before what is written upon it. */
export const afterNextLook = (site: TestSite, act: () => Promise<unknown>) => {
  const { read } = site.database
  const once: typeof read = async (statements) => {
    const found = await read(statements)
    if (!statements.some(({ sql }) => /\bAS merged\b|\bid, merged_into FROM\b/.test(sql))) return found
    Object.assign(site.database, { read })
    await act()
    return found
  }
  Object.assign(site.database, { read: once })
  return { hasLanded: () => site.database.read === read }
}
