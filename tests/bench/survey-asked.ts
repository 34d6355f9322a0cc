import { catalogueOf } from '../../build/content/catalogue.ts'
import { checkContent } from '../../build/content/check.ts'
import { readContentFiles } from '../../build/content/read.ts'
import type { CatalogueSurvey } from '../../src/features/surveys/schema.ts'
import { testNow } from '../support/catalogue.ts'
import { repositoryRoot } from '../support/root.ts'

/** The sample community's survey of twelve questions, open to anybody, so that a request needs no session. */
export const benchSurvey = (): CatalogueSurvey => {
  const { content, problems } = checkContent(readContentFiles(repositoryRoot))
  if (!content) throw new Error(problems.join('\n'))
  const survey = catalogueOf(content, testNow).surveys['needs-2026']
  if (!survey) throw new Error('the sample community has no survey needs-2026')
  return { ...survey, respondents: '谁都可以' }
}
