CREATE TABLE "dossier_issued_papers" (
	"dossier_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"number_text" text NOT NULL,
	"issued_on" date NOT NULL,
	"kept_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "dossier_issued_papers_dossier_id_kind_pk" PRIMARY KEY("dossier_id","kind")
);
--> statement-breakpoint
CREATE TABLE "api_keys" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"name" text NOT NULL,
	"contact" text NOT NULL,
	"prefix" text NOT NULL,
	"digest" text NOT NULL,
	"per_minute" integer NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"revoked_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "webhooks" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"name" text NOT NULL,
	"url" text NOT NULL,
	"secret" text NOT NULL,
	"state" text DEFAULT 'active' NOT NULL,
	"sent_to" bigint NOT NULL,
	"failures" integer DEFAULT 0 NOT NULL,
	"last_error" text,
	"last_sent_at" timestamp with time zone,
	"next_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "webhooks_state" CHECK ("webhooks"."state" in ('active', 'paused', 'ended'))
);
--> statement-breakpoint
CREATE TABLE "market_news" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"province_code" text NOT NULL,
	"unit_path" text NOT NULL,
	"kind" text NOT NULL,
	"title" text NOT NULL,
	"lead" text NOT NULL,
	"body" text NOT NULL,
	"title_en" text,
	"lead_en" text,
	"body_en" text,
	"picture_digest" text,
	"picture_alt" text,
	"picture_alt_en" text,
	"state" text DEFAULT 'draft' NOT NULL,
	"published_at" timestamp with time zone,
	"reason" text,
	"is_demo" boolean DEFAULT coalesce(current_setting('ocop.demo', true), '') = 'on' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "market_news_subjects" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"news_id" uuid NOT NULL,
	"product_id" uuid,
	"producer_id" uuid,
	CONSTRAINT "market_news_subjects_one" CHECK (("market_news_subjects"."product_id" is null) <> ("market_news_subjects"."producer_id" is null))
);
--> statement-breakpoint
CREATE TABLE "market_picture_variants" (
	"digest" text NOT NULL,
	"width" integer NOT NULL,
	"format" text NOT NULL,
	"variant_digest" text NOT NULL,
	"size" integer NOT NULL,
	CONSTRAINT "market_picture_variants_digest_width_format_pk" PRIMARY KEY("digest","width","format")
);
--> statement-breakpoint
CREATE TABLE "market_point_products" (
	"point_id" uuid NOT NULL,
	"product_id" uuid NOT NULL,
	CONSTRAINT "market_point_products_point_id_product_id_pk" PRIMARY KEY("point_id","product_id")
);
--> statement-breakpoint
CREATE TABLE "market_points" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"province_code" text NOT NULL,
	"unit_path" text NOT NULL,
	"name" text NOT NULL,
	"name_folded" text NOT NULL,
	"kind" text NOT NULL,
	"level" text NOT NULL,
	"address" text NOT NULL,
	"place_version" text NOT NULL,
	"place_code" text NOT NULL,
	"place_path" text NOT NULL,
	"latitude" double precision,
	"longitude" double precision,
	"opening_hours" text,
	"phone" text,
	"run_by" text,
	"state" text DEFAULT 'open' NOT NULL,
	"is_demo" boolean DEFAULT coalesce(current_setting('ocop.demo', true), '') = 'on' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "market_points_position" CHECK (("market_points"."latitude" is null) = ("market_points"."longitude" is null))
);
--> statement-breakpoint
CREATE TABLE "market_profiles" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"province_code" text NOT NULL,
	"unit_path" text NOT NULL,
	"kind" text NOT NULL,
	"producer_id" uuid NOT NULL,
	"product_id" uuid,
	"accepted_version_id" uuid,
	"is_demo" boolean DEFAULT coalesce(current_setting('ocop.demo', true), '') = 'on' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "market_profiles_subject" CHECK (("market_profiles"."kind" = 'product') = ("market_profiles"."product_id" is not null))
);
--> statement-breakpoint
CREATE TABLE "market_profile_pictures" (
	"version_id" uuid NOT NULL,
	"digest" text NOT NULL,
	"position" integer NOT NULL,
	"alt" text NOT NULL,
	"alt_en" text,
	CONSTRAINT "market_profile_pictures_version_id_digest_pk" PRIMARY KEY("version_id","digest")
);
--> statement-breakpoint
CREATE TABLE "market_profile_versions" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"profile_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"state" text DEFAULT 'pending' NOT NULL,
	"content" jsonb NOT NULL,
	"latitude" double precision,
	"longitude" double precision,
	"proposed_by" uuid NOT NULL,
	"proposed_at" timestamp with time zone DEFAULT now() NOT NULL,
	"decided_by" uuid,
	"decided_at" timestamp with time zone,
	"reason" text,
	CONSTRAINT "market_profile_versions_position" CHECK (("market_profile_versions"."latitude" is null) = ("market_profile_versions"."longitude" is null))
);
--> statement-breakpoint
CREATE TABLE "boundary_outlines" (
	"set_id" uuid NOT NULL,
	"version" text NOT NULL,
	"code" text NOT NULL,
	"detail" integer NOT NULL,
	"shape" jsonb NOT NULL,
	"west" double precision NOT NULL,
	"south" double precision NOT NULL,
	"east" double precision NOT NULL,
	"north" double precision NOT NULL,
	CONSTRAINT "boundary_outlines_set_id_detail_code_pk" PRIMARY KEY("set_id","detail","code")
);
--> statement-breakpoint
CREATE TABLE "boundary_sets" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"version" text NOT NULL,
	"level" text NOT NULL,
	"province_code" text,
	"file_name" text NOT NULL,
	"digest" text NOT NULL,
	"source" text NOT NULL,
	"licence" text NOT NULL,
	"report" jsonb NOT NULL,
	"loaded_by" text,
	"loaded_at" timestamp with time zone DEFAULT now() NOT NULL,
	"ended" text,
	"ended_by" text,
	"ended_at" timestamp with time zone,
	CONSTRAINT "boundary_sets_ended" CHECK (("boundary_sets"."ended" is null) = ("boundary_sets"."ended_at" is null))
);
--> statement-breakpoint
CREATE TABLE "public_builds" (
	"id" integer PRIMARY KEY DEFAULT 1 NOT NULL,
	"digest" text NOT NULL,
	"built_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "public_builds_one_row" CHECK ("public_builds"."id" = 1)
);
--> statement-breakpoint
CREATE TABLE "public_places" (
	"path" text PRIMARY KEY NOT NULL,
	"words" text NOT NULL,
	"latitude" double precision,
	"longitude" double precision
);
--> statement-breakpoint
CREATE TABLE "public_products" (
	"product_id" uuid PRIMARY KEY NOT NULL,
	"slug" text NOT NULL,
	"key" text NOT NULL,
	"recognition_id" uuid,
	"province_code" text NOT NULL,
	"unit_path" text NOT NULL,
	"unit_version" text NOT NULL,
	"unit_code" text NOT NULL,
	"name" text NOT NULL,
	"producer_id" uuid NOT NULL,
	"producer_slug" text NOT NULL,
	"producer_key" text NOT NULL,
	"producer_name" text NOT NULL,
	"producer_kind" text NOT NULL,
	"regime" text,
	"set_key" text,
	"stars" integer NOT NULL,
	"recognised_on" date,
	"since" date NOT NULL,
	"expires_on" date,
	"extended_until" date,
	"ends_from" date NOT NULL,
	"ends_to" date NOT NULL,
	"revoked_on" date,
	"replaced_on" date,
	"decision_number" text,
	"issuer" text,
	"level" text,
	"certificate_number" text,
	"token" text,
	"barcode" text,
	"latitude" double precision,
	"longitude" double precision,
	"position_of" text NOT NULL,
	"is_demo" boolean NOT NULL,
	"search" "tsvector" NOT NULL,
	"accents" text[] NOT NULL
);
--> statement-breakpoint
CREATE TABLE "public_touched" (
	"transaction" bigint DEFAULT pg_current_xact_id()::text::bigint NOT NULL,
	"product_id" uuid
);
--> statement-breakpoint
CREATE TABLE "public_versions" (
	"slot" integer PRIMARY KEY NOT NULL,
	"changes" bigint DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "public_words" (
	"key" text NOT NULL,
	"word" text NOT NULL,
	CONSTRAINT "public_words_key_word_pk" PRIMARY KEY("key","word")
);
--> statement-breakpoint
CREATE TABLE "register_drafts" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"file_name" text NOT NULL,
	"bytes" "bytea" NOT NULL,
	"layout" jsonb,
	"province" text,
	"settlements" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"import_id" uuid,
	"version" integer DEFAULT 1 NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "register_layouts" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"province_code" text,
	"layout" jsonb NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "register_entries" ADD COLUMN "source" text;--> statement-breakpoint
ALTER TABLE "register_entries" ADD COLUMN "expires_from" date;--> statement-breakpoint
ALTER TABLE "register_entries" ADD COLUMN "expires_to" date;--> statement-breakpoint
ALTER TABLE "register_entries" ADD COLUMN "completed_by" uuid;--> statement-breakpoint
ALTER TABLE "register_entries" ADD COLUMN "completed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "register_imports" ADD COLUMN "settlements" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "inspections" ADD COLUMN "minutes_symbol" text;--> statement-breakpoint
ALTER TABLE "inspections" ADD COLUMN "minutes_year" integer;--> statement-breakpoint
ALTER TABLE "inspections" ADD COLUMN "minutes_number" integer;--> statement-breakpoint
ALTER TABLE "dossier_issued_papers" ADD CONSTRAINT "dossier_issued_papers_dossier_id_dossiers_id_fk" FOREIGN KEY ("dossier_id") REFERENCES "public"."dossiers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhooks" ADD CONSTRAINT "webhooks_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "market_news" ADD CONSTRAINT "market_news_picture_digest_stored_files_digest_fk" FOREIGN KEY ("picture_digest") REFERENCES "public"."stored_files"("digest") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "market_news" ADD CONSTRAINT "market_news_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "market_news_subjects" ADD CONSTRAINT "market_news_subjects_news_id_market_news_id_fk" FOREIGN KEY ("news_id") REFERENCES "public"."market_news"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "market_news_subjects" ADD CONSTRAINT "market_news_subjects_product_id_products_id_fk" FOREIGN KEY ("product_id") REFERENCES "public"."products"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "market_news_subjects" ADD CONSTRAINT "market_news_subjects_producer_id_producers_id_fk" FOREIGN KEY ("producer_id") REFERENCES "public"."producers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "market_picture_variants" ADD CONSTRAINT "market_picture_variants_digest_stored_files_digest_fk" FOREIGN KEY ("digest") REFERENCES "public"."stored_files"("digest") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "market_picture_variants" ADD CONSTRAINT "market_picture_variants_variant_digest_stored_files_digest_fk" FOREIGN KEY ("variant_digest") REFERENCES "public"."stored_files"("digest") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "market_point_products" ADD CONSTRAINT "market_point_products_point_id_market_points_id_fk" FOREIGN KEY ("point_id") REFERENCES "public"."market_points"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "market_point_products" ADD CONSTRAINT "market_point_products_product_id_products_id_fk" FOREIGN KEY ("product_id") REFERENCES "public"."products"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "market_points" ADD CONSTRAINT "market_points_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "market_profiles" ADD CONSTRAINT "market_profiles_producer_id_producers_id_fk" FOREIGN KEY ("producer_id") REFERENCES "public"."producers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "market_profiles" ADD CONSTRAINT "market_profiles_product_id_products_id_fk" FOREIGN KEY ("product_id") REFERENCES "public"."products"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "market_profiles" ADD CONSTRAINT "market_profiles_accepted_version_id_market_profile_versions_id_fk" FOREIGN KEY ("accepted_version_id") REFERENCES "public"."market_profile_versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "market_profile_pictures" ADD CONSTRAINT "market_profile_pictures_version_id_market_profile_versions_id_fk" FOREIGN KEY ("version_id") REFERENCES "public"."market_profile_versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "market_profile_pictures" ADD CONSTRAINT "market_profile_pictures_digest_stored_files_digest_fk" FOREIGN KEY ("digest") REFERENCES "public"."stored_files"("digest") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "market_profile_versions" ADD CONSTRAINT "market_profile_versions_profile_id_market_profiles_id_fk" FOREIGN KEY ("profile_id") REFERENCES "public"."market_profiles"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "market_profile_versions" ADD CONSTRAINT "market_profile_versions_proposed_by_users_id_fk" FOREIGN KEY ("proposed_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "market_profile_versions" ADD CONSTRAINT "market_profile_versions_decided_by_users_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "boundary_outlines" ADD CONSTRAINT "boundary_outlines_set_id_boundary_sets_id_fk" FOREIGN KEY ("set_id") REFERENCES "public"."boundary_sets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "boundary_outlines" ADD CONSTRAINT "boundary_outlines_unit_fk" FOREIGN KEY ("version","code") REFERENCES "public"."place_units"("version","code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "register_drafts" ADD CONSTRAINT "register_drafts_import_id_register_imports_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."register_imports"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "register_drafts" ADD CONSTRAINT "register_drafts_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "register_layouts" ADD CONSTRAINT "register_layouts_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "api_keys_digest_key" ON "api_keys" USING btree ("digest");--> statement-breakpoint
CREATE INDEX "webhooks_due_idx" ON "webhooks" USING btree ("next_at") WHERE "webhooks"."state" = 'active';--> statement-breakpoint
CREATE INDEX "market_news_published_idx" ON "market_news" USING btree ("state","published_at");--> statement-breakpoint
CREATE INDEX "market_news_province_idx" ON "market_news" USING btree ("province_code","updated_at");--> statement-breakpoint
CREATE INDEX "market_news_picture_idx" ON "market_news" USING btree ("picture_digest");--> statement-breakpoint
CREATE INDEX "market_news_subjects_news_idx" ON "market_news_subjects" USING btree ("news_id");--> statement-breakpoint
CREATE INDEX "market_news_subjects_product_idx" ON "market_news_subjects" USING btree ("product_id");--> statement-breakpoint
CREATE INDEX "market_news_subjects_producer_idx" ON "market_news_subjects" USING btree ("producer_id");--> statement-breakpoint
CREATE INDEX "market_point_products_product_idx" ON "market_point_products" USING btree ("product_id");--> statement-breakpoint
CREATE UNIQUE INDEX "market_points_name_key" ON "market_points" USING btree ("province_code","place_code","name_folded");--> statement-breakpoint
CREATE INDEX "market_points_place_idx" ON "market_points" USING btree ("place_path" text_pattern_ops);--> statement-breakpoint
CREATE UNIQUE INDEX "market_profiles_product_key" ON "market_profiles" USING btree ("product_id") WHERE "market_profiles"."product_id" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "market_profiles_producer_key" ON "market_profiles" USING btree ("producer_id") WHERE "market_profiles"."product_id" is null;--> statement-breakpoint
CREATE INDEX "market_profiles_accepted_idx" ON "market_profiles" USING btree ("accepted_version_id");--> statement-breakpoint
CREATE INDEX "market_profiles_province_idx" ON "market_profiles" USING btree ("province_code");--> statement-breakpoint
CREATE INDEX "market_profile_pictures_digest_idx" ON "market_profile_pictures" USING btree ("digest");--> statement-breakpoint
CREATE UNIQUE INDEX "market_profile_versions_seq_key" ON "market_profile_versions" USING btree ("profile_id","seq");--> statement-breakpoint
CREATE UNIQUE INDEX "market_profile_versions_pending_key" ON "market_profile_versions" USING btree ("profile_id") WHERE "market_profile_versions"."state" = 'pending';--> statement-breakpoint
CREATE UNIQUE INDEX "market_profile_versions_accepted_key" ON "market_profile_versions" USING btree ("profile_id") WHERE "market_profile_versions"."state" = 'accepted';--> statement-breakpoint
CREATE INDEX "boundary_outlines_code_idx" ON "boundary_outlines" USING btree ("version","code","detail");--> statement-breakpoint
CREATE INDEX "boundary_sets_loaded_idx" ON "boundary_sets" USING btree ("loaded_at");--> statement-breakpoint
CREATE INDEX "public_products_key_idx" ON "public_products" USING btree ("key");--> statement-breakpoint
CREATE INDEX "public_products_producer_idx" ON "public_products" USING btree ("producer_key");--> statement-breakpoint
CREATE INDEX "public_products_since_idx" ON "public_products" USING btree ("since" DESC NULLS LAST,"product_id");--> statement-breakpoint
CREATE INDEX "public_products_stars_idx" ON "public_products" USING btree ("stars","since" DESC NULLS LAST,"product_id");--> statement-breakpoint
CREATE INDEX "public_products_unit_idx" ON "public_products" USING btree ("unit_path" text_pattern_ops,"since" DESC NULLS LAST,"product_id");--> statement-breakpoint
CREATE INDEX "public_products_set_idx" ON "public_products" USING btree ("set_key","since" DESC NULLS LAST,"product_id");--> statement-breakpoint
CREATE INDEX "public_products_ends_idx" ON "public_products" USING btree ("ends_to");--> statement-breakpoint
CREATE INDEX "public_products_barcode_idx" ON "public_products" USING btree ("barcode");--> statement-breakpoint
CREATE INDEX "public_products_search_idx" ON "public_products" USING gin ("search") WITH (fastupdate=false);--> statement-breakpoint
CREATE INDEX "public_touched_idx" ON "public_touched" USING btree ("transaction");--> statement-breakpoint
CREATE INDEX "register_drafts_owner_idx" ON "register_drafts" USING btree ("created_by","updated_at");--> statement-breakpoint
CREATE INDEX "register_layouts_province_idx" ON "register_layouts" USING btree ("province_code");--> statement-breakpoint
ALTER TABLE "register_entries" ADD CONSTRAINT "register_entries_completed_by_users_id_fk" FOREIGN KEY ("completed_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "register_entries_waiting_idx" ON "register_entries" USING btree ("province_code","year") WHERE "register_entries"."recognition_id" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "inspections_minutes" ON "inspections" USING btree ("province_code","minutes_symbol","minutes_year","minutes_number") WHERE "inspections"."minutes_number" is not null;