CREATE TABLE "public_builds" (
	"id" integer PRIMARY KEY DEFAULT 1 NOT NULL,
	"digest" text NOT NULL,
	"built_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "public_builds_one_row" CHECK ("public_builds"."id" = 1)
);
--> statement-breakpoint
CREATE TABLE "public_places" (
	"path" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"province_name" text NOT NULL,
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
	"decision_number" text,
	"issuer" text,
	"level" text,
	"certificate_number" text,
	"token" text,
	"barcode" text,
	"latitude" double precision,
	"longitude" double precision,
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
ALTER TABLE "register_drafts" ADD CONSTRAINT "register_drafts_import_id_register_imports_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."register_imports"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "register_drafts" ADD CONSTRAINT "register_drafts_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "register_layouts" ADD CONSTRAINT "register_layouts_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
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
CREATE INDEX "register_entries_waiting_idx" ON "register_entries" USING btree ("province_code","year") WHERE "register_entries"."recognition_id" is null;