import { homeOfStaff } from '../staff/reads.server.ts'

/** That a row `earned` was neither corrected nor, where it waited for a second person, rejected, overdue or corrected since. */
export const standing = `NOT EXISTS (SELECT 1 FROM ledger_transfers WHERE reverses = earned.id)
  AND NOT EXISTS (SELECT 1 FROM ledger_transfers AS ended WHERE ended.pending_id = earned.id
    AND (ended.phase = 'void' OR EXISTS (SELECT 1 FROM ledger_transfers WHERE reverses = ended.id)))`

/** Whether a household is the one a member of staff lives in, as an SQL expression; a device lives nowhere. */
export const livesIn = (household: string) => `COALESCE(${household} = ${homeOfStaff(':giver_staff')}, false)`
