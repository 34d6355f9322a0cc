CREATE TABLE `page_feedback` (
	`page` text NOT NULL,
	`version` text NOT NULL,
	`helpful` integer NOT NULL,
	`times` integer NOT NULL,
	PRIMARY KEY(`page`, `version`, `helpful`),
	CONSTRAINT "helpful_or_not" CHECK("page_feedback"."helpful" IN (0, 1)),
	CONSTRAINT "times_are_counted" CHECK("page_feedback"."times" >= 0)
);
--> statement-breakpoint
CREATE TABLE `search_miss_texts` (
	`mark` text PRIMARY KEY NOT NULL,
	`text` text NOT NULL,
	CONSTRAINT "text_is_short" CHECK(length("search_miss_texts"."text") BETWEEN 1 AND 20)
);
--> statement-breakpoint
CREATE TABLE `search_misses` (
	`mark` text NOT NULL,
	`day` text NOT NULL,
	`device` text NOT NULL,
	PRIMARY KEY(`mark`, `day`, `device`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `misses_by_day` ON `search_misses` (`day`);