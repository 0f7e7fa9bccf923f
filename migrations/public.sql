-- The public register (src/modules/portal/schema.server.ts): kept by the database in the
-- transaction that changes what it is made of. Idempotent; applied by the owner after the guards.

-- The program reads it, and can write none of it.
DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['public_products', 'public_places', 'public_words', 'public_touched',
                              'public_versions', 'public_builds'] LOOP
    EXECUTE format('REVOKE ALL ON %I FROM ocop_app', name);
    EXECUTE format('GRANT SELECT ON %I TO ocop_app', name);
  END LOOP;
END $$;

INSERT INTO public_versions (slot) SELECT generate_series(0, 15) ON CONFLICT DO NOTHING;

-- Text without diacritics, as foldText of src/core/text.ts has it, whatever the server's locale.
CREATE OR REPLACE FUNCTION public_fold(value text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN btrim(regexp_replace(regexp_replace(
  lower(translate(regexp_replace(normalize(translate(value, '’‘ʼ`´', ''''''''''''), NFKD),
    U&'[\0300-\036f\1ab0-\1aff\1dc0-\1dff\20d0-\20ff]', '', 'g'), 'ĐđÐðƉɖ', 'DdDdDd') COLLATE "C"),
  '([a-z])''\s*(?=[a-z])' COLLATE "C", '\1', 'g'), '[^a-z0-9]+' COLLATE "C", ' ', 'g'));

-- Of text that is folded: its syllables as they sound (soundsOf of src/modules/places/fold.ts, and f
-- as ph), with one space between.
CREATE OR REPLACE FUNCTION public_sound(folded text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN btrim(
  replace(regexp_replace(regexp_replace(' ' || folded || ' ',
    ' ([bcdghklmnprstvx]|qu|th|kh)y(?= )', ' \1i', 'g'), 'k(?!h)', 'c', 'g'), 'f', 'ph'));

CREATE OR REPLACE FUNCTION public_sounds(value text) RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN array_remove(string_to_array(public_sound(public_fold(value)), ' '), '');

-- The syllables that a text is found by. Customary abbreviations and what they stand for are found by
-- one another. In a language that keeps its plans: a transaction asks for few texts, and others wait
-- for it.
CREATE OR REPLACE FUNCTION public_syllables(value text) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
  folded text := ' ' || public_fold(value) || ' ';
  spelled text := folded;
BEGIN
  IF value IS NULL OR value = '' THEN RETURN ''; END IF;
  -- Longer than anything that is looked for (src/modules/portal/words.ts), and than an index may take.
  IF folded ~ '[a-z0-9]{41}' THEN
    folded := regexp_replace(folded, '[a-z0-9]{41,}', '', 'g');
    spelled := folded;
  END IF;
  IF strpos(folded, ' htx ') > 0 THEN spelled := spelled || 'hop tac xa '; END IF;
  IF strpos(folded, ' hop tac xa ') > 0 THEN spelled := spelled || 'htx '; END IF;
  IF strpos(folded, ' tht ') > 0 THEN spelled := spelled || 'to hop tac '; END IF;
  IF strpos(folded, ' to hop tac ') > 0 THEN spelled := spelled || 'tht '; END IF;
  IF strpos(folded, ' cty ') > 0 OR strpos(folded, ' ct ') > 0 THEN spelled := spelled || 'cong ty '; END IF;
  IF strpos(folded, ' cong ty ') > 0 THEN spelled := spelled || 'cty '; END IF;
  IF strpos(folded, ' tnhh ') > 0 THEN spelled := spelled || 'trach nhiem huu han '; END IF;
  IF strpos(folded, ' trach nhiem huu han ') > 0 THEN spelled := spelled || 'tnhh '; END IF;
  IF strpos(folded, ' hkd ') > 0 OR strpos(folded, ' ho kd ') > 0 THEN
    spelled := spelled || 'ho kinh doanh ';
  END IF;
  IF strpos(folded, ' ho kinh doanh ') > 0 THEN spelled := spelled || 'hkd '; END IF;
  RETURN public_sound(btrim(spelled));
END $$;

-- Words that say when: one asks for the newest hits without a look at the others
-- (src/modules/portal/stretches.ts).
CREATE OR REPLACE FUNCTION public_when(since date) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN
  '@' || greatest(extract(year FROM since)::int, 2017)
  || ' @' || greatest(extract(year FROM since)::int, 2017) || 'q' || extract(quarter FROM since)::int;

-- All that a product is found by: the syllables of its name once more with a sign before, so that
-- those who have the words in their names are found first.
CREATE OR REPLACE FUNCTION public_index(name text, others text, since date) RETURNS tsvector
LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN array_to_tsvector(array_remove(string_to_array(
  name || ' ' || CASE WHEN name = '' THEN '' ELSE '=' || replace(name, ' ', ' =') END || ' ' || others
  || ' ' || public_when(since), ' '), ''));

DROP FUNCTION IF EXISTS public_name_lexemes(text);
DROP FUNCTION IF EXISTS public_lexemes(text, text);
DROP FUNCTION IF EXISTS public_spelled(text);

-- Syllables with their marks, the tone at the end wherever it was written: hoà is hòa, hoa is not.
CREATE OR REPLACE FUNCTION public_accents(value text) RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN array_remove(regexp_split_to_array(regexp_replace(
  lower(replace(normalize(value, NFKD), 'Đ', 'đ') COLLATE "C"),
  U&'([\0300\0301\0303\0309\0323])([^[:space:][:punct:]]*)', '\2\1', 'g'), '[[:space:][:punct:]]+'), '');

-- Every string that lacks one letter of the word, and the word.
CREATE OR REPLACE FUNCTION public_slip_keys(word text) RETURNS SETOF text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT word UNION SELECT left(word, place - 1) || substr(word, place + 1)
  FROM generate_series(1, length(word)) AS place
$$;

CREATE OR REPLACE FUNCTION public_key(id uuid) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN left(replace(id::text, '-', ''), 10);

CREATE OR REPLACE FUNCTION public_slug(name text, id uuid) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN
  btrim(left(replace(public_fold(name), ' ', '-'), 60), '-') || '-' || public_key(id);

-- A commune's place: the syllables of what it is called today, and of all that it or its parts were
-- called before.
CREATE OR REPLACE FUNCTION public_place(given text) RETURNS public_places
LANGUAGE sql STABLE AS $$
  WITH meant AS (
    SELECT u.version, u.code, u.path FROM place_units u
      WHERE u.version = '2025-07-01' AND u.code = any(string_to_array(given, '/'))
    UNION
    SELECT o.version, o.code, o.path FROM place_mappings m
      JOIN place_units o ON o.version = m.old_version
        AND o.code = any(string_to_array((SELECT path FROM place_units
          WHERE version = m.old_version AND code = m.old_code), '/'))
      WHERE m.new_version = '2025-07-01' AND m.new_code = split_part(given, '/', -1)),
  named AS (
    SELECT u.type, u.name, u.aliases FROM meant JOIN place_units u USING (version, code)
    UNION ALL
    SELECT c.type, c.name, '{}' FROM meant JOIN place_changes c USING (version, code))
  SELECT given,
    public_syllables((SELECT string_agg(DISTINCT named.name || ' ' || array_to_string(named.aliases, ' ')
        || ' ' || CASE named.type WHEN 'commune' THEN 'xã' WHEN 'ward' THEN 'phường'
        WHEN 'township' THEN 'thị trấn' WHEN 'ruralDistrict' THEN 'huyện' WHEN 'urbanDistrict' THEN 'quận'
        WHEN 'town' THEN 'thị xã' WHEN 'city' THEN 'thành phố tp' WHEN 'specialZone' THEN 'đặc khu'
        ELSE 'tỉnh' END, ' ') FROM named)),
    own.latitude, own.longitude
  FROM (VALUES (1)) AS one LEFT JOIN place_units own
    ON own.version = '2025-07-01' AND own.code = split_part(given, '/', -1)
$$;

-- What an accepted profile tells in words.
CREATE OR REPLACE FUNCTION public_words_of(content jsonb) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN (
  SELECT left(string_agg(concat_ws(' ', content -> field ->> 'vi', content -> field ->> 'en'), ' '), 20000)
  FROM unnest(ARRAY['shortLine', 'description', 'story', 'intro']) AS field);

-- The recognitions of products, the one that speaks for the product first: one that no other took
-- the place of, the newest.
CREATE OR REPLACE VIEW public_standings AS
  SELECT r.product_id, r.producer_id, r.id AS recognition_id, r.province_code, r.unit_path, r.unit_version,
    r.unit_code, r.product_name, r.producer_name, r.regime, r.regime || '/' || r.set_code AS set_key,
    r.stars, r.recognised_on, r.recognised_on AS since, r.expires_on, r.extended_until,
    greatest(r.expires_on, r.extended_until) AS ends_from, greatest(r.expires_on, r.extended_until) AS ends_to,
    r.revoked_on, r.replaced_on, d.number_text AS decision_number, d.issuer, d.level, c.number_text AS certificate_number,
    c.token, r.is_demo, r.replaced_on IS NULL AS stands, r.created_at
  FROM recognitions r JOIN decisions d ON d.id = r.decision_id
    LEFT JOIN certificates c ON c.recognition_id = r.id
  UNION ALL
  -- Of these the year at most is known: 36 months from some day of it (26/2026/QĐ-TTg, article 4.3,
  -- and the decisions before it).
  SELECT e.product_id, e.producer_id, NULL, p.province_code, o.unit_path, o.unit_version,
    o.unit_code, p.name, o.name, e.regime, CASE WHEN e.regime = p.regime THEN p.regime || '/' || p.set_code END,
    e.stars, e.recognised_on, coalesce(e.recognised_on, make_date(e.year, 1, 1)), e.expires_on, NULL,
    coalesce(e.expires_from, make_date(e.year + 3, 1, 1)), coalesce(e.expires_to, make_date(e.year + 3, 12, 31)),
    NULL, NULL, e.decision, e.issuer, e.level, NULL, NULL, p.is_demo, true, p.created_at
  FROM register_entries e JOIN products p ON p.id = e.product_id JOIN producers o ON o.id = e.producer_id
  WHERE e.recognition_id IS NULL AND (e.recognised_on IS NOT NULL OR e.year IS NOT NULL);

REVOKE ALL ON public_standings FROM ocop_app;
GRANT SELECT ON public_standings TO ocop_app;

-- Makes the rows of these products anew. Whoever changes the same products waits here, and then
-- sees what the other did; the buckets are taken in order, so that nobody waits in a circle. Its
-- statements are planned once a connection, and each finds its rows by an index whatever the tables'
-- sizes were then: the decision that is being issued holds a number that others wait for.
CREATE OR REPLACE FUNCTION public_refresh(ids uuid[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET jit = off AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(1048, bucket)
    FROM (SELECT DISTINCT hashtext(id::text) & 63 AS bucket FROM unnest(ids) AS id ORDER BY 1) AS b;

  INSERT INTO public_places SELECT made.*
    FROM (SELECT DISTINCT s.unit_path FROM public_standings s WHERE s.product_id = any(ids)
      AND NOT EXISTS (SELECT FROM public_places p WHERE p.path = s.unit_path)) AS missing,
      public_place(missing.unit_path) AS made
    ON CONFLICT DO NOTHING;

  -- The ids are named within, too: joined to all that stands, each refresh would read the whole register.
  DELETE FROM public_products p WHERE p.product_id = any(ids)
    AND p.product_id NOT IN (SELECT s.product_id FROM public_standings s WHERE s.product_id = any(ids));

  INSERT INTO public_products AS p (product_id, slug, key, recognition_id, province_code, unit_path,
      unit_version, unit_code, name, producer_id, producer_slug, producer_key, producer_name,
      producer_kind, regime, set_key, stars, recognised_on, since, expires_on, extended_until,
      ends_from, ends_to, revoked_on, replaced_on, decision_number, issuer, level, certificate_number, token,
      barcode, latitude, longitude, position_of, is_demo, search, accents)
    SELECT s.product_id, public_slug(s.product_name, s.product_id), public_key(s.product_id),
      s.recognition_id, s.province_code, s.unit_path, s.unit_version, s.unit_code, s.product_name,
      s.producer_id, public_slug(o.name, o.id), public_key(o.id), s.producer_name, o.kind,
      s.regime, s.set_key, s.stars, s.recognised_on, s.since, s.expires_on, s.extended_until,
      s.ends_from, s.ends_to, s.revoked_on, s.replaced_on, s.decision_number, s.issuer, s.level,
      s.certificate_number, s.token, t.barcode,
      coalesce(of_product.latitude, of_producer.latitude, w.latitude),
      coalesce(of_product.longitude, of_producer.longitude, w.longitude),
      CASE WHEN of_product.latitude IS NOT NULL THEN 'product'
        WHEN of_producer.latitude IS NOT NULL THEN 'producer' ELSE 'commune' END, s.is_demo,
      public_index(public_syllables(s.product_name), public_syllables(s.producer_name
        || CASE WHEN o.name = s.producer_name THEN '' ELSE ' ' || o.name END) || ' ' || w.words
        || ' ' || public_syllables(public_words_of(of_product.content))
        || ' ' || public_syllables(public_words_of(of_producer.content)), s.since),
      public_accents(s.product_name || ' ' || s.producer_name)
    FROM (SELECT DISTINCT ON (product_id) * FROM public_standings WHERE product_id = any(ids)
        ORDER BY product_id, stands DESC, since DESC, recognised_on IS NULL, created_at DESC) AS s
      JOIN products t ON t.id = s.product_id
      JOIN producers o ON o.id = s.producer_id
      JOIN public_places w ON w.path = s.unit_path
      LEFT JOIN market_profiles a ON a.product_id = s.product_id
      LEFT JOIN market_profile_versions of_product ON of_product.id = a.accepted_version_id
      LEFT JOIN market_profiles b ON b.producer_id = s.producer_id AND b.kind = 'producer'
      LEFT JOIN market_profile_versions of_producer ON of_producer.id = b.accepted_version_id
    ON CONFLICT (product_id) DO UPDATE SET (slug, recognition_id, province_code, unit_path, unit_version,
      unit_code, name, producer_id, producer_slug, producer_key, producer_name, producer_kind, regime,
      set_key, stars, recognised_on, since, expires_on, extended_until, ends_from, ends_to, revoked_on, replaced_on,
      decision_number, issuer, level, certificate_number, token, barcode, latitude, longitude, position_of,
      is_demo, search, accents) = (excluded.slug, excluded.recognition_id, excluded.province_code,
      excluded.unit_path, excluded.unit_version, excluded.unit_code, excluded.name, excluded.producer_id,
      excluded.producer_slug, excluded.producer_key, excluded.producer_name, excluded.producer_kind,
      excluded.regime, excluded.set_key, excluded.stars, excluded.recognised_on, excluded.since,
      excluded.expires_on, excluded.extended_until, excluded.ends_from, excluded.ends_to,
      excluded.revoked_on, excluded.replaced_on, excluded.decision_number, excluded.issuer, excluded.level,
      excluded.certificate_number, excluded.token, excluded.barcode, excluded.latitude,
      excluded.longitude, excluded.position_of, excluded.is_demo, excluded.search, excluded.accents)
    WHERE p IS DISTINCT FROM excluded;

  INSERT INTO public_words SELECT DISTINCT k, w.lexeme
    FROM (SELECT DISTINCT u.lexeme FROM public_products p, unnest(p.search) AS u
      WHERE p.product_id = any(ids) AND u.lexeme ~ '^[a-z0-9]{3,}$'
        AND NOT EXISTS (SELECT FROM public_words h WHERE h.key = u.lexeme AND h.word = u.lexeme)) AS w,
      public_slip_keys(w.lexeme) AS k
    ON CONFLICT DO NOTHING;
END $$;

-- A transaction notes what it touches, and settles all of it once, at its end. A row without a product
-- asks for that: were it asked for by each of ten thousand products, each would look through all the
-- rows that were settled before it.
CREATE OR REPLACE FUNCTION public_settle() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  mine uuid[];
BEGIN
  WITH settled AS (
    DELETE FROM public_touched WHERE transaction = NEW.transaction RETURNING product_id)
  SELECT array_agg(DISTINCT product_id) INTO mine FROM settled;
  IF mine IS NULL THEN RETURN NULL; END IF;
  PERFORM public_refresh(array_remove(mine, NULL));
  UPDATE public_versions SET changes = changes + 1 WHERE slot = pg_backend_pid() & 15;
  RETURN NULL;
END $$;

DO $$
DECLARE
  touching record;
  act record;
BEGIN
  FOR touching IN SELECT * FROM (VALUES
      ('recognitions', 'SELECT product_id FROM %s'),
      ('register_entries', 'SELECT product_id FROM %s'),
      ('certificates', 'SELECT r.product_id FROM %s x JOIN recognitions r ON r.id = x.recognition_id'),
      ('products', 'SELECT x.id FROM %s x JOIN public_products p ON p.product_id = x.id'),
      ('producers', 'SELECT p.product_id FROM %s x JOIN public_products p ON p.producer_id = x.id'),
      ('market_profiles', 'SELECT p.product_id FROM %s x JOIN public_products p '
        'ON p.producer_id = x.producer_id AND p.product_id = coalesce(x.product_id, p.product_id)'),
      ('market_points', 'SELECT NULL::uuid FROM %s'), ('market_point_products', 'SELECT NULL::uuid FROM %s'),
      ('market_channels', 'SELECT x.product_id FROM %s x JOIN public_products p ON p.product_id = x.product_id'),
      ('market_news', 'SELECT NULL::uuid FROM %s'), ('market_news_subjects', 'SELECT NULL::uuid FROM %s'),
      ('growing_areas', 'SELECT NULL::uuid FROM %s'))
      AS t(name, touched) LOOP
    -- One function a table: the statement of its own is planned once a connection.
    EXECUTE format($touch$
      CREATE OR REPLACE FUNCTION %I() RETURNS trigger
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $f$
      BEGIN
        INSERT INTO public_touched (product_id) SELECT DISTINCT touched FROM (%s) AS t(touched);
        IF FOUND THEN INSERT INTO public_touched (product_id) VALUES (NULL); END IF;
        RETURN NULL;
      END $f$ $touch$, 'public_touch_' || touching.name, format(touching.touched, 'changed'));
    FOR act IN SELECT * FROM (VALUES
        ('insert', 'NEW'), ('update', 'NEW'), ('delete', 'OLD')) AS t(name, rows) LOOP
      -- Of a certificate only the seal is added later, and the register shows none of it.
      CONTINUE WHEN touching.name = 'certificates' AND act.name = 'update';
      EXECUTE format('CREATE OR REPLACE TRIGGER %I AFTER %s ON %I REFERENCING %s TABLE AS changed '
        'FOR EACH STATEMENT EXECUTE FUNCTION %I()', 'public_touch_' || act.name, act.name,
        touching.name, act.rows, 'public_touch_' || touching.name);
    END LOOP;
  END LOOP;
  DROP TRIGGER IF EXISTS public_touch_update ON certificates;
  DROP FUNCTION IF EXISTS public_touch();
  DROP TRIGGER IF EXISTS public_settle ON public_touched;
  CREATE CONSTRAINT TRIGGER public_settle AFTER INSERT ON public_touched
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.product_id IS NULL)
    EXECUTE FUNCTION public_settle();
END $$;

-- Makes the whole register anew where it was made by other rules than these, or of other places.
CREATE OR REPLACE FUNCTION public_rebuild() RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  rules text;
BEGIN
  SELECT md5(string_agg(prosrc || coalesce(pg_get_function_sqlbody(oid), ''), '' ORDER BY proname)
      || pg_get_viewdef('public_standings'::regclass)
      || coalesce((SELECT digest FROM place_loads), ''))
    INTO rules FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND proname LIKE 'public\_%';
  PERFORM pg_advisory_xact_lock(1048);
  IF EXISTS (SELECT FROM public_builds WHERE digest = rules) THEN RETURN false; END IF;
  DELETE FROM public_places;
  DELETE FROM public_words;
  DELETE FROM public_products;
  PERFORM public_refresh((SELECT array_agg(DISTINCT product_id) FROM public_standings));
  INSERT INTO public_builds (digest) VALUES (rules)
    ON CONFLICT (id) DO UPDATE SET digest = excluded.digest, built_at = now();
  UPDATE public_versions SET changes = changes + 1 WHERE slot = pg_backend_pid() & 15;
  RETURN true;
END $$;
