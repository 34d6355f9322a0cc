import { type Result, refuse, success } from '../../kernel/result.ts'
import { queryMaxChars, type SearchErrorCode } from './schema.ts'

/** What was typed, without control characters and spaces at its ends; empty when nothing is left. */
export const readQuery = (typed: string): Result<string, { code: SearchErrorCode }> => {
  const query = typed
    .slice(0, queryMaxChars * 10)
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Z}]+/gu, ' ')
    .trim()
  if (typed.length > queryMaxChars * 10 || [...query].length > queryMaxChars) return refuse({ code: 'query_too_long' })
  return success(query)
}
