import { nameMaxCharacters } from './limits.ts'
import type { FieldErrorCode } from './schema.ts'

export const tidyName = (typed: string) => typed.normalize('NFC').trim()

/**
 * What is wrong with what someone wants to be called, or null. Letters of any script, digits, and the dots, dashes and
 * spaces that stand in names; no other signs, so that a name is safe wherever it is printed. Dots alone are no name.
 */
export const nameError = (typed: string): FieldErrorCode | null => {
  const name = tidyName(typed)
  if (name === '') return 'name_missing'
  if ([...name].length > nameMaxCharacters) return 'name_too_long'
  return /^(?=.*[\p{L}\p{N}])[\p{L}\p{M}\p{N}·・.\- ]+$/u.test(name) ? null : 'name_unreadable'
}
