import type { Statement } from '../../kernel/database.ts'
import type { AppContext } from '../../kernel/http.server.ts'
import type { CatalogueSurvey } from '../surveys/schema.ts'
import { checkSession, drawDesk, drawRefused } from './answers.server.ts'
import { readHomeAnd, type Whom, whomIn } from './home.server.ts'

/** Who answered for them, by the audit log. */
const actedBy = ({ slug }: CatalogueSurvey, { id }: Whom): Statement => ({
  sql: `SELECT staff.name FROM audit_log AS line JOIN staff ON staff.id = line.actor
    WHERE line.subject = :acted_for AND line.act = 'survey.answer' AND line.detail IN (:acted_in, :acted_in || ' own household')
    ORDER BY line.number DESC LIMIT 1`,
  args: { acted_for: id, acted_in: slug },
})

/** `GET …/receipt/`: that it was done, by whom and for whom. */
export const showReceipt = async (c: AppContext, survey: CatalogueSurvey) => {
  const { context } = c.var
  const whom = whomIn(survey, c.req.query())
  if (!whom) {
    await checkSession(c)
    if (survey.respondents !== '谁都可以') return c.redirect(`/desk/surveys/${survey.slug}/`, 303)
    return drawDesk(c, { kind: 'desk-survey-receipt', survey, home: null, by: '' })
  }
  const { home, rows } = await readHomeAnd(context, survey, whom, [actedBy(survey, whom)])
  const by = rows[0]?.[0]?.['name']
  if (!home.ok || !home.value.answered || by === undefined) return drawRefused(c, survey, { code: 'survey_household_unknown' })
  return drawDesk(c, { kind: 'desk-survey-receipt', survey, home: home.value, by: String(by) })
}
