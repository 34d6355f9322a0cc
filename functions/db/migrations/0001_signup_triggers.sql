-- The guarantees of signups that a constraint cannot say. Totals follow the rows; the rows cannot be erased.

CREATE TRIGGER signups_need_a_pool BEFORE INSERT ON signups
WHEN NOT EXISTS (SELECT 1 FROM signup_pools WHERE activity = NEW.activity AND occurrence = NEW.occurrence)
BEGIN SELECT RAISE(ABORT, 'signup without a pool'); END;
--> statement-breakpoint
CREATE TRIGGER desk_places_are_kept_on_insert BEFORE INSERT ON signups
WHEN NEW.channel = 'online' AND NEW.confirmed_at IS NOT NULL AND NEW.cancelled_at IS NULL AND EXISTS (
  SELECT 1 FROM signup_pools WHERE activity = NEW.activity AND occurrence = NEW.occurrence AND NEW.acted_at < desk_released_at
    AND confirmed_places + NEW.party_size + MAX(0, desk_places - confirmed_desk_places) > capacity_places
)
BEGIN SELECT RAISE(ABORT, 'desk places are kept'); END;
--> statement-breakpoint
CREATE TRIGGER desk_places_are_kept_on_update BEFORE UPDATE OF confirmed_at, party_size ON signups
WHEN NEW.channel = 'online' AND NEW.confirmed_at IS NOT NULL AND NEW.cancelled_at IS NULL
  AND NEW.party_size > (CASE WHEN OLD.confirmed_at IS NULL THEN 0 ELSE OLD.party_size END) AND EXISTS (
  SELECT 1 FROM signup_pools WHERE activity = NEW.activity AND occurrence = NEW.occurrence AND NEW.acted_at < desk_released_at
    AND confirmed_places + NEW.party_size - (CASE WHEN OLD.confirmed_at IS NULL THEN 0 ELSE OLD.party_size END)
      + MAX(0, desk_places - confirmed_desk_places) > capacity_places
)
BEGIN SELECT RAISE(ABORT, 'desk places are kept'); END;
--> statement-breakpoint
CREATE TRIGGER signups_are_counted AFTER INSERT ON signups
BEGIN
  UPDATE signup_pools SET
    confirmed_places = confirmed_places + (CASE WHEN NEW.confirmed_at IS NOT NULL AND NEW.cancelled_at IS NULL THEN NEW.party_size ELSE 0 END),
    confirmed_desk_places = confirmed_desk_places
      + (CASE WHEN NEW.confirmed_at IS NOT NULL AND NEW.cancelled_at IS NULL AND NEW.channel = 'desk' THEN NEW.party_size ELSE 0 END),
    waiting_places = waiting_places + (CASE WHEN NEW.confirmed_at IS NULL AND NEW.cancelled_at IS NULL THEN NEW.party_size ELSE 0 END)
  WHERE activity = NEW.activity AND occurrence = NEW.occurrence;
  INSERT INTO signup_events (signup, kind, party_size, at, actor)
  VALUES (NEW.id, CASE WHEN NEW.confirmed_at IS NULL THEN 'waiting' ELSE 'confirmed' END, NEW.party_size, NEW.acted_at, NEW.acted_by);
END;
--> statement-breakpoint
CREATE TRIGGER signup_changes_are_counted AFTER UPDATE OF confirmed_at, cancelled_at, party_size ON signups
BEGIN
  UPDATE signup_pools SET
    confirmed_places = confirmed_places
      + (CASE WHEN NEW.confirmed_at IS NOT NULL AND NEW.cancelled_at IS NULL THEN NEW.party_size ELSE 0 END)
      - (CASE WHEN OLD.confirmed_at IS NOT NULL AND OLD.cancelled_at IS NULL THEN OLD.party_size ELSE 0 END),
    confirmed_desk_places = confirmed_desk_places
      + (CASE WHEN NEW.confirmed_at IS NOT NULL AND NEW.cancelled_at IS NULL AND NEW.channel = 'desk' THEN NEW.party_size ELSE 0 END)
      - (CASE WHEN OLD.confirmed_at IS NOT NULL AND OLD.cancelled_at IS NULL AND OLD.channel = 'desk' THEN OLD.party_size ELSE 0 END),
    waiting_places = waiting_places
      + (CASE WHEN NEW.confirmed_at IS NULL AND NEW.cancelled_at IS NULL THEN NEW.party_size ELSE 0 END)
      - (CASE WHEN OLD.confirmed_at IS NULL AND OLD.cancelled_at IS NULL THEN OLD.party_size ELSE 0 END)
  WHERE activity = NEW.activity AND occurrence = NEW.occurrence;
  INSERT INTO signup_events (signup, kind, party_size, at, actor)
  VALUES (
    NEW.id,
    CASE
      WHEN NEW.cancelled_at IS NOT NULL AND OLD.cancelled_at IS NULL THEN 'cancelled'
      WHEN NEW.confirmed_at IS NOT NULL AND OLD.confirmed_at IS NULL THEN 'promoted'
      ELSE 'changed'
    END,
    NEW.party_size, NEW.acted_at, NEW.acted_by
  );
END;
--> statement-breakpoint
CREATE TRIGGER purges_are_recorded AFTER UPDATE OF purged_at ON signups
WHEN NEW.purged_at IS NOT NULL AND OLD.purged_at IS NULL
BEGIN
  INSERT INTO signup_events (signup, kind, party_size, at, actor) VALUES (NEW.id, 'purged', NEW.party_size, NEW.purged_at, 'retention');
END;
--> statement-breakpoint
CREATE TRIGGER signups_go_forward BEFORE UPDATE ON signups
WHEN (OLD.cancelled_at IS NOT NULL AND NEW.cancelled_at IS NOT OLD.cancelled_at)
  OR (OLD.confirmed_at IS NOT NULL AND NEW.confirmed_at IS NOT OLD.confirmed_at)
  OR (OLD.purged_at IS NOT NULL AND (NEW.contact IS NOT NULL OR NEW.phone_fingerprint IS NOT NULL OR NEW.code_fingerprint IS NOT NULL))
  OR (OLD.cancelled_at IS NOT NULL AND NEW.party_size <> OLD.party_size)
  OR NEW.arrival <> OLD.arrival OR NEW.id <> OLD.id OR NEW.activity <> OLD.activity OR NEW.occurrence <> OLD.occurrence
  OR NEW.channel <> OLD.channel OR NEW.created_at <> OLD.created_at
BEGIN SELECT RAISE(ABORT, 'a signup only goes forward'); END;
--> statement-breakpoint
CREATE TRIGGER signups_are_not_erased BEFORE DELETE ON signups
BEGIN SELECT RAISE(ABORT, 'signups are not erased'); END;
--> statement-breakpoint
CREATE TRIGGER signup_events_are_not_changed BEFORE UPDATE ON signup_events
BEGIN SELECT RAISE(ABORT, 'signup events are append-only'); END;
--> statement-breakpoint
CREATE TRIGGER signup_events_are_not_erased BEFORE DELETE ON signup_events
BEGIN SELECT RAISE(ABORT, 'signup events are append-only'); END;
