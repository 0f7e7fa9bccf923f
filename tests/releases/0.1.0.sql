--
-- PostgreSQL database dump
--

\restrict axLahTGCt4AsWtfRPfNG4vbWKD0Yvv7b5e61ViJLGQ2t7ygytTucONh80uDVUuC

-- Dumped from database version 15.18 (Debian 15.18-0+deb12u1)
-- Dumped by pg_dump version 15.18 (Debian 15.18-0+deb12u1)

SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

--
-- Name: drizzle; Type: SCHEMA; Schema: -; Owner: -
--

CREATE SCHEMA drizzle;


--
-- Name: pgboss; Type: SCHEMA; Schema: -; Owner: -
--

CREATE SCHEMA pgboss;


--
-- Name: job_state; Type: TYPE; Schema: pgboss; Owner: -
--

CREATE TYPE pgboss.job_state AS ENUM (
    'created',
    'retry',
    'active',
    'completed',
    'cancelled',
    'failed'
);


--
-- Name: create_queue(text, json); Type: FUNCTION; Schema: pgboss; Owner: -
--

CREATE FUNCTION pgboss.create_queue(queue_name text, options json) RETURNS void
    LANGUAGE plpgsql
    AS $_$
    DECLARE
      table_name varchar := 'j' || encode(sha224(queue_name::bytea), 'hex');
      queue_created_on timestamptz;
    BEGIN

      WITH q as (
      INSERT INTO pgboss.queue (
        name,
        policy,
        retry_limit,
        retry_delay,
        retry_backoff,
        expire_seconds,
        retention_minutes,
        dead_letter,
        partition_name
      )
      VALUES (
        queue_name,
        options->>'policy',
        (options->>'retryLimit')::int,
        (options->>'retryDelay')::int,
        (options->>'retryBackoff')::bool,
        (options->>'expireInSeconds')::int,
        (options->>'retentionMinutes')::int,
        options->>'deadLetter',
        table_name
      )
      ON CONFLICT DO NOTHING
      RETURNING created_on
      )
      SELECT created_on into queue_created_on from q;

      IF queue_created_on IS NULL THEN
        RETURN;
      END IF;

      EXECUTE format('CREATE TABLE pgboss.%I (LIKE pgboss.job INCLUDING DEFAULTS)', table_name);

      EXECUTE format('ALTER TABLE pgboss.%1$I ADD PRIMARY KEY (name, id)', table_name);
      EXECUTE format('ALTER TABLE pgboss.%1$I ADD CONSTRAINT q_fkey FOREIGN KEY (name) REFERENCES pgboss.queue (name) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED', table_name);
      EXECUTE format('ALTER TABLE pgboss.%1$I ADD CONSTRAINT dlq_fkey FOREIGN KEY (dead_letter) REFERENCES pgboss.queue (name) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED', table_name);
      EXECUTE format('CREATE UNIQUE INDEX %1$s_i1 ON pgboss.%1$I (name, COALESCE(singleton_key, '''')) WHERE state = ''created'' AND policy = ''short''', table_name);
      EXECUTE format('CREATE UNIQUE INDEX %1$s_i2 ON pgboss.%1$I (name, COALESCE(singleton_key, '''')) WHERE state = ''active'' AND policy = ''singleton''', table_name);
      EXECUTE format('CREATE UNIQUE INDEX %1$s_i3 ON pgboss.%1$I (name, state, COALESCE(singleton_key, '''')) WHERE state <= ''active'' AND policy = ''stately''', table_name);
      EXECUTE format('CREATE UNIQUE INDEX %1$s_i4 ON pgboss.%1$I (name, singleton_on, COALESCE(singleton_key, '''')) WHERE state <> ''cancelled'' AND singleton_on IS NOT NULL', table_name);
      EXECUTE format('CREATE INDEX %1$s_i5 ON pgboss.%1$I (name, start_after) INCLUDE (priority, created_on, id) WHERE state < ''active''', table_name);

      EXECUTE format('ALTER TABLE pgboss.%I ADD CONSTRAINT cjc CHECK (name=%L)', table_name, queue_name);
      EXECUTE format('ALTER TABLE pgboss.job ATTACH PARTITION pgboss.%I FOR VALUES IN (%L)', table_name, queue_name);
    END;
    $_$;


--
-- Name: delete_queue(text); Type: FUNCTION; Schema: pgboss; Owner: -
--

CREATE FUNCTION pgboss.delete_queue(queue_name text) RETURNS void
    LANGUAGE plpgsql
    AS $$
    DECLARE
      table_name varchar;
    BEGIN
      WITH deleted as (
        DELETE FROM pgboss.queue
        WHERE name = queue_name
        RETURNING partition_name
      )
      SELECT partition_name from deleted INTO table_name;

      EXECUTE format('DROP TABLE IF EXISTS pgboss.%I', table_name);
    END;
    $$;


--
-- Name: append_only(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.append_only() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
  RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = '42501';
END $$;


--
-- Name: audit_chain(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.audit_chain() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
DECLARE
  head audit_head;
BEGIN
  SELECT * INTO head FROM audit_head WHERE province_code = NEW.province_code FOR UPDATE;
  IF NOT FOUND THEN
    INSERT INTO audit_head VALUES (NEW.province_code, 0, repeat('0', 64)) ON CONFLICT DO NOTHING;
    SELECT * INTO head FROM audit_head WHERE province_code = NEW.province_code FOR UPDATE;
  END IF;
  NEW.seq := head.seq + 1;
  NEW.at := now();
  NEW.prev_hash := head.hash;
  NEW.hash := audit_row_hash(NEW);
  UPDATE audit_head SET seq = NEW.seq, hash = NEW.hash WHERE province_code = NEW.province_code;
  RETURN NEW;
END $$;


--
-- Name: audit_field(text); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.audit_field(value text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE WHEN (value IS NULL) THEN '-,'::text ELSE (((octet_length(value) || ':'::text) || value) || ','::text) END;


--
-- Name: audit_refuse(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.audit_refuse() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
  RAISE EXCEPTION 'the audit log is append-only: % refused', TG_OP USING ERRCODE = '42501';
END $$;


SET default_tablespace = '';

SET default_table_access_method = heap;

--
-- Name: audit_log; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.audit_log (
    province_code text DEFAULT 'VN'::text NOT NULL,
    seq bigint DEFAULT 0 NOT NULL,
    at timestamp with time zone DEFAULT now() NOT NULL,
    actor_id text,
    action text NOT NULL,
    subject_type text NOT NULL,
    subject_id text NOT NULL,
    unit_path text,
    request_id text,
    details jsonb NOT NULL,
    prev_hash text DEFAULT ''::text NOT NULL,
    hash text DEFAULT ''::text NOT NULL
);


--
-- Name: audit_row_hash(public.audit_log); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.audit_row_hash(r public.audit_log) RETURNS text
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN encode(sha256(convert_to((((((((((((public.audit_field('ocop-audit-1'::text) || public.audit_field((r).province_code)) || public.audit_field(((r).seq)::text)) || public.audit_field((((EXTRACT(epoch FROM (r).at) * (1000000)::numeric))::bigint)::text)) || public.audit_field((r).actor_id)) || public.audit_field((r).action)) || public.audit_field((r).subject_type)) || public.audit_field((r).subject_id)) || public.audit_field((r).unit_path)) || public.audit_field((r).request_id)) || public.audit_field(((r).details)::text)) || public.audit_field((r).prev_hash)), 'UTF8'::name)), 'hex'::text);


--
-- Name: __drizzle_migrations; Type: TABLE; Schema: drizzle; Owner: -
--

CREATE TABLE drizzle.__drizzle_migrations (
    id integer NOT NULL,
    hash text NOT NULL,
    created_at bigint
);


--
-- Name: __drizzle_migrations_id_seq; Type: SEQUENCE; Schema: drizzle; Owner: -
--

CREATE SEQUENCE drizzle.__drizzle_migrations_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: __drizzle_migrations_id_seq; Type: SEQUENCE OWNED BY; Schema: drizzle; Owner: -
--

ALTER SEQUENCE drizzle.__drizzle_migrations_id_seq OWNED BY drizzle.__drizzle_migrations.id;


--
-- Name: archive; Type: TABLE; Schema: pgboss; Owner: -
--

CREATE TABLE pgboss.archive (
    id uuid NOT NULL,
    name text NOT NULL,
    priority integer NOT NULL,
    data jsonb,
    state pgboss.job_state NOT NULL,
    retry_limit integer NOT NULL,
    retry_count integer NOT NULL,
    retry_delay integer NOT NULL,
    retry_backoff boolean NOT NULL,
    start_after timestamp with time zone NOT NULL,
    started_on timestamp with time zone,
    singleton_key text,
    singleton_on timestamp without time zone,
    expire_in interval NOT NULL,
    created_on timestamp with time zone NOT NULL,
    completed_on timestamp with time zone,
    keep_until timestamp with time zone NOT NULL,
    output jsonb,
    dead_letter text,
    policy text,
    archived_on timestamp with time zone DEFAULT now() NOT NULL
);


--
-- Name: job; Type: TABLE; Schema: pgboss; Owner: -
--

CREATE TABLE pgboss.job (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    name text NOT NULL,
    priority integer DEFAULT 0 NOT NULL,
    data jsonb,
    state pgboss.job_state DEFAULT 'created'::pgboss.job_state NOT NULL,
    retry_limit integer DEFAULT 2 NOT NULL,
    retry_count integer DEFAULT 0 NOT NULL,
    retry_delay integer DEFAULT 0 NOT NULL,
    retry_backoff boolean DEFAULT false NOT NULL,
    start_after timestamp with time zone DEFAULT now() NOT NULL,
    started_on timestamp with time zone,
    singleton_key text,
    singleton_on timestamp without time zone,
    expire_in interval DEFAULT '00:15:00'::interval NOT NULL,
    created_on timestamp with time zone DEFAULT now() NOT NULL,
    completed_on timestamp with time zone,
    keep_until timestamp with time zone DEFAULT (now() + '14 days'::interval) NOT NULL,
    output jsonb,
    dead_letter text,
    policy text
)
PARTITION BY LIST (name);


--
-- Name: j652598d3533b39a6cfe013bb6d81d2149dcf9c21ea4ab9fd77a4ee3e; Type: TABLE; Schema: pgboss; Owner: -
--

CREATE TABLE pgboss.j652598d3533b39a6cfe013bb6d81d2149dcf9c21ea4ab9fd77a4ee3e (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    name text NOT NULL,
    priority integer DEFAULT 0 NOT NULL,
    data jsonb,
    state pgboss.job_state DEFAULT 'created'::pgboss.job_state NOT NULL,
    retry_limit integer DEFAULT 2 NOT NULL,
    retry_count integer DEFAULT 0 NOT NULL,
    retry_delay integer DEFAULT 0 NOT NULL,
    retry_backoff boolean DEFAULT false NOT NULL,
    start_after timestamp with time zone DEFAULT now() NOT NULL,
    started_on timestamp with time zone,
    singleton_key text,
    singleton_on timestamp without time zone,
    expire_in interval DEFAULT '00:15:00'::interval NOT NULL,
    created_on timestamp with time zone DEFAULT now() NOT NULL,
    completed_on timestamp with time zone,
    keep_until timestamp with time zone DEFAULT (now() + '14 days'::interval) NOT NULL,
    output jsonb,
    dead_letter text,
    policy text,
    CONSTRAINT cjc CHECK ((name = 'work'::text))
);


--
-- Name: queue; Type: TABLE; Schema: pgboss; Owner: -
--

CREATE TABLE pgboss.queue (
    name text NOT NULL,
    policy text,
    retry_limit integer,
    retry_delay integer,
    retry_backoff boolean,
    expire_seconds integer,
    retention_minutes integer,
    dead_letter text,
    partition_name text,
    created_on timestamp with time zone DEFAULT now() NOT NULL,
    updated_on timestamp with time zone DEFAULT now() NOT NULL
);


--
-- Name: schedule; Type: TABLE; Schema: pgboss; Owner: -
--

CREATE TABLE pgboss.schedule (
    name text NOT NULL,
    cron text NOT NULL,
    timezone text,
    data jsonb,
    options jsonb,
    created_on timestamp with time zone DEFAULT now() NOT NULL,
    updated_on timestamp with time zone DEFAULT now() NOT NULL
);


--
-- Name: subscription; Type: TABLE; Schema: pgboss; Owner: -
--

CREATE TABLE pgboss.subscription (
    event text NOT NULL,
    name text NOT NULL,
    created_on timestamp with time zone DEFAULT now() NOT NULL,
    updated_on timestamp with time zone DEFAULT now() NOT NULL
);


--
-- Name: version; Type: TABLE; Schema: pgboss; Owner: -
--

CREATE TABLE pgboss.version (
    version integer NOT NULL,
    maintained_on timestamp with time zone,
    cron_on timestamp with time zone,
    monitored_on timestamp with time zone
);


--
-- Name: agencies; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.agencies (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    name text NOT NULL,
    kind text NOT NULL,
    place_version text NOT NULL,
    place_path text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL
);


--
-- Name: attempt_counters; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.attempt_counters (
    key text NOT NULL,
    count integer NOT NULL,
    window_ends_at timestamp with time zone NOT NULL
);


--
-- Name: audit_head; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.audit_head (
    province_code text NOT NULL,
    seq bigint NOT NULL,
    hash text NOT NULL
);


--
-- Name: commune_reviews; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.commune_reviews (
    dossier_id uuid NOT NULL,
    stage text NOT NULL,
    checked jsonb DEFAULT '[]'::jsonb NOT NULL,
    topics jsonb NOT NULL,
    visit jsonb,
    meeting jsonb,
    request text,
    signed_digest text,
    version integer DEFAULT 1 NOT NULL,
    updated_by uuid NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL
);


--
-- Name: credentials; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.credentials (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    user_id uuid NOT NULL,
    provider_id text NOT NULL,
    account_id text NOT NULL,
    password text,
    access_token text,
    refresh_token text,
    id_token text,
    access_token_expires_at timestamp with time zone,
    refresh_token_expires_at timestamp with time zone,
    scope text,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL
);


--
-- Name: dossier_answers; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.dossier_answers (
    dossier_id uuid NOT NULL,
    criterion text NOT NULL,
    option integer,
    note text,
    version integer DEFAULT 1 NOT NULL,
    updated_by uuid NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL
);


--
-- Name: dossier_confirmations; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.dossier_confirmations (
    dossier_id uuid NOT NULL,
    code_hash text,
    for_version integer NOT NULL,
    attempts integer DEFAULT 0 NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    sheet_digest text,
    confirmed_at timestamp with time zone
);


--
-- Name: dossier_counters; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.dossier_counters (
    province_code text NOT NULL,
    office_code text NOT NULL,
    year integer NOT NULL,
    last integer NOT NULL
);


--
-- Name: dossier_events; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.dossier_events (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    dossier_id uuid NOT NULL,
    seq integer NOT NULL,
    action text NOT NULL,
    from_state text,
    to_state text NOT NULL,
    from_stage text,
    to_stage text,
    reason text,
    actor_id uuid NOT NULL,
    at timestamp with time zone DEFAULT now() NOT NULL
);


--
-- Name: dossier_evidence; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.dossier_evidence (
    dossier_id uuid NOT NULL,
    criterion text NOT NULL,
    paper_id uuid NOT NULL,
    attached_by uuid NOT NULL,
    attached_at timestamp with time zone DEFAULT now() NOT NULL
);


--
-- Name: dossier_filed_papers; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.dossier_filed_papers (
    filing_id uuid NOT NULL,
    paper_id uuid NOT NULL,
    dossier_id uuid NOT NULL,
    province_code text NOT NULL,
    producer_id uuid NOT NULL,
    digest text,
    expires_on date
);


--
-- Name: dossier_filings; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.dossier_filings (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    dossier_id uuid NOT NULL,
    province_code text NOT NULL,
    seq integer NOT NULL,
    snapshot jsonb NOT NULL,
    digest text NOT NULL,
    receipt_code text NOT NULL,
    for_version integer NOT NULL,
    filed_on date NOT NULL,
    filed_by uuid NOT NULL,
    filed_at timestamp with time zone DEFAULT now() NOT NULL
);


--
-- Name: dossier_messages; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.dossier_messages (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    dossier_id uuid NOT NULL,
    province_code text NOT NULL,
    producer_id uuid,
    office_path text,
    kind text NOT NULL,
    subject text NOT NULL,
    body text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    read_at timestamp with time zone,
    read_by uuid,
    CONSTRAINT dossier_messages_to CHECK (((producer_id IS NULL) <> (office_path IS NULL)))
);


--
-- Name: dossier_numbers; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.dossier_numbers (
    dossier_id uuid NOT NULL,
    stage text NOT NULL,
    province_code text NOT NULL,
    office_code text NOT NULL,
    year integer NOT NULL,
    number integer NOT NULL,
    number_text text NOT NULL,
    received_by uuid NOT NULL,
    received_at timestamp with time zone DEFAULT now() NOT NULL
);


--
-- Name: dossier_returns; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.dossier_returns (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    dossier_id uuid NOT NULL,
    stage text NOT NULL,
    reason text NOT NULL,
    items jsonb NOT NULL,
    returned_by uuid NOT NULL,
    returned_at timestamp with time zone DEFAULT now() NOT NULL,
    resubmitted_at timestamp with time zone
);


--
-- Name: dossier_rounds; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.dossier_rounds (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    province_code text NOT NULL,
    regime text NOT NULL,
    stage text NOT NULL,
    year integer NOT NULL,
    code text NOT NULL,
    requested_before date NOT NULL,
    held_before date NOT NULL,
    basis text,
    created_by uuid,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT dossier_rounds_days CHECK ((requested_before < held_before))
);


--
-- Name: dossier_samples; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.dossier_samples (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    dossier_id uuid NOT NULL,
    seq integer NOT NULL,
    act text NOT NULL,
    quantity integer NOT NULL,
    giver text NOT NULL,
    taker text NOT NULL,
    condition text NOT NULL,
    on_day date NOT NULL,
    recorded_by uuid NOT NULL,
    recorded_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT dossier_samples_quantity CHECK ((quantity > 0))
);


--
-- Name: dossier_sections; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.dossier_sections (
    dossier_id uuid NOT NULL,
    section text NOT NULL,
    data jsonb NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    updated_by uuid NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL
);


--
-- Name: dossiers; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.dossiers (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    province_code text NOT NULL,
    unit_version text NOT NULL,
    unit_code text NOT NULL,
    unit_path text NOT NULL,
    producer_id uuid NOT NULL,
    product_id uuid NOT NULL,
    producer_name text NOT NULL,
    product_name text NOT NULL,
    kind text NOT NULL,
    regime text NOT NULL,
    set_code text NOT NULL,
    rulebook_digest text NOT NULL,
    state text DEFAULT 'draft'::text NOT NULL,
    stage text,
    state_since timestamp with time zone DEFAULT now() NOT NULL,
    clock jsonb,
    due_on date,
    round_id uuid,
    filed_on date,
    previous_id uuid,
    certificate_expires_on date,
    previous_stars integer,
    is_recorded boolean DEFAULT false NOT NULL,
    is_on_behalf boolean DEFAULT false NOT NULL,
    confirmed_at timestamp with time zone,
    number_text text,
    self_total integer,
    self_stars integer,
    is_demo boolean DEFAULT false NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    created_by uuid NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL
);


--
-- Name: idempotency_keys; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.idempotency_keys (
    actor text NOT NULL,
    route text NOT NULL,
    key text NOT NULL,
    body_hash text NOT NULL,
    result text,
    created_at timestamp with time zone DEFAULT now() NOT NULL
);


--
-- Name: paper_pages; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.paper_pages (
    paper_id uuid NOT NULL,
    "position" integer NOT NULL,
    digest text NOT NULL
);


--
-- Name: papers; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.papers (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    province_code text NOT NULL,
    producer_id uuid NOT NULL,
    kind text NOT NULL,
    title text NOT NULL,
    number text,
    issuer text,
    issued_on date,
    expires_on date,
    url text,
    note text,
    digest text,
    media_type text,
    size bigint,
    page_count integer,
    replaces_id uuid,
    archived_at timestamp with time zone,
    version integer DEFAULT 1 NOT NULL,
    created_by uuid,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT papers_content CHECK (((digest IS NULL) <> (url IS NULL))),
    CONSTRAINT papers_days CHECK (((expires_on IS NULL) OR (issued_on IS NULL) OR (expires_on >= issued_on)))
);


--
-- Name: place_changes; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.place_changes (
    version text NOT NULL,
    code text NOT NULL,
    from_day date NOT NULL,
    type text NOT NULL,
    name text NOT NULL,
    basis text
);


--
-- Name: place_loads; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.place_loads (
    id integer DEFAULT 1 NOT NULL,
    digest text NOT NULL,
    loaded_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT place_loads_one_row CHECK ((id = 1))
);


--
-- Name: place_mappings; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.place_mappings (
    old_version text NOT NULL,
    old_code text NOT NULL,
    new_version text NOT NULL,
    new_code text NOT NULL,
    divided boolean NOT NULL
);


--
-- Name: place_syllables; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.place_syllables (
    key text NOT NULL,
    syllable text NOT NULL
);


--
-- Name: place_units; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.place_units (
    version text NOT NULL,
    code text NOT NULL,
    level text NOT NULL,
    type text NOT NULL,
    name text NOT NULL,
    parent_code text,
    path text NOT NULL,
    latitude double precision,
    longitude double precision,
    area_km2 double precision,
    population integer,
    aliases text[] NOT NULL,
    note jsonb,
    sound text NOT NULL,
    search tsvector NOT NULL
);


--
-- Name: producer_forms; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.producer_forms (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    producer_id uuid NOT NULL,
    kind text NOT NULL,
    company_form text,
    name text NOT NULL,
    tax_code text,
    registration_number text,
    community_capital_percent numeric(5,2),
    until date NOT NULL,
    basis text NOT NULL,
    recorded_by uuid NOT NULL,
    recorded_at timestamp with time zone DEFAULT now() NOT NULL
);


--
-- Name: producer_representatives; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.producer_representatives (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    producer_id uuid NOT NULL,
    full_name text NOT NULL,
    "position" text,
    phone text,
    sex text,
    ethnicity text,
    is_disabled boolean,
    recorded_by uuid,
    recorded_at timestamp with time zone DEFAULT now() NOT NULL,
    replaced_at timestamp with time zone
);


--
-- Name: producer_years; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.producer_years (
    producer_id uuid NOT NULL,
    year integer NOT NULL,
    labour integer,
    local_labour integer,
    commune_material_percent numeric(5,2),
    province_material_percent numeric(5,2),
    revenue bigint,
    profit bigint,
    cooperative_grade text,
    capacity text,
    markets text,
    version integer DEFAULT 1 NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT producer_years_labour CHECK (((local_labour IS NULL) OR (local_labour <= labour)))
);


--
-- Name: producers; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.producers (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    province_code text NOT NULL,
    unit_version text NOT NULL,
    unit_code text NOT NULL,
    unit_path text NOT NULL,
    kind text NOT NULL,
    company_form text,
    name text NOT NULL,
    name_folded text NOT NULL,
    tax_code text,
    registration_number text,
    community_capital_percent numeric(5,2),
    is_tourism boolean DEFAULT false NOT NULL,
    address text NOT NULL,
    phone text,
    email text,
    website text,
    founded_on date,
    main_activity text,
    is_demo boolean DEFAULT false NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    created_by uuid,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL
);


--
-- Name: product_pictures; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.product_pictures (
    product_id uuid NOT NULL,
    digest text NOT NULL,
    kind text NOT NULL,
    caption text,
    "position" integer NOT NULL,
    added_at timestamp with time zone DEFAULT now() NOT NULL
);


--
-- Name: products; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.products (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    province_code text NOT NULL,
    producer_id uuid NOT NULL,
    name text NOT NULL,
    name_folded text NOT NULL,
    regime text NOT NULL,
    set_code text NOT NULL,
    is_tourism boolean DEFAULT false NOT NULL,
    description text,
    packaging_sizes text,
    ingredients jsonb NOT NULL,
    standard text,
    shelf_life text,
    storage text,
    barcode text,
    price_from bigint,
    price_to bigint,
    price_unit text,
    yearly_output text,
    is_key_product boolean DEFAULT false NOT NULL,
    chain text,
    story jsonb NOT NULL,
    is_demo boolean DEFAULT false NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    created_by uuid,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT products_price CHECK (((price_from IS NULL) OR (price_to IS NULL) OR (price_from <= price_to)))
);


--
-- Name: role_grants; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.role_grants (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    user_id uuid NOT NULL,
    role text NOT NULL,
    kind text NOT NULL,
    place_version text NOT NULL,
    place_path text NOT NULL,
    holder_id text,
    granted_by uuid,
    granted_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT role_grants_kind CHECK ((kind = ANY (ARRAY['own'::text, 'unit'::text, 'assigned'::text])))
);


--
-- Name: rulebook_versions; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.rulebook_versions (
    digest text NOT NULL,
    regime text NOT NULL,
    body jsonb NOT NULL,
    loaded_at timestamp with time zone DEFAULT now() NOT NULL
);


--
-- Name: rulebook_wordings; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.rulebook_wordings (
    province_code text NOT NULL,
    regime text NOT NULL,
    version integer NOT NULL,
    digest text NOT NULL,
    texts jsonb NOT NULL,
    imported_by text,
    imported_at timestamp with time zone DEFAULT now() NOT NULL
);


--
-- Name: self_assessments; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.self_assessments (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    token_hash text NOT NULL,
    digest text NOT NULL,
    set_code text NOT NULL,
    answers jsonb NOT NULL,
    confirmed jsonb NOT NULL,
    costs jsonb DEFAULT '{}'::jsonb NOT NULL,
    product text,
    producer text,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT self_assessments_small CHECK ((pg_column_size(answers) < 16384))
);


--
-- Name: sessions; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.sessions (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    token text NOT NULL,
    user_id uuid NOT NULL,
    method text DEFAULT 'oidc'::text NOT NULL,
    second_factor_at timestamp with time zone,
    expires_at timestamp with time zone NOT NULL,
    ip_address text,
    user_agent text,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL
);


--
-- Name: stored_files; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.stored_files (
    digest text NOT NULL,
    size bigint NOT NULL,
    media_type text NOT NULL,
    stored_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT stored_files_digest CHECK ((digest ~ '^[0-9a-f]{64}$'::text)),
    CONSTRAINT stored_files_size CHECK ((size >= 0))
);


--
-- Name: two_factors; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.two_factors (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    user_id uuid NOT NULL,
    secret text NOT NULL,
    backup_codes text NOT NULL,
    verified boolean DEFAULT false NOT NULL,
    failed_verification_count integer DEFAULT 0 NOT NULL,
    locked_until timestamp with time zone,
    last_code text,
    last_code_at timestamp with time zone
);


--
-- Name: upload_pieces; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.upload_pieces (
    upload_id uuid NOT NULL,
    start integer NOT NULL,
    bytes bytea NOT NULL
);


--
-- Name: uploads; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.uploads (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    province_code text NOT NULL,
    producer_id uuid NOT NULL,
    user_id uuid NOT NULL,
    file_name text NOT NULL,
    length integer NOT NULL,
    received integer DEFAULT 0 NOT NULL,
    declared_digest text,
    state text DEFAULT 'receiving'::text NOT NULL,
    refusal text,
    digest text,
    media_type text,
    page_count integer,
    paper_id uuid,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT uploads_received CHECK (((received >= 0) AND (received <= length)))
);


--
-- Name: users; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.users (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    name text NOT NULL,
    username text NOT NULL,
    email text,
    email_verified boolean DEFAULT false NOT NULL,
    title text,
    agency_id uuid,
    place_version text NOT NULL,
    place_path text NOT NULL,
    two_factor_enabled boolean DEFAULT false NOT NULL,
    must_change_password boolean DEFAULT false NOT NULL,
    disabled_at timestamp with time zone,
    is_demo boolean DEFAULT false NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT users_username_form CHECK ((username ~ '^[a-z0-9][a-z0-9._-]{2,39}$'::text))
);


--
-- Name: verifications; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.verifications (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    identifier text NOT NULL,
    value text NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL
);


--
-- Name: j652598d3533b39a6cfe013bb6d81d2149dcf9c21ea4ab9fd77a4ee3e; Type: TABLE ATTACH; Schema: pgboss; Owner: -
--

ALTER TABLE ONLY pgboss.job ATTACH PARTITION pgboss.j652598d3533b39a6cfe013bb6d81d2149dcf9c21ea4ab9fd77a4ee3e FOR VALUES IN ('work');


--
-- Name: __drizzle_migrations id; Type: DEFAULT; Schema: drizzle; Owner: -
--

ALTER TABLE ONLY drizzle.__drizzle_migrations ALTER COLUMN id SET DEFAULT nextval('drizzle.__drizzle_migrations_id_seq'::regclass);


--
-- Data for Name: __drizzle_migrations; Type: TABLE DATA; Schema: drizzle; Owner: -
--

COPY drizzle.__drizzle_migrations (id, hash, created_at) FROM stdin;
1	80d8d68b42c38a7a7cb9a8747528040b9ef036f2d245b46806f6fa30d4776512	1795316859509
\.


--
-- Data for Name: archive; Type: TABLE DATA; Schema: pgboss; Owner: -
--

COPY pgboss.archive (id, name, priority, data, state, retry_limit, retry_count, retry_delay, retry_backoff, start_after, started_on, singleton_key, singleton_on, expire_in, created_on, completed_on, keep_until, output, dead_letter, policy, archived_on) FROM stdin;
\.


--
-- Data for Name: j652598d3533b39a6cfe013bb6d81d2149dcf9c21ea4ab9fd77a4ee3e; Type: TABLE DATA; Schema: pgboss; Owner: -
--

COPY pgboss.j652598d3533b39a6cfe013bb6d81d2149dcf9c21ea4ab9fd77a4ee3e (id, name, priority, data, state, retry_limit, retry_count, retry_delay, retry_backoff, start_after, started_on, singleton_key, singleton_on, expire_in, created_on, completed_on, keep_until, output, dead_letter, policy) FROM stdin;
a18502fd-a337-4afd-ab6a-54c6955e6e25	work	0	{"job": "core.pruneIdempotencyKeys", "data": {}}	completed	8	0	5	t	2026-11-22 03:17:15.082482+00	2026-11-22 03:17:15.148509+00	core.pruneIdempotencyKeys:slot	2026-11-22 00:00:00	00:05:00	2026-11-22 03:17:15.082482+00	2026-11-22 03:17:15.269208+00	2026-12-06 03:17:15.082482+00	\N	\N	standard
9e4794aa-6275-40fd-b774-523211e3b834	work	0	{"job": "dossiers.escalate", "data": {}}	completed	8	0	5	t	2026-11-22 03:17:15.101829+00	2026-11-22 03:17:15.148509+00	dossiers.escalate:slot	2026-11-22 03:00:00	00:05:00	2026-11-22 03:17:15.101829+00	2026-11-22 03:17:15.271375+00	2026-12-06 03:17:15.101829+00	\N	\N	standard
9903d808-984a-47ff-bc21-a8f1342ee3f5	work	0	{"job": "people.sweepSignIns", "data": {}}	completed	8	0	5	t	2026-11-22 03:17:15.12274+00	2026-11-22 03:17:15.148509+00	people.sweepSignIns:slot	2026-11-22 03:00:00	00:05:00	2026-11-22 03:17:15.12274+00	2026-11-22 03:17:15.273078+00	2026-12-06 03:17:15.12274+00	\N	\N	standard
\.


--
-- Data for Name: queue; Type: TABLE DATA; Schema: pgboss; Owner: -
--

COPY pgboss.queue (name, policy, retry_limit, retry_delay, retry_backoff, expire_seconds, retention_minutes, dead_letter, partition_name, created_on, updated_on) FROM stdin;
work	standard	\N	\N	\N	\N	\N	\N	j652598d3533b39a6cfe013bb6d81d2149dcf9c21ea4ab9fd77a4ee3e	2026-11-22 03:17:10.031408+00	2026-11-22 03:17:10.031408+00
\.


--
-- Data for Name: schedule; Type: TABLE DATA; Schema: pgboss; Owner: -
--

COPY pgboss.schedule (name, cron, timezone, data, options, created_on, updated_on) FROM stdin;
\.


--
-- Data for Name: subscription; Type: TABLE DATA; Schema: pgboss; Owner: -
--

COPY pgboss.subscription (event, name, created_on, updated_on) FROM stdin;
\.


--
-- Data for Name: version; Type: TABLE DATA; Schema: pgboss; Owner: -
--

COPY pgboss.version (version, maintained_on, cron_on, monitored_on) FROM stdin;
24	\N	\N	\N
\.


--
-- Data for Name: agencies; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.agencies (id, name, kind, place_version, place_path, created_at) FROM stdin;
\.


--
-- Data for Name: attempt_counters; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.attempt_counters (key, count, window_ends_at) FROM stdin;
selfAssessment:EsoXtJryKJQ28wPgFmAwoh5SXSZuIJJnQzgBqP1AcaA	1	2026-11-22 03:27:15.441565+00
\.


--
-- Data for Name: audit_head; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.audit_head (province_code, seq, hash) FROM stdin;
VN	1	d7d90d7e05de7d0385c9efb7b84b85ff00a93a4a533a656fd05b6d6da2a8591f
\.


--
-- Data for Name: audit_log; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.audit_log (province_code, seq, at, actor_id, action, subject_type, subject_id, unit_path, request_id, details, prev_hash, hash) FROM stdin;
VN	1	2026-11-22 03:17:20.496449+00	\N	account.created	account	d83301f4-4686-40d5-9248-5285864123a4	\N	\N	{"role": "admin", "placePath": ""}	0000000000000000000000000000000000000000000000000000000000000000	d7d90d7e05de7d0385c9efb7b84b85ff00a93a4a533a656fd05b6d6da2a8591f
\.


--
-- Data for Name: commune_reviews; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.commune_reviews (dossier_id, stage, checked, topics, visit, meeting, request, signed_digest, version, updated_by, updated_at) FROM stdin;
\.


--
-- Data for Name: dossier_answers; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.dossier_answers (dossier_id, criterion, option, note, version, updated_by, updated_at) FROM stdin;
\.


--
-- Data for Name: dossier_confirmations; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.dossier_confirmations (dossier_id, code_hash, for_version, attempts, expires_at, sheet_digest, confirmed_at) FROM stdin;
\.


--
-- Data for Name: dossier_counters; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.dossier_counters (province_code, office_code, year, last) FROM stdin;
\.


--
-- Data for Name: dossier_events; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.dossier_events (id, dossier_id, seq, action, from_state, to_state, from_stage, to_stage, reason, actor_id, at) FROM stdin;
\.


--
-- Data for Name: dossier_evidence; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.dossier_evidence (dossier_id, criterion, paper_id, attached_by, attached_at) FROM stdin;
\.


--
-- Data for Name: dossier_filed_papers; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.dossier_filed_papers (filing_id, paper_id, dossier_id, province_code, producer_id, digest, expires_on) FROM stdin;
\.


--
-- Data for Name: dossier_filings; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.dossier_filings (id, dossier_id, province_code, seq, snapshot, digest, receipt_code, for_version, filed_on, filed_by, filed_at) FROM stdin;
\.


--
-- Data for Name: dossier_messages; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.dossier_messages (id, dossier_id, province_code, producer_id, office_path, kind, subject, body, created_at, read_at, read_by) FROM stdin;
\.


--
-- Data for Name: dossier_numbers; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.dossier_numbers (dossier_id, stage, province_code, office_code, year, number, number_text, received_by, received_at) FROM stdin;
\.


--
-- Data for Name: dossier_returns; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.dossier_returns (id, dossier_id, stage, reason, items, returned_by, returned_at, resubmitted_at) FROM stdin;
\.


--
-- Data for Name: dossier_rounds; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.dossier_rounds (id, province_code, regime, stage, year, code, requested_before, held_before, basis, created_by, created_at) FROM stdin;
\.


--
-- Data for Name: dossier_samples; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.dossier_samples (id, dossier_id, seq, act, quantity, giver, taker, condition, on_day, recorded_by, recorded_at) FROM stdin;
\.


--
-- Data for Name: dossier_sections; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.dossier_sections (dossier_id, section, data, version, updated_by, updated_at) FROM stdin;
\.


--
-- Data for Name: dossiers; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.dossiers (id, province_code, unit_version, unit_code, unit_path, producer_id, product_id, producer_name, product_name, kind, regime, set_code, rulebook_digest, state, stage, state_since, clock, due_on, round_id, filed_on, previous_id, certificate_expires_on, previous_stars, is_recorded, is_on_behalf, confirmed_at, number_text, self_total, self_stars, is_demo, version, created_by, created_at, updated_at) FROM stdin;
\.


--
-- Data for Name: idempotency_keys; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.idempotency_keys (actor, route, key, body_hash, result, created_at) FROM stdin;
\.


--
-- Data for Name: paper_pages; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.paper_pages (paper_id, "position", digest) FROM stdin;
\.


--
-- Data for Name: papers; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.papers (id, province_code, producer_id, kind, title, number, issuer, issued_on, expires_on, url, note, digest, media_type, size, page_count, replaces_id, archived_at, version, created_by, created_at, updated_at) FROM stdin;
\.


--
-- Data for Name: producer_forms; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.producer_forms (id, producer_id, kind, company_form, name, tax_code, registration_number, community_capital_percent, until, basis, recorded_by, recorded_at) FROM stdin;
\.


--
-- Data for Name: producer_representatives; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.producer_representatives (id, producer_id, full_name, "position", phone, sex, ethnicity, is_disabled, recorded_by, recorded_at, replaced_at) FROM stdin;
\.


--
-- Data for Name: producer_years; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.producer_years (producer_id, year, labour, local_labour, commune_material_percent, province_material_percent, revenue, profit, cooperative_grade, capacity, markets, version, updated_at) FROM stdin;
\.


--
-- Data for Name: producers; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.producers (id, province_code, unit_version, unit_code, unit_path, kind, company_form, name, name_folded, tax_code, registration_number, community_capital_percent, is_tourism, address, phone, email, website, founded_on, main_activity, is_demo, version, created_by, created_at, updated_at) FROM stdin;
\.


--
-- Data for Name: product_pictures; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.product_pictures (product_id, digest, kind, caption, "position", added_at) FROM stdin;
\.


--
-- Data for Name: products; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.products (id, province_code, producer_id, name, name_folded, regime, set_code, is_tourism, description, packaging_sizes, ingredients, standard, shelf_life, storage, barcode, price_from, price_to, price_unit, yearly_output, is_key_product, chain, story, is_demo, version, created_by, created_at, updated_at) FROM stdin;
\.


--
-- Data for Name: role_grants; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.role_grants (id, user_id, role, kind, place_version, place_path, holder_id, granted_by, granted_at) FROM stdin;
4c0e3b94-d2b4-400e-8e92-f7e9a03cb925	d83301f4-4686-40d5-9248-5285864123a4	admin	unit	2025-07-01		\N	\N	2026-11-22 03:17:20.496449+00
\.


--
-- Data for Name: rulebook_wordings; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.rulebook_wordings (province_code, regime, version, digest, texts, imported_by, imported_at) FROM stdin;
\.


--
-- Data for Name: stored_files; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.stored_files (digest, size, media_type, stored_at) FROM stdin;
\.


--
-- Data for Name: two_factors; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.two_factors (id, user_id, secret, backup_codes, verified, failed_verification_count, locked_until, last_code, last_code_at) FROM stdin;
\.


--
-- Data for Name: upload_pieces; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.upload_pieces (upload_id, start, bytes) FROM stdin;
\.


--
-- Data for Name: uploads; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.uploads (id, province_code, producer_id, user_id, file_name, length, received, declared_digest, state, refusal, digest, media_type, page_count, paper_id, created_at, updated_at) FROM stdin;
\.


--
-- Data for Name: users; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.users (id, name, username, email, email_verified, title, agency_id, place_version, place_path, two_factor_enabled, must_change_password, disabled_at, is_demo, version, created_at, updated_at) FROM stdin;
d83301f4-4686-40d5-9248-5285864123a4	Tài khoản mẫu	quantri	\N	f	\N	\N	2025-07-01		f	t	\N	f	1	2026-11-22 03:17:20.496449+00	2026-11-22 03:17:20.496449+00
\.


--
-- Data for Name: verifications; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.verifications (id, identifier, value, expires_at, created_at, updated_at) FROM stdin;
\.


--
-- Name: __drizzle_migrations_id_seq; Type: SEQUENCE SET; Schema: drizzle; Owner: -
--

SELECT pg_catalog.setval('drizzle.__drizzle_migrations_id_seq', 1, true);


--
-- Name: __drizzle_migrations __drizzle_migrations_pkey; Type: CONSTRAINT; Schema: drizzle; Owner: -
--

ALTER TABLE ONLY drizzle.__drizzle_migrations
    ADD CONSTRAINT __drizzle_migrations_pkey PRIMARY KEY (id);


--
-- Name: archive archive_pkey; Type: CONSTRAINT; Schema: pgboss; Owner: -
--

ALTER TABLE ONLY pgboss.archive
    ADD CONSTRAINT archive_pkey PRIMARY KEY (name, id);


--
-- Name: job job_pkey; Type: CONSTRAINT; Schema: pgboss; Owner: -
--

ALTER TABLE ONLY pgboss.job
    ADD CONSTRAINT job_pkey PRIMARY KEY (name, id);


--
-- Name: j652598d3533b39a6cfe013bb6d81d2149dcf9c21ea4ab9fd77a4ee3e j652598d3533b39a6cfe013bb6d81d2149dcf9c21ea4ab9fd77a4ee3e_pkey; Type: CONSTRAINT; Schema: pgboss; Owner: -
--

ALTER TABLE ONLY pgboss.j652598d3533b39a6cfe013bb6d81d2149dcf9c21ea4ab9fd77a4ee3e
    ADD CONSTRAINT j652598d3533b39a6cfe013bb6d81d2149dcf9c21ea4ab9fd77a4ee3e_pkey PRIMARY KEY (name, id);


--
-- Name: queue queue_pkey; Type: CONSTRAINT; Schema: pgboss; Owner: -
--

ALTER TABLE ONLY pgboss.queue
    ADD CONSTRAINT queue_pkey PRIMARY KEY (name);


--
-- Name: schedule schedule_pkey; Type: CONSTRAINT; Schema: pgboss; Owner: -
--

ALTER TABLE ONLY pgboss.schedule
    ADD CONSTRAINT schedule_pkey PRIMARY KEY (name);


--
-- Name: subscription subscription_pkey; Type: CONSTRAINT; Schema: pgboss; Owner: -
--

ALTER TABLE ONLY pgboss.subscription
    ADD CONSTRAINT subscription_pkey PRIMARY KEY (event, name);


--
-- Name: version version_pkey; Type: CONSTRAINT; Schema: pgboss; Owner: -
--

ALTER TABLE ONLY pgboss.version
    ADD CONSTRAINT version_pkey PRIMARY KEY (version);


--
-- Name: agencies agencies_name_place_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agencies
    ADD CONSTRAINT agencies_name_place_key UNIQUE (name, place_version, place_path);


--
-- Name: agencies agencies_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.agencies
    ADD CONSTRAINT agencies_pkey PRIMARY KEY (id);


--
-- Name: attempt_counters attempt_counters_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.attempt_counters
    ADD CONSTRAINT attempt_counters_pkey PRIMARY KEY (key);


--
-- Name: audit_head audit_head_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.audit_head
    ADD CONSTRAINT audit_head_pkey PRIMARY KEY (province_code);


--
-- Name: audit_log audit_log_province_code_seq_pk; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.audit_log
    ADD CONSTRAINT audit_log_province_code_seq_pk PRIMARY KEY (province_code, seq);


--
-- Name: commune_reviews commune_reviews_dossier_id_stage_pk; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.commune_reviews
    ADD CONSTRAINT commune_reviews_dossier_id_stage_pk PRIMARY KEY (dossier_id, stage);


--
-- Name: credentials credentials_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.credentials
    ADD CONSTRAINT credentials_pkey PRIMARY KEY (id);


--
-- Name: credentials credentials_subject_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.credentials
    ADD CONSTRAINT credentials_subject_key UNIQUE (provider_id, account_id);


--
-- Name: credentials credentials_user_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.credentials
    ADD CONSTRAINT credentials_user_key UNIQUE (user_id, provider_id);


--
-- Name: dossier_answers dossier_answers_dossier_id_criterion_pk; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.dossier_answers
    ADD CONSTRAINT dossier_answers_dossier_id_criterion_pk PRIMARY KEY (dossier_id, criterion);


--
-- Name: dossier_confirmations dossier_confirmations_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.dossier_confirmations
    ADD CONSTRAINT dossier_confirmations_pkey PRIMARY KEY (dossier_id);


--
-- Name: dossier_counters dossier_counters_province_code_office_code_year_pk; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.dossier_counters
    ADD CONSTRAINT dossier_counters_province_code_office_code_year_pk PRIMARY KEY (province_code, office_code, year);


--
-- Name: dossier_events dossier_events_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.dossier_events
    ADD CONSTRAINT dossier_events_once UNIQUE (dossier_id, seq);


--
-- Name: dossier_events dossier_events_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.dossier_events
    ADD CONSTRAINT dossier_events_pkey PRIMARY KEY (id);


--
-- Name: dossier_evidence dossier_evidence_dossier_id_criterion_paper_id_pk; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.dossier_evidence
    ADD CONSTRAINT dossier_evidence_dossier_id_criterion_paper_id_pk PRIMARY KEY (dossier_id, criterion, paper_id);


--
-- Name: dossier_filed_papers dossier_filed_papers_filing_id_paper_id_pk; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.dossier_filed_papers
    ADD CONSTRAINT dossier_filed_papers_filing_id_paper_id_pk PRIMARY KEY (filing_id, paper_id);


--
-- Name: dossier_filings dossier_filings_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.dossier_filings
    ADD CONSTRAINT dossier_filings_once UNIQUE (dossier_id, seq);


--
-- Name: dossier_filings dossier_filings_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.dossier_filings
    ADD CONSTRAINT dossier_filings_pkey PRIMARY KEY (id);


--
-- Name: dossier_filings dossier_filings_receipt_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.dossier_filings
    ADD CONSTRAINT dossier_filings_receipt_key UNIQUE (receipt_code);


--
-- Name: dossier_messages dossier_messages_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.dossier_messages
    ADD CONSTRAINT dossier_messages_pkey PRIMARY KEY (id);


--
-- Name: dossier_numbers dossier_numbers_dossier_id_stage_pk; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.dossier_numbers
    ADD CONSTRAINT dossier_numbers_dossier_id_stage_pk PRIMARY KEY (dossier_id, stage);


--
-- Name: dossier_numbers dossier_numbers_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.dossier_numbers
    ADD CONSTRAINT dossier_numbers_once UNIQUE (province_code, office_code, year, number);


--
-- Name: dossier_returns dossier_returns_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.dossier_returns
    ADD CONSTRAINT dossier_returns_pkey PRIMARY KEY (id);


--
-- Name: dossier_rounds dossier_rounds_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.dossier_rounds
    ADD CONSTRAINT dossier_rounds_once UNIQUE (province_code, regime, stage, year, code);


--
-- Name: dossier_rounds dossier_rounds_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.dossier_rounds
    ADD CONSTRAINT dossier_rounds_pkey PRIMARY KEY (id);


--
-- Name: dossier_samples dossier_samples_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.dossier_samples
    ADD CONSTRAINT dossier_samples_once UNIQUE (dossier_id, seq);


--
-- Name: dossier_samples dossier_samples_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.dossier_samples
    ADD CONSTRAINT dossier_samples_pkey PRIMARY KEY (id);


--
-- Name: dossier_sections dossier_sections_dossier_id_section_pk; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.dossier_sections
    ADD CONSTRAINT dossier_sections_dossier_id_section_pk PRIMARY KEY (dossier_id, section);


--
-- Name: dossiers dossiers_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.dossiers
    ADD CONSTRAINT dossiers_pkey PRIMARY KEY (id);


--
-- Name: idempotency_keys idempotency_keys_actor_route_key_pk; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.idempotency_keys
    ADD CONSTRAINT idempotency_keys_actor_route_key_pk PRIMARY KEY (actor, route, key);


--
-- Name: paper_pages paper_pages_paper_id_position_pk; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.paper_pages
    ADD CONSTRAINT paper_pages_paper_id_position_pk PRIMARY KEY (paper_id, "position");


--
-- Name: papers papers_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.papers
    ADD CONSTRAINT papers_pkey PRIMARY KEY (id);


--
-- Name: place_changes place_changes_version_code_from_day_pk; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.place_changes
    ADD CONSTRAINT place_changes_version_code_from_day_pk PRIMARY KEY (version, code, from_day);


--
-- Name: place_loads place_loads_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.place_loads
    ADD CONSTRAINT place_loads_pkey PRIMARY KEY (id);


--
-- Name: place_mappings place_mappings_old_version_old_code_new_version_new_code_pk; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.place_mappings
    ADD CONSTRAINT place_mappings_old_version_old_code_new_version_new_code_pk PRIMARY KEY (old_version, old_code, new_version, new_code);


--
-- Name: place_syllables place_syllables_key_syllable_pk; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.place_syllables
    ADD CONSTRAINT place_syllables_key_syllable_pk PRIMARY KEY (key, syllable);


--
-- Name: place_units place_units_version_code_pk; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.place_units
    ADD CONSTRAINT place_units_version_code_pk PRIMARY KEY (version, code);


--
-- Name: producer_forms producer_forms_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.producer_forms
    ADD CONSTRAINT producer_forms_pkey PRIMARY KEY (id);


--
-- Name: producer_representatives producer_representatives_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.producer_representatives
    ADD CONSTRAINT producer_representatives_pkey PRIMARY KEY (id);


--
-- Name: producer_years producer_years_producer_id_year_pk; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.producer_years
    ADD CONSTRAINT producer_years_producer_id_year_pk PRIMARY KEY (producer_id, year);


--
-- Name: producers producers_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.producers
    ADD CONSTRAINT producers_pkey PRIMARY KEY (id);


--
-- Name: product_pictures product_pictures_product_id_kind_digest_pk; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.product_pictures
    ADD CONSTRAINT product_pictures_product_id_kind_digest_pk PRIMARY KEY (product_id, kind, digest);


--
-- Name: products products_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.products
    ADD CONSTRAINT products_pkey PRIMARY KEY (id);


--
-- Name: role_grants role_grants_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.role_grants
    ADD CONSTRAINT role_grants_once UNIQUE NULLS NOT DISTINCT (user_id, role, place_version, place_path, holder_id);


--
-- Name: role_grants role_grants_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.role_grants
    ADD CONSTRAINT role_grants_pkey PRIMARY KEY (id);


--
-- Name: rulebook_versions rulebook_versions_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.rulebook_versions
    ADD CONSTRAINT rulebook_versions_pkey PRIMARY KEY (digest);


--
-- Name: rulebook_wordings rulebook_wordings_province_code_regime_version_pk; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.rulebook_wordings
    ADD CONSTRAINT rulebook_wordings_province_code_regime_version_pk PRIMARY KEY (province_code, regime, version);


--
-- Name: self_assessments self_assessments_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.self_assessments
    ADD CONSTRAINT self_assessments_pkey PRIMARY KEY (id);


--
-- Name: self_assessments self_assessments_token_hash_unique; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.self_assessments
    ADD CONSTRAINT self_assessments_token_hash_unique UNIQUE (token_hash);


--
-- Name: sessions sessions_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.sessions
    ADD CONSTRAINT sessions_pkey PRIMARY KEY (id);


--
-- Name: sessions sessions_token_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.sessions
    ADD CONSTRAINT sessions_token_key UNIQUE (token);


--
-- Name: stored_files stored_files_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.stored_files
    ADD CONSTRAINT stored_files_pkey PRIMARY KEY (digest);


--
-- Name: two_factors two_factors_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.two_factors
    ADD CONSTRAINT two_factors_pkey PRIMARY KEY (id);


--
-- Name: two_factors two_factors_user_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.two_factors
    ADD CONSTRAINT two_factors_user_key UNIQUE (user_id);


--
-- Name: upload_pieces upload_pieces_upload_id_start_pk; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.upload_pieces
    ADD CONSTRAINT upload_pieces_upload_id_start_pk PRIMARY KEY (upload_id, start);


--
-- Name: uploads uploads_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.uploads
    ADD CONSTRAINT uploads_pkey PRIMARY KEY (id);


--
-- Name: users users_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.users
    ADD CONSTRAINT users_pkey PRIMARY KEY (id);


--
-- Name: verifications verifications_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.verifications
    ADD CONSTRAINT verifications_pkey PRIMARY KEY (id);


--
-- Name: archive_i1; Type: INDEX; Schema: pgboss; Owner: -
--

CREATE INDEX archive_i1 ON pgboss.archive USING btree (archived_on);


--
-- Name: j652598d3533b39a6cfe013bb6d81d2149dcf9c21ea4ab9fd77a4ee3e_i1; Type: INDEX; Schema: pgboss; Owner: -
--

CREATE UNIQUE INDEX j652598d3533b39a6cfe013bb6d81d2149dcf9c21ea4ab9fd77a4ee3e_i1 ON pgboss.j652598d3533b39a6cfe013bb6d81d2149dcf9c21ea4ab9fd77a4ee3e USING btree (name, COALESCE(singleton_key, ''::text)) WHERE ((state = 'created'::pgboss.job_state) AND (policy = 'short'::text));


--
-- Name: j652598d3533b39a6cfe013bb6d81d2149dcf9c21ea4ab9fd77a4ee3e_i2; Type: INDEX; Schema: pgboss; Owner: -
--

CREATE UNIQUE INDEX j652598d3533b39a6cfe013bb6d81d2149dcf9c21ea4ab9fd77a4ee3e_i2 ON pgboss.j652598d3533b39a6cfe013bb6d81d2149dcf9c21ea4ab9fd77a4ee3e USING btree (name, COALESCE(singleton_key, ''::text)) WHERE ((state = 'active'::pgboss.job_state) AND (policy = 'singleton'::text));


--
-- Name: j652598d3533b39a6cfe013bb6d81d2149dcf9c21ea4ab9fd77a4ee3e_i3; Type: INDEX; Schema: pgboss; Owner: -
--

CREATE UNIQUE INDEX j652598d3533b39a6cfe013bb6d81d2149dcf9c21ea4ab9fd77a4ee3e_i3 ON pgboss.j652598d3533b39a6cfe013bb6d81d2149dcf9c21ea4ab9fd77a4ee3e USING btree (name, state, COALESCE(singleton_key, ''::text)) WHERE ((state <= 'active'::pgboss.job_state) AND (policy = 'stately'::text));


--
-- Name: j652598d3533b39a6cfe013bb6d81d2149dcf9c21ea4ab9fd77a4ee3e_i4; Type: INDEX; Schema: pgboss; Owner: -
--

CREATE UNIQUE INDEX j652598d3533b39a6cfe013bb6d81d2149dcf9c21ea4ab9fd77a4ee3e_i4 ON pgboss.j652598d3533b39a6cfe013bb6d81d2149dcf9c21ea4ab9fd77a4ee3e USING btree (name, singleton_on, COALESCE(singleton_key, ''::text)) WHERE ((state <> 'cancelled'::pgboss.job_state) AND (singleton_on IS NOT NULL));


--
-- Name: j652598d3533b39a6cfe013bb6d81d2149dcf9c21ea4ab9fd77a4ee3e_i5; Type: INDEX; Schema: pgboss; Owner: -
--

CREATE INDEX j652598d3533b39a6cfe013bb6d81d2149dcf9c21ea4ab9fd77a4ee3e_i5 ON pgboss.j652598d3533b39a6cfe013bb6d81d2149dcf9c21ea4ab9fd77a4ee3e USING btree (name, start_after) INCLUDE (priority, created_on, id) WHERE (state < 'active'::pgboss.job_state);


--
-- Name: agencies_place_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX agencies_place_idx ON public.agencies USING btree (place_path text_pattern_ops);


--
-- Name: attempt_counters_end_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX attempt_counters_end_idx ON public.attempt_counters USING btree (window_ends_at);


--
-- Name: audit_log_by_actor; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX audit_log_by_actor ON public.audit_log USING btree (actor_id);


--
-- Name: audit_log_by_subject; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX audit_log_by_subject ON public.audit_log USING btree (subject_type, subject_id);


--
-- Name: audit_log_by_time; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX audit_log_by_time ON public.audit_log USING btree (at);


--
-- Name: dossier_evidence_paper_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX dossier_evidence_paper_idx ON public.dossier_evidence USING btree (paper_id);


--
-- Name: dossier_filed_papers_digest_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX dossier_filed_papers_digest_idx ON public.dossier_filed_papers USING btree (province_code, digest);


--
-- Name: dossier_messages_office_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX dossier_messages_office_idx ON public.dossier_messages USING btree (office_path, created_at);


--
-- Name: dossier_messages_producer_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX dossier_messages_producer_idx ON public.dossier_messages USING btree (producer_id, created_at);


--
-- Name: dossier_returns_open; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX dossier_returns_open ON public.dossier_returns USING btree (dossier_id) WHERE (resubmitted_at IS NULL);


--
-- Name: dossiers_board_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX dossiers_board_idx ON public.dossiers USING btree (province_code, state, due_on);


--
-- Name: dossiers_one_under_way; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX dossiers_one_under_way ON public.dossiers USING btree (product_id) WHERE ((state <> ALL (ARRAY['decided'::text, 'notRecognised'::text, 'rejected'::text, 'withdrawn'::text])) AND (NOT is_recorded));


--
-- Name: dossiers_producer_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX dossiers_producer_idx ON public.dossiers USING btree (producer_id);


--
-- Name: dossiers_unit_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX dossiers_unit_idx ON public.dossiers USING btree (unit_path text_pattern_ops, state);


--
-- Name: idempotency_keys_by_age; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX idempotency_keys_by_age ON public.idempotency_keys USING btree (created_at);


--
-- Name: papers_content_key; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX papers_content_key ON public.papers USING btree (producer_id, digest) WHERE ((archived_at IS NULL) AND (digest IS NOT NULL));


--
-- Name: papers_digest_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX papers_digest_idx ON public.papers USING btree (digest);


--
-- Name: papers_expiry_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX papers_expiry_idx ON public.papers USING btree (province_code, expires_on) WHERE (archived_at IS NULL);


--
-- Name: papers_number_key; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX papers_number_key ON public.papers USING btree (producer_id, kind, lower(number)) WHERE ((archived_at IS NULL) AND (number IS NOT NULL));


--
-- Name: papers_url_key; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX papers_url_key ON public.papers USING btree (producer_id, url) WHERE ((archived_at IS NULL) AND (url IS NOT NULL));


--
-- Name: place_mappings_new_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX place_mappings_new_idx ON public.place_mappings USING btree (new_version, new_code);


--
-- Name: place_units_parent_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX place_units_parent_idx ON public.place_units USING btree (version, parent_code);


--
-- Name: place_units_path_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX place_units_path_idx ON public.place_units USING btree (version, path text_pattern_ops);


--
-- Name: place_units_search_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX place_units_search_idx ON public.place_units USING gin (search) WITH (fastupdate='false');


--
-- Name: producer_forms_once; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX producer_forms_once ON public.producer_forms USING btree (producer_id, until);


--
-- Name: producer_representatives_current; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX producer_representatives_current ON public.producer_representatives USING btree (producer_id) WHERE (replaced_at IS NULL);


--
-- Name: producers_name_key; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX producers_name_key ON public.producers USING btree (province_code, unit_code, name_folded);


--
-- Name: producers_tax_code_key; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX producers_tax_code_key ON public.producers USING btree (province_code, tax_code) WHERE (tax_code IS NOT NULL);


--
-- Name: producers_unit_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX producers_unit_idx ON public.producers USING btree (unit_path text_pattern_ops);


--
-- Name: products_barcode_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX products_barcode_idx ON public.products USING btree (barcode);


--
-- Name: products_name_key; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX products_name_key ON public.products USING btree (producer_id, name_folded);


--
-- Name: products_province_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX products_province_idx ON public.products USING btree (province_code, set_code);


--
-- Name: rulebook_versions_by_regime; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX rulebook_versions_by_regime ON public.rulebook_versions USING btree (regime);


--
-- Name: sessions_user_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX sessions_user_idx ON public.sessions USING btree (user_id);


--
-- Name: uploads_age_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX uploads_age_idx ON public.uploads USING btree (updated_at);


--
-- Name: uploads_producer_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX uploads_producer_idx ON public.uploads USING btree (producer_id);


--
-- Name: users_email_key; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX users_email_key ON public.users USING btree (lower(email));


--
-- Name: users_place_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX users_place_idx ON public.users USING btree (place_path text_pattern_ops);


--
-- Name: users_username_key; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX users_username_key ON public.users USING btree (username);


--
-- Name: verifications_identifier_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX verifications_identifier_idx ON public.verifications USING btree (identifier);


--
-- Name: j652598d3533b39a6cfe013bb6d81d2149dcf9c21ea4ab9fd77a4ee3e_pkey; Type: INDEX ATTACH; Schema: pgboss; Owner: -
--

ALTER INDEX pgboss.job_pkey ATTACH PARTITION pgboss.j652598d3533b39a6cfe013bb6d81d2149dcf9c21ea4ab9fd77a4ee3e_pkey;


--
-- Name: dossier_events append_only; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.dossier_events FOR EACH STATEMENT EXECUTE FUNCTION public.append_only();

ALTER TABLE public.dossier_events ENABLE ALWAYS TRIGGER append_only;


--
-- Name: dossier_filed_papers append_only; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.dossier_filed_papers FOR EACH STATEMENT EXECUTE FUNCTION public.append_only();

ALTER TABLE public.dossier_filed_papers ENABLE ALWAYS TRIGGER append_only;


--
-- Name: dossier_filings append_only; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.dossier_filings FOR EACH STATEMENT EXECUTE FUNCTION public.append_only();

ALTER TABLE public.dossier_filings ENABLE ALWAYS TRIGGER append_only;


--
-- Name: dossier_numbers append_only; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.dossier_numbers FOR EACH STATEMENT EXECUTE FUNCTION public.append_only();

ALTER TABLE public.dossier_numbers ENABLE ALWAYS TRIGGER append_only;


--
-- Name: dossier_samples append_only; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.dossier_samples FOR EACH STATEMENT EXECUTE FUNCTION public.append_only();

ALTER TABLE public.dossier_samples ENABLE ALWAYS TRIGGER append_only;


--
-- Name: audit_log audit_chain; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER audit_chain BEFORE INSERT ON public.audit_log FOR EACH ROW EXECUTE FUNCTION public.audit_chain();

ALTER TABLE public.audit_log ENABLE ALWAYS TRIGGER audit_chain;


--
-- Name: audit_log audit_refuse; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER audit_refuse BEFORE DELETE OR UPDATE OR TRUNCATE ON public.audit_log FOR EACH STATEMENT EXECUTE FUNCTION public.audit_refuse();

ALTER TABLE public.audit_log ENABLE ALWAYS TRIGGER audit_refuse;


--
-- Name: j652598d3533b39a6cfe013bb6d81d2149dcf9c21ea4ab9fd77a4ee3e dlq_fkey; Type: FK CONSTRAINT; Schema: pgboss; Owner: -
--

ALTER TABLE ONLY pgboss.j652598d3533b39a6cfe013bb6d81d2149dcf9c21ea4ab9fd77a4ee3e
    ADD CONSTRAINT dlq_fkey FOREIGN KEY (dead_letter) REFERENCES pgboss.queue(name) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED;


--
-- Name: j652598d3533b39a6cfe013bb6d81d2149dcf9c21ea4ab9fd77a4ee3e q_fkey; Type: FK CONSTRAINT; Schema: pgboss; Owner: -
--

ALTER TABLE ONLY pgboss.j652598d3533b39a6cfe013bb6d81d2149dcf9c21ea4ab9fd77a4ee3e
    ADD CONSTRAINT q_fkey FOREIGN KEY (name) REFERENCES pgboss.queue(name) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED;


--
-- Name: queue queue_dead_letter_fkey; Type: FK CONSTRAINT; Schema: pgboss; Owner: -
--

ALTER TABLE ONLY pgboss.queue
    ADD CONSTRAINT queue_dead_letter_fkey FOREIGN KEY (dead_letter) REFERENCES pgboss.queue(name);


--
-- Name: schedule schedule_name_fkey; Type: FK CONSTRAINT; Schema: pgboss; Owner: -
--

ALTER TABLE ONLY pgboss.schedule
    ADD CONSTRAINT schedule_name_fkey FOREIGN KEY (name) REFERENCES pgboss.queue(name) ON DELETE CASCADE;


--
-- Name: subscription subscription_name_fkey; Type: FK CONSTRAINT; Schema: pgboss; Owner: -
--

ALTER TABLE ONLY pgboss.subscription
    ADD CONSTRAINT subscription_name_fkey FOREIGN KEY (name) REFERENCES pgboss.queue(name) ON DELETE CASCADE;


--
-- Name: commune_reviews commune_reviews_dossier_id_dossiers_id_fk; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.commune_reviews
    ADD CONSTRAINT commune_reviews_dossier_id_dossiers_id_fk FOREIGN KEY (dossier_id) REFERENCES public.dossiers(id);


--
-- Name: commune_reviews commune_reviews_signed_digest_stored_files_digest_fk; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.commune_reviews
    ADD CONSTRAINT commune_reviews_signed_digest_stored_files_digest_fk FOREIGN KEY (signed_digest) REFERENCES public.stored_files(digest);


--
-- Name: commune_reviews commune_reviews_updated_by_users_id_fk; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.commune_reviews
    ADD CONSTRAINT commune_reviews_updated_by_users_id_fk FOREIGN KEY (updated_by) REFERENCES public.users(id);


--
-- Name: credentials credentials_user_id_users_id_fk; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.credentials
    ADD CONSTRAINT credentials_user_id_users_id_fk FOREIGN KEY (user_id) REFERENCES public.users(id);


--
-- Name: dossier_answers dossier_answers_dossier_id_dossiers_id_fk; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.dossier_answers
    ADD CONSTRAINT dossier_answers_dossier_id_dossiers_id_fk FOREIGN KEY (dossier_id) REFERENCES public.dossiers(id);


--
-- Name: dossier_answers dossier_answers_updated_by_users_id_fk; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.dossier_answers
    ADD CONSTRAINT dossier_answers_updated_by_users_id_fk FOREIGN KEY (updated_by) REFERENCES public.users(id);


--
-- Name: dossier_confirmations dossier_confirmations_dossier_id_dossiers_id_fk; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.dossier_confirmations
    ADD CONSTRAINT dossier_confirmations_dossier_id_dossiers_id_fk FOREIGN KEY (dossier_id) REFERENCES public.dossiers(id);


--
-- Name: dossier_confirmations dossier_confirmations_sheet_digest_stored_files_digest_fk; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.dossier_confirmations
    ADD CONSTRAINT dossier_confirmations_sheet_digest_stored_files_digest_fk FOREIGN KEY (sheet_digest) REFERENCES public.stored_files(digest);


--
-- Name: dossier_events dossier_events_actor_id_users_id_fk; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.dossier_events
    ADD CONSTRAINT dossier_events_actor_id_users_id_fk FOREIGN KEY (actor_id) REFERENCES public.users(id);


--
-- Name: dossier_events dossier_events_dossier_id_dossiers_id_fk; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.dossier_events
    ADD CONSTRAINT dossier_events_dossier_id_dossiers_id_fk FOREIGN KEY (dossier_id) REFERENCES public.dossiers(id);


--
-- Name: dossier_evidence dossier_evidence_attached_by_users_id_fk; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.dossier_evidence
    ADD CONSTRAINT dossier_evidence_attached_by_users_id_fk FOREIGN KEY (attached_by) REFERENCES public.users(id);


--
-- Name: dossier_evidence dossier_evidence_dossier_id_dossiers_id_fk; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.dossier_evidence
    ADD CONSTRAINT dossier_evidence_dossier_id_dossiers_id_fk FOREIGN KEY (dossier_id) REFERENCES public.dossiers(id);


--
-- Name: dossier_evidence dossier_evidence_paper_id_papers_id_fk; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.dossier_evidence
    ADD CONSTRAINT dossier_evidence_paper_id_papers_id_fk FOREIGN KEY (paper_id) REFERENCES public.papers(id);


--
-- Name: dossier_filed_papers dossier_filed_papers_dossier_id_dossiers_id_fk; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.dossier_filed_papers
    ADD CONSTRAINT dossier_filed_papers_dossier_id_dossiers_id_fk FOREIGN KEY (dossier_id) REFERENCES public.dossiers(id);


--
-- Name: dossier_filed_papers dossier_filed_papers_filing_id_dossier_filings_id_fk; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.dossier_filed_papers
    ADD CONSTRAINT dossier_filed_papers_filing_id_dossier_filings_id_fk FOREIGN KEY (filing_id) REFERENCES public.dossier_filings(id);


--
-- Name: dossier_filings dossier_filings_dossier_id_dossiers_id_fk; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.dossier_filings
    ADD CONSTRAINT dossier_filings_dossier_id_dossiers_id_fk FOREIGN KEY (dossier_id) REFERENCES public.dossiers(id);


--
-- Name: dossier_filings dossier_filings_filed_by_users_id_fk; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.dossier_filings
    ADD CONSTRAINT dossier_filings_filed_by_users_id_fk FOREIGN KEY (filed_by) REFERENCES public.users(id);


--
-- Name: dossier_messages dossier_messages_dossier_id_dossiers_id_fk; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.dossier_messages
    ADD CONSTRAINT dossier_messages_dossier_id_dossiers_id_fk FOREIGN KEY (dossier_id) REFERENCES public.dossiers(id);


--
-- Name: dossier_messages dossier_messages_read_by_users_id_fk; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.dossier_messages
    ADD CONSTRAINT dossier_messages_read_by_users_id_fk FOREIGN KEY (read_by) REFERENCES public.users(id);


--
-- Name: dossier_numbers dossier_numbers_dossier_id_dossiers_id_fk; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.dossier_numbers
    ADD CONSTRAINT dossier_numbers_dossier_id_dossiers_id_fk FOREIGN KEY (dossier_id) REFERENCES public.dossiers(id);


--
-- Name: dossier_numbers dossier_numbers_received_by_users_id_fk; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.dossier_numbers
    ADD CONSTRAINT dossier_numbers_received_by_users_id_fk FOREIGN KEY (received_by) REFERENCES public.users(id);


--
-- Name: dossier_returns dossier_returns_dossier_id_dossiers_id_fk; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.dossier_returns
    ADD CONSTRAINT dossier_returns_dossier_id_dossiers_id_fk FOREIGN KEY (dossier_id) REFERENCES public.dossiers(id);


--
-- Name: dossier_returns dossier_returns_returned_by_users_id_fk; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.dossier_returns
    ADD CONSTRAINT dossier_returns_returned_by_users_id_fk FOREIGN KEY (returned_by) REFERENCES public.users(id);


--
-- Name: dossier_rounds dossier_rounds_created_by_users_id_fk; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.dossier_rounds
    ADD CONSTRAINT dossier_rounds_created_by_users_id_fk FOREIGN KEY (created_by) REFERENCES public.users(id);


--
-- Name: dossier_samples dossier_samples_dossier_id_dossiers_id_fk; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.dossier_samples
    ADD CONSTRAINT dossier_samples_dossier_id_dossiers_id_fk FOREIGN KEY (dossier_id) REFERENCES public.dossiers(id);


--
-- Name: dossier_samples dossier_samples_recorded_by_users_id_fk; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.dossier_samples
    ADD CONSTRAINT dossier_samples_recorded_by_users_id_fk FOREIGN KEY (recorded_by) REFERENCES public.users(id);


--
-- Name: dossier_sections dossier_sections_dossier_id_dossiers_id_fk; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.dossier_sections
    ADD CONSTRAINT dossier_sections_dossier_id_dossiers_id_fk FOREIGN KEY (dossier_id) REFERENCES public.dossiers(id);


--
-- Name: dossier_sections dossier_sections_updated_by_users_id_fk; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.dossier_sections
    ADD CONSTRAINT dossier_sections_updated_by_users_id_fk FOREIGN KEY (updated_by) REFERENCES public.users(id);


--
-- Name: dossiers dossiers_created_by_users_id_fk; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.dossiers
    ADD CONSTRAINT dossiers_created_by_users_id_fk FOREIGN KEY (created_by) REFERENCES public.users(id);


--
-- Name: dossiers dossiers_producer_id_producers_id_fk; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.dossiers
    ADD CONSTRAINT dossiers_producer_id_producers_id_fk FOREIGN KEY (producer_id) REFERENCES public.producers(id);


--
-- Name: dossiers dossiers_product_id_products_id_fk; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.dossiers
    ADD CONSTRAINT dossiers_product_id_products_id_fk FOREIGN KEY (product_id) REFERENCES public.products(id);


--
-- Name: dossiers dossiers_round_id_dossier_rounds_id_fk; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.dossiers
    ADD CONSTRAINT dossiers_round_id_dossier_rounds_id_fk FOREIGN KEY (round_id) REFERENCES public.dossier_rounds(id);


--
-- Name: dossiers dossiers_rulebook_digest_rulebook_versions_digest_fk; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.dossiers
    ADD CONSTRAINT dossiers_rulebook_digest_rulebook_versions_digest_fk FOREIGN KEY (rulebook_digest) REFERENCES public.rulebook_versions(digest);


--
-- Name: paper_pages paper_pages_digest_stored_files_digest_fk; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.paper_pages
    ADD CONSTRAINT paper_pages_digest_stored_files_digest_fk FOREIGN KEY (digest) REFERENCES public.stored_files(digest);


--
-- Name: paper_pages paper_pages_paper_id_papers_id_fk; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.paper_pages
    ADD CONSTRAINT paper_pages_paper_id_papers_id_fk FOREIGN KEY (paper_id) REFERENCES public.papers(id);


--
-- Name: papers papers_created_by_users_id_fk; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.papers
    ADD CONSTRAINT papers_created_by_users_id_fk FOREIGN KEY (created_by) REFERENCES public.users(id);


--
-- Name: papers papers_digest_stored_files_digest_fk; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.papers
    ADD CONSTRAINT papers_digest_stored_files_digest_fk FOREIGN KEY (digest) REFERENCES public.stored_files(digest);


--
-- Name: papers papers_producer_id_producers_id_fk; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.papers
    ADD CONSTRAINT papers_producer_id_producers_id_fk FOREIGN KEY (producer_id) REFERENCES public.producers(id);


--
-- Name: place_changes place_changes_unit_fk; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.place_changes
    ADD CONSTRAINT place_changes_unit_fk FOREIGN KEY (version, code) REFERENCES public.place_units(version, code);


--
-- Name: place_mappings place_mappings_new_fk; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.place_mappings
    ADD CONSTRAINT place_mappings_new_fk FOREIGN KEY (new_version, new_code) REFERENCES public.place_units(version, code);


--
-- Name: place_mappings place_mappings_old_fk; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.place_mappings
    ADD CONSTRAINT place_mappings_old_fk FOREIGN KEY (old_version, old_code) REFERENCES public.place_units(version, code);


--
-- Name: producer_forms producer_forms_producer_id_producers_id_fk; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.producer_forms
    ADD CONSTRAINT producer_forms_producer_id_producers_id_fk FOREIGN KEY (producer_id) REFERENCES public.producers(id);


--
-- Name: producer_forms producer_forms_recorded_by_users_id_fk; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.producer_forms
    ADD CONSTRAINT producer_forms_recorded_by_users_id_fk FOREIGN KEY (recorded_by) REFERENCES public.users(id);


--
-- Name: producer_representatives producer_representatives_producer_id_producers_id_fk; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.producer_representatives
    ADD CONSTRAINT producer_representatives_producer_id_producers_id_fk FOREIGN KEY (producer_id) REFERENCES public.producers(id);


--
-- Name: producer_representatives producer_representatives_recorded_by_users_id_fk; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.producer_representatives
    ADD CONSTRAINT producer_representatives_recorded_by_users_id_fk FOREIGN KEY (recorded_by) REFERENCES public.users(id);


--
-- Name: producer_years producer_years_producer_id_producers_id_fk; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.producer_years
    ADD CONSTRAINT producer_years_producer_id_producers_id_fk FOREIGN KEY (producer_id) REFERENCES public.producers(id);


--
-- Name: producers producers_created_by_users_id_fk; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.producers
    ADD CONSTRAINT producers_created_by_users_id_fk FOREIGN KEY (created_by) REFERENCES public.users(id);


--
-- Name: product_pictures product_pictures_digest_stored_files_digest_fk; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.product_pictures
    ADD CONSTRAINT product_pictures_digest_stored_files_digest_fk FOREIGN KEY (digest) REFERENCES public.stored_files(digest);


--
-- Name: product_pictures product_pictures_product_id_products_id_fk; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.product_pictures
    ADD CONSTRAINT product_pictures_product_id_products_id_fk FOREIGN KEY (product_id) REFERENCES public.products(id);


--
-- Name: products products_created_by_users_id_fk; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.products
    ADD CONSTRAINT products_created_by_users_id_fk FOREIGN KEY (created_by) REFERENCES public.users(id);


--
-- Name: products products_producer_id_producers_id_fk; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.products
    ADD CONSTRAINT products_producer_id_producers_id_fk FOREIGN KEY (producer_id) REFERENCES public.producers(id);


--
-- Name: role_grants role_grants_granted_by_users_id_fk; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.role_grants
    ADD CONSTRAINT role_grants_granted_by_users_id_fk FOREIGN KEY (granted_by) REFERENCES public.users(id);


--
-- Name: role_grants role_grants_user_id_users_id_fk; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.role_grants
    ADD CONSTRAINT role_grants_user_id_users_id_fk FOREIGN KEY (user_id) REFERENCES public.users(id);


--
-- Name: rulebook_wordings rulebook_wordings_digest_rulebook_versions_digest_fk; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.rulebook_wordings
    ADD CONSTRAINT rulebook_wordings_digest_rulebook_versions_digest_fk FOREIGN KEY (digest) REFERENCES public.rulebook_versions(digest);


--
-- Name: self_assessments self_assessments_digest_rulebook_versions_digest_fk; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.self_assessments
    ADD CONSTRAINT self_assessments_digest_rulebook_versions_digest_fk FOREIGN KEY (digest) REFERENCES public.rulebook_versions(digest);


--
-- Name: sessions sessions_user_id_users_id_fk; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.sessions
    ADD CONSTRAINT sessions_user_id_users_id_fk FOREIGN KEY (user_id) REFERENCES public.users(id);


--
-- Name: two_factors two_factors_user_id_users_id_fk; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.two_factors
    ADD CONSTRAINT two_factors_user_id_users_id_fk FOREIGN KEY (user_id) REFERENCES public.users(id);


--
-- Name: upload_pieces upload_pieces_upload_id_uploads_id_fk; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.upload_pieces
    ADD CONSTRAINT upload_pieces_upload_id_uploads_id_fk FOREIGN KEY (upload_id) REFERENCES public.uploads(id) ON DELETE CASCADE;


--
-- Name: uploads uploads_digest_stored_files_digest_fk; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.uploads
    ADD CONSTRAINT uploads_digest_stored_files_digest_fk FOREIGN KEY (digest) REFERENCES public.stored_files(digest);


--
-- Name: uploads uploads_paper_id_papers_id_fk; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.uploads
    ADD CONSTRAINT uploads_paper_id_papers_id_fk FOREIGN KEY (paper_id) REFERENCES public.papers(id);


--
-- Name: uploads uploads_producer_id_producers_id_fk; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.uploads
    ADD CONSTRAINT uploads_producer_id_producers_id_fk FOREIGN KEY (producer_id) REFERENCES public.producers(id);


--
-- Name: uploads uploads_user_id_users_id_fk; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.uploads
    ADD CONSTRAINT uploads_user_id_users_id_fk FOREIGN KEY (user_id) REFERENCES public.users(id);


--
-- Name: users users_agency_id_agencies_id_fk; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.users
    ADD CONSTRAINT users_agency_id_agencies_id_fk FOREIGN KEY (agency_id) REFERENCES public.agencies(id);


--
-- PostgreSQL database dump complete
--

\unrestrict axLahTGCt4AsWtfRPfNG4vbWKD0Yvv7b5e61ViJLGQ2t7ygytTucONh80uDVUuC

