-- What the books promise and a constraint cannot say: rows are only added, units never mix, what is pending ends once, and
-- the totals of an account change by a transfer of its own and by nothing else.

CREATE TRIGGER transfers_are_not_changed BEFORE UPDATE ON ledger_transfers
BEGIN SELECT RAISE(ABORT, 'transfers are append-only'); END;
--> statement-breakpoint
CREATE TRIGGER transfers_are_not_erased BEFORE DELETE ON ledger_transfers
BEGIN SELECT RAISE(ABORT, 'transfers are append-only'); END;
--> statement-breakpoint
-- Also by REPLACE, which would erase the first row without asking the trigger that guards deletion.
CREATE TRIGGER transfers_are_not_replaced BEFORE INSERT ON ledger_transfers
WHEN EXISTS (SELECT 1 FROM ledger_transfers WHERE number = NEW.number) OR EXISTS (SELECT 1 FROM ledger_transfers WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'transfers are append-only'); END;
--> statement-breakpoint
CREATE TRIGGER units_never_mix BEFORE INSERT ON ledger_transfers
WHEN (SELECT COUNT(*) FROM ledger_accounts WHERE id IN (NEW.debit_account, NEW.credit_account) AND unit = NEW.unit) <> 2
BEGIN SELECT RAISE(ABORT, 'both accounts of a transfer are of its unit'); END;
--> statement-breakpoint
CREATE TRIGGER pending_transfers_end_once BEFORE INSERT ON ledger_transfers
WHEN NEW.pending_id IS NOT NULL AND EXISTS (SELECT 1 FROM ledger_transfers WHERE pending_id = NEW.pending_id)
BEGIN SELECT RAISE(ABORT, 'a pending transfer is posted or voided once'); END;
--> statement-breakpoint
CREATE TRIGGER pending_transfers_end_whole BEFORE INSERT ON ledger_transfers
WHEN NEW.pending_id IS NOT NULL AND NOT EXISTS (
  SELECT 1 FROM ledger_transfers WHERE id = NEW.pending_id AND phase = 'pending' AND unit = NEW.unit AND debit_account = NEW.debit_account
    AND credit_account = NEW.credit_account AND amount = NEW.amount
)
BEGIN SELECT RAISE(ABORT, 'an end is of the pending transfer it names'); END;
--> statement-breakpoint
CREATE TRIGGER pending_transfers_are_posted_in_time BEFORE INSERT ON ledger_transfers
WHEN NEW.phase = 'post' AND EXISTS (SELECT 1 FROM ledger_transfers WHERE id = NEW.pending_id AND deadline <= NEW.at)
BEGIN SELECT RAISE(ABORT, 'a pending transfer is posted before its deadline'); END;
--> statement-breakpoint
CREATE TRIGGER transfers_are_reversed_once BEFORE INSERT ON ledger_transfers
WHEN NEW.reverses IS NOT NULL AND EXISTS (SELECT 1 FROM ledger_transfers WHERE reverses = NEW.reverses)
BEGIN SELECT RAISE(ABORT, 'a transfer is reversed once'); END;
--> statement-breakpoint
CREATE TRIGGER transfers_are_reversed_whole BEFORE INSERT ON ledger_transfers
WHEN NEW.reverses IS NOT NULL AND NOT EXISTS (
  SELECT 1 FROM ledger_transfers WHERE id = NEW.reverses AND phase IN ('single', 'post') AND unit = NEW.unit
    AND debit_account = NEW.credit_account AND credit_account = NEW.debit_account AND amount = NEW.amount
)
BEGIN SELECT RAISE(ABORT, 'a reversal is of the transfer it names'); END;
--> statement-breakpoint
CREATE TRIGGER transfers_move_accounts AFTER INSERT ON ledger_transfers
BEGIN
  UPDATE ledger_accounts SET
    debits_pending = debits_pending + (id = NEW.debit_account) * NEW.amount * (CASE NEW.phase WHEN 'pending' THEN 1 WHEN 'single' THEN 0 ELSE -1 END),
    debits_posted = debits_posted + (id = NEW.debit_account) * NEW.amount * (NEW.phase IN ('single', 'post')),
    credits_pending = credits_pending + (id = NEW.credit_account) * NEW.amount * (CASE NEW.phase WHEN 'pending' THEN 1 WHEN 'single' THEN 0 ELSE -1 END),
    credits_posted = credits_posted + (id = NEW.credit_account) * NEW.amount * (NEW.phase IN ('single', 'post')),
    moved_by = NEW.number
  WHERE id IN (NEW.debit_account, NEW.credit_account);
  INSERT INTO ledger_holds (id, deadline) SELECT NEW.id, NEW.deadline WHERE NEW.phase = 'pending';
  DELETE FROM ledger_holds WHERE id = NEW.pending_id;
END;
--> statement-breakpoint
CREATE TRIGGER accounts_move_by_a_transfer BEFORE UPDATE ON ledger_accounts
WHEN NEW.id <> OLD.id OR NEW.unit <> OLD.unit OR NEW.kind <> OLD.kind OR NEW.owner <> OLD.owner OR NEW.guarded <> OLD.guarded
  OR NEW.opened_at <> OLD.opened_at OR NEW.moved_by <= OLD.moved_by OR NOT EXISTS (
    SELECT 1 FROM ledger_transfers WHERE number = NEW.moved_by AND OLD.id IN (debit_account, credit_account)
      AND NEW.debits_pending - OLD.debits_pending
        = (OLD.id = debit_account) * amount * (CASE phase WHEN 'pending' THEN 1 WHEN 'single' THEN 0 ELSE -1 END)
      AND NEW.debits_posted - OLD.debits_posted = (OLD.id = debit_account) * amount * (phase IN ('single', 'post'))
      AND NEW.credits_pending - OLD.credits_pending
        = (OLD.id = credit_account) * amount * (CASE phase WHEN 'pending' THEN 1 WHEN 'single' THEN 0 ELSE -1 END)
      AND NEW.credits_posted - OLD.credits_posted = (OLD.id = credit_account) * amount * (phase IN ('single', 'post'))
  )
BEGIN SELECT RAISE(ABORT, 'an account moves by a transfer'); END;
--> statement-breakpoint
CREATE TRIGGER accounts_open_empty BEFORE INSERT ON ledger_accounts
WHEN NEW.debits_pending <> 0 OR NEW.debits_posted <> 0 OR NEW.credits_pending <> 0 OR NEW.credits_posted <> 0 OR NEW.moved_by <> 0
BEGIN SELECT RAISE(ABORT, 'an account opens empty'); END;
--> statement-breakpoint
CREATE TRIGGER accounts_are_not_replaced BEFORE INSERT ON ledger_accounts
WHEN EXISTS (SELECT 1 FROM ledger_accounts WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'accounts are not erased'); END;
--> statement-breakpoint
CREATE TRIGGER accounts_are_not_erased BEFORE DELETE ON ledger_accounts
BEGIN SELECT RAISE(ABORT, 'accounts are not erased'); END;
--> statement-breakpoint
CREATE TRIGGER holds_are_of_what_is_pending BEFORE INSERT ON ledger_holds
WHEN EXISTS (SELECT 1 FROM ledger_holds WHERE id = NEW.id)
  OR NOT EXISTS (SELECT 1 FROM ledger_transfers WHERE id = NEW.id AND phase = 'pending' AND deadline = NEW.deadline)
  OR EXISTS (SELECT 1 FROM ledger_transfers WHERE pending_id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'a hold is of a pending transfer'); END;
--> statement-breakpoint
CREATE TRIGGER holds_are_not_changed BEFORE UPDATE ON ledger_holds
BEGIN SELECT RAISE(ABORT, 'a hold is of a pending transfer'); END;
--> statement-breakpoint
CREATE TRIGGER holds_end_with_what_is_pending BEFORE DELETE ON ledger_holds
WHEN NOT EXISTS (SELECT 1 FROM ledger_transfers WHERE pending_id = OLD.id)
BEGIN SELECT RAISE(ABORT, 'a hold is of a pending transfer'); END;
