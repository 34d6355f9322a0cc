CREATE TRIGGER survey_participations_stay BEFORE UPDATE ON survey_participations
BEGIN
  SELECT RAISE(ABORT, 'who has taken part has taken part');
END;
--> statement-breakpoint
CREATE TRIGGER survey_participations_are_kept BEFORE DELETE ON survey_participations
BEGIN
  SELECT RAISE(ABORT, 'who has taken part has taken part');
END;
--> statement-breakpoint
CREATE TRIGGER survey_versions_stay BEFORE UPDATE ON survey_versions
BEGIN
  SELECT RAISE(ABORT, 'what was asked stays as it was asked');
END;
--> statement-breakpoint
CREATE TRIGGER survey_versions_are_kept BEFORE DELETE ON survey_versions
BEGIN
  SELECT RAISE(ABORT, 'what was asked stays as it was asked');
END;
--> statement-breakpoint
CREATE TRIGGER survey_responses_stay BEFORE UPDATE ON survey_responses
WHEN NEW.id <> OLD.id OR NEW.survey <> OLD.survey OR NEW.version <> OLD.version OR NEW.channel <> OLD.channel OR NEW.booth IS NOT OLD.booth
  OR NEW.answers <> OLD.answers OR NEW.voter IS NOT NULL
BEGIN
  SELECT RAISE(ABORT, 'an answer is never changed, only its name may be taken off');
END;
--> statement-breakpoint
CREATE TRIGGER survey_responses_are_kept BEFORE DELETE ON survey_responses
BEGIN
  SELECT RAISE(ABORT, 'an answer is never changed, only its name may be taken off');
END;
--> statement-breakpoint
CREATE TRIGGER published_results_are_final BEFORE INSERT ON survey_responses
WHEN EXISTS (SELECT 1 FROM survey_results WHERE survey = NEW.survey)
BEGIN
  SELECT RAISE(ABORT, 'the result is published');
END;
--> statement-breakpoint
CREATE TRIGGER survey_texts_stay BEFORE UPDATE ON survey_texts
WHEN NEW.id <> OLD.id OR NEW.survey <> OLD.survey OR NEW.version <> OLD.version OR NEW.question <> OLD.question
  OR (NEW.response IS NOT OLD.response AND NEW.response IS NOT NULL) OR (NEW.text <> OLD.text AND NEW.text <> '')
BEGIN
  SELECT RAISE(ABORT, 'a text is never changed, only decided on or emptied');
END;
--> statement-breakpoint
CREATE TRIGGER survey_texts_are_kept BEFORE DELETE ON survey_texts
BEGIN
  SELECT RAISE(ABORT, 'a text is never changed, only decided on or emptied');
END;
--> statement-breakpoint
CREATE TRIGGER survey_codes_stay BEFORE UPDATE ON survey_codes
WHEN NEW.survey <> OLD.survey OR NEW.code <> OLD.code OR NEW.voter <> OLD.voter OR NEW.issued_on <> OLD.issued_on
  OR NEW.issued_by <> OLD.issued_by OR (OLD.revoked_on IS NOT NULL AND NEW.revoked_on IS NOT OLD.revoked_on)
BEGIN
  SELECT RAISE(ABORT, 'a code is only ever revoked');
END;
--> statement-breakpoint
CREATE TRIGGER survey_results_stay BEFORE UPDATE ON survey_results
BEGIN
  SELECT RAISE(ABORT, 'a published result stays');
END;
--> statement-breakpoint
CREATE TRIGGER survey_results_are_kept BEFORE DELETE ON survey_results
BEGIN
  SELECT RAISE(ABORT, 'a published result stays');
END;
--> statement-breakpoint
CREATE TRIGGER a_paper_is_entered_by_two BEFORE INSERT ON survey_paper_entries
WHEN EXISTS (SELECT 1 FROM survey_paper_entries WHERE survey = NEW.survey AND paper = NEW.paper AND turn <> NEW.turn AND entered_by = NEW.entered_by)
BEGIN
  SELECT RAISE(ABORT, 'a paper is entered by two people');
END;
