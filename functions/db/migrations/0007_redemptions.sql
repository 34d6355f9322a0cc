CREATE TABLE `redemptions` (
	`id` text PRIMARY KEY NOT NULL,
	`household` text NOT NULL,
	`resident` text,
	`reward` text NOT NULL,
	`site` text NOT NULL,
	`code` text,
	`code_fingerprint` text,
	`created_at` integer NOT NULL,
	`acted_by` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `redemptions_code_fingerprint_unique` ON `redemptions` (`code_fingerprint`);--> statement-breakpoint
CREATE INDEX `redemptions_of_a_household` ON `redemptions` (`household`,`created_at`);--> statement-breakpoint
CREATE INDEX `redemptions_of_a_resident` ON `redemptions` (`resident`) WHERE resident IS NOT NULL;--> statement-breakpoint
CREATE INDEX `redemptions_of_a_site` ON `redemptions` (`site`,`created_at`);--> statement-breakpoint
-- Whoever is deleted is forgotten here too: the redemption stays the household's.
CREATE TRIGGER redemptions_forget_who_acted AFTER DELETE ON residents
BEGIN UPDATE redemptions SET resident = NULL WHERE resident = OLD.id; END;
