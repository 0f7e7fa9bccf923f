ALTER TABLE "plan_tasks" ALTER COLUMN "assignee_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "plan_tasks" ADD COLUMN "agency_id" uuid;--> statement-breakpoint
ALTER TABLE "plan_tasks" ADD COLUMN "answered_by" uuid;--> statement-breakpoint
ALTER TABLE "plan_tasks" ADD CONSTRAINT "plan_tasks_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_tasks" ADD CONSTRAINT "plan_tasks_answered_by_users_id_fk" FOREIGN KEY ("answered_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "plan_tasks_agency_idx" ON "plan_tasks" USING btree ("agency_id");--> statement-breakpoint
ALTER TABLE "plan_tasks" ADD CONSTRAINT "plan_tasks_taker" CHECK (num_nonnulls("plan_tasks"."assignee_id", "plan_tasks"."agency_id") = 1);