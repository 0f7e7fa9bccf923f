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
ALTER TABLE "cycle_notices" ADD CONSTRAINT "cycle_notices_producer_id_producers_id_fk" FOREIGN KEY ("producer_id") REFERENCES "public"."producers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "idea_steps" ADD CONSTRAINT "idea_steps_idea_id_ideas_id_fk" FOREIGN KEY ("idea_id") REFERENCES "public"."ideas"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "idea_steps" ADD CONSTRAINT "idea_steps_by_account_users_id_fk" FOREIGN KEY ("by_account") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ideas" ADD CONSTRAINT "ideas_producer_id_producers_id_fk" FOREIGN KEY ("producer_id") REFERENCES "public"."producers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ideas" ADD CONSTRAINT "ideas_registered_by_users_id_fk" FOREIGN KEY ("registered_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "cycle_notices_waiting_idx" ON "cycle_notices" USING btree ("created_at") WHERE "cycle_notices"."taken_at" is null;--> statement-breakpoint
CREATE INDEX "ideas_province_idx" ON "ideas" USING btree ("province_code","year","state");--> statement-breakpoint
CREATE INDEX "ideas_unit_idx" ON "ideas" USING btree ("unit_path" text_pattern_ops,"year");--> statement-breakpoint
CREATE INDEX "ideas_producer_idx" ON "ideas" USING btree ("producer_id");