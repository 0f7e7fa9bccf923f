CREATE TABLE "cycle_campaigns" (
	"province_code" text NOT NULL,
	"year" integer NOT NULL,
	"title" text NOT NULL,
	"topics" jsonb NOT NULL,
	"media_per_month" integer NOT NULL,
	"basis" text,
	"is_demo" boolean DEFAULT coalesce(current_setting('ocop.demo', true), '') = 'on' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"saved_by" uuid NOT NULL,
	"saved_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "cycle_campaigns_province_code_year_pk" PRIMARY KEY("province_code","year")
);
--> statement-breakpoint
CREATE TABLE "cycle_dates" (
	"province_code" text NOT NULL,
	"year" integer NOT NULL,
	"step" text NOT NULL,
	"spans" jsonb NOT NULL,
	"basis" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"set_by" uuid NOT NULL,
	"set_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "cycle_dates_province_code_year_step_pk" PRIMARY KEY("province_code","year","step")
);
--> statement-breakpoint
CREATE TABLE "cycle_media" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"province_code" text NOT NULL,
	"unit_path" text NOT NULL,
	"on_day" date NOT NULL,
	"kind" text NOT NULL,
	"outlet" text NOT NULL,
	"title" text NOT NULL,
	"url" text,
	"is_demo" boolean DEFAULT coalesce(current_setting('ocop.demo', true), '') = 'on' NOT NULL,
	"dropped_for" text,
	"version" integer DEFAULT 1 NOT NULL,
	"saved_by" uuid NOT NULL,
	"saved_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "cycle_meetings" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"province_code" text NOT NULL,
	"unit_path" text NOT NULL,
	"on_day" date NOT NULL,
	"called_by" text NOT NULL,
	"place" text NOT NULL,
	"topics" text NOT NULL,
	"attendance" integer NOT NULL,
	"women" integer,
	"guests" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"is_demo" boolean DEFAULT coalesce(current_setting('ocop.demo', true), '') = 'on' NOT NULL,
	"dropped_for" text,
	"version" integer DEFAULT 1 NOT NULL,
	"saved_by" uuid NOT NULL,
	"saved_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "cycle_meetings_women" CHECK ("cycle_meetings"."women" is null or "cycle_meetings"."women" <= "cycle_meetings"."attendance")
);
--> statement-breakpoint
ALTER TABLE "cycle_campaigns" ADD CONSTRAINT "cycle_campaigns_saved_by_users_id_fk" FOREIGN KEY ("saved_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cycle_dates" ADD CONSTRAINT "cycle_dates_set_by_users_id_fk" FOREIGN KEY ("set_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cycle_media" ADD CONSTRAINT "cycle_media_saved_by_users_id_fk" FOREIGN KEY ("saved_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cycle_meetings" ADD CONSTRAINT "cycle_meetings_saved_by_users_id_fk" FOREIGN KEY ("saved_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "cycle_media_province_idx" ON "cycle_media" USING btree ("province_code","on_day");--> statement-breakpoint
CREATE INDEX "cycle_meetings_province_idx" ON "cycle_meetings" USING btree ("province_code","on_day");