-- Whoever takes a number off or puts another in its place, on whatever way: a code that went to the old one signs nobody in.
CREATE TRIGGER an_old_number_signs_nobody_in AFTER UPDATE OF phone_fingerprint ON residents
WHEN NEW.phone_fingerprint IS NOT OLD.phone_fingerprint
BEGIN
  DELETE FROM signin_codes WHERE subject = NEW.id AND channel = 'sms' AND used_at IS NULL;
END;
