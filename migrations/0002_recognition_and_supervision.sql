CREATE TABLE "upper_results" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"dossier_id" uuid NOT NULL,
	"province_code" text NOT NULL,
	"stage" text NOT NULL,
	"mean" numeric(12, 6) NOT NULL,
	"stars" integer NOT NULL,
	"sender" text NOT NULL,
	"letter_number" text NOT NULL,
	"letter_on" date NOT NULL,
	"remarks" text,
	"copy_digest" text NOT NULL,
	"entered_by" uuid NOT NULL,
	"entered_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "register_import_made" (
	"import_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"thing_id" uuid NOT NULL,
	CONSTRAINT "register_import_made_kind_thing_id_pk" PRIMARY KEY("kind","thing_id")
);
--> statement-breakpoint
CREATE TABLE "register_entries" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"province_code" text NOT NULL,
	"import_id" uuid NOT NULL,
	"row" integer NOT NULL,
	"round" integer NOT NULL,
	"producer_id" uuid NOT NULL,
	"product_id" uuid NOT NULL,
	"stars" integer NOT NULL,
	"recognised_on" date,
	"year" integer,
	"decision" text,
	"issuer" text,
	"level" text,
	"regime" text,
	"expires_on" date,
	"recognition_id" uuid
);
--> statement-breakpoint
CREATE TABLE "register_imports" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"province_code" text,
	"file_name" text NOT NULL,
	"digest" text NOT NULL,
	"layout" jsonb NOT NULL,
	"state" text DEFAULT 'applied' NOT NULL,
	"report" jsonb NOT NULL,
	"imported_by" uuid,
	"imported_at" timestamp with time zone DEFAULT now() NOT NULL,
	"undone_by" uuid,
	"undone_at" timestamp with time zone,
	CONSTRAINT "register_imports_state" CHECK ("register_imports"."state" in ('applied', 'undoing', 'undone'))
);
--> statement-breakpoint
CREATE TABLE "decision_letters" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"province_code" text NOT NULL,
	"unit_path" text NOT NULL,
	"kind" text NOT NULL,
	"decision_id" uuid,
	"dossier_id" uuid,
	"name" text NOT NULL,
	"agency" text NOT NULL,
	"symbol" text NOT NULL,
	"words" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"series" text NOT NULL,
	"year" integer,
	"number" integer,
	"number_text" text,
	"issued_on" date,
	"signer_name" text,
	"signer_title" text,
	"document" jsonb,
	"is_demo" boolean DEFAULT coalesce(current_setting('ocop.demo', true), '') = 'on' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"issued_by" uuid,
	"issued_at" timestamp with time zone,
	CONSTRAINT "decision_letters_once" UNIQUE NULLS NOT DISTINCT("decision_id","dossier_id","name"),
	CONSTRAINT "decision_letters_number" UNIQUE("province_code","symbol","series","year","number"),
	CONSTRAINT "decision_letters_of" CHECK (("decision_letters"."decision_id" is null) <> ("decision_letters"."dossier_id" is null)),
	CONSTRAINT "decision_letters_issued" CHECK ("decision_letters"."number" is null or ("decision_letters"."number_text" is not null and "decision_letters"."year" is not null and "decision_letters"."issued_on" is not null and "decision_letters"."document" is not null))
);
--> statement-breakpoint
CREATE TABLE "upward_items" (
	"letter_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"dossier_id" uuid NOT NULL,
	"result_id" uuid NOT NULL,
	"stage" text NOT NULL,
	"mean" numeric(12, 6),
	"stars" integer NOT NULL,
	CONSTRAINT "upward_items_letter_id_seq_pk" PRIMARY KEY("letter_id","seq"),
	CONSTRAINT "upward_items_dossier" UNIQUE("letter_id","dossier_id")
);
--> statement-breakpoint
CREATE TABLE "upward_letters" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"province_code" text NOT NULL,
	"unit_path" text NOT NULL,
	"regime" text NOT NULL,
	"kind" text NOT NULL,
	"state" text DEFAULT 'draft' NOT NULL,
	"issuer" text NOT NULL,
	"subject" text NOT NULL,
	"texts" jsonb NOT NULL,
	"number" integer,
	"number_text" text,
	"signed_on" date,
	"signer_name" text,
	"signer_title" text,
	"signed_digest" text,
	"is_demo" boolean DEFAULT coalesce(current_setting('ocop.demo', true), '') = 'on' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"issued_by" uuid,
	"issued_at" timestamp with time zone,
	CONSTRAINT "upward_letters_issued" CHECK ("upward_letters"."state" <> 'issued' or ("upward_letters"."number_text" is not null and "upward_letters"."signed_on" is not null))
);
--> statement-breakpoint
CREATE TABLE "revocation_case_files" (
	"case_id" uuid NOT NULL,
	"digest" text NOT NULL,
	"title" text NOT NULL,
	"is_producers" boolean NOT NULL,
	"kept_by" uuid NOT NULL,
	"kept_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "revocation_case_files_case_id_digest_pk" PRIMARY KEY("case_id","digest")
);
--> statement-breakpoint
CREATE TABLE "revocation_case_steps" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"case_id" uuid NOT NULL,
	"act" text NOT NULL,
	"note" text,
	"by_id" uuid NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "revocation_cases" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"province_code" text NOT NULL,
	"unit_path" text NOT NULL,
	"recognition_id" uuid NOT NULL,
	"producer_id" uuid NOT NULL,
	"product_name" text NOT NULL,
	"producer_name" text NOT NULL,
	"stars" integer NOT NULL,
	"origin" text NOT NULL,
	"inspection_id" uuid,
	"ground" text NOT NULL,
	"state" text DEFAULT 'opened' NOT NULL,
	"facts" text NOT NULL,
	"asked_at" timestamp with time zone,
	"question" text,
	"answer_by" date,
	"answer" text,
	"answered_at" timestamp with time zone,
	"conclusion" text,
	"concluded_on" date,
	"decide_by" date,
	"decision_id" uuid,
	"restoration_id" uuid,
	"dismissal" text,
	"is_demo" boolean DEFAULT coalesce(current_setting('ocop.demo', true), '') = 'on' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"opened_by" uuid NOT NULL,
	"opened_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "product_complaints" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"province_code" text NOT NULL,
	"unit_path" text NOT NULL,
	"recognition_id" uuid,
	"kind" text NOT NULL,
	"product_name" text NOT NULL,
	"seen_at" text,
	"text" text NOT NULL,
	"photo_digest" text,
	"contact" text,
	"receipt_code" text NOT NULL,
	"form_key" uuid NOT NULL,
	"lang" text NOT NULL,
	"state" text DEFAULT 'received' NOT NULL,
	"answer" text,
	"case_id" uuid,
	"inspection_id" uuid,
	"is_demo" boolean DEFAULT coalesce(current_setting('ocop.demo', true), '') = 'on' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"received_at" timestamp with time zone DEFAULT now() NOT NULL,
	"settled_by" uuid,
	"settled_at" timestamp with time zone,
	CONSTRAINT "product_complaints_receipt" UNIQUE("receipt_code"),
	CONSTRAINT "product_complaints_form" UNIQUE("form_key")
);
--> statement-breakpoint
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
	"is_demo" boolean DEFAULT coalesce(current_setting('ocop.demo', true), '') = 'on' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "inspections_concluded" CHECK ("inspections"."state" <> 'concluded' or ("inspections"."conclusion" is not null and "inspections"."concluded_on" is not null)),
	CONSTRAINT "inspections_unannounced" CHECK ("inspections"."told_at" is null or "inspections"."kind" not in ('unannounced', 'complaint'))
);
--> statement-breakpoint
ALTER TABLE "practice_cases" ALTER COLUMN "is_demo" SET DEFAULT coalesce(current_setting('ocop.demo', true), '') = 'on';--> statement-breakpoint
ALTER TABLE "council_sessions" ALTER COLUMN "is_demo" SET DEFAULT coalesce(current_setting('ocop.demo', true), '') = 'on';--> statement-breakpoint
ALTER TABLE "councils" ALTER COLUMN "is_demo" SET DEFAULT coalesce(current_setting('ocop.demo', true), '') = 'on';--> statement-breakpoint
ALTER TABLE "dossiers" ALTER COLUMN "is_demo" SET DEFAULT coalesce(current_setting('ocop.demo', true), '') = 'on';--> statement-breakpoint
ALTER TABLE "producers" ALTER COLUMN "is_demo" SET DEFAULT coalesce(current_setting('ocop.demo', true), '') = 'on';--> statement-breakpoint
ALTER TABLE "products" ALTER COLUMN "is_demo" SET DEFAULT coalesce(current_setting('ocop.demo', true), '') = 'on';--> statement-breakpoint
ALTER TABLE "decisions" ALTER COLUMN "is_demo" SET DEFAULT coalesce(current_setting('ocop.demo', true), '') = 'on';--> statement-breakpoint
ALTER TABLE "decisions" ALTER COLUMN "created_by" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "recognitions" ALTER COLUMN "is_demo" SET DEFAULT coalesce(current_setting('ocop.demo', true), '') = 'on';--> statement-breakpoint
ALTER TABLE "dossier_messages" ADD COLUMN "for_departments" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "decision_items" ADD COLUMN "ground" text;--> statement-breakpoint
ALTER TABLE "decision_items" ADD COLUMN "concluded_on" date;--> statement-breakpoint
ALTER TABLE "decision_items" ADD COLUMN "reason" text;--> statement-breakpoint
ALTER TABLE "upper_results" ADD CONSTRAINT "upper_results_dossier_id_dossiers_id_fk" FOREIGN KEY ("dossier_id") REFERENCES "public"."dossiers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "upper_results" ADD CONSTRAINT "upper_results_copy_digest_stored_files_digest_fk" FOREIGN KEY ("copy_digest") REFERENCES "public"."stored_files"("digest") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "upper_results" ADD CONSTRAINT "upper_results_entered_by_users_id_fk" FOREIGN KEY ("entered_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "register_import_made" ADD CONSTRAINT "register_import_made_import_id_register_imports_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."register_imports"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "register_entries" ADD CONSTRAINT "register_entries_import_id_register_imports_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."register_imports"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "register_entries" ADD CONSTRAINT "register_entries_producer_id_producers_id_fk" FOREIGN KEY ("producer_id") REFERENCES "public"."producers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "register_entries" ADD CONSTRAINT "register_entries_product_id_products_id_fk" FOREIGN KEY ("product_id") REFERENCES "public"."products"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "register_entries" ADD CONSTRAINT "register_entries_recognition_id_recognitions_id_fk" FOREIGN KEY ("recognition_id") REFERENCES "public"."recognitions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "register_imports" ADD CONSTRAINT "register_imports_imported_by_users_id_fk" FOREIGN KEY ("imported_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "register_imports" ADD CONSTRAINT "register_imports_undone_by_users_id_fk" FOREIGN KEY ("undone_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decision_letters" ADD CONSTRAINT "decision_letters_decision_id_decisions_id_fk" FOREIGN KEY ("decision_id") REFERENCES "public"."decisions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decision_letters" ADD CONSTRAINT "decision_letters_dossier_id_dossiers_id_fk" FOREIGN KEY ("dossier_id") REFERENCES "public"."dossiers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decision_letters" ADD CONSTRAINT "decision_letters_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decision_letters" ADD CONSTRAINT "decision_letters_issued_by_users_id_fk" FOREIGN KEY ("issued_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "upward_items" ADD CONSTRAINT "upward_items_letter_id_upward_letters_id_fk" FOREIGN KEY ("letter_id") REFERENCES "public"."upward_letters"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "upward_items" ADD CONSTRAINT "upward_items_dossier_id_dossiers_id_fk" FOREIGN KEY ("dossier_id") REFERENCES "public"."dossiers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "upward_letters" ADD CONSTRAINT "upward_letters_signed_digest_stored_files_digest_fk" FOREIGN KEY ("signed_digest") REFERENCES "public"."stored_files"("digest") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "upward_letters" ADD CONSTRAINT "upward_letters_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "upward_letters" ADD CONSTRAINT "upward_letters_issued_by_users_id_fk" FOREIGN KEY ("issued_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "revocation_case_files" ADD CONSTRAINT "revocation_case_files_case_id_revocation_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."revocation_cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "revocation_case_files" ADD CONSTRAINT "revocation_case_files_digest_stored_files_digest_fk" FOREIGN KEY ("digest") REFERENCES "public"."stored_files"("digest") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "revocation_case_files" ADD CONSTRAINT "revocation_case_files_kept_by_users_id_fk" FOREIGN KEY ("kept_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "revocation_case_steps" ADD CONSTRAINT "revocation_case_steps_case_id_revocation_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."revocation_cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "revocation_case_steps" ADD CONSTRAINT "revocation_case_steps_by_id_users_id_fk" FOREIGN KEY ("by_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "revocation_cases" ADD CONSTRAINT "revocation_cases_recognition_id_recognitions_id_fk" FOREIGN KEY ("recognition_id") REFERENCES "public"."recognitions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "revocation_cases" ADD CONSTRAINT "revocation_cases_producer_id_producers_id_fk" FOREIGN KEY ("producer_id") REFERENCES "public"."producers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "revocation_cases" ADD CONSTRAINT "revocation_cases_inspection_id_inspections_id_fk" FOREIGN KEY ("inspection_id") REFERENCES "public"."inspections"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "revocation_cases" ADD CONSTRAINT "revocation_cases_decision_id_decisions_id_fk" FOREIGN KEY ("decision_id") REFERENCES "public"."decisions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "revocation_cases" ADD CONSTRAINT "revocation_cases_restoration_id_decisions_id_fk" FOREIGN KEY ("restoration_id") REFERENCES "public"."decisions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "revocation_cases" ADD CONSTRAINT "revocation_cases_opened_by_users_id_fk" FOREIGN KEY ("opened_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "product_complaints" ADD CONSTRAINT "product_complaints_recognition_id_recognitions_id_fk" FOREIGN KEY ("recognition_id") REFERENCES "public"."recognitions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "product_complaints" ADD CONSTRAINT "product_complaints_photo_digest_stored_files_digest_fk" FOREIGN KEY ("photo_digest") REFERENCES "public"."stored_files"("digest") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "product_complaints" ADD CONSTRAINT "product_complaints_case_id_revocation_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."revocation_cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "product_complaints" ADD CONSTRAINT "product_complaints_inspection_id_inspections_id_fk" FOREIGN KEY ("inspection_id") REFERENCES "public"."inspections"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "product_complaints" ADD CONSTRAINT "product_complaints_settled_by_users_id_fk" FOREIGN KEY ("settled_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
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
CREATE INDEX "upper_results_dossier_idx" ON "upper_results" USING btree ("dossier_id");--> statement-breakpoint
CREATE INDEX "register_import_made_idx" ON "register_import_made" USING btree ("import_id");--> statement-breakpoint
CREATE INDEX "register_entries_import_idx" ON "register_entries" USING btree ("import_id");--> statement-breakpoint
CREATE INDEX "register_entries_product_idx" ON "register_entries" USING btree ("product_id");--> statement-breakpoint
CREATE INDEX "register_entries_producer_idx" ON "register_entries" USING btree ("producer_id");--> statement-breakpoint
CREATE INDEX "register_entries_recognition_idx" ON "register_entries" USING btree ("recognition_id");--> statement-breakpoint
CREATE INDEX "register_entries_province_idx" ON "register_entries" USING btree ("province_code","year");--> statement-breakpoint
CREATE INDEX "register_imports_province_idx" ON "register_imports" USING btree ("province_code","imported_at");--> statement-breakpoint
CREATE INDEX "upward_items_dossier_idx" ON "upward_items" USING btree ("dossier_id");--> statement-breakpoint
CREATE UNIQUE INDEX "upward_letters_number" ON "upward_letters" USING btree ("province_code","issuer","number_text","signed_on") WHERE "upward_letters"."number_text" is not null;--> statement-breakpoint
CREATE INDEX "upward_letters_province_idx" ON "upward_letters" USING btree ("province_code","state");--> statement-breakpoint
CREATE INDEX "revocation_case_steps_idx" ON "revocation_case_steps" USING btree ("case_id","at");--> statement-breakpoint
CREATE INDEX "revocation_cases_province_idx" ON "revocation_cases" USING btree ("province_code","state","decide_by");--> statement-breakpoint
CREATE INDEX "revocation_cases_recognition_idx" ON "revocation_cases" USING btree ("recognition_id");--> statement-breakpoint
CREATE INDEX "revocation_cases_producer_idx" ON "revocation_cases" USING btree ("producer_id");--> statement-breakpoint
CREATE INDEX "product_complaints_province_idx" ON "product_complaints" USING btree ("province_code","state","received_at");--> statement-breakpoint
CREATE INDEX "product_complaints_recognition_idx" ON "product_complaints" USING btree ("recognition_id");--> statement-breakpoint
CREATE INDEX "inspection_finding_log_idx" ON "inspection_finding_log" USING btree ("finding_id","at");--> statement-breakpoint
CREATE INDEX "inspection_findings_due_idx" ON "inspection_findings" USING btree ("due_on") WHERE "inspection_findings"."state" in ('open', 'answered');--> statement-breakpoint
CREATE INDEX "inspection_plans_province_idx" ON "inspection_plans" USING btree ("province_code","year");--> statement-breakpoint
CREATE INDEX "inspections_province_idx" ON "inspections" USING btree ("province_code","planned_on");--> statement-breakpoint
CREATE INDEX "inspections_producer_idx" ON "inspections" USING btree ("producer_id");--> statement-breakpoint
CREATE INDEX "inspections_recognition_idx" ON "inspections" USING btree ("recognition_id");--> statement-breakpoint
CREATE UNIQUE INDEX "inspections_once_in_plan" ON "inspections" USING btree ("plan_id","recognition_id") WHERE "inspections"."state" <> 'cancelled';--> statement-breakpoint
CREATE INDEX "decision_items_recognition_idx" ON "decision_items" USING btree ("recognition_id");--> statement-breakpoint
CREATE INDEX "decision_items_product_idx" ON "decision_items" USING btree ("product_id");--> statement-breakpoint
CREATE INDEX "recognitions_revocation_idx" ON "recognitions" USING btree ("revocation_id");