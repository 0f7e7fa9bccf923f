CREATE TABLE "commune_reviews" (
	"dossier_id" uuid NOT NULL,
	"stage" text NOT NULL,
	"checked" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"topics" jsonb NOT NULL,
	"visit" jsonb,
	"meeting" jsonb,
	"request" text,
	"signed_digest" text,
	"version" integer DEFAULT 1 NOT NULL,
	"updated_by" uuid NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "commune_reviews_dossier_id_stage_pk" PRIMARY KEY("dossier_id","stage")
);
--> statement-breakpoint
CREATE TABLE "dossier_answers" (
	"dossier_id" uuid NOT NULL,
	"criterion" text NOT NULL,
	"option" integer,
	"note" text,
	"version" integer DEFAULT 1 NOT NULL,
	"updated_by" uuid NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "dossier_answers_dossier_id_criterion_pk" PRIMARY KEY("dossier_id","criterion")
);
--> statement-breakpoint
CREATE TABLE "dossier_confirmations" (
	"dossier_id" uuid PRIMARY KEY NOT NULL,
	"code_hash" text,
	"for_version" integer NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"sheet_digest" text,
	"confirmed_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "dossier_counters" (
	"province_code" text NOT NULL,
	"office_code" text NOT NULL,
	"year" integer NOT NULL,
	"last" integer NOT NULL,
	CONSTRAINT "dossier_counters_province_code_office_code_year_pk" PRIMARY KEY("province_code","office_code","year")
);
--> statement-breakpoint
CREATE TABLE "dossier_events" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"dossier_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"action" text NOT NULL,
	"from_state" text,
	"to_state" text NOT NULL,
	"from_stage" text,
	"to_stage" text,
	"reason" text,
	"actor_id" uuid NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "dossier_events_once" UNIQUE("dossier_id","seq")
);
--> statement-breakpoint
CREATE TABLE "dossier_evidence" (
	"dossier_id" uuid NOT NULL,
	"criterion" text NOT NULL,
	"paper_id" uuid NOT NULL,
	"attached_by" uuid NOT NULL,
	"attached_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "dossier_evidence_dossier_id_criterion_paper_id_pk" PRIMARY KEY("dossier_id","criterion","paper_id")
);
--> statement-breakpoint
CREATE TABLE "dossier_filed_papers" (
	"filing_id" uuid NOT NULL,
	"paper_id" uuid NOT NULL,
	"dossier_id" uuid NOT NULL,
	"province_code" text NOT NULL,
	"producer_id" uuid NOT NULL,
	"digest" text,
	"expires_on" date,
	CONSTRAINT "dossier_filed_papers_filing_id_paper_id_pk" PRIMARY KEY("filing_id","paper_id")
);
--> statement-breakpoint
CREATE TABLE "dossier_filings" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"dossier_id" uuid NOT NULL,
	"province_code" text NOT NULL,
	"seq" integer NOT NULL,
	"snapshot" jsonb NOT NULL,
	"digest" text NOT NULL,
	"receipt_code" text NOT NULL,
	"for_version" integer NOT NULL,
	"filed_on" date NOT NULL,
	"filed_by" uuid NOT NULL,
	"filed_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "dossier_filings_receipt_key" UNIQUE("receipt_code"),
	CONSTRAINT "dossier_filings_once" UNIQUE("dossier_id","seq")
);
--> statement-breakpoint
CREATE TABLE "dossier_messages" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"dossier_id" uuid NOT NULL,
	"province_code" text NOT NULL,
	"producer_id" uuid,
	"office_path" text,
	"kind" text NOT NULL,
	"subject" text NOT NULL,
	"body" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"read_at" timestamp with time zone,
	"read_by" uuid,
	CONSTRAINT "dossier_messages_to" CHECK (("dossier_messages"."producer_id" is null) <> ("dossier_messages"."office_path" is null))
);
--> statement-breakpoint
CREATE TABLE "dossier_numbers" (
	"dossier_id" uuid NOT NULL,
	"stage" text NOT NULL,
	"province_code" text NOT NULL,
	"office_code" text NOT NULL,
	"year" integer NOT NULL,
	"number" integer NOT NULL,
	"number_text" text NOT NULL,
	"received_by" uuid NOT NULL,
	"received_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "dossier_numbers_dossier_id_stage_pk" PRIMARY KEY("dossier_id","stage"),
	CONSTRAINT "dossier_numbers_once" UNIQUE("province_code","office_code","year","number")
);
--> statement-breakpoint
CREATE TABLE "dossier_returns" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"dossier_id" uuid NOT NULL,
	"stage" text NOT NULL,
	"reason" text NOT NULL,
	"items" jsonb NOT NULL,
	"returned_by" uuid NOT NULL,
	"returned_at" timestamp with time zone DEFAULT now() NOT NULL,
	"resubmitted_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "dossier_rounds" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"province_code" text NOT NULL,
	"regime" text NOT NULL,
	"stage" text NOT NULL,
	"year" integer NOT NULL,
	"code" text NOT NULL,
	"requested_before" date NOT NULL,
	"held_before" date NOT NULL,
	"basis" text,
	"created_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "dossier_rounds_once" UNIQUE("province_code","regime","stage","year","code"),
	CONSTRAINT "dossier_rounds_days" CHECK ("dossier_rounds"."requested_before" < "dossier_rounds"."held_before")
);
--> statement-breakpoint
CREATE TABLE "dossier_samples" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"dossier_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"act" text NOT NULL,
	"quantity" integer NOT NULL,
	"giver" text NOT NULL,
	"taker" text NOT NULL,
	"condition" text NOT NULL,
	"on_day" date NOT NULL,
	"recorded_by" uuid NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "dossier_samples_once" UNIQUE("dossier_id","seq"),
	CONSTRAINT "dossier_samples_quantity" CHECK ("dossier_samples"."quantity" > 0)
);
--> statement-breakpoint
CREATE TABLE "dossier_sections" (
	"dossier_id" uuid NOT NULL,
	"section" text NOT NULL,
	"data" jsonb NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"updated_by" uuid NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "dossier_sections_dossier_id_section_pk" PRIMARY KEY("dossier_id","section")
);
--> statement-breakpoint
CREATE TABLE "dossiers" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"province_code" text NOT NULL,
	"unit_version" text NOT NULL,
	"unit_code" text NOT NULL,
	"unit_path" text NOT NULL,
	"producer_id" uuid NOT NULL,
	"product_id" uuid NOT NULL,
	"producer_name" text NOT NULL,
	"product_name" text NOT NULL,
	"kind" text NOT NULL,
	"regime" text NOT NULL,
	"set_code" text NOT NULL,
	"rulebook_digest" text NOT NULL,
	"state" text DEFAULT 'draft' NOT NULL,
	"stage" text,
	"state_since" timestamp with time zone DEFAULT now() NOT NULL,
	"clock" jsonb,
	"due_on" date,
	"round_id" uuid,
	"filed_on" date,
	"previous_id" uuid,
	"certificate_expires_on" date,
	"previous_stars" integer,
	"is_recorded" boolean DEFAULT false NOT NULL,
	"is_on_behalf" boolean DEFAULT false NOT NULL,
	"confirmed_at" timestamp with time zone,
	"number_text" text,
	"self_total" integer,
	"self_stars" integer,
	"is_demo" boolean DEFAULT false NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "uploads" ADD COLUMN "paper_id" uuid;--> statement-breakpoint
ALTER TABLE "commune_reviews" ADD CONSTRAINT "commune_reviews_dossier_id_dossiers_id_fk" FOREIGN KEY ("dossier_id") REFERENCES "public"."dossiers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "commune_reviews" ADD CONSTRAINT "commune_reviews_signed_digest_stored_files_digest_fk" FOREIGN KEY ("signed_digest") REFERENCES "public"."stored_files"("digest") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "commune_reviews" ADD CONSTRAINT "commune_reviews_updated_by_users_id_fk" FOREIGN KEY ("updated_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dossier_answers" ADD CONSTRAINT "dossier_answers_dossier_id_dossiers_id_fk" FOREIGN KEY ("dossier_id") REFERENCES "public"."dossiers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dossier_answers" ADD CONSTRAINT "dossier_answers_updated_by_users_id_fk" FOREIGN KEY ("updated_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dossier_confirmations" ADD CONSTRAINT "dossier_confirmations_dossier_id_dossiers_id_fk" FOREIGN KEY ("dossier_id") REFERENCES "public"."dossiers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dossier_confirmations" ADD CONSTRAINT "dossier_confirmations_sheet_digest_stored_files_digest_fk" FOREIGN KEY ("sheet_digest") REFERENCES "public"."stored_files"("digest") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dossier_events" ADD CONSTRAINT "dossier_events_dossier_id_dossiers_id_fk" FOREIGN KEY ("dossier_id") REFERENCES "public"."dossiers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dossier_events" ADD CONSTRAINT "dossier_events_actor_id_users_id_fk" FOREIGN KEY ("actor_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dossier_evidence" ADD CONSTRAINT "dossier_evidence_dossier_id_dossiers_id_fk" FOREIGN KEY ("dossier_id") REFERENCES "public"."dossiers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dossier_evidence" ADD CONSTRAINT "dossier_evidence_paper_id_papers_id_fk" FOREIGN KEY ("paper_id") REFERENCES "public"."papers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dossier_evidence" ADD CONSTRAINT "dossier_evidence_attached_by_users_id_fk" FOREIGN KEY ("attached_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dossier_filed_papers" ADD CONSTRAINT "dossier_filed_papers_filing_id_dossier_filings_id_fk" FOREIGN KEY ("filing_id") REFERENCES "public"."dossier_filings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dossier_filed_papers" ADD CONSTRAINT "dossier_filed_papers_dossier_id_dossiers_id_fk" FOREIGN KEY ("dossier_id") REFERENCES "public"."dossiers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dossier_filings" ADD CONSTRAINT "dossier_filings_dossier_id_dossiers_id_fk" FOREIGN KEY ("dossier_id") REFERENCES "public"."dossiers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dossier_filings" ADD CONSTRAINT "dossier_filings_filed_by_users_id_fk" FOREIGN KEY ("filed_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dossier_messages" ADD CONSTRAINT "dossier_messages_dossier_id_dossiers_id_fk" FOREIGN KEY ("dossier_id") REFERENCES "public"."dossiers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dossier_messages" ADD CONSTRAINT "dossier_messages_read_by_users_id_fk" FOREIGN KEY ("read_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dossier_numbers" ADD CONSTRAINT "dossier_numbers_dossier_id_dossiers_id_fk" FOREIGN KEY ("dossier_id") REFERENCES "public"."dossiers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dossier_numbers" ADD CONSTRAINT "dossier_numbers_received_by_users_id_fk" FOREIGN KEY ("received_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dossier_returns" ADD CONSTRAINT "dossier_returns_dossier_id_dossiers_id_fk" FOREIGN KEY ("dossier_id") REFERENCES "public"."dossiers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dossier_returns" ADD CONSTRAINT "dossier_returns_returned_by_users_id_fk" FOREIGN KEY ("returned_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dossier_rounds" ADD CONSTRAINT "dossier_rounds_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dossier_samples" ADD CONSTRAINT "dossier_samples_dossier_id_dossiers_id_fk" FOREIGN KEY ("dossier_id") REFERENCES "public"."dossiers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dossier_samples" ADD CONSTRAINT "dossier_samples_recorded_by_users_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dossier_sections" ADD CONSTRAINT "dossier_sections_dossier_id_dossiers_id_fk" FOREIGN KEY ("dossier_id") REFERENCES "public"."dossiers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dossier_sections" ADD CONSTRAINT "dossier_sections_updated_by_users_id_fk" FOREIGN KEY ("updated_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dossiers" ADD CONSTRAINT "dossiers_producer_id_producers_id_fk" FOREIGN KEY ("producer_id") REFERENCES "public"."producers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dossiers" ADD CONSTRAINT "dossiers_rulebook_digest_rulebook_versions_digest_fk" FOREIGN KEY ("rulebook_digest") REFERENCES "public"."rulebook_versions"("digest") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dossiers" ADD CONSTRAINT "dossiers_round_id_dossier_rounds_id_fk" FOREIGN KEY ("round_id") REFERENCES "public"."dossier_rounds"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dossiers" ADD CONSTRAINT "dossiers_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "dossier_evidence_paper_idx" ON "dossier_evidence" USING btree ("paper_id");--> statement-breakpoint
CREATE INDEX "dossier_filed_papers_digest_idx" ON "dossier_filed_papers" USING btree ("province_code","digest");--> statement-breakpoint
CREATE INDEX "dossier_messages_producer_idx" ON "dossier_messages" USING btree ("producer_id","created_at");--> statement-breakpoint
CREATE INDEX "dossier_messages_office_idx" ON "dossier_messages" USING btree ("office_path","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "dossier_returns_open" ON "dossier_returns" USING btree ("dossier_id") WHERE "dossier_returns"."resubmitted_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "dossiers_one_under_way" ON "dossiers" USING btree ("product_id") WHERE "dossiers"."state" not in ('decided', 'notRecognised', 'rejected', 'withdrawn') and not "dossiers"."is_recorded";--> statement-breakpoint
CREATE INDEX "dossiers_board_idx" ON "dossiers" USING btree ("province_code","state","due_on");--> statement-breakpoint
CREATE INDEX "dossiers_unit_idx" ON "dossiers" USING btree ("unit_path" text_pattern_ops,"state");--> statement-breakpoint
CREATE INDEX "dossiers_producer_idx" ON "dossiers" USING btree ("producer_id");--> statement-breakpoint
ALTER TABLE "uploads" ADD CONSTRAINT "uploads_paper_id_papers_id_fk" FOREIGN KEY ("paper_id") REFERENCES "public"."papers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "papers_url_key" ON "papers" USING btree ("producer_id","url") WHERE "papers"."archived_at" is null and "papers"."url" is not null;