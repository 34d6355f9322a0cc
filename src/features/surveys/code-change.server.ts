import type { RequestContext } from '../../kernel/context.ts'
import type { AppContext } from '../../kernel/http.server.ts'
import { givePrintedCode, takeAnswersBack, takePrintedCodeBack } from './browser.server.ts'
import { type KeptDraft, keepDraft } from './draft.server.ts'
import type { CatalogueSurvey } from './schema.ts'
import { readAnswering } from './start.server.ts'
import { codeFingerprint } from './voter.server.ts'

/** Whether two printed codes were made for the same household or resident, good or not. */
const areOfOne = async ({ database, vault }: RequestContext, { slug }: CatalogueSurvey, earlier: string, newer: string) => {
  const [found] = await database.read([
    {
      sql: `SELECT EXISTS (SELECT 1 FROM survey_codes AS earlier JOIN survey_codes AS newer USING (survey, voter)
        WHERE survey = :survey AND earlier.code = :earlier AND newer.code = :newer) AS same`,
      args: { survey: slug, earlier: await codeFingerprint(vault, slug, earlier), newer: await codeFingerprint(vault, slug, newer) },
    },
  ])
  return found?.rows[0]?.['same'] === 1
}

/** Puts a good code in hand. What was answered under it, or under the one it replaces, goes on; answers of anybody else stay out of it. */
export const goOnWithCode = async (c: AppContext, survey: CatalogueSurvey, code: string) => {
  const { context } = c.var
  const { draft } = await readAnswering(c, survey)
  const earlier = draft?.printed_code ?? null
  const goesOn = draft !== null && earlier !== null && (earlier === code || (await areOfOne(context, survey, earlier, code)))
  if (!goesOn) takeAnswersBack(c, survey.slug)
  else if (earlier !== code)
    await context.database.write([await keepDraft(context, survey, { ...draft, printed_code: code, code_ended: false })])
  await givePrintedCode(c, survey.slug, code)
}

/** A code that was taken back counts nobody. Its answers stay, for the one that replaces it or for whoever is signed in. */
export const endCode = async (c: AppContext, survey: CatalogueSurvey, draft: KeptDraft | null) => {
  const { context } = c.var
  if (draft) await context.database.write([await keepDraft(context, survey, { ...draft, code_ended: true })])
  takePrintedCodeBack(c, survey.slug)
}
