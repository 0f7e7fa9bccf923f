CREATE TABLE "growing_area_products" (
	"version_id" uuid NOT NULL,
	"product_id" uuid NOT NULL,
	CONSTRAINT "growing_area_products_version_id_product_id_pk" PRIMARY KEY("version_id","product_id")
);
--> statement-breakpoint
CREATE TABLE "growing_area_versions" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"province_code" text NOT NULL,
	"area_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"state" text DEFAULT 'pending' NOT NULL,
	"name" text NOT NULL,
	"crop" text NOT NULL,
	"code" text,
	"area_m2" bigint NOT NULL,
	"computed_m2" bigint,
	"area_note" text,
	"standard" text NOT NULL,
	"standard_name" text,
	"paper_id" uuid,
	"standard_until" date,
	"place_version" text NOT NULL,
	"place_code" text NOT NULL,
	"place_path" text NOT NULL,
	"longitude" double precision NOT NULL,
	"latitude" double precision NOT NULL,
	"shape" jsonb,
	"west" double precision NOT NULL,
	"south" double precision NOT NULL,
	"east" double precision NOT NULL,
	"north" double precision NOT NULL,
	"is_public" boolean NOT NULL,
	"proposed_by" uuid NOT NULL,
	"proposed_at" timestamp with time zone DEFAULT now() NOT NULL,
	"decided_by" uuid,
	"decided_at" timestamp with time zone,
	"reason" text,
	CONSTRAINT "growing_area_versions_area" CHECK ("growing_area_versions"."area_m2" > 0),
	CONSTRAINT "growing_area_versions_lines" CHECK (("growing_area_versions"."shape" is null) = ("growing_area_versions"."computed_m2" is null))
);
--> statement-breakpoint
CREATE TABLE "growing_areas" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"province_code" text NOT NULL,
	"unit_path" text NOT NULL,
	"producer_id" uuid NOT NULL,
	"accepted_version_id" uuid,
	"is_demo" boolean DEFAULT coalesce(current_setting('ocop.demo', true), '') = 'on' NOT NULL,
	"created_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "growing_area_products" ADD CONSTRAINT "growing_area_products_version_id_growing_area_versions_id_fk" FOREIGN KEY ("version_id") REFERENCES "public"."growing_area_versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "growing_area_products" ADD CONSTRAINT "growing_area_products_product_id_products_id_fk" FOREIGN KEY ("product_id") REFERENCES "public"."products"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "growing_area_versions" ADD CONSTRAINT "growing_area_versions_area_id_growing_areas_id_fk" FOREIGN KEY ("area_id") REFERENCES "public"."growing_areas"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "growing_area_versions" ADD CONSTRAINT "growing_area_versions_paper_id_papers_id_fk" FOREIGN KEY ("paper_id") REFERENCES "public"."papers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "growing_area_versions" ADD CONSTRAINT "growing_area_versions_proposed_by_users_id_fk" FOREIGN KEY ("proposed_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "growing_area_versions" ADD CONSTRAINT "growing_area_versions_decided_by_users_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "growing_areas" ADD CONSTRAINT "growing_areas_producer_id_producers_id_fk" FOREIGN KEY ("producer_id") REFERENCES "public"."producers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "growing_areas" ADD CONSTRAINT "growing_areas_accepted_version_id_growing_area_versions_id_fk" FOREIGN KEY ("accepted_version_id") REFERENCES "public"."growing_area_versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "growing_areas" ADD CONSTRAINT "growing_areas_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "growing_area_products_product_idx" ON "growing_area_products" USING btree ("product_id");--> statement-breakpoint
CREATE UNIQUE INDEX "growing_area_versions_seq_key" ON "growing_area_versions" USING btree ("area_id","seq");--> statement-breakpoint
CREATE UNIQUE INDEX "growing_area_versions_pending_key" ON "growing_area_versions" USING btree ("area_id") WHERE "growing_area_versions"."state" = 'pending';--> statement-breakpoint
CREATE UNIQUE INDEX "growing_area_versions_accepted_key" ON "growing_area_versions" USING btree ("area_id") WHERE "growing_area_versions"."state" = 'accepted';--> statement-breakpoint
CREATE INDEX "growing_area_versions_code_idx" ON "growing_area_versions" USING btree ("province_code","code") WHERE "growing_area_versions"."state" = 'accepted';--> statement-breakpoint
CREATE INDEX "growing_areas_producer_idx" ON "growing_areas" USING btree ("producer_id");--> statement-breakpoint
CREATE INDEX "growing_areas_province_idx" ON "growing_areas" USING btree ("province_code");--> statement-breakpoint
CREATE INDEX "growing_areas_accepted_idx" ON "growing_areas" USING btree ("accepted_version_id");