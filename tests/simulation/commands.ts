import { access } from '../../functions/access.ts'

/** Writing routes the matrix leaves out, each with its reason. */
export const excused: Record<string, string> = {
  'POST /checkers/:slug': 'keeps nothing: the answers come back in the page',
  'POST /surveys/:slug/other': 'keeps nothing: takes the answers out of the browser',
  'POST /signups/leave': 'keeps nothing: takes the pass out of the browser',
}

/** Every route that writes and is not excused. */
export const commands = Object.keys(access).filter((route) => !/^GET /.test(route) && !(route in excused))

/** Commands that print something new each time, which ends what was printed before: what counts is how many are good afterwards. */
export const replacing: Record<string, { tables: RegExp; good: string }> = {
  'POST /desk/households/:household/members/:resident/slip': {
    tables: /^signin_codes/,
    good: 'SELECT COUNT(DISTINCT subject) AS good FROM signin_codes WHERE used_at IS NULL AND expires_at > :now',
  },
  'POST /desk/households/:household/members/:resident/card': {
    tables: /^resident_cards/,
    good: 'SELECT COUNT(*) AS good FROM resident_cards WHERE ended_at IS NULL AND :now > 0',
  },
  'POST /desk/surveys/:slug/codes': {
    tables: /^survey_codes/,
    good: 'SELECT COUNT(*) AS good FROM survey_codes WHERE revoked_on IS NULL AND :now > 0',
  },
}

const cutOff = 'cut off before it arrived'
const leaving = 'whoever signs out is answered although the database is away: the browser forgets its token, which is kept nowhere else'

/** Cells in which nothing need happen, each with its reason. */
export const nothingHappens: Record<string, Record<string, string>> = {
  'POST /signin/leave': { [cutOff]: leaving },
  'POST /staff/leave': { [cutOff]: leaving },
}

/** Commands whose effect is a count of presses by design: no number tells one person at an address from another. */
export const countsPresses: Record<string, string> = {
  'POST /policies/:slug/feedback':
    'a household behind one address may answer several times, and a static page has no key to give; whoever kept their receipt counts once',
}

/** Commands that can be granted once in a database, so that each of their cells has one of its own. */
export const onceADatabase = ['POST /desk/surveys/:slug/results']
