-- Where names are taken, a resident who is deleted takes the name off what they answered.
CREATE TRIGGER named_answers_let_go AFTER DELETE ON residents
BEGIN
  UPDATE survey_responses SET voter = NULL WHERE voter = 'resident:' || OLD.id;
END;
