CREATE TABLE `devices` (
	`id` text PRIMARY KEY NOT NULL,
	`station` text NOT NULL,
	`name` text NOT NULL,
	`key` text NOT NULL,
	`created_at` integer NOT NULL,
	`created_by` text NOT NULL,
	`ended_at` integer,
	`ended_by` text,
	CONSTRAINT "who_ended_it_is_known" CHECK(("devices"."ended_at" IS NULL) = ("devices"."ended_by" IS NULL))
);
--> statement-breakpoint
CREATE INDEX `devices_of_a_station` ON `devices` (`station`);--> statement-breakpoint
CREATE INDEX `transfers_by_actor` ON `ledger_transfers` (`actor`,`at`);--> statement-breakpoint
CREATE INDEX `transfers_by_time` ON `ledger_transfers` (`at`);