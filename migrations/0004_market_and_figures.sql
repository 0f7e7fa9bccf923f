CREATE TABLE "market_channel_checks" (
	"channel_id" uuid NOT NULL,
	"day" date NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"status" integer,
	"failure" text,
	CONSTRAINT "market_channel_checks_channel_id_day_pk" PRIMARY KEY("channel_id","day")
);
--> statement-breakpoint
CREATE TABLE "market_channels" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"province_code" text NOT NULL,
	"product_id" uuid NOT NULL,
	"url" text NOT NULL,
	"platform" text NOT NULL,
	"since" date NOT NULL,
	"until" date,
	"state" text DEFAULT 'unchecked' NOT NULL,
	"state_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "market_fair_participants" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"province_code" text NOT NULL,
	"fair_id" uuid NOT NULL,
	"producer_id" uuid NOT NULL,
	"stand" text,
	"sales" bigint,
	"contracts" integer,
	"contracts_worth" bigint,
	"result_note" text,
	"result_source" text,
	"result_by" uuid,
	"result_at" timestamp with time zone,
	"support" bigint,
	"version" integer DEFAULT 1 NOT NULL,
	"created_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "market_fair_participants_amounts" CHECK (coalesce("market_fair_participants"."sales", 0) >= 0 and coalesce("market_fair_participants"."contracts", 0) >= 0
        and coalesce("market_fair_participants"."contracts_worth", 0) >= 0 and coalesce("market_fair_participants"."support", 0) >= 0)
);
--> statement-breakpoint
CREATE TABLE "market_fair_products" (
	"participant_id" uuid NOT NULL,
	"product_id" uuid NOT NULL,
	CONSTRAINT "market_fair_products_participant_id_product_id_pk" PRIMARY KEY("participant_id","product_id")
);
--> statement-breakpoint
CREATE TABLE "market_fairs" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"province_code" text NOT NULL,
	"unit_path" text NOT NULL,
	"name" text NOT NULL,
	"name_folded" text NOT NULL,
	"level" text NOT NULL,
	"place" text NOT NULL,
	"organiser" text NOT NULL,
	"starts_on" date NOT NULL,
	"ends_on" date NOT NULL,
	"state" text DEFAULT 'standing' NOT NULL,
	"shared_support" bigint,
	"support_source" text,
	"legal_basis" text,
	"note" text,
	"is_demo" boolean DEFAULT coalesce(current_setting('ocop.demo', true), '') = 'on' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "market_fairs_days" CHECK ("market_fairs"."ends_on" >= "market_fairs"."starts_on")
);
--> statement-breakpoint
CREATE TABLE "market_point_assessments" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"province_code" text NOT NULL,
	"point_id" uuid NOT NULL,
	"checklist" text NOT NULL,
	"answers" jsonb NOT NULL,
	"is_met" boolean,
	"assessed_on" date NOT NULL,
	"assessors" text NOT NULL,
	"note" text,
	"recorded_by" uuid NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "market_point_inspections" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"province_code" text NOT NULL,
	"point_id" uuid NOT NULL,
	"inspected_on" date NOT NULL,
	"inspectors" text NOT NULL,
	"finding" text NOT NULL,
	"remedy_by" date,
	"result" text NOT NULL,
	"closed_on" date,
	"closing" text,
	"version" integer DEFAULT 1 NOT NULL,
	"recorded_by" uuid NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "market_point_inspections_remedy" CHECK (("market_point_inspections"."result" = 'passed') = ("market_point_inspections"."remedy_by" is null))
);
--> statement-breakpoint
CREATE TABLE "market_point_supports" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"province_code" text NOT NULL,
	"point_id" uuid NOT NULL,
	"year" integer NOT NULL,
	"amount" bigint NOT NULL,
	"source" text NOT NULL,
	"legal_basis" text NOT NULL,
	"purpose" text NOT NULL,
	"struck_at" timestamp with time zone,
	"struck_reason" text,
	"recorded_by" uuid NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "market_point_supports_amount" CHECK ("market_point_supports"."amount" > 0)
);
--> statement-breakpoint
CREATE TABLE "producer_figure_reminders" (
	"province_code" text NOT NULL,
	"producer_id" uuid NOT NULL,
	"year" integer NOT NULL,
	"number" integer NOT NULL,
	"sent_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "producer_figure_reminders_producer_id_year_number_pk" PRIMARY KEY("producer_id","year","number")
);
--> statement-breakpoint
CREATE TABLE "product_years" (
	"province_code" text NOT NULL,
	"product_id" uuid NOT NULL,
	"year" integer NOT NULL,
	"output" numeric(18, 3) NOT NULL,
	"unit" text NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "product_years_product_id_year_pk" PRIMARY KEY("product_id","year"),
	CONSTRAINT "product_years_output" CHECK ("product_years"."output" >= 0)
);
--> statement-breakpoint
ALTER TABLE "producer_years" ADD COLUMN "women_labour" integer;--> statement-breakpoint
ALTER TABLE "producer_years" ADD COLUMN "minority_labour" integer;--> statement-breakpoint
ALTER TABLE "producer_years" ADD COLUMN "export_revenue" bigint;--> statement-breakpoint
ALTER TABLE "producer_years" ADD COLUMN "material_area" numeric(12, 2);--> statement-breakpoint
ALTER TABLE "producer_years" ADD COLUMN "standard_area" numeric(12, 2);--> statement-breakpoint
ALTER TABLE "producer_years" ADD COLUMN "material_standard" text;--> statement-breakpoint
ALTER TABLE "producer_years" ADD COLUMN "source" text;--> statement-breakpoint
ALTER TABLE "producer_years" ADD COLUMN "source_note" text;--> statement-breakpoint
ALTER TABLE "producer_years" ADD COLUMN "entered_by" uuid;--> statement-breakpoint
ALTER TABLE "market_channel_checks" ADD CONSTRAINT "market_channel_checks_channel_id_market_channels_id_fk" FOREIGN KEY ("channel_id") REFERENCES "public"."market_channels"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "market_channels" ADD CONSTRAINT "market_channels_product_id_products_id_fk" FOREIGN KEY ("product_id") REFERENCES "public"."products"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "market_fair_participants" ADD CONSTRAINT "market_fair_participants_fair_id_market_fairs_id_fk" FOREIGN KEY ("fair_id") REFERENCES "public"."market_fairs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "market_fair_participants" ADD CONSTRAINT "market_fair_participants_producer_id_producers_id_fk" FOREIGN KEY ("producer_id") REFERENCES "public"."producers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "market_fair_participants" ADD CONSTRAINT "market_fair_participants_result_by_users_id_fk" FOREIGN KEY ("result_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "market_fair_participants" ADD CONSTRAINT "market_fair_participants_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "market_fair_products" ADD CONSTRAINT "market_fair_products_participant_id_market_fair_participants_id_fk" FOREIGN KEY ("participant_id") REFERENCES "public"."market_fair_participants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "market_fair_products" ADD CONSTRAINT "market_fair_products_product_id_products_id_fk" FOREIGN KEY ("product_id") REFERENCES "public"."products"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "market_fairs" ADD CONSTRAINT "market_fairs_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "market_point_assessments" ADD CONSTRAINT "market_point_assessments_point_id_market_points_id_fk" FOREIGN KEY ("point_id") REFERENCES "public"."market_points"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "market_point_assessments" ADD CONSTRAINT "market_point_assessments_recorded_by_users_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "market_point_inspections" ADD CONSTRAINT "market_point_inspections_point_id_market_points_id_fk" FOREIGN KEY ("point_id") REFERENCES "public"."market_points"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "market_point_inspections" ADD CONSTRAINT "market_point_inspections_recorded_by_users_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "market_point_supports" ADD CONSTRAINT "market_point_supports_point_id_market_points_id_fk" FOREIGN KEY ("point_id") REFERENCES "public"."market_points"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "market_point_supports" ADD CONSTRAINT "market_point_supports_recorded_by_users_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "producer_figure_reminders" ADD CONSTRAINT "producer_figure_reminders_producer_id_producers_id_fk" FOREIGN KEY ("producer_id") REFERENCES "public"."producers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "product_years" ADD CONSTRAINT "product_years_product_id_products_id_fk" FOREIGN KEY ("product_id") REFERENCES "public"."products"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "market_channels_key" ON "market_channels" USING btree ("product_id","url");--> statement-breakpoint
CREATE INDEX "market_channels_province_idx" ON "market_channels" USING btree ("province_code","state");--> statement-breakpoint
CREATE UNIQUE INDEX "market_fair_participants_key" ON "market_fair_participants" USING btree ("fair_id","producer_id");--> statement-breakpoint
CREATE INDEX "market_fair_participants_producer_idx" ON "market_fair_participants" USING btree ("producer_id");--> statement-breakpoint
CREATE INDEX "market_fair_products_product_idx" ON "market_fair_products" USING btree ("product_id");--> statement-breakpoint
CREATE UNIQUE INDEX "market_fairs_name_key" ON "market_fairs" USING btree ("province_code","name_folded","starts_on");--> statement-breakpoint
CREATE INDEX "market_fairs_day_idx" ON "market_fairs" USING btree ("province_code","starts_on");--> statement-breakpoint
CREATE INDEX "market_point_assessments_idx" ON "market_point_assessments" USING btree ("point_id","assessed_on");--> statement-breakpoint
CREATE INDEX "market_point_inspections_idx" ON "market_point_inspections" USING btree ("point_id","inspected_on");--> statement-breakpoint
CREATE INDEX "market_point_supports_idx" ON "market_point_supports" USING btree ("point_id");--> statement-breakpoint
CREATE INDEX "market_point_supports_year_idx" ON "market_point_supports" USING btree ("province_code","year");--> statement-breakpoint
CREATE INDEX "product_years_year_idx" ON "product_years" USING btree ("province_code","year");--> statement-breakpoint
ALTER TABLE "producer_years" ADD CONSTRAINT "producer_years_entered_by_users_id_fk" FOREIGN KEY ("entered_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "producer_years_year_idx" ON "producer_years" USING btree ("year");--> statement-breakpoint
ALTER TABLE "producer_years" ADD CONSTRAINT "producer_years_parts" CHECK (coalesce("producer_years"."women_labour", 0) <= coalesce("producer_years"."labour", 0)
        and coalesce("producer_years"."minority_labour", 0) <= coalesce("producer_years"."labour", 0)
        and coalesce("producer_years"."export_revenue", 0) <= coalesce("producer_years"."revenue", 0)
        and coalesce("producer_years"."standard_area", 0) <= coalesce("producer_years"."material_area", 0));