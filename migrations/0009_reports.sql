CREATE TABLE "planning_report_figures" (
	"report_id" uuid NOT NULL,
	"province_code" text NOT NULL,
	"indicator_id" text NOT NULL,
	"name" text NOT NULL,
	"unit" text NOT NULL,
	"value" numeric,
	"reason" text,
	"whole" integer,
	"by" jsonb NOT NULL,
	"row_keys" text[] NOT NULL,
	CONSTRAINT "planning_report_figures_report_id_indicator_id_pk" PRIMARY KEY("report_id","indicator_id")
);
--> statement-breakpoint
CREATE TABLE "planning_reports" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"province_code" text NOT NULL,
	"unit_version" text NOT NULL,
	"unit_code" text NOT NULL,
	"unit_path" text NOT NULL,
	"year" integer NOT NULL,
	"quarter" integer,
	"edition" integer DEFAULT 1 NOT NULL,
	"state" text DEFAULT 'draft' NOT NULL,
	"agency" text NOT NULL,
	"texts" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"digest" text,
	"sent_by" uuid,
	"sent_at" timestamp with time zone,
	"is_demo" boolean DEFAULT coalesce(current_setting('ocop.demo', true), '') = 'on' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "planning_reports_sent" CHECK (("planning_reports"."state" = 'sent') = ("planning_reports"."digest" is not null and "planning_reports"."sent_at" is not null)),
	CONSTRAINT "planning_reports_quarter" CHECK ("planning_reports"."quarter" is null or "planning_reports"."quarter" between 1 and 4)
);
--> statement-breakpoint
ALTER TABLE "planning_report_figures" ADD CONSTRAINT "planning_report_figures_report_id_planning_reports_id_fk" FOREIGN KEY ("report_id") REFERENCES "public"."planning_reports"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "planning_reports" ADD CONSTRAINT "planning_reports_sent_by_users_id_fk" FOREIGN KEY ("sent_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "planning_reports" ADD CONSTRAINT "planning_reports_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "planning_reports_edition" ON "planning_reports" USING btree ("unit_version","unit_code","year",coalesce("quarter", 0),"edition");--> statement-breakpoint
CREATE INDEX "planning_reports_province_idx" ON "planning_reports" USING btree ("province_code","year");