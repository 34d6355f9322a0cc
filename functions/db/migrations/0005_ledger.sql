CREATE TABLE `ledger_accounts` (
	`id` text PRIMARY KEY NOT NULL,
	`unit` text NOT NULL,
	`kind` text NOT NULL,
	`owner` text NOT NULL,
	`guarded` integer NOT NULL,
	`debits_pending` integer DEFAULT 0 NOT NULL,
	`debits_posted` integer DEFAULT 0 NOT NULL,
	`credits_pending` integer DEFAULT 0 NOT NULL,
	`credits_posted` integer DEFAULT 0 NOT NULL,
	`moved_by` integer DEFAULT 0 NOT NULL,
	`opened_at` integer NOT NULL,
	CONSTRAINT "an_account_is_named_by_what_it_is" CHECK("ledger_accounts"."id" = "ledger_accounts"."unit" || '/' || "ledger_accounts"."kind" || '/' || "ledger_accounts"."owner"),
	CONSTRAINT "guarded_or_not" CHECK("ledger_accounts"."guarded" IN (0, 1)),
	CONSTRAINT "totals_are_counted" CHECK(MIN("ledger_accounts"."debits_pending", "ledger_accounts"."debits_posted", "ledger_accounts"."credits_pending", "ledger_accounts"."credits_posted") >= 0),
	CONSTRAINT "no_account_is_overdrawn" CHECK("ledger_accounts"."guarded" = 0 OR "ledger_accounts"."debits_pending" + "ledger_accounts"."debits_posted" <= "ledger_accounts"."credits_posted")
);
--> statement-breakpoint
CREATE INDEX `accounts_of_a_kind` ON `ledger_accounts` (`unit`,`kind`);--> statement-breakpoint
CREATE TABLE `ledger_holds` (
	`id` text PRIMARY KEY NOT NULL,
	`deadline` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `holds_by_deadline` ON `ledger_holds` (`deadline`);--> statement-breakpoint
CREATE TABLE `ledger_transfers` (
	`number` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL,
	`unit` text NOT NULL,
	`debit_account` text NOT NULL,
	`credit_account` text NOT NULL,
	`amount` integer NOT NULL,
	`kind` text NOT NULL,
	`phase` text NOT NULL,
	`pending_id` text,
	`reverses` text,
	`deadline` integer,
	`rule` text NOT NULL,
	`at` integer NOT NULL,
	`actor` text NOT NULL,
	`digest` text NOT NULL,
	`detail` text NOT NULL,
	CONSTRAINT "an_amount_is_a_count" CHECK(typeof("ledger_transfers"."amount") = 'integer' AND "ledger_transfers"."amount" BETWEEN 1 AND 1000000000),
	CONSTRAINT "something_moves" CHECK("ledger_transfers"."debit_account" <> "ledger_transfers"."credit_account"),
	CONSTRAINT "phase_is_known" CHECK("ledger_transfers"."phase" IN ('single', 'pending', 'post', 'void')),
	CONSTRAINT "an_end_ends_something" CHECK(("ledger_transfers"."phase" IN ('post', 'void')) = ("ledger_transfers"."pending_id" IS NOT NULL)),
	CONSTRAINT "pending_has_a_deadline" CHECK(("ledger_transfers"."phase" = 'pending') = ("ledger_transfers"."deadline" IS NOT NULL)),
	CONSTRAINT "a_reversal_is_final" CHECK("ledger_transfers"."reverses" IS NULL OR "ledger_transfers"."phase" = 'single')
);
--> statement-breakpoint
CREATE UNIQUE INDEX `ledger_transfers_id_unique` ON `ledger_transfers` (`id`);--> statement-breakpoint
CREATE INDEX `debits_of_an_account` ON `ledger_transfers` (`debit_account`,`number`);--> statement-breakpoint
CREATE INDEX `credits_of_an_account` ON `ledger_transfers` (`credit_account`,`number`);--> statement-breakpoint
CREATE UNIQUE INDEX `pending_ends_once` ON `ledger_transfers` (`pending_id`) WHERE pending_id IS NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX `reversed_once` ON `ledger_transfers` (`reverses`) WHERE reverses IS NOT NULL;