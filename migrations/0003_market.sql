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
CREATE UNIQUE INDEX "market_profile_versions_accepted_key" ON "market_profile_versions" USING btree ("profile_id") WHERE "market_profile_versions"."state" = 'accepted';