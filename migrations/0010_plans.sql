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
CREATE INDEX "plan_lines_province_idx" ON "plan_lines" USING btree ("province_code");--> statement-breakpoint
CREATE INDEX "plan_spending_plan_idx" ON "plan_spending" USING btree ("plan_id","line_id");--> statement-breakpoint
CREATE INDEX "plan_tasks_province_idx" ON "plan_tasks" USING btree ("province_code","due_on");--> statement-breakpoint
CREATE INDEX "plan_tasks_assignee_idx" ON "plan_tasks" USING btree ("assignee_id");--> statement-breakpoint
CREATE INDEX "plan_versions_province_idx" ON "plan_versions" USING btree ("province_code");--> statement-breakpoint
CREATE INDEX "plans_province_idx" ON "plans" USING btree ("province_code","from_year");--> statement-breakpoint
CREATE INDEX "plans_unit_idx" ON "plans" USING btree ("unit_path" text_pattern_ops,"from_year");