CREATE TABLE "cycle_ties" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"province_code" text NOT NULL,
	"idea_id" uuid,
	"plan_id" uuid,
	"producer_id" uuid,
	"user_id" uuid NOT NULL,
	"kind" text,
	"note" text,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "cycle_ties_about" CHECK (num_nonnulls("cycle_ties"."idea_id", "cycle_ties"."plan_id") = 1)
);
--> statement-breakpoint
CREATE TABLE "business_plan_files" (
	"plan_id" uuid NOT NULL,
	"province_code" text NOT NULL,
	"digest" text NOT NULL,
	"stored_by" uuid NOT NULL,
	"stored_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "business_plan_files_plan_id_digest_pk" PRIMARY KEY("plan_id","digest")
);
--> statement-breakpoint
CREATE TABLE "plan_task_files" (
	"province_code" text NOT NULL,
	"task_id" uuid NOT NULL,
	"digest" text NOT NULL,
	"name" text NOT NULL,
	"stored_by" uuid NOT NULL,
	"stored_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "plan_task_files_task_id_digest_pk" PRIMARY KEY("task_id","digest")
);
--> statement-breakpoint
CREATE TABLE "plan_task_reminders" (
	"province_code" text NOT NULL,
	"task_id" uuid NOT NULL,
	"due_on" date NOT NULL,
	"step" text NOT NULL,
	"sent_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "plan_task_reminders_task_id_due_on_step_pk" PRIMARY KEY("task_id","due_on","step")
);
--> statement-breakpoint
CREATE TABLE "planning_report_checks" (
	"report_id" uuid PRIMARY KEY NOT NULL,
	"province_code" text NOT NULL,
	"unit_path" text NOT NULL,
	"fault" text,
	"checked_at" timestamp with time zone DEFAULT now() NOT NULL,
	"found_at" timestamp with time zone,
	CONSTRAINT "planning_report_checks_found" CHECK (("planning_report_checks"."fault" is null) = ("planning_report_checks"."found_at" is null))
);
--> statement-breakpoint
CREATE TABLE "support_fair_payments" (
	"province_code" text NOT NULL,
	"payment_id" uuid PRIMARY KEY NOT NULL,
	"participant_id" uuid NOT NULL
);
--> statement-breakpoint
CREATE TABLE "support_measure_agencies" (
	"province_code" text NOT NULL,
	"measure_id" uuid NOT NULL,
	"agency_id" uuid NOT NULL,
	CONSTRAINT "support_measure_agencies_measure_id_agency_id_pk" PRIMARY KEY("measure_id","agency_id")
);
--> statement-breakpoint
DROP INDEX "recognitions_product_idx";--> statement-breakpoint
ALTER TABLE "plan_tasks" ALTER COLUMN "assignee_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "business_plan_visits" ADD COLUMN "latitude" double precision;--> statement-breakpoint
ALTER TABLE "business_plan_visits" ADD COLUMN "longitude" double precision;--> statement-breakpoint
ALTER TABLE "business_plan_visits" ADD COLUMN "accuracy" double precision;--> statement-breakpoint
ALTER TABLE "business_plan_visits" ADD COLUMN "device_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "agencies" ADD COLUMN "other_names" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "agencies" ADD COLUMN "since" date;--> statement-breakpoint
ALTER TABLE "agencies" ADD COLUMN "until" date;--> statement-breakpoint
ALTER TABLE "agencies" ADD COLUMN "basis" text;--> statement-breakpoint
ALTER TABLE "agencies" ADD COLUMN "successor_id" uuid;--> statement-breakpoint
ALTER TABLE "agencies" ADD COLUMN "is_demo" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "agencies" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "agencies" ADD COLUMN "updated_at" timestamp with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "plan_tasks" ADD COLUMN "agency_id" uuid;--> statement-breakpoint
ALTER TABLE "plan_tasks" ADD COLUMN "answered_by" uuid;--> statement-breakpoint
ALTER TABLE "planning_reports" ADD COLUMN "digest_form" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "recognitions" ADD COLUMN "gone" date GENERATED ALWAYS AS (least(greatest(expires_on, extended_until) + 1, revoked_on, replaced_on)) STORED NOT NULL;--> statement-breakpoint
ALTER TABLE "support_partners" ADD COLUMN "agency_id" uuid;--> statement-breakpoint
ALTER TABLE "cycle_ties" ADD CONSTRAINT "cycle_ties_idea_id_ideas_id_fk" FOREIGN KEY ("idea_id") REFERENCES "public"."ideas"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cycle_ties" ADD CONSTRAINT "cycle_ties_plan_id_business_plans_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."business_plans"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cycle_ties" ADD CONSTRAINT "cycle_ties_producer_id_producers_id_fk" FOREIGN KEY ("producer_id") REFERENCES "public"."producers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cycle_ties" ADD CONSTRAINT "cycle_ties_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "business_plan_files" ADD CONSTRAINT "business_plan_files_plan_id_business_plans_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."business_plans"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "business_plan_files" ADD CONSTRAINT "business_plan_files_digest_stored_files_digest_fk" FOREIGN KEY ("digest") REFERENCES "public"."stored_files"("digest") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "business_plan_files" ADD CONSTRAINT "business_plan_files_stored_by_users_id_fk" FOREIGN KEY ("stored_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_task_files" ADD CONSTRAINT "plan_task_files_task_id_plan_tasks_id_fk" FOREIGN KEY ("task_id") REFERENCES "public"."plan_tasks"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_task_files" ADD CONSTRAINT "plan_task_files_digest_stored_files_digest_fk" FOREIGN KEY ("digest") REFERENCES "public"."stored_files"("digest") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_task_files" ADD CONSTRAINT "plan_task_files_stored_by_users_id_fk" FOREIGN KEY ("stored_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_task_reminders" ADD CONSTRAINT "plan_task_reminders_task_id_plan_tasks_id_fk" FOREIGN KEY ("task_id") REFERENCES "public"."plan_tasks"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "planning_report_checks" ADD CONSTRAINT "planning_report_checks_report_id_planning_reports_id_fk" FOREIGN KEY ("report_id") REFERENCES "public"."planning_reports"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "support_fair_payments" ADD CONSTRAINT "support_fair_payments_payment_id_support_payments_id_fk" FOREIGN KEY ("payment_id") REFERENCES "public"."support_payments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "support_fair_payments" ADD CONSTRAINT "support_fair_payments_participant_id_market_fair_participants_id_fk" FOREIGN KEY ("participant_id") REFERENCES "public"."market_fair_participants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "support_measure_agencies" ADD CONSTRAINT "support_measure_agencies_measure_id_support_measures_id_fk" FOREIGN KEY ("measure_id") REFERENCES "public"."support_measures"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "support_measure_agencies" ADD CONSTRAINT "support_measure_agencies_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "cycle_ties_user_idx" ON "cycle_ties" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "planning_report_checks_faults_idx" ON "planning_report_checks" USING btree ("province_code") WHERE "planning_report_checks"."fault" is not null;--> statement-breakpoint
CREATE INDEX "support_fair_payments_participant_idx" ON "support_fair_payments" USING btree ("participant_id");--> statement-breakpoint
CREATE INDEX "support_measure_agencies_agency_idx" ON "support_measure_agencies" USING btree ("agency_id");--> statement-breakpoint
ALTER TABLE "agencies" ADD CONSTRAINT "agencies_successor_id_agencies_id_fk" FOREIGN KEY ("successor_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_tasks" ADD CONSTRAINT "plan_tasks_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_tasks" ADD CONSTRAINT "plan_tasks_answered_by_users_id_fk" FOREIGN KEY ("answered_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "support_partners" ADD CONSTRAINT "support_partners_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "users_agency_idx" ON "users" USING btree ("agency_id");--> statement-breakpoint
CREATE INDEX "plan_tasks_agency_idx" ON "plan_tasks" USING btree ("agency_id");--> statement-breakpoint
CREATE INDEX "recognitions_since_idx" ON "recognitions" USING btree ("recognised_on");--> statement-breakpoint
CREATE INDEX "recognitions_gone_idx" ON "recognitions" USING btree ("gone","recognised_on","stars","unit_path","producer_id");--> statement-breakpoint
CREATE INDEX "recognitions_product_idx" ON "recognitions" USING btree ("product_id","recognised_on");--> statement-breakpoint
ALTER TABLE "agencies" ADD CONSTRAINT "agencies_days" CHECK ("agencies"."until" is null or "agencies"."since" is null or "agencies"."until" >= "agencies"."since");--> statement-breakpoint
ALTER TABLE "agencies" ADD CONSTRAINT "agencies_successor" CHECK ("agencies"."successor_id" is null or ("agencies"."until" is not null and "agencies"."successor_id" <> "agencies"."id"));--> statement-breakpoint
ALTER TABLE "plan_tasks" ADD CONSTRAINT "plan_tasks_taker" CHECK (num_nonnulls("plan_tasks"."assignee_id", "plan_tasks"."agency_id") = 1);