import type { AppContext } from '../../kernel/http.server.ts'
import { staffOf, staffRead } from '../staff/store.server.ts'
import type { MissesPage } from './page.ts'
import { missesQueries, readMisses } from './store.server.ts'

/** 没搜到: what residents look for and the site does not have, or calls something else. */
export const drawMisses = async (c: AppContext) => {
  const { context } = c.var
  const [misses, few] = await staffRead(context, missesQueries)
  const page: MissesPage = { kind: 'misses', actor: staffOf(context), ...readMisses(misses?.rows ?? [], few?.rows ?? []) }
  return c.var.page(page)
}
