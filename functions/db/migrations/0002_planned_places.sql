-- What the content says is kept beside what must hold, so that a place given back goes to a smaller plan before the waiting list.
ALTER TABLE `signup_pools` ADD `planned_places` integer DEFAULT 0 NOT NULL;
--> statement-breakpoint
UPDATE signup_pools SET planned_places = capacity_places;
--> statement-breakpoint
CREATE TRIGGER smaller_plans_come_true AFTER UPDATE OF confirmed_places ON signup_pools
WHEN NEW.confirmed_places < OLD.confirmed_places AND NEW.capacity_places > NEW.planned_places
BEGIN
  UPDATE signup_pools SET capacity_places = MAX(planned_places, confirmed_places) WHERE activity = NEW.activity AND occurrence = NEW.occurrence;
END;
--> statement-breakpoint
DROP TRIGGER signups_go_forward;
--> statement-breakpoint
-- As before, and what was emptied stays emptied.
CREATE TRIGGER signups_go_forward BEFORE UPDATE ON signups
WHEN (OLD.cancelled_at IS NOT NULL AND NEW.cancelled_at IS NOT OLD.cancelled_at)
  OR (OLD.confirmed_at IS NOT NULL AND NEW.confirmed_at IS NOT OLD.confirmed_at)
  OR (OLD.purged_at IS NOT NULL AND NEW.purged_at IS NOT OLD.purged_at)
  OR (OLD.purged_at IS NOT NULL AND (NEW.contact IS NOT NULL OR NEW.phone_fingerprint IS NOT NULL OR NEW.code_fingerprint IS NOT NULL))
  OR (OLD.cancelled_at IS NOT NULL AND NEW.party_size <> OLD.party_size)
  OR NEW.arrival <> OLD.arrival OR NEW.id <> OLD.id OR NEW.activity <> OLD.activity OR NEW.occurrence <> OLD.occurrence
  OR NEW.channel <> OLD.channel OR NEW.created_at <> OLD.created_at
BEGIN SELECT RAISE(ABORT, 'a signup only goes forward'); END;
