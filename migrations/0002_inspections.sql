CREATE TABLE "inspection_finding_log" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"finding_id" uuid NOT NULL,
	"step" text NOT NULL,
	"text" text NOT NULL,
	"evidence" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"due_on" date,
	"recheck_id" uuid,
	"by_account" uuid NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "inspection_finding_reminders" (
	"finding_id" uuid NOT NULL,
	"due_on" date NOT NULL,
	"step" text NOT NULL,
	"sent_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "inspection_finding_reminders_finding_id_due_on_step_pk" PRIMARY KEY("finding_id","due_on","step")
);
--> statement-breakpoint
CREATE TABLE "inspection_files" (
	"inspection_id" uuid NOT NULL,
	"purpose" text NOT NULL,
	"digest" text NOT NULL,
	"stored_by" uuid NOT NULL,
	"stored_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "inspection_files_inspection_id_purpose_digest_pk" PRIMARY KEY("inspection_id","purpose","digest")
);
--> statement-breakpoint
CREATE TABLE "inspection_findings" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"inspection_id" uuid NOT NULL,
	"province_code" text NOT NULL,
	"seq" integer NOT NULL,
	"item_code" text NOT NULL,
	"title" text NOT NULL,
	"found" text NOT NULL,
	"demand" text NOT NULL,
	"due_on" date,
	"state" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "inspection_findings_seq" UNIQUE("inspection_id","seq"),
	CONSTRAINT "inspection_findings_due" CHECK ("inspection_findings"."state" not in ('open', 'answered') or "inspection_findings"."due_on" is not null)
);
--> statement-breakpoint
CREATE TABLE "inspection_plans" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"province_code" text NOT NULL,
	"unit_path" text NOT NULL,
	"agency" text NOT NULL,
	"title" text NOT NULL,
	"year" integer NOT NULL,
	"from_on" date NOT NULL,
	"to_on" date NOT NULL,
	"state" text DEFAULT 'draft' NOT NULL,
	"decision_number" text,
	"decision_on" date,
	"seed" uuid DEFAULT gen_random_uuid() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "inspection_plans_days" CHECK ("inspection_plans"."to_on" >= "inspection_plans"."from_on")
);
--> statement-breakpoint
CREATE TABLE "inspection_visits" (
	"id" uuid PRIMARY KEY NOT NULL,
	"inspection_id" uuid NOT NULL,
	"on_day" date NOT NULL,
	"latitude" double precision,
	"longitude" double precision,
	"accuracy" double precision,
	"people" text NOT NULL,
	"answers" jsonb NOT NULL,
	"notes" text,
	"producer_says" text,
	"photos" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"signature_digest" text,
	"signed_name" text,
	"device_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"sent_by" uuid NOT NULL,
	"sent_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "inspection_visits_once" UNIQUE("inspection_id")
);
--> statement-breakpoint
CREATE TABLE "inspections" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"province_code" text NOT NULL,
	"unit_path" text NOT NULL,
	"plan_id" uuid,
	"kind" text NOT NULL,
	"recognition_id" uuid NOT NULL,
	"product_id" uuid NOT NULL,
	"producer_id" uuid NOT NULL,
	"dossier_id" uuid,
	"product_name" text NOT NULL,
	"producer_name" text NOT NULL,
	"stars" integer NOT NULL,
	"agency" text NOT NULL,
	"planned_on" date NOT NULL,
	"lead_id" uuid NOT NULL,
	"reasons" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"was_drawn" boolean DEFAULT false NOT NULL,
	"note" text,
	"checklist" jsonb NOT NULL,
	"state" text DEFAULT 'planned' NOT NULL,
	"told_at" timestamp with time zone,
	"follows_id" uuid,
	"conclusion" text,
	"concluded_on" date,
	"concluded_by" uuid,
	"cancel_reason" text,
	"is_demo" boolean DEFAULT false NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "inspections_concluded" CHECK ("inspections"."state" <> 'concluded' or ("inspections"."conclusion" is not null and "inspections"."concluded_on" is not null)),
	CONSTRAINT "inspections_unannounced" CHECK ("inspections"."told_at" is null or "inspections"."kind" not in ('unannounced', 'complaint'))
);
--> statement-breakpoint
ALTER TABLE "dossier_messages" ADD COLUMN "for_departments" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "decision_items" ADD COLUMN "ground" text;--> statement-breakpoint
ALTER TABLE "decision_items" ADD COLUMN "concluded_on" date;--> statement-breakpoint
ALTER TABLE "decision_items" ADD COLUMN "reason" text;--> statement-breakpoint
ALTER TABLE "inspection_finding_log" ADD CONSTRAINT "inspection_finding_log_finding_id_inspection_findings_id_fk" FOREIGN KEY ("finding_id") REFERENCES "public"."inspection_findings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inspection_finding_log" ADD CONSTRAINT "inspection_finding_log_recheck_id_inspections_id_fk" FOREIGN KEY ("recheck_id") REFERENCES "public"."inspections"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inspection_finding_log" ADD CONSTRAINT "inspection_finding_log_by_account_users_id_fk" FOREIGN KEY ("by_account") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inspection_finding_reminders" ADD CONSTRAINT "inspection_finding_reminders_finding_id_inspection_findings_id_fk" FOREIGN KEY ("finding_id") REFERENCES "public"."inspection_findings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inspection_files" ADD CONSTRAINT "inspection_files_inspection_id_inspections_id_fk" FOREIGN KEY ("inspection_id") REFERENCES "public"."inspections"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inspection_files" ADD CONSTRAINT "inspection_files_digest_stored_files_digest_fk" FOREIGN KEY ("digest") REFERENCES "public"."stored_files"("digest") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inspection_files" ADD CONSTRAINT "inspection_files_stored_by_users_id_fk" FOREIGN KEY ("stored_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inspection_findings" ADD CONSTRAINT "inspection_findings_inspection_id_inspections_id_fk" FOREIGN KEY ("inspection_id") REFERENCES "public"."inspections"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inspection_plans" ADD CONSTRAINT "inspection_plans_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inspection_visits" ADD CONSTRAINT "inspection_visits_inspection_id_inspections_id_fk" FOREIGN KEY ("inspection_id") REFERENCES "public"."inspections"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inspection_visits" ADD CONSTRAINT "inspection_visits_signature_digest_stored_files_digest_fk" FOREIGN KEY ("signature_digest") REFERENCES "public"."stored_files"("digest") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inspection_visits" ADD CONSTRAINT "inspection_visits_sent_by_users_id_fk" FOREIGN KEY ("sent_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inspections" ADD CONSTRAINT "inspections_plan_id_inspection_plans_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."inspection_plans"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inspections" ADD CONSTRAINT "inspections_recognition_id_recognitions_id_fk" FOREIGN KEY ("recognition_id") REFERENCES "public"."recognitions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inspections" ADD CONSTRAINT "inspections_product_id_products_id_fk" FOREIGN KEY ("product_id") REFERENCES "public"."products"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inspections" ADD CONSTRAINT "inspections_producer_id_producers_id_fk" FOREIGN KEY ("producer_id") REFERENCES "public"."producers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inspections" ADD CONSTRAINT "inspections_lead_id_users_id_fk" FOREIGN KEY ("lead_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inspections" ADD CONSTRAINT "inspections_follows_id_inspections_id_fk" FOREIGN KEY ("follows_id") REFERENCES "public"."inspections"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inspections" ADD CONSTRAINT "inspections_concluded_by_users_id_fk" FOREIGN KEY ("concluded_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inspections" ADD CONSTRAINT "inspections_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "inspection_finding_log_idx" ON "inspection_finding_log" USING btree ("finding_id","at");--> statement-breakpoint
CREATE INDEX "inspection_findings_due_idx" ON "inspection_findings" USING btree ("due_on") WHERE "inspection_findings"."state" in ('open', 'answered');--> statement-breakpoint
CREATE INDEX "inspection_plans_province_idx" ON "inspection_plans" USING btree ("province_code","year");--> statement-breakpoint
CREATE INDEX "inspections_province_idx" ON "inspections" USING btree ("province_code","planned_on");--> statement-breakpoint
CREATE INDEX "inspections_producer_idx" ON "inspections" USING btree ("producer_id");--> statement-breakpoint
CREATE INDEX "inspections_recognition_idx" ON "inspections" USING btree ("recognition_id");--> statement-breakpoint
CREATE UNIQUE INDEX "inspections_once_in_plan" ON "inspections" USING btree ("plan_id","recognition_id") WHERE "inspections"."state" <> 'cancelled';--> statement-breakpoint
CREATE INDEX "decision_items_recognition_idx" ON "decision_items" USING btree ("recognition_id");