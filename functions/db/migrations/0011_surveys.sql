CREATE TABLE `survey_codes` (
	`survey` text NOT NULL,
	`code` text NOT NULL,
	`voter` text NOT NULL,
	`issued_on` text NOT NULL,
	`issued_by` text NOT NULL,
	`revoked_on` text,
	PRIMARY KEY(`survey`, `code`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE UNIQUE INDEX `one_code_a_voter` ON `survey_codes` (`survey`,`voter`) WHERE revoked_on IS NULL;--> statement-breakpoint
CREATE TABLE `survey_drafts` (
	`code` text PRIMARY KEY NOT NULL,
	`survey` text NOT NULL,
	`version` text NOT NULL,
	`fields` text NOT NULL,
	`expires_on` text NOT NULL
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `drafts_by_age` ON `survey_drafts` (`expires_on`);--> statement-breakpoint
CREATE TABLE `survey_needs` (
	`id` text PRIMARY KEY NOT NULL,
	`survey` text NOT NULL,
	`title` text NOT NULL,
	`created_at` integer NOT NULL,
	`created_by` text NOT NULL,
	`ended_at` integer
);
--> statement-breakpoint
CREATE TABLE `survey_paper_entries` (
	`survey` text NOT NULL,
	`paper` text NOT NULL,
	`turn` integer NOT NULL,
	`version` text NOT NULL,
	`booth` text,
	`answers` text NOT NULL,
	`entered_by` text NOT NULL,
	`entered_on` text NOT NULL,
	PRIMARY KEY(`survey`, `paper`, `turn`),
	CONSTRAINT "a_paper_is_entered_twice" CHECK("survey_paper_entries"."turn" IN (1, 2))
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `survey_participations` (
	`survey` text NOT NULL,
	`voter` text NOT NULL,
	`receipt` text NOT NULL,
	PRIMARY KEY(`survey`, `voter`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `survey_responses` (
	`id` text PRIMARY KEY NOT NULL,
	`survey` text NOT NULL,
	`version` text NOT NULL,
	`channel` text NOT NULL,
	`booth` text,
	`answers` text NOT NULL,
	`voter` text,
	CONSTRAINT "answers_are_json" CHECK(json_valid("survey_responses"."answers")),
	CONSTRAINT "a_channel_is_known" CHECK("survey_responses"."channel" IN ('online', 'desk', 'paper'))
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `responses_to_a_survey` ON `survey_responses` (`survey`);--> statement-breakpoint
CREATE TABLE `survey_results` (
	`survey` text PRIMARY KEY NOT NULL,
	`published_at` integer NOT NULL,
	`published_by` text NOT NULL,
	`result` text NOT NULL,
	CONSTRAINT "a_result_is_json" CHECK(json_valid("survey_results"."result"))
);
--> statement-breakpoint
CREATE TABLE `survey_texts` (
	`id` text PRIMARY KEY NOT NULL,
	`survey` text NOT NULL,
	`version` text NOT NULL,
	`question` text NOT NULL,
	`text` text NOT NULL,
	`response` text,
	`shown` integer,
	`decided_at` integer,
	`decided_by` text,
	`need` text,
	CONSTRAINT "a_decision_is_attributed" CHECK(("survey_texts"."shown" IS NULL) = ("survey_texts"."decided_at" IS NULL) AND ("survey_texts"."shown" IS NULL) = ("survey_texts"."decided_by" IS NULL)),
	CONSTRAINT "shown_or_not" CHECK("survey_texts"."shown" IN (0, 1))
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `texts_of_a_survey` ON `survey_texts` (`survey`,`question`);--> statement-breakpoint
CREATE TABLE `survey_versions` (
	`survey` text NOT NULL,
	`version` text NOT NULL,
	`definition` text NOT NULL,
	PRIMARY KEY(`survey`, `version`),
	CONSTRAINT "a_definition_is_json" CHECK(json_valid("survey_versions"."definition"))
);
