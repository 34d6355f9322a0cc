import type { AppContext } from '../../kernel/http.server.ts'
import { staffOf } from '../staff/store.server.ts'

/** Who is at work, as a page shows them. */
export const actorOf = (c: AppContext) => {
  const { name, role } = staffOf(c.var.context)
  return { name, role }
}

/** The id of a row or of a form, which a browser or the site has chosen. */
export const isKey = (key: string | undefined): key is string => /^[0-9a-f-]{36}$/.test(key ?? '')
