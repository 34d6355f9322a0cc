CREATE TABLE `attendance_marks` (
	`number` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`signup` text NOT NULL,
	`came_places` integer NOT NULL,
	`at` integer NOT NULL,
	`actor` text NOT NULL,
	CONSTRAINT "who_came_was_of_the_party" CHECK("attendance_marks"."came_places" BETWEEN 0 AND 5)
);
--> statement-breakpoint
CREATE INDEX `marks_of_a_signup` ON `attendance_marks` (`signup`,`number`);--> statement-breakpoint
CREATE TABLE `audit_log` (
	`number` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`request` text NOT NULL,
	`at` integer NOT NULL,
	`actor` text NOT NULL,
	`role` text NOT NULL,
	`act` text NOT NULL,
	`subject_kind` text NOT NULL,
	`subject` text NOT NULL,
	`detail` text DEFAULT '' NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `audit_log_request_unique` ON `audit_log` (`request`);--> statement-breakpoint
CREATE INDEX `audit_by_actor` ON `audit_log` (`actor`,`number`);--> statement-breakpoint
CREATE INDEX `audit_by_subject` ON `audit_log` (`subject`,`number`);--> statement-breakpoint
CREATE INDEX `audit_by_act` ON `audit_log` (`act`,`number`);--> statement-breakpoint
CREATE INDEX `audit_by_time` ON `audit_log` (`at`);--> statement-breakpoint
CREATE TABLE `household_events` (
	`number` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`household` text NOT NULL,
	`kind` text NOT NULL,
	`people` integer NOT NULL,
	`other_household` text,
	`at` integer NOT NULL,
	`actor` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `events_of_a_household` ON `household_events` (`household`);--> statement-breakpoint
CREATE TABLE `households` (
	`id` text PRIMARY KEY NOT NULL,
	`building` text NOT NULL,
	`unit` text NOT NULL,
	`room` text NOT NULL,
	`created_at` integer NOT NULL,
	`created_by` text NOT NULL,
	`ended_at` integer,
	`ended_by` text,
	`merged_into` text,
	CONSTRAINT "a_merged_household_has_ended" CHECK("households"."merged_into" IS NULL OR "households"."ended_at" IS NOT NULL)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `one_household_per_door` ON `households` (`building`,`unit`,`room`) WHERE ended_at IS NULL;--> statement-breakpoint
CREATE TABLE `occurrence_changes` (
	`number` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`request_key` text NOT NULL,
	`activity` text NOT NULL,
	`occurrence` text NOT NULL,
	`kind` text NOT NULL,
	`starts_at` integer,
	`ends_at` integer,
	`reason` text NOT NULL,
	`at` integer NOT NULL,
	`actor` text NOT NULL,
	CONSTRAINT "a_moved_occurrence_has_times" CHECK(("occurrence_changes"."kind" = 'moved') = ("occurrence_changes"."starts_at" IS NOT NULL AND "occurrence_changes"."ends_at" IS NOT NULL))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `occurrence_changes_request_key_unique` ON `occurrence_changes` (`request_key`);--> statement-breakpoint
CREATE INDEX `changes_of_an_occurrence` ON `occurrence_changes` (`activity`,`occurrence`,`number`);--> statement-breakpoint
CREATE TABLE `representations` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`beneficiary` text NOT NULL,
	`representative` text NOT NULL,
	`notice_version` text NOT NULL,
	`granted_at` integer NOT NULL,
	`granted_by` text NOT NULL,
	`accepted_at` integer,
	`ended_at` integer,
	`ended_by` text,
	CONSTRAINT "nobody_represents_oneself" CHECK("representations"."beneficiary" <> "representations"."representative")
);
--> statement-breakpoint
CREATE UNIQUE INDEX `one_representation_each` ON `representations` (`beneficiary`,`representative`) WHERE ended_at IS NULL;--> statement-breakpoint
CREATE INDEX `whom_one_represents` ON `representations` (`representative`) WHERE ended_at IS NULL;--> statement-breakpoint
CREATE TABLE `resident_cards` (
	`fingerprint` text PRIMARY KEY NOT NULL,
	`resident` text NOT NULL,
	`issued_at` integer NOT NULL,
	`issued_by` text NOT NULL,
	`ended_at` integer
);
--> statement-breakpoint
CREATE INDEX `cards_of_a_resident` ON `resident_cards` (`resident`);--> statement-breakpoint
CREATE TABLE `resident_tags` (
	`resident` text NOT NULL,
	`tag` text NOT NULL,
	`notice_version` text NOT NULL,
	`recorded_at` integer NOT NULL,
	`recorded_by` text NOT NULL,
	PRIMARY KEY(`resident`, `tag`)
);
--> statement-breakpoint
CREATE TABLE `residents` (
	`id` text PRIMARY KEY NOT NULL,
	`household` text,
	`name` text NOT NULL,
	`name_fingerprint` text NOT NULL,
	`phone` text,
	`phone_fingerprint` text,
	`relation` text NOT NULL,
	`under_14_until` text,
	`notice_version` text NOT NULL,
	`created_at` integer NOT NULL,
	`created_by` text NOT NULL,
	`left_at` integer,
	CONSTRAINT "who_left_has_no_household" CHECK(("residents"."household" IS NULL) = ("residents"."left_at" IS NOT NULL))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `one_resident_per_phone` ON `residents` (`phone_fingerprint`) WHERE phone_fingerprint IS NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX `one_name_per_household` ON `residents` (`household`,`name_fingerprint`) WHERE household IS NOT NULL;--> statement-breakpoint
CREATE INDEX `residents_who_left` ON `residents` (`left_at`) WHERE left_at IS NOT NULL;--> statement-breakpoint
CREATE TABLE `sessions` (
	`id` text PRIMARY KEY NOT NULL,
	`token` text NOT NULL,
	`subject_kind` text NOT NULL,
	`subject` text NOT NULL,
	`device` text NOT NULL,
	`created_at` integer NOT NULL,
	`seen_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`second_factor_at` integer,
	`ended_at` integer,
	`ended_by` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `sessions_token_unique` ON `sessions` (`token`);--> statement-breakpoint
CREATE INDEX `sessions_of_a_subject` ON `sessions` (`subject`);--> statement-breakpoint
CREATE INDEX `sessions_by_expiry` ON `sessions` (`expires_at`);--> statement-breakpoint
CREATE TABLE `signin_codes` (
	`id` text PRIMARY KEY NOT NULL,
	`selector` text NOT NULL,
	`secret` text NOT NULL,
	`channel` text NOT NULL,
	`subject_kind` text NOT NULL,
	`subject` text NOT NULL,
	`issued_at` integer NOT NULL,
	`issued_by` text NOT NULL,
	`expires_at` integer NOT NULL,
	`guesses` integer DEFAULT 0 NOT NULL,
	`used_at` integer,
	CONSTRAINT "five_wrong_guesses_lock_a_code" CHECK("signin_codes"."guesses" BETWEEN 0 AND 5)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `one_code_per_selector` ON `signin_codes` (`selector`);--> statement-breakpoint
CREATE INDEX `codes_of_a_subject` ON `signin_codes` (`subject`);--> statement-breakpoint
CREATE INDEX `codes_by_expiry` ON `signin_codes` (`expires_at`);--> statement-breakpoint
CREATE TABLE `staff` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`role` text NOT NULL,
	`scope` text,
	`resident` text,
	`created_at` integer NOT NULL,
	`created_by` text NOT NULL,
	`ended_at` integer,
	`ended_by` text,
	`totp_secret` text,
	`totp_confirmed_at` integer,
	`totp_step` integer DEFAULT 0 NOT NULL,
	CONSTRAINT "role_is_known" CHECK("staff"."role" IN ('steward', 'desk', 'grid_worker', 'station', 'team_lead')),
	CONSTRAINT "some_roles_have_a_scope" CHECK(("staff"."role" IN ('grid_worker', 'team_lead')) = ("staff"."scope" IS NOT NULL))
);
--> statement-breakpoint
CREATE TABLE `staff_passkeys` (
	`credential` text PRIMARY KEY NOT NULL,
	`staff` text NOT NULL,
	`public_key` text NOT NULL,
	`counter` integer NOT NULL,
	`transports` text NOT NULL,
	`label` text NOT NULL,
	`created_at` integer NOT NULL,
	`ended_at` integer
);
--> statement-breakpoint
CREATE INDEX `passkeys_of_staff` ON `staff_passkeys` (`staff`);--> statement-breakpoint
ALTER TABLE `signups` ADD `resident` text;--> statement-breakpoint
ALTER TABLE `signups` ADD `household` text;--> statement-breakpoint
ALTER TABLE `signups` ADD `representative` text;--> statement-breakpoint
CREATE UNIQUE INDEX `one_party_per_resident` ON `signups` (`activity`,`occurrence`,`resident`) WHERE cancelled_at IS NULL AND resident IS NOT NULL;--> statement-breakpoint
CREATE INDEX `signups_of_a_resident` ON `signups` (`resident`) WHERE resident IS NOT NULL;--> statement-breakpoint
CREATE INDEX `signups_of_a_representative` ON `signups` (`representative`) WHERE representative IS NOT NULL;--> statement-breakpoint
CREATE INDEX `roster` ON `signups` (`activity`,`occurrence`,`arrival`);