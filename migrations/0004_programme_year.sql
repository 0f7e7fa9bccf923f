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
CREATE TABLE "cycle_notices" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"province_code" text NOT NULL,
	"producer_id" uuid NOT NULL,
	"office_path" text,
	"subject" text NOT NULL,
	"body" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"taken_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "idea_steps" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"idea_id" uuid NOT NULL,
	"province_code" text NOT NULL,
	"seq" integer NOT NULL,
	"step" text NOT NULL,
	"to_state" text NOT NULL,
	"level" text,
	"product_fit" jsonb,
	"applicant_fit" jsonb,
	"reason" text,
	"note" text,
	"by_account" uuid,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "idea_steps_seq" UNIQUE("idea_id","seq")
);
--> statement-breakpoint
CREATE TABLE "ideas" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"province_code" text NOT NULL,
	"unit_version" text NOT NULL,
	"unit_code" text NOT NULL,
	"unit_path" text NOT NULL,
	"year" integer NOT NULL,
	"regime" text NOT NULL,
	"title" text NOT NULL,
	"title_folded" text NOT NULL,
	"kind" text NOT NULL,
	"set_code" text,
	"story" text NOT NULL,
	"market" text,
	"materials" text,
	"labour" text,
	"investment" text,
	"producer_id" uuid,
	"applicant_name" text,
	"applicant_kind" text,
	"phone" text,
	"address" text,
	"track" text DEFAULT 'general' NOT NULL,
	"state" text DEFAULT 'registered' NOT NULL,
	"channel" text NOT NULL,
	"reason" text,
	"refile_from" date,
	"receipt_code" text NOT NULL,
	"form_key" uuid NOT NULL,
	"is_demo" boolean DEFAULT coalesce(current_setting('ocop.demo', true), '') = 'on' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"registered_by" uuid,
	"registered_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "ideas_receipt" UNIQUE("receipt_code"),
	CONSTRAINT "ideas_form" UNIQUE("form_key"),
	CONSTRAINT "ideas_applicant" CHECK ("ideas"."producer_id" is not null or ("ideas"."applicant_name" is not null and "ideas"."applicant_kind" is not null and "ideas"."phone" is not null)),
	CONSTRAINT "ideas_refile" CHECK ("ideas"."state" <> 'returned' or "ideas"."refile_from" is not null)
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
CREATE TABLE "plan_lines" (
	"plan_id" uuid NOT NULL,
	"version_number" integer NOT NULL,
	"line_id" text NOT NULL,
	"province_code" text NOT NULL,
	"position" integer NOT NULL,
	"depth" integer NOT NULL,
	"number" text NOT NULL,
	"name" text NOT NULL,
	"unit" text NOT NULL,
	"quantity" numeric,
	"unit_cost" bigint,
	"total" bigint,
	"state" bigint,
	"integrated" bigint,
	"oda" bigint,
	"mobilised" bigint,
	"years" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"lead" text NOT NULL,
	"supporting" text NOT NULL,
	"quarter" text NOT NULL,
	"note" text NOT NULL,
	"partial" boolean DEFAULT false NOT NULL,
	CONSTRAINT "plan_lines_plan_id_version_number_line_id_pk" PRIMARY KEY("plan_id","version_number","line_id"),
	CONSTRAINT "plan_lines_amounts" CHECK (least("plan_lines"."unit_cost", "plan_lines"."total", "plan_lines"."state", "plan_lines"."integrated", "plan_lines"."oda", "plan_lines"."mobilised") >= 0)
);
--> statement-breakpoint
CREATE TABLE "plan_spending" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"province_code" text NOT NULL,
	"plan_id" uuid NOT NULL,
	"line_id" text NOT NULL,
	"source" text NOT NULL,
	"spent_on" date NOT NULL,
	"amount" bigint NOT NULL,
	"paper" text NOT NULL,
	"cancelled_by" uuid,
	"cancel_reason" text,
	"entered_by" uuid NOT NULL,
	"entered_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "plan_spending_amount" CHECK ("plan_spending"."amount" > 0)
);
--> statement-breakpoint
CREATE TABLE "plan_tasks" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"province_code" text NOT NULL,
	"unit_path" text NOT NULL,
	"plan_id" uuid NOT NULL,
	"assignee_id" uuid NOT NULL,
	"title" text NOT NULL,
	"details" text,
	"due_on" date NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	"answer" text,
	"answered_at" timestamp with time zone,
	"remark" text,
	"version" integer DEFAULT 1 NOT NULL,
	"is_demo" boolean DEFAULT coalesce(current_setting('ocop.demo', true), '') = 'on' NOT NULL,
	"given_by" uuid NOT NULL,
	"given_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "plan_versions" (
	"plan_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"province_code" text NOT NULL,
	"state" text DEFAULT 'draft' NOT NULL,
	"reason" text,
	"lock" integer DEFAULT 1 NOT NULL,
	"themes" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"breakdowns" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"tables" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"document_number" text,
	"issued_on" date,
	"issued_by" uuid,
	"edited_by" uuid NOT NULL,
	"edited_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "plan_versions_plan_id_number_pk" PRIMARY KEY("plan_id","number"),
	CONSTRAINT "plan_versions_issued" CHECK (("plan_versions"."state" = 'issued') = ("plan_versions"."issued_on" is not null))
);
--> statement-breakpoint
CREATE TABLE "plans" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"province_code" text NOT NULL,
	"level" text NOT NULL,
	"unit_version" text NOT NULL,
	"unit_code" text NOT NULL,
	"unit_path" text NOT NULL,
	"title" text NOT NULL,
	"from_year" integer NOT NULL,
	"to_year" integer NOT NULL,
	"money" text NOT NULL,
	"source" text,
	"is_demo" boolean DEFAULT coalesce(current_setting('ocop.demo', true), '') = 'on' NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "plans_years" CHECK ("plans"."to_year" >= "plans"."from_year")
);
--> statement-breakpoint
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
	"series" jsonb,
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
ALTER TABLE "producer_years" ADD COLUMN "women_labour" integer;--> statement-breakpoint
ALTER TABLE "producer_years" ADD COLUMN "minority_labour" integer;--> statement-breakpoint
ALTER TABLE "producer_years" ADD COLUMN "export_revenue" bigint;--> statement-breakpoint
ALTER TABLE "producer_years" ADD COLUMN "material_area" numeric(12, 2);--> statement-breakpoint
ALTER TABLE "producer_years" ADD COLUMN "standard_area" numeric(12, 2);--> statement-breakpoint
ALTER TABLE "producer_years" ADD COLUMN "material_standard" text;--> statement-breakpoint
ALTER TABLE "producer_years" ADD COLUMN "source" text;--> statement-breakpoint
ALTER TABLE "producer_years" ADD COLUMN "source_note" text;--> statement-breakpoint
ALTER TABLE "producer_years" ADD COLUMN "entered_by" uuid;--> statement-breakpoint
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
ALTER TABLE "cycle_campaigns" ADD CONSTRAINT "cycle_campaigns_saved_by_users_id_fk" FOREIGN KEY ("saved_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cycle_dates" ADD CONSTRAINT "cycle_dates_set_by_users_id_fk" FOREIGN KEY ("set_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cycle_notices" ADD CONSTRAINT "cycle_notices_producer_id_producers_id_fk" FOREIGN KEY ("producer_id") REFERENCES "public"."producers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "idea_steps" ADD CONSTRAINT "idea_steps_idea_id_ideas_id_fk" FOREIGN KEY ("idea_id") REFERENCES "public"."ideas"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "idea_steps" ADD CONSTRAINT "idea_steps_by_account_users_id_fk" FOREIGN KEY ("by_account") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ideas" ADD CONSTRAINT "ideas_producer_id_producers_id_fk" FOREIGN KEY ("producer_id") REFERENCES "public"."producers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ideas" ADD CONSTRAINT "ideas_registered_by_users_id_fk" FOREIGN KEY ("registered_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cycle_media" ADD CONSTRAINT "cycle_media_saved_by_users_id_fk" FOREIGN KEY ("saved_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cycle_meetings" ADD CONSTRAINT "cycle_meetings_saved_by_users_id_fk" FOREIGN KEY ("saved_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
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
ALTER TABLE "plan_lines" ADD CONSTRAINT "plan_lines_plan_id_version_number_plan_versions_plan_id_number_fk" FOREIGN KEY ("plan_id","version_number") REFERENCES "public"."plan_versions"("plan_id","number") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_spending" ADD CONSTRAINT "plan_spending_plan_id_plans_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."plans"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_spending" ADD CONSTRAINT "plan_spending_cancelled_by_users_id_fk" FOREIGN KEY ("cancelled_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_spending" ADD CONSTRAINT "plan_spending_entered_by_users_id_fk" FOREIGN KEY ("entered_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_tasks" ADD CONSTRAINT "plan_tasks_plan_id_plans_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."plans"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_tasks" ADD CONSTRAINT "plan_tasks_assignee_id_users_id_fk" FOREIGN KEY ("assignee_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_tasks" ADD CONSTRAINT "plan_tasks_given_by_users_id_fk" FOREIGN KEY ("given_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_versions" ADD CONSTRAINT "plan_versions_plan_id_plans_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."plans"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_versions" ADD CONSTRAINT "plan_versions_issued_by_users_id_fk" FOREIGN KEY ("issued_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_versions" ADD CONSTRAINT "plan_versions_edited_by_users_id_fk" FOREIGN KEY ("edited_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plans" ADD CONSTRAINT "plans_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "planning_report_figures" ADD CONSTRAINT "planning_report_figures_report_id_planning_reports_id_fk" FOREIGN KEY ("report_id") REFERENCES "public"."planning_reports"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "planning_reports" ADD CONSTRAINT "planning_reports_sent_by_users_id_fk" FOREIGN KEY ("sent_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "planning_reports" ADD CONSTRAINT "planning_reports_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "producer_figure_reminders" ADD CONSTRAINT "producer_figure_reminders_producer_id_producers_id_fk" FOREIGN KEY ("producer_id") REFERENCES "public"."producers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "product_years" ADD CONSTRAINT "product_years_product_id_products_id_fk" FOREIGN KEY ("product_id") REFERENCES "public"."products"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
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
ALTER TABLE "growing_area_products" ADD CONSTRAINT "growing_area_products_version_id_growing_area_versions_id_fk" FOREIGN KEY ("version_id") REFERENCES "public"."growing_area_versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "growing_area_products" ADD CONSTRAINT "growing_area_products_product_id_products_id_fk" FOREIGN KEY ("product_id") REFERENCES "public"."products"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "growing_area_versions" ADD CONSTRAINT "growing_area_versions_area_id_growing_areas_id_fk" FOREIGN KEY ("area_id") REFERENCES "public"."growing_areas"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "growing_area_versions" ADD CONSTRAINT "growing_area_versions_paper_id_papers_id_fk" FOREIGN KEY ("paper_id") REFERENCES "public"."papers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "growing_area_versions" ADD CONSTRAINT "growing_area_versions_proposed_by_users_id_fk" FOREIGN KEY ("proposed_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "growing_area_versions" ADD CONSTRAINT "growing_area_versions_decided_by_users_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "growing_areas" ADD CONSTRAINT "growing_areas_producer_id_producers_id_fk" FOREIGN KEY ("producer_id") REFERENCES "public"."producers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "growing_areas" ADD CONSTRAINT "growing_areas_accepted_version_id_growing_area_versions_id_fk" FOREIGN KEY ("accepted_version_id") REFERENCES "public"."growing_area_versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "growing_areas" ADD CONSTRAINT "growing_areas_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "business_plans_one_under_way" ON "business_plans" USING btree ("product_id") WHERE "business_plans"."state" in ('draft', 'filed', 'returned', 'chosen');--> statement-breakpoint
CREATE INDEX "business_plans_province_idx" ON "business_plans" USING btree ("province_code","year","state");--> statement-breakpoint
CREATE INDEX "business_plans_unit_idx" ON "business_plans" USING btree ("unit_path" text_pattern_ops,"state");--> statement-breakpoint
CREATE INDEX "business_plans_producer_idx" ON "business_plans" USING btree ("producer_id");--> statement-breakpoint
CREATE INDEX "cycle_notices_waiting_idx" ON "cycle_notices" USING btree ("created_at") WHERE "cycle_notices"."taken_at" is null;--> statement-breakpoint
CREATE INDEX "ideas_province_idx" ON "ideas" USING btree ("province_code","year","state");--> statement-breakpoint
CREATE INDEX "ideas_unit_idx" ON "ideas" USING btree ("unit_path" text_pattern_ops,"year");--> statement-breakpoint
CREATE INDEX "ideas_producer_idx" ON "ideas" USING btree ("producer_id");--> statement-breakpoint
CREATE INDEX "cycle_media_province_idx" ON "cycle_media" USING btree ("province_code","on_day");--> statement-breakpoint
CREATE INDEX "cycle_meetings_province_idx" ON "cycle_meetings" USING btree ("province_code","on_day");--> statement-breakpoint
CREATE INDEX "business_plan_tasks_plan_idx" ON "business_plan_tasks" USING btree ("plan_id","state");--> statement-breakpoint
CREATE INDEX "business_plan_tasks_due_idx" ON "business_plan_tasks" USING btree ("province_code","due_on") WHERE "business_plan_tasks"."state" in ('toDo', 'doing', 'blocked');--> statement-breakpoint
CREATE INDEX "business_plan_visits_plan_idx" ON "business_plan_visits" USING btree ("plan_id","on_day");--> statement-breakpoint
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
CREATE INDEX "plan_lines_province_idx" ON "plan_lines" USING btree ("province_code");--> statement-breakpoint
CREATE INDEX "plan_spending_plan_idx" ON "plan_spending" USING btree ("plan_id","line_id");--> statement-breakpoint
CREATE INDEX "plan_tasks_province_idx" ON "plan_tasks" USING btree ("province_code","due_on");--> statement-breakpoint
CREATE INDEX "plan_tasks_assignee_idx" ON "plan_tasks" USING btree ("assignee_id");--> statement-breakpoint
CREATE INDEX "plan_versions_province_idx" ON "plan_versions" USING btree ("province_code");--> statement-breakpoint
CREATE INDEX "plans_province_idx" ON "plans" USING btree ("province_code","from_year");--> statement-breakpoint
CREATE INDEX "plans_unit_idx" ON "plans" USING btree ("unit_path" text_pattern_ops,"from_year");--> statement-breakpoint
CREATE UNIQUE INDEX "planning_reports_edition" ON "planning_reports" USING btree ("unit_version","unit_code","year",coalesce("quarter", 0),"edition");--> statement-breakpoint
CREATE INDEX "planning_reports_province_idx" ON "planning_reports" USING btree ("province_code","year");--> statement-breakpoint
CREATE INDEX "product_years_year_idx" ON "product_years" USING btree ("province_code","year");--> statement-breakpoint
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
CREATE INDEX "support_trainees_producer_idx" ON "support_trainees" USING btree ("producer_id");--> statement-breakpoint
CREATE INDEX "growing_area_products_product_idx" ON "growing_area_products" USING btree ("product_id");--> statement-breakpoint
CREATE UNIQUE INDEX "growing_area_versions_seq_key" ON "growing_area_versions" USING btree ("area_id","seq");--> statement-breakpoint
CREATE UNIQUE INDEX "growing_area_versions_pending_key" ON "growing_area_versions" USING btree ("area_id") WHERE "growing_area_versions"."state" = 'pending';--> statement-breakpoint
CREATE UNIQUE INDEX "growing_area_versions_accepted_key" ON "growing_area_versions" USING btree ("area_id") WHERE "growing_area_versions"."state" = 'accepted';--> statement-breakpoint
CREATE INDEX "growing_area_versions_code_idx" ON "growing_area_versions" USING btree ("province_code","code") WHERE "growing_area_versions"."state" = 'accepted';--> statement-breakpoint
CREATE INDEX "growing_areas_producer_idx" ON "growing_areas" USING btree ("producer_id");--> statement-breakpoint
CREATE INDEX "growing_areas_province_idx" ON "growing_areas" USING btree ("province_code");--> statement-breakpoint
CREATE INDEX "growing_areas_accepted_idx" ON "growing_areas" USING btree ("accepted_version_id");--> statement-breakpoint
ALTER TABLE "producer_years" ADD CONSTRAINT "producer_years_entered_by_users_id_fk" FOREIGN KEY ("entered_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "producer_years_year_idx" ON "producer_years" USING btree ("year");--> statement-breakpoint
ALTER TABLE "producer_years" ADD CONSTRAINT "producer_years_parts" CHECK (coalesce("producer_years"."women_labour", 0) <= coalesce("producer_years"."labour", 0)
        and coalesce("producer_years"."minority_labour", 0) <= coalesce("producer_years"."labour", 0)
        and coalesce("producer_years"."export_revenue", 0) <= coalesce("producer_years"."revenue", 0)
        and coalesce("producer_years"."standard_area", 0) <= coalesce("producer_years"."material_area", 0));