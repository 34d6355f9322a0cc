-- What is written down about people's acts is added to and never changed; who is emptied or ended stays so.

CREATE TRIGGER audit_lines_are_not_changed BEFORE UPDATE ON audit_log
BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER audit_lines_are_not_erased BEFORE DELETE ON audit_log
BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER audit_lines_are_not_replaced BEFORE INSERT ON audit_log
WHEN EXISTS (SELECT 1 FROM audit_log WHERE number = NEW.number)
BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
--> statement-breakpoint
-- A request that comes again is passed over, also by REPLACE, which would erase the first line without a word.
CREATE TRIGGER audit_requests_count_once BEFORE INSERT ON audit_log
WHEN EXISTS (SELECT 1 FROM audit_log WHERE request = NEW.request)
BEGIN SELECT RAISE(IGNORE); END;
--> statement-breakpoint
CREATE TRIGGER household_events_are_not_changed BEFORE UPDATE ON household_events
BEGIN SELECT RAISE(ABORT, 'household events are append-only'); END;
--> statement-breakpoint
CREATE TRIGGER household_events_are_not_erased BEFORE DELETE ON household_events
BEGIN SELECT RAISE(ABORT, 'household events are append-only'); END;
--> statement-breakpoint
CREATE TRIGGER household_events_are_not_replaced BEFORE INSERT ON household_events
WHEN EXISTS (SELECT 1 FROM household_events WHERE number = NEW.number)
BEGIN SELECT RAISE(ABORT, 'household events are append-only'); END;
--> statement-breakpoint
CREATE TRIGGER signup_events_are_not_replaced BEFORE INSERT ON signup_events
WHEN EXISTS (SELECT 1 FROM signup_events WHERE number = NEW.number)
BEGIN SELECT RAISE(ABORT, 'signup events are append-only'); END;
--> statement-breakpoint
CREATE TRIGGER attendance_marks_are_not_changed BEFORE UPDATE ON attendance_marks
BEGIN SELECT RAISE(ABORT, 'attendance marks are append-only'); END;
--> statement-breakpoint
CREATE TRIGGER attendance_marks_are_not_erased BEFORE DELETE ON attendance_marks
BEGIN SELECT RAISE(ABORT, 'attendance marks are append-only'); END;
--> statement-breakpoint
CREATE TRIGGER attendance_marks_are_not_replaced BEFORE INSERT ON attendance_marks
WHEN EXISTS (SELECT 1 FROM attendance_marks WHERE number = NEW.number)
BEGIN SELECT RAISE(ABORT, 'attendance marks are append-only'); END;
--> statement-breakpoint
CREATE TRIGGER attendance_is_of_a_signup BEFORE INSERT ON attendance_marks
WHEN NOT EXISTS (SELECT 1 FROM signups WHERE id = NEW.signup AND cancelled_at IS NULL AND party_size >= NEW.came_places)
BEGIN SELECT RAISE(ABORT, 'attendance of nobody'); END;
--> statement-breakpoint
CREATE TRIGGER occurrence_changes_are_not_changed BEFORE UPDATE ON occurrence_changes
BEGIN SELECT RAISE(ABORT, 'occurrence changes are append-only'); END;
--> statement-breakpoint
CREATE TRIGGER occurrence_changes_are_not_erased BEFORE DELETE ON occurrence_changes
BEGIN SELECT RAISE(ABORT, 'occurrence changes are append-only'); END;
--> statement-breakpoint
CREATE TRIGGER occurrence_changes_are_not_replaced BEFORE INSERT ON occurrence_changes
WHEN EXISTS (SELECT 1 FROM occurrence_changes WHERE number = NEW.number)
BEGIN SELECT RAISE(ABORT, 'occurrence changes are append-only'); END;
--> statement-breakpoint
CREATE TRIGGER occurrence_changes_count_once BEFORE INSERT ON occurrence_changes
WHEN EXISTS (SELECT 1 FROM occurrence_changes WHERE request_key = NEW.request_key)
BEGIN SELECT RAISE(IGNORE); END;
--> statement-breakpoint
CREATE TRIGGER households_go_forward BEFORE UPDATE ON households
WHEN NEW.id <> OLD.id OR NEW.created_at <> OLD.created_at OR (OLD.ended_at IS NOT NULL AND NEW.ended_at IS NOT OLD.ended_at)
  OR (OLD.merged_into IS NOT NULL AND NEW.merged_into IS NOT OLD.merged_into)
BEGIN SELECT RAISE(ABORT, 'a household only goes forward'); END;
--> statement-breakpoint
CREATE TRIGGER households_are_not_erased BEFORE DELETE ON households
BEGIN SELECT RAISE(ABORT, 'households are not erased'); END;
--> statement-breakpoint
CREATE TRIGGER ended_households_are_empty BEFORE UPDATE OF ended_at ON households
WHEN NEW.ended_at IS NOT NULL AND OLD.ended_at IS NULL AND EXISTS (SELECT 1 FROM residents WHERE household = NEW.id)
BEGIN SELECT RAISE(ABORT, 'somebody still lives there'); END;
--> statement-breakpoint
CREATE TRIGGER residents_live_in_a_household BEFORE INSERT ON residents
WHEN NEW.household IS NOT NULL AND NOT EXISTS (SELECT 1 FROM households WHERE id = NEW.household AND ended_at IS NULL)
BEGIN SELECT RAISE(ABORT, 'no such household'); END;
--> statement-breakpoint
CREATE TRIGGER residents_move_into_a_household BEFORE UPDATE OF household ON residents
WHEN NEW.household IS NOT NULL AND NOT EXISTS (SELECT 1 FROM households WHERE id = NEW.household AND ended_at IS NULL)
BEGIN SELECT RAISE(ABORT, 'no such household'); END;
--> statement-breakpoint
CREATE TRIGGER whoever_is_deleted_leaves_nothing AFTER DELETE ON residents
BEGIN
  DELETE FROM resident_tags WHERE resident = OLD.id;
  DELETE FROM representations WHERE beneficiary = OLD.id OR representative = OLD.id;
  DELETE FROM resident_cards WHERE resident = OLD.id;
  DELETE FROM signin_codes WHERE subject = OLD.id;
  DELETE FROM sessions WHERE subject = OLD.id;
  UPDATE signups SET resident = NULL, household = NULL WHERE resident = OLD.id;
  UPDATE signups SET representative = NULL WHERE representative = OLD.id;
  UPDATE staff SET resident = NULL WHERE resident = OLD.id;
END;
--> statement-breakpoint
CREATE TRIGGER sessions_go_forward BEFORE UPDATE ON sessions
WHEN NEW.id <> OLD.id OR NEW.token <> OLD.token OR NEW.subject <> OLD.subject OR NEW.subject_kind <> OLD.subject_kind
  OR NEW.expires_at > OLD.expires_at OR (OLD.ended_at IS NOT NULL AND NEW.ended_at IS NOT OLD.ended_at)
BEGIN SELECT RAISE(ABORT, 'a session only goes forward'); END;
--> statement-breakpoint
CREATE TRIGGER used_codes_stay_used BEFORE UPDATE ON signin_codes
WHEN OLD.used_at IS NOT NULL AND NEW.secret = OLD.secret AND NEW.used_at IS NOT OLD.used_at
BEGIN SELECT RAISE(ABORT, 'a code works once'); END;
--> statement-breakpoint
CREATE TRIGGER the_last_steward_stays BEFORE UPDATE OF role, ended_at ON staff
WHEN OLD.role = 'steward' AND OLD.ended_at IS NULL AND (NEW.role <> 'steward' OR NEW.ended_at IS NOT NULL)
  AND NOT EXISTS (SELECT 1 FROM staff WHERE role = 'steward' AND ended_at IS NULL AND id <> OLD.id)
BEGIN SELECT RAISE(ABORT, 'the last steward stays'); END;
--> statement-breakpoint
CREATE TRIGGER service_ends_once BEFORE UPDATE OF ended_at ON staff
WHEN OLD.ended_at IS NOT NULL AND NEW.ended_at IS NOT OLD.ended_at
BEGIN SELECT RAISE(ABORT, 'service ends once'); END;
--> statement-breakpoint
CREATE TRIGGER staff_are_not_erased BEFORE DELETE ON staff
BEGIN SELECT RAISE(ABORT, 'staff are not erased'); END;
--> statement-breakpoint
CREATE TRIGGER whoever_leaves_service_is_signed_out AFTER UPDATE OF ended_at ON staff
WHEN NEW.ended_at IS NOT NULL AND OLD.ended_at IS NULL
BEGIN
  UPDATE sessions SET ended_at = NEW.ended_at, ended_by = NEW.ended_by WHERE subject = NEW.id AND ended_at IS NULL;
  DELETE FROM signin_codes WHERE subject = NEW.id;
END;
--> statement-breakpoint
DROP TRIGGER signups_go_forward;
--> statement-breakpoint
-- As before, and whose places they are may be forgotten but not made to be somebody else's.
CREATE TRIGGER signups_go_forward BEFORE UPDATE ON signups
WHEN (OLD.cancelled_at IS NOT NULL AND NEW.cancelled_at IS NOT OLD.cancelled_at)
  OR (OLD.confirmed_at IS NOT NULL AND NEW.confirmed_at IS NOT OLD.confirmed_at)
  OR (OLD.purged_at IS NOT NULL AND NEW.purged_at IS NOT OLD.purged_at)
  OR (OLD.purged_at IS NOT NULL AND (NEW.contact IS NOT NULL OR NEW.phone_fingerprint IS NOT NULL OR NEW.code_fingerprint IS NOT NULL))
  OR (OLD.cancelled_at IS NOT NULL AND NEW.party_size <> OLD.party_size)
  OR (NEW.resident IS NOT NULL AND NEW.resident IS NOT OLD.resident)
  OR (NEW.representative IS NOT NULL AND NEW.representative IS NOT OLD.representative)
  OR NEW.arrival <> OLD.arrival OR NEW.id <> OLD.id OR NEW.activity <> OLD.activity OR NEW.occurrence <> OLD.occurrence
  OR NEW.channel <> OLD.channel OR NEW.created_at <> OLD.created_at
BEGIN SELECT RAISE(ABORT, 'a signup only goes forward'); END;
