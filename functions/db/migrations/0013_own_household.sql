ALTER TABLE `staff` ADD `household` text;
--> statement-breakpoint
DROP TRIGGER whoever_is_deleted_leaves_nothing;
--> statement-breakpoint
-- As before, and who works here is remembered by the household they lived in, to which they give nothing.
CREATE TRIGGER whoever_is_deleted_leaves_nothing AFTER DELETE ON residents
BEGIN
  DELETE FROM resident_tags WHERE resident = OLD.id;
  DELETE FROM representations WHERE beneficiary = OLD.id OR representative = OLD.id;
  DELETE FROM resident_cards WHERE resident = OLD.id;
  DELETE FROM signin_codes WHERE subject = OLD.id;
  DELETE FROM sessions WHERE subject = OLD.id;
  UPDATE signups SET resident = NULL, household = NULL WHERE resident = OLD.id;
  UPDATE signups SET representative = NULL WHERE representative = OLD.id;
  UPDATE staff SET resident = NULL, household = OLD.household WHERE resident = OLD.id;
END;
--> statement-breakpoint
-- A household that is merged takes along what was reserved for it and who of the staff is of it; one that ends otherwise is nobody's.
CREATE TRIGGER ended_households_hand_over AFTER UPDATE OF ended_at, merged_into ON households
WHEN NEW.ended_at IS NOT NULL AND OLD.ended_at IS NULL
BEGIN
  UPDATE staff SET household = NEW.merged_into WHERE household = NEW.id;
  UPDATE redemptions SET household = NEW.merged_into WHERE household = NEW.id AND NEW.merged_into IS NOT NULL;
END;
--> statement-breakpoint
WITH RECURSIVE went (id, target) AS (
  SELECT id, merged_into FROM households WHERE merged_into IS NOT NULL
  UNION SELECT went.id, households.merged_into FROM went JOIN households ON households.id = went.target WHERE households.merged_into IS NOT NULL
)
UPDATE redemptions SET household = (
  SELECT target FROM went JOIN households ON households.id = went.target WHERE went.id = redemptions.household AND households.merged_into IS NULL
) WHERE household IN (SELECT id FROM went);
