import { giveCookie, heldCookie } from '../../kernel/cookies.server.ts'
import type { AppContext } from '../../kernel/http.server.ts'
import type { CatalogueSurvey } from '../surveys/schema.ts'

const path = '/desk/surveys'
const name = 'survey_booth'
const shiftSeconds = 12 * 3600

/** The 投票点 this clerk stands at, as chosen last on this device; none is the empty text. */
export const boothAt = (c: AppContext, { slug, ballot }: CatalogueSurvey) => {
  const [ofSurvey, booth] = (heldCookie(c, name, path) ?? '').split(':')
  return ofSurvey === slug && ballot?.booths.some(({ id }) => id === booth) ? (booth ?? '') : ''
}

export const rememberBooth = (c: AppContext, { slug }: CatalogueSurvey, booth: string | null) =>
  giveCookie(c, name, `${slug}:${booth ?? ''}`, { path, sameSite: 'Strict', maxAge: shiftSeconds })

/** The booth a form names: null for none, undefined for one that this survey does not have. */
export const boothIn = ({ ballot }: CatalogueSurvey, typed: string | undefined): string | null | undefined => {
  if (!typed) return null
  return ballot?.booths.some(({ id }) => id === typed) ? typed : undefined
}
