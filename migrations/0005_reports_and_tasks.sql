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
ALTER TABLE "planning_reports" ADD COLUMN "digest_form" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "plan_task_files" ADD CONSTRAINT "plan_task_files_task_id_plan_tasks_id_fk" FOREIGN KEY ("task_id") REFERENCES "public"."plan_tasks"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_task_files" ADD CONSTRAINT "plan_task_files_digest_stored_files_digest_fk" FOREIGN KEY ("digest") REFERENCES "public"."stored_files"("digest") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_task_files" ADD CONSTRAINT "plan_task_files_stored_by_users_id_fk" FOREIGN KEY ("stored_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_task_reminders" ADD CONSTRAINT "plan_task_reminders_task_id_plan_tasks_id_fk" FOREIGN KEY ("task_id") REFERENCES "public"."plan_tasks"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "planning_report_checks" ADD CONSTRAINT "planning_report_checks_report_id_planning_reports_id_fk" FOREIGN KEY ("report_id") REFERENCES "public"."planning_reports"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "planning_report_checks_faults_idx" ON "planning_report_checks" USING btree ("province_code") WHERE "planning_report_checks"."fault" is not null;