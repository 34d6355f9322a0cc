CREATE TABLE `attempts` (
	`kind` text NOT NULL,
	`who` text NOT NULL,
	`window_start` integer NOT NULL,
	`tries` integer NOT NULL,
	PRIMARY KEY(`kind`, `who`, `window_start`)
);
--> statement-breakpoint
CREATE INDEX `attempts_by_age` ON `attempts` (`window_start`);--> statement-breakpoint
CREATE TABLE `job_runs` (
	`number` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`job` text NOT NULL,
	`at` integer NOT NULL,
	`rows` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `signup_events` (
	`number` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`signup` text NOT NULL,
	`kind` text NOT NULL,
	`party_size` integer NOT NULL,
	`at` integer NOT NULL,
	`actor` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `events_of_a_signup` ON `signup_events` (`signup`);--> statement-breakpoint
CREATE TABLE `signup_pools` (
	`activity` text NOT NULL,
	`occurrence` text NOT NULL,
	`starts_at` integer NOT NULL,
	`capacity_places` integer NOT NULL,
	`desk_places` integer NOT NULL,
	`desk_released_at` integer NOT NULL,
	`largest_party` integer NOT NULL,
	`waiting_places_limit` integer NOT NULL,
	`confirmed_places` integer DEFAULT 0 NOT NULL,
	`confirmed_desk_places` integer DEFAULT 0 NOT NULL,
	`waiting_places` integer DEFAULT 0 NOT NULL,
	PRIMARY KEY(`activity`, `occurrence`),
	CONSTRAINT "capacity_is_never_exceeded" CHECK("signup_pools"."confirmed_places" BETWEEN 0 AND "signup_pools"."capacity_places"),
	CONSTRAINT "desk_places_are_places" CHECK("signup_pools"."confirmed_desk_places" BETWEEN 0 AND "signup_pools"."confirmed_places"),
	CONSTRAINT "waiting_places_are_counted" CHECK("signup_pools"."waiting_places" >= 0)
);
--> statement-breakpoint
CREATE TABLE `signups` (
	`arrival` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL,
	`activity` text NOT NULL,
	`occurrence` text NOT NULL,
	`channel` text NOT NULL,
	`party_size` integer NOT NULL,
	`contact` text,
	`code_fingerprint` text,
	`phone_fingerprint` text,
	`request_key` text,
	`request_digest` text,
	`notice_version` text NOT NULL,
	`created_at` integer NOT NULL,
	`confirmed_at` integer,
	`cancelled_at` integer,
	`acted_at` integer NOT NULL,
	`acted_by` text NOT NULL,
	`purge_after` integer NOT NULL,
	`purged_at` integer,
	CONSTRAINT "party_size_is_small" CHECK("signups"."party_size" BETWEEN 1 AND 5),
	CONSTRAINT "channel_is_known" CHECK("signups"."channel" IN ('online', 'desk'))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `signups_id_unique` ON `signups` (`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `signups_code_fingerprint_unique` ON `signups` (`code_fingerprint`);--> statement-breakpoint
CREATE UNIQUE INDEX `signups_request_key_unique` ON `signups` (`request_key`);--> statement-breakpoint
CREATE UNIQUE INDEX `one_party_per_phone` ON `signups` (`activity`,`occurrence`,`phone_fingerprint`) WHERE cancelled_at IS NULL AND phone_fingerprint IS NOT NULL;--> statement-breakpoint
CREATE INDEX `waiting_list` ON `signups` (`activity`,`occurrence`,`arrival`) WHERE confirmed_at IS NULL AND cancelled_at IS NULL;--> statement-breakpoint
CREATE INDEX `contacts_to_purge` ON `signups` (`purge_after`) WHERE purged_at IS NULL;