-- Councils: versions of their rules, who is out of a product's scoring, and what a council above
-- told are only ever added to.
CALL pg_temp.append_only('council_rules', 'item_recusals', 'upper_results');

-- Sheets: what a member has signed stays as it is, whoever asks; and a sheet is signed whole.
CREATE OR REPLACE FUNCTION sheet_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'INSERT' AND OLD.state = 'signed' THEN
    RAISE EXCEPTION 'a signed sheet is immutable: % refused', TG_OP USING ERRCODE = '42501';
  END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  IF TG_OP = 'UPDATE' AND (NEW.id, NEW.item_id, NEW.round_no, NEW.user_id)
      IS DISTINCT FROM (OLD.id, OLD.item_id, OLD.round_no, OLD.user_id) THEN
    RAISE EXCEPTION 'a sheet stays its member''s' USING ERRCODE = '42501';
  END IF;
  IF NEW.state = 'signed' AND (NEW.total IS NULL OR NEW.stars IS NULL OR NEW.sealed IS NULL
      OR NEW.digest IS NULL OR NEW.signed_at IS NULL OR NEW.signed_with IS NULL) THEN
    RAISE EXCEPTION 'a sheet is signed with its seal or not at all' USING ERRCODE = '23514';
  END IF;
  IF NEW.entered_by = NEW.confirmed_by THEN
    RAISE EXCEPTION 'an entered sheet is confirmed by a second person' USING ERRCODE = '23514';
  END IF;
  RETURN NEW;
END $$;

-- The lock waits for a signing under way and then sees what it did.
CREATE OR REPLACE FUNCTION sheet_answer_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  touched uuid;
  standing text;
BEGIN
  FOREACH touched IN ARRAY CASE TG_OP WHEN 'INSERT' THEN ARRAY[NEW.sheet_id]
      WHEN 'DELETE' THEN ARRAY[OLD.sheet_id] ELSE ARRAY[OLD.sheet_id, NEW.sheet_id] END LOOP
    SELECT state INTO standing FROM council_sheets WHERE id = touched FOR SHARE;
    IF standing = 'signed' THEN
      RAISE EXCEPTION 'the answers of a signed sheet are immutable: % refused', TG_OP
        USING ERRCODE = '42501';
    END IF;
  END LOOP;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  RETURN NEW;
END $$;

CALL pg_temp.guard('council_sheets', 'sheet_guard', 'INSERT OR UPDATE OR DELETE');
CALL pg_temp.guard('sheet_answers', 'sheet_answer_guard', 'INSERT OR UPDATE OR DELETE');
CALL pg_temp.no_truncate('council_sheets', 'sheet_answers');

-- Results: closed ones are only added to.
CALL pg_temp.append_only('council_results');

-- Whether two people have agreed to open the newest result of a product again.
CREATE OR REPLACE FUNCTION result_is_reopened(item uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT coalesce((SELECT EXISTS (SELECT FROM result_reopenings o
      WHERE o.result_id = r.id AND o.agreed AND o.asked_by <> o.answered_by)
    FROM council_results r WHERE r.item_id = item ORDER BY r.version DESC LIMIT 1), false)
$$;

-- A result is closed of the product that is before the council, once for each time that it is
-- before it: to add another one beside it would be to change it.
CREATE OR REPLACE FUNCTION result_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  item session_items;
BEGIN
  SELECT * INTO item FROM session_items WHERE id = NEW.item_id FOR SHARE;
  IF item.state IN ('concluded', 'rejected', 'postponed')
      OR item.dossier_id IS DISTINCT FROM NEW.dossier_id
      OR NEW.version IS DISTINCT FROM (SELECT count(*) + 1 FROM council_results
        WHERE item_id = NEW.item_id)
      OR (NEW.version > 1 AND NOT result_is_reopened(NEW.item_id)) THEN
    RAISE EXCEPTION 'a product with a result gets no other one' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;

-- A request to reopen is made by one, answered once by another, and then stays as it is.
CREATE OR REPLACE FUNCTION reopening_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.agreed IS NOT NULL OR NEW.answered_by IS NOT NULL THEN
      RAISE EXCEPTION 'a request to reopen a result is not made with its answer'
        USING ERRCODE = '42501';
    END IF;
    RETURN NEW;
  END IF;
  IF TG_OP = 'DELETE' OR OLD.agreed IS NOT NULL OR (NEW.id, NEW.result_id, NEW.reason,
      NEW.asked_by, NEW.asked_at) IS DISTINCT FROM (OLD.id, OLD.result_id, OLD.reason,
      OLD.asked_by, OLD.asked_at) THEN
    RAISE EXCEPTION 'a request to reopen a result stays as it is: % refused', TG_OP
      USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;

-- A round that has been revealed is closed for good; a product with a result gets another round
-- only when two people have reopened it.
CREATE OR REPLACE FUNCTION round_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  standing text;
BEGIN
  IF TG_OP = 'INSERT' THEN
    SELECT state INTO standing FROM session_items WHERE id = NEW.item_id;
    IF standing IN ('rejected', 'postponed')
        OR (standing = 'concluded' AND NOT result_is_reopened(NEW.item_id)) THEN
      RAISE EXCEPTION 'a product with a result is scored no more' USING ERRCODE = '42501';
    END IF;
    RETURN NEW;
  END IF;
  IF TG_OP = 'DELETE' OR OLD.revealed_at IS NOT NULL
      OR (NEW.item_id, NEW.round_no) IS DISTINCT FROM (OLD.item_id, OLD.round_no) THEN
    RAISE EXCEPTION 'a revealed round is closed: % refused', TG_OP USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;

-- What is on an agenda keeps its product; one with a result changes only its place in the order,
-- and says so only when the result is there.
CREATE OR REPLACE FUNCTION item_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR (NEW.id, NEW.session_id, NEW.dossier_id)
      IS DISTINCT FROM (OLD.id, OLD.session_id, OLD.dossier_id) THEN
    RAISE EXCEPTION 'a product stays on its agenda: % refused', TG_OP USING ERRCODE = '42501';
  END IF;
  IF OLD.state IN ('concluded', 'rejected')
      AND to_jsonb(NEW) - 'seq' - 'version' <> to_jsonb(OLD) - 'seq' - 'version'
      AND NOT (OLD.state = 'concluded' AND NEW.state = 'scoring'
        AND NEW.round_no = OLD.round_no + 1 AND result_is_reopened(OLD.id)) THEN
    RAISE EXCEPTION 'a product with a result is closed: % refused', TG_OP USING ERRCODE = '42501';
  END IF;
  IF NEW.state IN ('concluded', 'rejected') AND OLD.state <> NEW.state
      AND NOT EXISTS (SELECT FROM council_results r
        WHERE r.item_id = NEW.id AND (r.basis ->> 'round')::int = NEW.round_no
          AND r.rejected = (NEW.state = 'rejected')) THEN
    RAISE EXCEPTION 'a product is closed with its result or not at all' USING ERRCODE = '42501';
  END IF;
  IF NEW.state = 'revealed' AND NOT EXISTS (SELECT FROM item_rounds r WHERE r.item_id = NEW.id
      AND r.round_no = NEW.round_no AND r.revealed_at IS NOT NULL) THEN
    RAISE EXCEPTION 'a product is revealed with its round or not at all' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;

-- Nobody writes into a round that is closed: revealed, put away with its product, or past the
-- deadline of opinions in writing.
CREATE OR REPLACE FUNCTION closed_round_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  touched record;
BEGIN
  FOR touched IN SELECT i.id FROM (VALUES (CASE WHEN TG_OP = 'INSERT' THEN NULL ELSE OLD.item_id END,
                                           CASE WHEN TG_OP = 'INSERT' THEN NULL ELSE OLD.round_no END),
                                          (CASE WHEN TG_OP = 'DELETE' THEN NULL ELSE NEW.item_id END,
                                           CASE WHEN TG_OP = 'DELETE' THEN NULL ELSE NEW.round_no END))
                                     AS t(item_id, round_no)
      JOIN session_items i ON i.id = t.item_id
      JOIN council_sessions s ON s.id = i.session_id
      LEFT JOIN item_rounds r ON r.item_id = i.id AND r.round_no = t.round_no
      WHERE r.revealed_at IS NOT NULL OR i.state IN ('concluded', 'rejected', 'postponed')
        OR s.due_at <= now() LOOP
    RAISE EXCEPTION 'the round is closed: % refused', TG_OP USING ERRCODE = '42501';
  END LOOP;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION closed_round_answer_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  touched uuid;
BEGIN
  FOREACH touched IN ARRAY CASE TG_OP WHEN 'INSERT' THEN ARRAY[NEW.sheet_id]
      WHEN 'DELETE' THEN ARRAY[OLD.sheet_id] ELSE ARRAY[OLD.sheet_id, NEW.sheet_id] END LOOP
    IF EXISTS (SELECT FROM council_sheets c
        JOIN session_items i ON i.id = c.item_id
        JOIN council_sessions s ON s.id = i.session_id
        LEFT JOIN item_rounds r ON r.item_id = i.id AND r.round_no = c.round_no
        WHERE c.id = touched AND (r.revealed_at IS NOT NULL
          OR i.state IN ('concluded', 'rejected', 'postponed') OR s.due_at <= now())) THEN
      RAISE EXCEPTION 'the round is closed: % refused', TG_OP USING ERRCODE = '42501';
    END IF;
  END LOOP;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  RETURN NEW;
END $$;

CALL pg_temp.guard('council_results', 'result_guard', 'INSERT');
CALL pg_temp.guard('result_reopenings', 'reopening_guard', 'INSERT OR UPDATE OR DELETE');
CALL pg_temp.guard('item_rounds', 'round_guard', 'INSERT OR UPDATE OR DELETE');
CALL pg_temp.guard('session_items', 'item_guard', 'UPDATE OR DELETE');
CALL pg_temp.guard('council_sheets', 'closed_round_guard', 'INSERT OR UPDATE OR DELETE');
CALL pg_temp.guard('sheet_answers', 'closed_round_answer_guard', 'INSERT OR UPDATE OR DELETE');
