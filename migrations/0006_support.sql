CREATE TABLE "business_plan_answers" (
	"plan_id" uuid NOT NULL,
	"criterion" text NOT NULL,
	"option" integer NOT NULL,
	CONSTRAINT "business_plan_answers_plan_id_criterion_pk" PRIMARY KEY("plan_id","criterion")
);
--> statement-breakpoint
CREATE TABLE "business_plan_evaluations" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"plan_id" uuid NOT NULL,
	"province_code" text NOT NULL,
	"seq" integer NOT NULL,
	"evaluation" jsonb NOT NULL,
	"outcome" text NOT NULL,
	"reason" text,
	"by_account" uuid NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "business_plan_evaluations_seq" UNIQUE("plan_id","seq")
);
--> statement-breakpoint
CREATE TABLE "business_plan_filings" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"plan_id" uuid NOT NULL,
	"province_code" text NOT NULL,
	"seq" integer NOT NULL,
	"snapshot" jsonb NOT NULL,
	"filed_by" uuid NOT NULL,
	"filed_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "business_plan_filings_seq" UNIQUE("plan_id","seq")
);
--> statement-breakpoint
CREATE TABLE "business_plan_parts" (
	"plan_id" uuid NOT NULL,
	"part" text NOT NULL,
	"data" jsonb NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"updated_by" uuid NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "business_plan_parts_plan_id_part_pk" PRIMARY KEY("plan_id","part")
);
--> statement-breakpoint
CREATE TABLE "business_plans" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"province_code" text NOT NULL,
	"unit_version" text NOT NULL,
	"unit_code" text NOT NULL,
	"unit_path" text NOT NULL,
	"producer_id" uuid NOT NULL,
	"product_id" uuid NOT NULL,
	"idea_id" uuid,
	"producer_name" text NOT NULL,
	"product_name" text NOT NULL,
	"year" integer NOT NULL,
	"regime" text NOT NULL,
	"set_code" text NOT NULL,
	"rulebook_digest" text NOT NULL,
	"target_stars" integer DEFAULT 3 NOT NULL,
	"state" text DEFAULT 'draft' NOT NULL,
	"answers_version" integer DEFAULT 0 NOT NULL,
	"filed_at" timestamp with time zone,
	"decided_at" timestamp with time zone,
	"reason" text,
	"is_demo" boolean DEFAULT coalesce(current_setting('ocop.demo', true), '') = 'on' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "business_plans_idea" UNIQUE("idea_id"),
	CONSTRAINT "business_plans_stars" CHECK ("business_plans"."target_stars" between 3 and 5)
);
--> statement-breakpoint
CREATE TABLE "business_plan_photos" (
	"visit_id" uuid NOT NULL,
	"digest" text NOT NULL,
	"position" integer NOT NULL,
	CONSTRAINT "business_plan_photos_visit_id_digest_pk" PRIMARY KEY("visit_id","digest")
);
--> statement-breakpoint
CREATE TABLE "business_plan_progress" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"plan_id" uuid NOT NULL,
	"province_code" text NOT NULL,
	"seq" integer NOT NULL,
	"on_day" date NOT NULL,
	"criterion" text,
	"from_option" integer,
	"to_option" integer,
	"task_id" uuid,
	"total" integer NOT NULL,
	"stars" integer NOT NULL,
	"by_account" uuid NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "business_plan_progress_seq" UNIQUE("plan_id","seq")
);
--> statement-breakpoint
CREATE TABLE "business_plan_task_papers" (
	"task_id" uuid NOT NULL,
	"paper_id" uuid NOT NULL,
	CONSTRAINT "business_plan_task_papers_task_id_paper_id_pk" PRIMARY KEY("task_id","paper_id")
);
--> statement-breakpoint
CREATE TABLE "business_plan_tasks" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"plan_id" uuid NOT NULL,
	"province_code" text NOT NULL,
	"title" text NOT NULL,
	"detail" text,
	"criterion" text,
	"from_option" integer,
	"to_option" integer,
	"points" integer DEFAULT 0 NOT NULL,
	"due_on" date,
	"state" text DEFAULT 'toDo' NOT NULL,
	"blocked_why" text,
	"blocked_by" text,
	"blocked_since" timestamp with time zone,
	"done_on" date,
	"version" integer DEFAULT 1 NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "business_plan_tasks_blocked" CHECK ("business_plan_tasks"."state" <> 'blocked' or ("business_plan_tasks"."blocked_why" is not null and "business_plan_tasks"."blocked_by" is not null)),
	CONSTRAINT "business_plan_tasks_rise" CHECK (("business_plan_tasks"."criterion" is null) = ("business_plan_tasks"."to_option" is null))
);
--> statement-breakpoint
CREATE TABLE "business_plan_visits" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"plan_id" uuid NOT NULL,
	"province_code" text NOT NULL,
	"on_day" date NOT NULL,
	"visitor" text NOT NULL,
	"people" text NOT NULL,
	"notes" text NOT NULL,
	"next_steps" text,
	"form_key" uuid NOT NULL,
	"written_by" uuid NOT NULL,
	"written_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "business_plan_visits_form" UNIQUE("plan_id","form_key")
);
--> statement-breakpoint
CREATE TABLE "support_advice" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"province_code" text NOT NULL,
	"partner_id" uuid NOT NULL,
	"producer_id" uuid NOT NULL,
	"product_id" uuid,
	"advised_on" date NOT NULL,
	"what" text NOT NULL,
	"created_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "support_contracts" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"province_code" text NOT NULL,
	"partner_id" uuid NOT NULL,
	"producer_id" uuid,
	"number" text NOT NULL,
	"subject" text NOT NULL,
	"amount" bigint,
	"signed_on" date NOT NULL,
	"ends_on" date,
	"outcome" text,
	"version" integer DEFAULT 1 NOT NULL,
	"created_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "support_contracts_number_key" UNIQUE("partner_id","number"),
	CONSTRAINT "support_contracts_days" CHECK ("support_contracts"."ends_on" is null or "support_contracts"."ends_on" >= "support_contracts"."signed_on")
);
--> statement-breakpoint
CREATE TABLE "support_meeting_lines" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"province_code" text NOT NULL,
	"meeting_id" uuid NOT NULL,
	"partner_id" uuid,
	"producer_id" uuid,
	"people" integer NOT NULL,
	"agreement" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "support_meeting_lines_who" CHECK ("support_meeting_lines"."partner_id" is not null or "support_meeting_lines"."producer_id" is not null)
);
--> statement-breakpoint
CREATE TABLE "support_meetings" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"province_code" text NOT NULL,
	"unit_path" text NOT NULL,
	"title" text NOT NULL,
	"held_on" date NOT NULL,
	"place" text NOT NULL,
	"topics" text,
	"is_demo" boolean DEFAULT coalesce(current_setting('ocop.demo', true), '') = 'on' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "support_partners" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"province_code" text NOT NULL,
	"unit_path" text NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"name_folded" text NOT NULL,
	"skills" text[] NOT NULL,
	"sectors" text[] NOT NULL,
	"areas" text,
	"contact" text,
	"phone" text,
	"note" text,
	"is_active" boolean DEFAULT true NOT NULL,
	"is_demo" boolean DEFAULT coalesce(current_setting('ocop.demo', true), '') = 'on' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "support_partners_name_key" UNIQUE("province_code","name_folded")
);
--> statement-breakpoint
CREATE TABLE "support_budgets" (
	"province_code" text NOT NULL,
	"year" integer NOT NULL,
	"measure_id" uuid NOT NULL,
	"source" text NOT NULL,
	"amount" bigint NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"updated_by" uuid,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "support_budgets_province_code_year_measure_id_source_pk" PRIMARY KEY("province_code","year","measure_id","source"),
	CONSTRAINT "support_budgets_amount" CHECK ("support_budgets"."amount" >= 0)
);
--> statement-breakpoint
CREATE TABLE "support_claim_events" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"province_code" text NOT NULL,
	"claim_id" uuid NOT NULL,
	"step" text NOT NULL,
	"amount" bigint,
	"note" text,
	"by_id" uuid,
	"at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "support_claim_papers" (
	"province_code" text NOT NULL,
	"claim_id" uuid NOT NULL,
	"key" text NOT NULL,
	"paper_id" uuid NOT NULL,
	"digest" text,
	CONSTRAINT "support_claim_papers_claim_id_key_pk" PRIMARY KEY("claim_id","key")
);
--> statement-breakpoint
CREATE TABLE "support_claims" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"province_code" text NOT NULL,
	"unit_path" text NOT NULL,
	"producer_id" uuid NOT NULL,
	"entitlement_id" uuid NOT NULL,
	"measure_id" uuid NOT NULL,
	"version_id" uuid NOT NULL,
	"state" text DEFAULT 'draft' NOT NULL,
	"cost" bigint,
	"asked" bigint,
	"purpose" text,
	"approved" bigint,
	"source" text,
	"budget_year" integer,
	"reason" text,
	"filed_at" timestamp with time zone,
	"due_on" date,
	"decided_by" uuid,
	"decided_at" timestamp with time zone,
	"is_demo" boolean DEFAULT coalesce(current_setting('ocop.demo', true), '') = 'on' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "support_claims_approved" CHECK ("support_claims"."approved" is null or ("support_claims"."approved" > 0 and "support_claims"."approved" <= "support_claims"."asked"))
);
--> statement-breakpoint
CREATE TABLE "support_entitlements" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"province_code" text NOT NULL,
	"unit_path" text NOT NULL,
	"producer_id" uuid NOT NULL,
	"product_id" uuid,
	"measure_id" uuid NOT NULL,
	"version_id" uuid NOT NULL,
	"subject" text NOT NULL,
	"reason" text NOT NULL,
	"met_on" date NOT NULL,
	"until" date,
	"is_demo" boolean DEFAULT coalesce(current_setting('ocop.demo', true), '') = 'on' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "support_entitlements_once" UNIQUE("measure_id","subject","met_on")
);
--> statement-breakpoint
CREATE TABLE "support_measure_officers" (
	"province_code" text NOT NULL,
	"measure_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	CONSTRAINT "support_measure_officers_measure_id_user_id_pk" PRIMARY KEY("measure_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "support_measure_versions" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"province_code" text NOT NULL,
	"measure_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"what" text NOT NULL,
	"form" text NOT NULL,
	"legal_basis" text,
	"origin" text,
	"source" text,
	"rate_bp" integer,
	"ceiling" bigint,
	"terms" jsonb NOT NULL,
	"papers" jsonb NOT NULL,
	"decide_days" integer,
	"pay_days" integer,
	"created_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "support_measure_versions_seq_key" UNIQUE("measure_id","seq"),
	CONSTRAINT "support_measure_versions_limits" CHECK (("support_measure_versions"."rate_bp" is null or "support_measure_versions"."rate_bp" between 1 and 10000) and ("support_measure_versions"."ceiling" is null or "support_measure_versions"."ceiling" > 0))
);
--> statement-breakpoint
CREATE TABLE "support_measures" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"province_code" text NOT NULL,
	"unit_path" text NOT NULL,
	"code" text NOT NULL,
	"state" text DEFAULT 'draft' NOT NULL,
	"seq" integer DEFAULT 1 NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"is_demo" boolean DEFAULT coalesce(current_setting('ocop.demo', true), '') = 'on' NOT NULL,
	"created_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "support_measures_code_key" UNIQUE("province_code","code")
);
--> statement-breakpoint
CREATE TABLE "support_payments" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"province_code" text NOT NULL,
	"claim_id" uuid NOT NULL,
	"paid_on" date NOT NULL,
	"voucher" text NOT NULL,
	"amount" bigint NOT NULL,
	"source" text NOT NULL,
	"entered_by" uuid NOT NULL,
	"entered_at" timestamp with time zone DEFAULT now() NOT NULL,
	"voided_at" timestamp with time zone,
	"voided_by" uuid,
	"void_reason" text,
	CONSTRAINT "support_payments_amount" CHECK ("support_payments"."amount" > 0)
);
--> statement-breakpoint
CREATE TABLE "support_attendance" (
	"province_code" text NOT NULL,
	"session_id" uuid NOT NULL,
	"trainee_id" uuid NOT NULL,
	"is_present" boolean NOT NULL,
	"noted_by" uuid NOT NULL,
	"noted_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "support_attendance_session_id_trainee_id_pk" PRIMARY KEY("session_id","trainee_id")
);
--> statement-breakpoint
CREATE TABLE "support_class_sessions" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"province_code" text NOT NULL,
	"class_id" uuid NOT NULL,
	"held_on" date NOT NULL,
	"part" text NOT NULL,
	"topic" text,
	CONSTRAINT "support_class_sessions_key" UNIQUE("class_id","held_on","part")
);
--> statement-breakpoint
CREATE TABLE "support_classes" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"province_code" text NOT NULL,
	"course_id" uuid NOT NULL,
	"name" text NOT NULL,
	"place" text NOT NULL,
	"trainer" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "support_classes_name_key" UNIQUE("course_id","name")
);
--> statement-breakpoint
CREATE TABLE "support_courses" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"province_code" text NOT NULL,
	"unit_path" text NOT NULL,
	"year" integer NOT NULL,
	"title" text NOT NULL,
	"topics" text,
	"audience" text NOT NULL,
	"organiser" text NOT NULL,
	"share_percent" integer NOT NULL,
	"state" text DEFAULT 'planned' NOT NULL,
	"is_demo" boolean DEFAULT coalesce(current_setting('ocop.demo', true), '') = 'on' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "support_courses_share" CHECK ("support_courses"."share_percent" between 1 and 100)
);
--> statement-breakpoint
CREATE TABLE "support_trainees" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"province_code" text NOT NULL,
	"class_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"producer_id" uuid,
	"belongs_to" text,
	"full_name" text NOT NULL,
	"name_folded" text NOT NULL,
	"sex" text,
	"phone" text,
	"certificate_number" integer,
	"certificate_year" integer,
	"certified_on" date,
	"certified_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "support_trainees_once" UNIQUE NULLS NOT DISTINCT("class_id","name_folded","phone")
);
--> statement-breakpoint
CREATE TABLE "support_training_counters" (
	"province_code" text NOT NULL,
	"year" integer NOT NULL,
	"last" integer NOT NULL,
	CONSTRAINT "support_training_counters_province_code_year_pk" PRIMARY KEY("province_code","year")
);
--> statement-breakpoint
ALTER TABLE "business_plan_answers" ADD CONSTRAINT "business_plan_answers_plan_id_business_plans_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."business_plans"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "business_plan_evaluations" ADD CONSTRAINT "business_plan_evaluations_plan_id_business_plans_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."business_plans"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "business_plan_evaluations" ADD CONSTRAINT "business_plan_evaluations_by_account_users_id_fk" FOREIGN KEY ("by_account") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "business_plan_filings" ADD CONSTRAINT "business_plan_filings_plan_id_business_plans_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."business_plans"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "business_plan_filings" ADD CONSTRAINT "business_plan_filings_filed_by_users_id_fk" FOREIGN KEY ("filed_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "business_plan_parts" ADD CONSTRAINT "business_plan_parts_plan_id_business_plans_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."business_plans"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "business_plan_parts" ADD CONSTRAINT "business_plan_parts_updated_by_users_id_fk" FOREIGN KEY ("updated_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "business_plans" ADD CONSTRAINT "business_plans_producer_id_producers_id_fk" FOREIGN KEY ("producer_id") REFERENCES "public"."producers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "business_plans" ADD CONSTRAINT "business_plans_product_id_products_id_fk" FOREIGN KEY ("product_id") REFERENCES "public"."products"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "business_plans" ADD CONSTRAINT "business_plans_idea_id_ideas_id_fk" FOREIGN KEY ("idea_id") REFERENCES "public"."ideas"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "business_plans" ADD CONSTRAINT "business_plans_rulebook_digest_rulebook_versions_digest_fk" FOREIGN KEY ("rulebook_digest") REFERENCES "public"."rulebook_versions"("digest") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "business_plans" ADD CONSTRAINT "business_plans_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "business_plan_photos" ADD CONSTRAINT "business_plan_photos_visit_id_business_plan_visits_id_fk" FOREIGN KEY ("visit_id") REFERENCES "public"."business_plan_visits"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "business_plan_photos" ADD CONSTRAINT "business_plan_photos_digest_stored_files_digest_fk" FOREIGN KEY ("digest") REFERENCES "public"."stored_files"("digest") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "business_plan_progress" ADD CONSTRAINT "business_plan_progress_plan_id_business_plans_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."business_plans"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "business_plan_progress" ADD CONSTRAINT "business_plan_progress_task_id_business_plan_tasks_id_fk" FOREIGN KEY ("task_id") REFERENCES "public"."business_plan_tasks"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "business_plan_progress" ADD CONSTRAINT "business_plan_progress_by_account_users_id_fk" FOREIGN KEY ("by_account") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "business_plan_task_papers" ADD CONSTRAINT "business_plan_task_papers_task_id_business_plan_tasks_id_fk" FOREIGN KEY ("task_id") REFERENCES "public"."business_plan_tasks"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "business_plan_task_papers" ADD CONSTRAINT "business_plan_task_papers_paper_id_papers_id_fk" FOREIGN KEY ("paper_id") REFERENCES "public"."papers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "business_plan_tasks" ADD CONSTRAINT "business_plan_tasks_plan_id_business_plans_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."business_plans"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "business_plan_tasks" ADD CONSTRAINT "business_plan_tasks_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "business_plan_visits" ADD CONSTRAINT "business_plan_visits_plan_id_business_plans_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."business_plans"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "business_plan_visits" ADD CONSTRAINT "business_plan_visits_written_by_users_id_fk" FOREIGN KEY ("written_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "support_advice" ADD CONSTRAINT "support_advice_partner_id_support_partners_id_fk" FOREIGN KEY ("partner_id") REFERENCES "public"."support_partners"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "support_advice" ADD CONSTRAINT "support_advice_producer_id_producers_id_fk" FOREIGN KEY ("producer_id") REFERENCES "public"."producers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "support_advice" ADD CONSTRAINT "support_advice_product_id_products_id_fk" FOREIGN KEY ("product_id") REFERENCES "public"."products"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "support_advice" ADD CONSTRAINT "support_advice_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "support_contracts" ADD CONSTRAINT "support_contracts_partner_id_support_partners_id_fk" FOREIGN KEY ("partner_id") REFERENCES "public"."support_partners"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "support_contracts" ADD CONSTRAINT "support_contracts_producer_id_producers_id_fk" FOREIGN KEY ("producer_id") REFERENCES "public"."producers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "support_contracts" ADD CONSTRAINT "support_contracts_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "support_meeting_lines" ADD CONSTRAINT "support_meeting_lines_meeting_id_support_meetings_id_fk" FOREIGN KEY ("meeting_id") REFERENCES "public"."support_meetings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "support_meeting_lines" ADD CONSTRAINT "support_meeting_lines_partner_id_support_partners_id_fk" FOREIGN KEY ("partner_id") REFERENCES "public"."support_partners"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "support_meeting_lines" ADD CONSTRAINT "support_meeting_lines_producer_id_producers_id_fk" FOREIGN KEY ("producer_id") REFERENCES "public"."producers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "support_meetings" ADD CONSTRAINT "support_meetings_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "support_partners" ADD CONSTRAINT "support_partners_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "support_budgets" ADD CONSTRAINT "support_budgets_measure_id_support_measures_id_fk" FOREIGN KEY ("measure_id") REFERENCES "public"."support_measures"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "support_budgets" ADD CONSTRAINT "support_budgets_updated_by_users_id_fk" FOREIGN KEY ("updated_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "support_claim_events" ADD CONSTRAINT "support_claim_events_claim_id_support_claims_id_fk" FOREIGN KEY ("claim_id") REFERENCES "public"."support_claims"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "support_claim_events" ADD CONSTRAINT "support_claim_events_by_id_users_id_fk" FOREIGN KEY ("by_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "support_claim_papers" ADD CONSTRAINT "support_claim_papers_claim_id_support_claims_id_fk" FOREIGN KEY ("claim_id") REFERENCES "public"."support_claims"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "support_claim_papers" ADD CONSTRAINT "support_claim_papers_paper_id_papers_id_fk" FOREIGN KEY ("paper_id") REFERENCES "public"."papers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "support_claim_papers" ADD CONSTRAINT "support_claim_papers_digest_stored_files_digest_fk" FOREIGN KEY ("digest") REFERENCES "public"."stored_files"("digest") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "support_claims" ADD CONSTRAINT "support_claims_producer_id_producers_id_fk" FOREIGN KEY ("producer_id") REFERENCES "public"."producers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "support_claims" ADD CONSTRAINT "support_claims_entitlement_id_support_entitlements_id_fk" FOREIGN KEY ("entitlement_id") REFERENCES "public"."support_entitlements"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "support_claims" ADD CONSTRAINT "support_claims_measure_id_support_measures_id_fk" FOREIGN KEY ("measure_id") REFERENCES "public"."support_measures"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "support_claims" ADD CONSTRAINT "support_claims_version_id_support_measure_versions_id_fk" FOREIGN KEY ("version_id") REFERENCES "public"."support_measure_versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "support_claims" ADD CONSTRAINT "support_claims_decided_by_users_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "support_claims" ADD CONSTRAINT "support_claims_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "support_entitlements" ADD CONSTRAINT "support_entitlements_producer_id_producers_id_fk" FOREIGN KEY ("producer_id") REFERENCES "public"."producers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "support_entitlements" ADD CONSTRAINT "support_entitlements_product_id_products_id_fk" FOREIGN KEY ("product_id") REFERENCES "public"."products"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "support_entitlements" ADD CONSTRAINT "support_entitlements_measure_id_support_measures_id_fk" FOREIGN KEY ("measure_id") REFERENCES "public"."support_measures"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "support_entitlements" ADD CONSTRAINT "support_entitlements_version_id_support_measure_versions_id_fk" FOREIGN KEY ("version_id") REFERENCES "public"."support_measure_versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "support_measure_officers" ADD CONSTRAINT "support_measure_officers_measure_id_support_measures_id_fk" FOREIGN KEY ("measure_id") REFERENCES "public"."support_measures"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "support_measure_officers" ADD CONSTRAINT "support_measure_officers_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "support_measure_versions" ADD CONSTRAINT "support_measure_versions_measure_id_support_measures_id_fk" FOREIGN KEY ("measure_id") REFERENCES "public"."support_measures"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "support_measure_versions" ADD CONSTRAINT "support_measure_versions_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "support_measures" ADD CONSTRAINT "support_measures_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "support_payments" ADD CONSTRAINT "support_payments_claim_id_support_claims_id_fk" FOREIGN KEY ("claim_id") REFERENCES "public"."support_claims"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "support_payments" ADD CONSTRAINT "support_payments_entered_by_users_id_fk" FOREIGN KEY ("entered_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "support_payments" ADD CONSTRAINT "support_payments_voided_by_users_id_fk" FOREIGN KEY ("voided_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "support_attendance" ADD CONSTRAINT "support_attendance_session_id_support_class_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."support_class_sessions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "support_attendance" ADD CONSTRAINT "support_attendance_trainee_id_support_trainees_id_fk" FOREIGN KEY ("trainee_id") REFERENCES "public"."support_trainees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "support_attendance" ADD CONSTRAINT "support_attendance_noted_by_users_id_fk" FOREIGN KEY ("noted_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "support_class_sessions" ADD CONSTRAINT "support_class_sessions_class_id_support_classes_id_fk" FOREIGN KEY ("class_id") REFERENCES "public"."support_classes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "support_classes" ADD CONSTRAINT "support_classes_course_id_support_courses_id_fk" FOREIGN KEY ("course_id") REFERENCES "public"."support_courses"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "support_courses" ADD CONSTRAINT "support_courses_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "support_trainees" ADD CONSTRAINT "support_trainees_class_id_support_classes_id_fk" FOREIGN KEY ("class_id") REFERENCES "public"."support_classes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "support_trainees" ADD CONSTRAINT "support_trainees_producer_id_producers_id_fk" FOREIGN KEY ("producer_id") REFERENCES "public"."producers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "support_trainees" ADD CONSTRAINT "support_trainees_certified_by_users_id_fk" FOREIGN KEY ("certified_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "business_plans_one_under_way" ON "business_plans" USING btree ("product_id") WHERE "business_plans"."state" in ('draft', 'filed', 'returned', 'chosen');--> statement-breakpoint
CREATE INDEX "business_plans_province_idx" ON "business_plans" USING btree ("province_code","year","state");--> statement-breakpoint
CREATE INDEX "business_plans_unit_idx" ON "business_plans" USING btree ("unit_path" text_pattern_ops,"state");--> statement-breakpoint
CREATE INDEX "business_plans_producer_idx" ON "business_plans" USING btree ("producer_id");--> statement-breakpoint
CREATE INDEX "business_plan_tasks_plan_idx" ON "business_plan_tasks" USING btree ("plan_id","state");--> statement-breakpoint
CREATE INDEX "business_plan_tasks_due_idx" ON "business_plan_tasks" USING btree ("province_code","due_on") WHERE "business_plan_tasks"."state" in ('toDo', 'doing', 'blocked');--> statement-breakpoint
CREATE INDEX "business_plan_visits_plan_idx" ON "business_plan_visits" USING btree ("plan_id","on_day");--> statement-breakpoint
CREATE INDEX "support_advice_partner_idx" ON "support_advice" USING btree ("partner_id");--> statement-breakpoint
CREATE INDEX "support_advice_producer_idx" ON "support_advice" USING btree ("producer_id");--> statement-breakpoint
CREATE INDEX "support_meeting_lines_meeting_idx" ON "support_meeting_lines" USING btree ("meeting_id");--> statement-breakpoint
CREATE INDEX "support_meetings_province_idx" ON "support_meetings" USING btree ("province_code","held_on");--> statement-breakpoint
CREATE INDEX "support_claim_events_claim_idx" ON "support_claim_events" USING btree ("claim_id","at");--> statement-breakpoint
CREATE UNIQUE INDEX "support_claims_entitlement_key" ON "support_claims" USING btree ("entitlement_id") WHERE "support_claims"."state" not in ('refused', 'withdrawn');--> statement-breakpoint
CREATE INDEX "support_claims_province_idx" ON "support_claims" USING btree ("province_code","state");--> statement-breakpoint
CREATE INDEX "support_claims_producer_idx" ON "support_claims" USING btree ("producer_id");--> statement-breakpoint
CREATE INDEX "support_claims_budget_idx" ON "support_claims" USING btree ("measure_id","budget_year");--> statement-breakpoint
CREATE INDEX "support_entitlements_producer_idx" ON "support_entitlements" USING btree ("producer_id");--> statement-breakpoint
CREATE INDEX "support_entitlements_province_idx" ON "support_entitlements" USING btree ("province_code","measure_id");--> statement-breakpoint
CREATE INDEX "support_measure_officers_user_idx" ON "support_measure_officers" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "support_payments_claim_idx" ON "support_payments" USING btree ("claim_id");--> statement-breakpoint
CREATE UNIQUE INDEX "support_payments_voucher_key" ON "support_payments" USING btree ("province_code","claim_id","voucher") WHERE "support_payments"."voided_at" is null;--> statement-breakpoint
CREATE INDEX "support_courses_province_idx" ON "support_courses" USING btree ("province_code","year");--> statement-breakpoint
CREATE UNIQUE INDEX "support_trainees_certificate_key" ON "support_trainees" USING btree ("province_code","certificate_year","certificate_number") WHERE "support_trainees"."certificate_number" is not null;--> statement-breakpoint
CREATE INDEX "support_trainees_producer_idx" ON "support_trainees" USING btree ("producer_id");