CREATE TABLE "audit_head" (
	"province_code" text PRIMARY KEY NOT NULL,
	"seq" bigint NOT NULL,
	"hash" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit_log" (
	"province_code" text DEFAULT 'VN' NOT NULL,
	"seq" bigint DEFAULT 0 NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"actor_id" text,
	"action" text NOT NULL,
	"subject_type" text NOT NULL,
	"subject_id" text NOT NULL,
	"unit_path" text,
	"request_id" text,
	"details" jsonb NOT NULL,
	"prev_hash" text DEFAULT '' NOT NULL,
	"hash" text DEFAULT '' NOT NULL,
	CONSTRAINT "audit_log_province_code_seq_pk" PRIMARY KEY("province_code","seq")
);
--> statement-breakpoint
CREATE TABLE "stored_files" (
	"digest" text PRIMARY KEY NOT NULL,
	"size" bigint NOT NULL,
	"media_type" text NOT NULL,
	"stored_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "stored_files_digest" CHECK ("stored_files"."digest" ~ '^[0-9a-f]{64}$'),
	CONSTRAINT "stored_files_size" CHECK ("stored_files"."size" >= 0)
);
--> statement-breakpoint
CREATE TABLE "idempotency_keys" (
	"actor" text NOT NULL,
	"route" text NOT NULL,
	"key" text NOT NULL,
	"body_hash" text NOT NULL,
	"result" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "idempotency_keys_actor_route_key_pk" PRIMARY KEY("actor","route","key")
);
--> statement-breakpoint
CREATE TABLE "attempt_counters" (
	"key" text PRIMARY KEY NOT NULL,
	"count" integer NOT NULL,
	"window_ends_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "commune_reviews" (
	"dossier_id" uuid NOT NULL,
	"stage" text NOT NULL,
	"checked" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"topics" jsonb NOT NULL,
	"visit" jsonb,
	"meeting" jsonb,
	"request" text,
	"signed_digest" text,
	"version" integer DEFAULT 1 NOT NULL,
	"updated_by" uuid NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "commune_reviews_dossier_id_stage_pk" PRIMARY KEY("dossier_id","stage")
);
--> statement-breakpoint
CREATE TABLE "dossier_answers" (
	"dossier_id" uuid NOT NULL,
	"criterion" text NOT NULL,
	"option" integer,
	"note" text,
	"version" integer DEFAULT 1 NOT NULL,
	"updated_by" uuid NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "dossier_answers_dossier_id_criterion_pk" PRIMARY KEY("dossier_id","criterion")
);
--> statement-breakpoint
CREATE TABLE "dossier_confirmations" (
	"dossier_id" uuid PRIMARY KEY NOT NULL,
	"code_hash" text,
	"for_version" integer NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"sheet_digest" text,
	"confirmed_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "dossier_counters" (
	"province_code" text NOT NULL,
	"office_code" text NOT NULL,
	"year" integer NOT NULL,
	"last" integer NOT NULL,
	CONSTRAINT "dossier_counters_province_code_office_code_year_pk" PRIMARY KEY("province_code","office_code","year")
);
--> statement-breakpoint
CREATE TABLE "dossier_events" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"dossier_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"action" text NOT NULL,
	"from_state" text,
	"to_state" text NOT NULL,
	"from_stage" text,
	"to_stage" text,
	"reason" text,
	"actor_id" uuid NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "dossier_events_once" UNIQUE("dossier_id","seq")
);
--> statement-breakpoint
CREATE TABLE "dossier_evidence" (
	"dossier_id" uuid NOT NULL,
	"criterion" text NOT NULL,
	"paper_id" uuid NOT NULL,
	"attached_by" uuid NOT NULL,
	"attached_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "dossier_evidence_dossier_id_criterion_paper_id_pk" PRIMARY KEY("dossier_id","criterion","paper_id")
);
--> statement-breakpoint
CREATE TABLE "dossier_filed_papers" (
	"filing_id" uuid NOT NULL,
	"paper_id" uuid NOT NULL,
	"dossier_id" uuid NOT NULL,
	"province_code" text NOT NULL,
	"producer_id" uuid NOT NULL,
	"digest" text,
	"expires_on" date,
	CONSTRAINT "dossier_filed_papers_filing_id_paper_id_pk" PRIMARY KEY("filing_id","paper_id")
);
--> statement-breakpoint
CREATE TABLE "dossier_filings" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"dossier_id" uuid NOT NULL,
	"province_code" text NOT NULL,
	"seq" integer NOT NULL,
	"snapshot" jsonb NOT NULL,
	"digest" text NOT NULL,
	"receipt_code" text NOT NULL,
	"for_version" integer NOT NULL,
	"filed_on" date NOT NULL,
	"filed_by" uuid NOT NULL,
	"filed_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "dossier_filings_receipt_key" UNIQUE("receipt_code"),
	CONSTRAINT "dossier_filings_once" UNIQUE("dossier_id","seq")
);
--> statement-breakpoint
CREATE TABLE "dossier_messages" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"dossier_id" uuid NOT NULL,
	"province_code" text NOT NULL,
	"producer_id" uuid,
	"office_path" text,
	"kind" text NOT NULL,
	"subject" text NOT NULL,
	"body" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"read_at" timestamp with time zone,
	"read_by" uuid,
	CONSTRAINT "dossier_messages_to" CHECK (("dossier_messages"."producer_id" is null) <> ("dossier_messages"."office_path" is null))
);
--> statement-breakpoint
CREATE TABLE "dossier_numbers" (
	"dossier_id" uuid NOT NULL,
	"stage" text NOT NULL,
	"province_code" text NOT NULL,
	"office_code" text NOT NULL,
	"year" integer NOT NULL,
	"number" integer NOT NULL,
	"number_text" text NOT NULL,
	"received_by" uuid NOT NULL,
	"received_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "dossier_numbers_dossier_id_stage_pk" PRIMARY KEY("dossier_id","stage"),
	CONSTRAINT "dossier_numbers_once" UNIQUE("province_code","office_code","year","number")
);
--> statement-breakpoint
CREATE TABLE "dossier_returns" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"dossier_id" uuid NOT NULL,
	"stage" text NOT NULL,
	"reason" text NOT NULL,
	"items" jsonb NOT NULL,
	"returned_by" uuid NOT NULL,
	"returned_at" timestamp with time zone DEFAULT now() NOT NULL,
	"resubmitted_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "dossier_rounds" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"province_code" text NOT NULL,
	"regime" text NOT NULL,
	"stage" text NOT NULL,
	"year" integer NOT NULL,
	"code" text NOT NULL,
	"requested_before" date NOT NULL,
	"held_before" date NOT NULL,
	"basis" text,
	"created_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "dossier_rounds_once" UNIQUE("province_code","regime","stage","year","code"),
	CONSTRAINT "dossier_rounds_days" CHECK ("dossier_rounds"."requested_before" < "dossier_rounds"."held_before")
);
--> statement-breakpoint
CREATE TABLE "dossier_samples" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"dossier_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"act" text NOT NULL,
	"quantity" integer NOT NULL,
	"giver" text NOT NULL,
	"taker" text NOT NULL,
	"condition" text NOT NULL,
	"on_day" date NOT NULL,
	"recorded_by" uuid NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "dossier_samples_once" UNIQUE("dossier_id","seq"),
	CONSTRAINT "dossier_samples_quantity" CHECK ("dossier_samples"."quantity" > 0)
);
--> statement-breakpoint
CREATE TABLE "dossier_sections" (
	"dossier_id" uuid NOT NULL,
	"section" text NOT NULL,
	"data" jsonb NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"updated_by" uuid NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "dossier_sections_dossier_id_section_pk" PRIMARY KEY("dossier_id","section")
);
--> statement-breakpoint
CREATE TABLE "dossiers" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"province_code" text NOT NULL,
	"unit_version" text NOT NULL,
	"unit_code" text NOT NULL,
	"unit_path" text NOT NULL,
	"producer_id" uuid NOT NULL,
	"product_id" uuid NOT NULL,
	"producer_name" text NOT NULL,
	"product_name" text NOT NULL,
	"kind" text NOT NULL,
	"regime" text NOT NULL,
	"set_code" text NOT NULL,
	"rulebook_digest" text NOT NULL,
	"state" text DEFAULT 'draft' NOT NULL,
	"stage" text,
	"state_since" timestamp with time zone DEFAULT now() NOT NULL,
	"clock" jsonb,
	"due_on" date,
	"round_id" uuid,
	"filed_on" date,
	"previous_id" uuid,
	"certificate_expires_on" date,
	"previous_stars" integer,
	"is_recorded" boolean DEFAULT false NOT NULL,
	"is_on_behalf" boolean DEFAULT false NOT NULL,
	"confirmed_at" timestamp with time zone,
	"number_text" text,
	"self_total" integer,
	"self_stars" integer,
	"is_demo" boolean DEFAULT false NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "agencies" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"place_version" text NOT NULL,
	"place_path" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "agencies_name_place_key" UNIQUE("name","place_version","place_path")
);
--> statement-breakpoint
CREATE TABLE "credentials" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"user_id" uuid NOT NULL,
	"provider_id" text NOT NULL,
	"account_id" text NOT NULL,
	"password" text,
	"access_token" text,
	"refresh_token" text,
	"id_token" text,
	"access_token_expires_at" timestamp with time zone,
	"refresh_token_expires_at" timestamp with time zone,
	"scope" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "credentials_subject_key" UNIQUE("provider_id","account_id"),
	CONSTRAINT "credentials_user_key" UNIQUE("user_id","provider_id")
);
--> statement-breakpoint
CREATE TABLE "role_grants" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"user_id" uuid NOT NULL,
	"role" text NOT NULL,
	"kind" text NOT NULL,
	"place_version" text NOT NULL,
	"place_path" text NOT NULL,
	"holder_id" text,
	"granted_by" uuid,
	"granted_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "role_grants_once" UNIQUE NULLS NOT DISTINCT("user_id","role","place_version","place_path","holder_id"),
	CONSTRAINT "role_grants_kind" CHECK ("role_grants"."kind" in ('own', 'unit', 'assigned'))
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"token" text NOT NULL,
	"user_id" uuid NOT NULL,
	"method" text DEFAULT 'oidc' NOT NULL,
	"second_factor_at" timestamp with time zone,
	"expires_at" timestamp with time zone NOT NULL,
	"ip_address" text,
	"user_agent" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "sessions_token_key" UNIQUE("token")
);
--> statement-breakpoint
CREATE TABLE "two_factors" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"user_id" uuid NOT NULL,
	"secret" text NOT NULL,
	"backup_codes" text NOT NULL,
	"verified" boolean DEFAULT false NOT NULL,
	"failed_verification_count" integer DEFAULT 0 NOT NULL,
	"locked_until" timestamp with time zone,
	"last_code" text,
	"last_code_at" timestamp with time zone,
	CONSTRAINT "two_factors_user_key" UNIQUE("user_id")
);
--> statement-breakpoint
CREATE TABLE "users" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"name" text NOT NULL,
	"username" text NOT NULL,
	"email" text,
	"email_verified" boolean DEFAULT false NOT NULL,
	"title" text,
	"agency_id" uuid,
	"place_version" text NOT NULL,
	"place_path" text NOT NULL,
	"two_factor_enabled" boolean DEFAULT false NOT NULL,
	"must_change_password" boolean DEFAULT false NOT NULL,
	"disabled_at" timestamp with time zone,
	"is_demo" boolean DEFAULT false NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "users_username_form" CHECK ("users"."username" ~ '^[a-z0-9][a-z0-9._-]{2,39}$')
);
--> statement-breakpoint
CREATE TABLE "verifications" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"identifier" text NOT NULL,
	"value" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "place_changes" (
	"version" text NOT NULL,
	"code" text NOT NULL,
	"from_day" date NOT NULL,
	"type" text NOT NULL,
	"name" text NOT NULL,
	"basis" text,
	CONSTRAINT "place_changes_version_code_from_day_pk" PRIMARY KEY("version","code","from_day")
);
--> statement-breakpoint
CREATE TABLE "place_loads" (
	"id" integer PRIMARY KEY DEFAULT 1 NOT NULL,
	"digest" text NOT NULL,
	"loaded_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "place_loads_one_row" CHECK ("place_loads"."id" = 1)
);
--> statement-breakpoint
CREATE TABLE "place_mappings" (
	"old_version" text NOT NULL,
	"old_code" text NOT NULL,
	"new_version" text NOT NULL,
	"new_code" text NOT NULL,
	"divided" boolean NOT NULL,
	CONSTRAINT "place_mappings_old_version_old_code_new_version_new_code_pk" PRIMARY KEY("old_version","old_code","new_version","new_code")
);
--> statement-breakpoint
CREATE TABLE "place_syllables" (
	"key" text NOT NULL,
	"syllable" text NOT NULL,
	CONSTRAINT "place_syllables_key_syllable_pk" PRIMARY KEY("key","syllable")
);
--> statement-breakpoint
CREATE TABLE "place_units" (
	"version" text NOT NULL,
	"code" text NOT NULL,
	"level" text NOT NULL,
	"type" text NOT NULL,
	"name" text NOT NULL,
	"parent_code" text,
	"path" text NOT NULL,
	"latitude" double precision,
	"longitude" double precision,
	"area_km2" double precision,
	"population" integer,
	"aliases" text[] NOT NULL,
	"note" jsonb,
	"sound" text NOT NULL,
	"search" "tsvector" NOT NULL,
	CONSTRAINT "place_units_version_code_pk" PRIMARY KEY("version","code")
);
--> statement-breakpoint
CREATE TABLE "paper_pages" (
	"paper_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"digest" text NOT NULL,
	CONSTRAINT "paper_pages_paper_id_position_pk" PRIMARY KEY("paper_id","position")
);
--> statement-breakpoint
CREATE TABLE "papers" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"province_code" text NOT NULL,
	"producer_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"title" text NOT NULL,
	"number" text,
	"issuer" text,
	"issued_on" date,
	"expires_on" date,
	"url" text,
	"note" text,
	"digest" text,
	"media_type" text,
	"size" bigint,
	"page_count" integer,
	"replaces_id" uuid,
	"archived_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "papers_content" CHECK (("papers"."digest" is null) <> ("papers"."url" is null)),
	CONSTRAINT "papers_days" CHECK ("papers"."expires_on" is null or "papers"."issued_on" is null or "papers"."expires_on" >= "papers"."issued_on")
);
--> statement-breakpoint
CREATE TABLE "producer_forms" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"producer_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"company_form" text,
	"name" text NOT NULL,
	"tax_code" text,
	"registration_number" text,
	"community_capital_percent" numeric(5, 2),
	"until" date NOT NULL,
	"basis" text NOT NULL,
	"recorded_by" uuid NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "producer_representatives" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"producer_id" uuid NOT NULL,
	"full_name" text NOT NULL,
	"position" text,
	"phone" text,
	"sex" text,
	"ethnicity" text,
	"is_disabled" boolean,
	"recorded_by" uuid,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL,
	"replaced_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "producer_years" (
	"producer_id" uuid NOT NULL,
	"year" integer NOT NULL,
	"labour" integer,
	"local_labour" integer,
	"commune_material_percent" numeric(5, 2),
	"province_material_percent" numeric(5, 2),
	"revenue" bigint,
	"profit" bigint,
	"cooperative_grade" text,
	"capacity" text,
	"markets" text,
	"version" integer DEFAULT 1 NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "producer_years_producer_id_year_pk" PRIMARY KEY("producer_id","year"),
	CONSTRAINT "producer_years_labour" CHECK ("producer_years"."local_labour" is null or "producer_years"."local_labour" <= "producer_years"."labour")
);
--> statement-breakpoint
CREATE TABLE "producers" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"province_code" text NOT NULL,
	"unit_version" text NOT NULL,
	"unit_code" text NOT NULL,
	"unit_path" text NOT NULL,
	"kind" text NOT NULL,
	"company_form" text,
	"name" text NOT NULL,
	"name_folded" text NOT NULL,
	"tax_code" text,
	"registration_number" text,
	"community_capital_percent" numeric(5, 2),
	"is_tourism" boolean DEFAULT false NOT NULL,
	"address" text NOT NULL,
	"phone" text,
	"email" text,
	"website" text,
	"founded_on" date,
	"main_activity" text,
	"is_demo" boolean DEFAULT false NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "upload_pieces" (
	"upload_id" uuid NOT NULL,
	"start" integer NOT NULL,
	"bytes" "bytea" NOT NULL,
	CONSTRAINT "upload_pieces_upload_id_start_pk" PRIMARY KEY("upload_id","start")
);
--> statement-breakpoint
CREATE TABLE "uploads" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"province_code" text NOT NULL,
	"producer_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"file_name" text NOT NULL,
	"length" integer NOT NULL,
	"received" integer DEFAULT 0 NOT NULL,
	"declared_digest" text,
	"state" text DEFAULT 'receiving' NOT NULL,
	"refusal" text,
	"digest" text,
	"media_type" text,
	"page_count" integer,
	"paper_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "uploads_received" CHECK ("uploads"."received" between 0 and "uploads"."length")
);
--> statement-breakpoint
CREATE TABLE "product_pictures" (
	"product_id" uuid NOT NULL,
	"digest" text NOT NULL,
	"kind" text NOT NULL,
	"caption" text,
	"position" integer NOT NULL,
	"added_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "product_pictures_product_id_kind_digest_pk" PRIMARY KEY("product_id","kind","digest")
);
--> statement-breakpoint
CREATE TABLE "products" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"province_code" text NOT NULL,
	"producer_id" uuid NOT NULL,
	"name" text NOT NULL,
	"name_folded" text NOT NULL,
	"regime" text NOT NULL,
	"set_code" text NOT NULL,
	"is_tourism" boolean DEFAULT false NOT NULL,
	"description" text,
	"packaging_sizes" text,
	"ingredients" jsonb NOT NULL,
	"standard" text,
	"shelf_life" text,
	"storage" text,
	"barcode" text,
	"price_from" bigint,
	"price_to" bigint,
	"price_unit" text,
	"yearly_output" text,
	"is_key_product" boolean DEFAULT false NOT NULL,
	"chain" text,
	"story" jsonb NOT NULL,
	"is_demo" boolean DEFAULT false NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "products_price" CHECK ("products"."price_from" is null or "products"."price_to" is null or "products"."price_from" <= "products"."price_to")
);
--> statement-breakpoint
CREATE TABLE "rulebook_versions" (
	"digest" text PRIMARY KEY NOT NULL,
	"regime" text NOT NULL,
	"body" jsonb NOT NULL,
	"loaded_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "rulebook_wordings" (
	"province_code" text NOT NULL,
	"regime" text NOT NULL,
	"version" integer NOT NULL,
	"digest" text NOT NULL,
	"texts" jsonb NOT NULL,
	"imported_by" text,
	"imported_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "rulebook_wordings_province_code_regime_version_pk" PRIMARY KEY("province_code","regime","version")
);
--> statement-breakpoint
CREATE TABLE "self_assessments" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"token_hash" text NOT NULL,
	"digest" text NOT NULL,
	"set_code" text NOT NULL,
	"answers" jsonb NOT NULL,
	"confirmed" jsonb NOT NULL,
	"costs" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"product" text,
	"producer" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "self_assessments_token_hash_unique" UNIQUE("token_hash"),
	CONSTRAINT "self_assessments_small" CHECK (pg_column_size("self_assessments"."answers") < 16384)
);
--> statement-breakpoint
ALTER TABLE "commune_reviews" ADD CONSTRAINT "commune_reviews_dossier_id_dossiers_id_fk" FOREIGN KEY ("dossier_id") REFERENCES "public"."dossiers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "commune_reviews" ADD CONSTRAINT "commune_reviews_signed_digest_stored_files_digest_fk" FOREIGN KEY ("signed_digest") REFERENCES "public"."stored_files"("digest") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "commune_reviews" ADD CONSTRAINT "commune_reviews_updated_by_users_id_fk" FOREIGN KEY ("updated_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dossier_answers" ADD CONSTRAINT "dossier_answers_dossier_id_dossiers_id_fk" FOREIGN KEY ("dossier_id") REFERENCES "public"."dossiers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dossier_answers" ADD CONSTRAINT "dossier_answers_updated_by_users_id_fk" FOREIGN KEY ("updated_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dossier_confirmations" ADD CONSTRAINT "dossier_confirmations_dossier_id_dossiers_id_fk" FOREIGN KEY ("dossier_id") REFERENCES "public"."dossiers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dossier_confirmations" ADD CONSTRAINT "dossier_confirmations_sheet_digest_stored_files_digest_fk" FOREIGN KEY ("sheet_digest") REFERENCES "public"."stored_files"("digest") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dossier_events" ADD CONSTRAINT "dossier_events_dossier_id_dossiers_id_fk" FOREIGN KEY ("dossier_id") REFERENCES "public"."dossiers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dossier_events" ADD CONSTRAINT "dossier_events_actor_id_users_id_fk" FOREIGN KEY ("actor_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dossier_evidence" ADD CONSTRAINT "dossier_evidence_dossier_id_dossiers_id_fk" FOREIGN KEY ("dossier_id") REFERENCES "public"."dossiers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dossier_evidence" ADD CONSTRAINT "dossier_evidence_paper_id_papers_id_fk" FOREIGN KEY ("paper_id") REFERENCES "public"."papers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dossier_evidence" ADD CONSTRAINT "dossier_evidence_attached_by_users_id_fk" FOREIGN KEY ("attached_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dossier_filed_papers" ADD CONSTRAINT "dossier_filed_papers_filing_id_dossier_filings_id_fk" FOREIGN KEY ("filing_id") REFERENCES "public"."dossier_filings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dossier_filed_papers" ADD CONSTRAINT "dossier_filed_papers_dossier_id_dossiers_id_fk" FOREIGN KEY ("dossier_id") REFERENCES "public"."dossiers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dossier_filings" ADD CONSTRAINT "dossier_filings_dossier_id_dossiers_id_fk" FOREIGN KEY ("dossier_id") REFERENCES "public"."dossiers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dossier_filings" ADD CONSTRAINT "dossier_filings_filed_by_users_id_fk" FOREIGN KEY ("filed_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dossier_messages" ADD CONSTRAINT "dossier_messages_dossier_id_dossiers_id_fk" FOREIGN KEY ("dossier_id") REFERENCES "public"."dossiers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dossier_messages" ADD CONSTRAINT "dossier_messages_read_by_users_id_fk" FOREIGN KEY ("read_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dossier_numbers" ADD CONSTRAINT "dossier_numbers_dossier_id_dossiers_id_fk" FOREIGN KEY ("dossier_id") REFERENCES "public"."dossiers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dossier_numbers" ADD CONSTRAINT "dossier_numbers_received_by_users_id_fk" FOREIGN KEY ("received_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dossier_returns" ADD CONSTRAINT "dossier_returns_dossier_id_dossiers_id_fk" FOREIGN KEY ("dossier_id") REFERENCES "public"."dossiers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dossier_returns" ADD CONSTRAINT "dossier_returns_returned_by_users_id_fk" FOREIGN KEY ("returned_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dossier_rounds" ADD CONSTRAINT "dossier_rounds_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dossier_samples" ADD CONSTRAINT "dossier_samples_dossier_id_dossiers_id_fk" FOREIGN KEY ("dossier_id") REFERENCES "public"."dossiers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dossier_samples" ADD CONSTRAINT "dossier_samples_recorded_by_users_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dossier_sections" ADD CONSTRAINT "dossier_sections_dossier_id_dossiers_id_fk" FOREIGN KEY ("dossier_id") REFERENCES "public"."dossiers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dossier_sections" ADD CONSTRAINT "dossier_sections_updated_by_users_id_fk" FOREIGN KEY ("updated_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dossiers" ADD CONSTRAINT "dossiers_producer_id_producers_id_fk" FOREIGN KEY ("producer_id") REFERENCES "public"."producers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dossiers" ADD CONSTRAINT "dossiers_product_id_products_id_fk" FOREIGN KEY ("product_id") REFERENCES "public"."products"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dossiers" ADD CONSTRAINT "dossiers_rulebook_digest_rulebook_versions_digest_fk" FOREIGN KEY ("rulebook_digest") REFERENCES "public"."rulebook_versions"("digest") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dossiers" ADD CONSTRAINT "dossiers_round_id_dossier_rounds_id_fk" FOREIGN KEY ("round_id") REFERENCES "public"."dossier_rounds"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dossiers" ADD CONSTRAINT "dossiers_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "credentials" ADD CONSTRAINT "credentials_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "role_grants" ADD CONSTRAINT "role_grants_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "role_grants" ADD CONSTRAINT "role_grants_granted_by_users_id_fk" FOREIGN KEY ("granted_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "two_factors" ADD CONSTRAINT "two_factors_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "users" ADD CONSTRAINT "users_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "place_changes" ADD CONSTRAINT "place_changes_unit_fk" FOREIGN KEY ("version","code") REFERENCES "public"."place_units"("version","code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "place_mappings" ADD CONSTRAINT "place_mappings_old_fk" FOREIGN KEY ("old_version","old_code") REFERENCES "public"."place_units"("version","code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "place_mappings" ADD CONSTRAINT "place_mappings_new_fk" FOREIGN KEY ("new_version","new_code") REFERENCES "public"."place_units"("version","code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "paper_pages" ADD CONSTRAINT "paper_pages_paper_id_papers_id_fk" FOREIGN KEY ("paper_id") REFERENCES "public"."papers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "paper_pages" ADD CONSTRAINT "paper_pages_digest_stored_files_digest_fk" FOREIGN KEY ("digest") REFERENCES "public"."stored_files"("digest") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "papers" ADD CONSTRAINT "papers_producer_id_producers_id_fk" FOREIGN KEY ("producer_id") REFERENCES "public"."producers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "papers" ADD CONSTRAINT "papers_digest_stored_files_digest_fk" FOREIGN KEY ("digest") REFERENCES "public"."stored_files"("digest") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "papers" ADD CONSTRAINT "papers_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "producer_forms" ADD CONSTRAINT "producer_forms_producer_id_producers_id_fk" FOREIGN KEY ("producer_id") REFERENCES "public"."producers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "producer_forms" ADD CONSTRAINT "producer_forms_recorded_by_users_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "producer_representatives" ADD CONSTRAINT "producer_representatives_producer_id_producers_id_fk" FOREIGN KEY ("producer_id") REFERENCES "public"."producers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "producer_representatives" ADD CONSTRAINT "producer_representatives_recorded_by_users_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "producer_years" ADD CONSTRAINT "producer_years_producer_id_producers_id_fk" FOREIGN KEY ("producer_id") REFERENCES "public"."producers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "producers" ADD CONSTRAINT "producers_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "upload_pieces" ADD CONSTRAINT "upload_pieces_upload_id_uploads_id_fk" FOREIGN KEY ("upload_id") REFERENCES "public"."uploads"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "uploads" ADD CONSTRAINT "uploads_producer_id_producers_id_fk" FOREIGN KEY ("producer_id") REFERENCES "public"."producers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "uploads" ADD CONSTRAINT "uploads_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "uploads" ADD CONSTRAINT "uploads_digest_stored_files_digest_fk" FOREIGN KEY ("digest") REFERENCES "public"."stored_files"("digest") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "uploads" ADD CONSTRAINT "uploads_paper_id_papers_id_fk" FOREIGN KEY ("paper_id") REFERENCES "public"."papers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "product_pictures" ADD CONSTRAINT "product_pictures_product_id_products_id_fk" FOREIGN KEY ("product_id") REFERENCES "public"."products"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "product_pictures" ADD CONSTRAINT "product_pictures_digest_stored_files_digest_fk" FOREIGN KEY ("digest") REFERENCES "public"."stored_files"("digest") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "products" ADD CONSTRAINT "products_producer_id_producers_id_fk" FOREIGN KEY ("producer_id") REFERENCES "public"."producers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "products" ADD CONSTRAINT "products_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rulebook_wordings" ADD CONSTRAINT "rulebook_wordings_digest_rulebook_versions_digest_fk" FOREIGN KEY ("digest") REFERENCES "public"."rulebook_versions"("digest") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "self_assessments" ADD CONSTRAINT "self_assessments_digest_rulebook_versions_digest_fk" FOREIGN KEY ("digest") REFERENCES "public"."rulebook_versions"("digest") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "audit_log_by_subject" ON "audit_log" USING btree ("subject_type","subject_id");--> statement-breakpoint
CREATE INDEX "audit_log_by_actor" ON "audit_log" USING btree ("actor_id");--> statement-breakpoint
CREATE INDEX "audit_log_by_time" ON "audit_log" USING btree ("at");--> statement-breakpoint
CREATE INDEX "idempotency_keys_by_age" ON "idempotency_keys" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "attempt_counters_end_idx" ON "attempt_counters" USING btree ("window_ends_at");--> statement-breakpoint
CREATE INDEX "dossier_evidence_paper_idx" ON "dossier_evidence" USING btree ("paper_id");--> statement-breakpoint
CREATE INDEX "dossier_filed_papers_digest_idx" ON "dossier_filed_papers" USING btree ("province_code","digest");--> statement-breakpoint
CREATE INDEX "dossier_messages_producer_idx" ON "dossier_messages" USING btree ("producer_id","created_at");--> statement-breakpoint
CREATE INDEX "dossier_messages_office_idx" ON "dossier_messages" USING btree ("office_path","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "dossier_returns_open" ON "dossier_returns" USING btree ("dossier_id") WHERE "dossier_returns"."resubmitted_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "dossiers_one_under_way" ON "dossiers" USING btree ("product_id") WHERE "dossiers"."state" not in ('decided', 'notRecognised', 'rejected', 'withdrawn') and not "dossiers"."is_recorded";--> statement-breakpoint
CREATE INDEX "dossiers_board_idx" ON "dossiers" USING btree ("province_code","state","due_on");--> statement-breakpoint
CREATE INDEX "dossiers_unit_idx" ON "dossiers" USING btree ("unit_path" text_pattern_ops,"state");--> statement-breakpoint
CREATE INDEX "dossiers_producer_idx" ON "dossiers" USING btree ("producer_id");--> statement-breakpoint
CREATE INDEX "agencies_place_idx" ON "agencies" USING btree ("place_path" text_pattern_ops);--> statement-breakpoint
CREATE INDEX "sessions_user_idx" ON "sessions" USING btree ("user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "users_username_key" ON "users" USING btree ("username");--> statement-breakpoint
CREATE UNIQUE INDEX "users_email_key" ON "users" USING btree (lower("email"));--> statement-breakpoint
CREATE INDEX "users_place_idx" ON "users" USING btree ("place_path" text_pattern_ops);--> statement-breakpoint
CREATE INDEX "verifications_identifier_idx" ON "verifications" USING btree ("identifier");--> statement-breakpoint
CREATE INDEX "place_mappings_new_idx" ON "place_mappings" USING btree ("new_version","new_code");--> statement-breakpoint
CREATE INDEX "place_units_parent_idx" ON "place_units" USING btree ("version","parent_code");--> statement-breakpoint
CREATE INDEX "place_units_path_idx" ON "place_units" USING btree ("version","path" text_pattern_ops);--> statement-breakpoint
CREATE INDEX "place_units_search_idx" ON "place_units" USING gin ("search") WITH (fastupdate=false);--> statement-breakpoint
CREATE UNIQUE INDEX "papers_content_key" ON "papers" USING btree ("producer_id","digest") WHERE "papers"."archived_at" is null and "papers"."digest" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "papers_number_key" ON "papers" USING btree ("producer_id","kind",lower("number")) WHERE "papers"."archived_at" is null and "papers"."number" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "papers_url_key" ON "papers" USING btree ("producer_id","url") WHERE "papers"."archived_at" is null and "papers"."url" is not null;--> statement-breakpoint
CREATE INDEX "papers_digest_idx" ON "papers" USING btree ("digest");--> statement-breakpoint
CREATE INDEX "papers_expiry_idx" ON "papers" USING btree ("province_code","expires_on") WHERE "papers"."archived_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "producer_forms_once" ON "producer_forms" USING btree ("producer_id","until");--> statement-breakpoint
CREATE UNIQUE INDEX "producer_representatives_current" ON "producer_representatives" USING btree ("producer_id") WHERE "producer_representatives"."replaced_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "producers_tax_code_key" ON "producers" USING btree ("province_code","tax_code") WHERE "producers"."tax_code" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "producers_name_key" ON "producers" USING btree ("province_code","unit_code","name_folded");--> statement-breakpoint
CREATE INDEX "producers_unit_idx" ON "producers" USING btree ("unit_path" text_pattern_ops);--> statement-breakpoint
CREATE INDEX "uploads_producer_idx" ON "uploads" USING btree ("producer_id");--> statement-breakpoint
CREATE INDEX "uploads_age_idx" ON "uploads" USING btree ("updated_at");--> statement-breakpoint
CREATE UNIQUE INDEX "products_name_key" ON "products" USING btree ("producer_id","name_folded");--> statement-breakpoint
CREATE INDEX "products_province_idx" ON "products" USING btree ("province_code","set_code");--> statement-breakpoint
CREATE INDEX "products_barcode_idx" ON "products" USING btree ("barcode");--> statement-breakpoint
CREATE INDEX "rulebook_versions_by_regime" ON "rulebook_versions" USING btree ("regime");