CREATE TABLE "thumbnails" (
	"digest" text PRIMARY KEY NOT NULL,
	"picture" "bytea"
);
--> statement-breakpoint
CREATE TABLE "conflict_declarations" (
	"item_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"conflict" text,
	"note" text,
	"declared_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "conflict_declarations_item_id_user_id_pk" PRIMARY KEY("item_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "consultancies" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"province_code" text NOT NULL,
	"organisation" text NOT NULL,
	"producer_id" uuid NOT NULL,
	"subject" text NOT NULL,
	"since" date,
	"until" date,
	"amount" bigint,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "home_communes" (
	"user_id" uuid PRIMARY KEY NOT NULL,
	"province_code" text NOT NULL,
	"unit_version" text NOT NULL,
	"unit_code" text NOT NULL,
	"unit_path" text NOT NULL,
	"updated_by" uuid NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "interest_ties" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"province_code" text NOT NULL,
	"user_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"producer_id" uuid,
	"organisation" text,
	"detail" text,
	"since" date,
	"until" date,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"ended_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "item_recusals" (
	"item_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"source" text NOT NULL,
	"detail" text,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "item_recusals_item_id_user_id_kind_source_pk" PRIMARY KEY("item_id","user_id","kind","source")
);
--> statement-breakpoint
CREATE TABLE "organisation_aliases" (
	"province_code" text NOT NULL,
	"folded" text NOT NULL,
	"name" text NOT NULL,
	"organisation_id" uuid NOT NULL,
	"created_by" uuid NOT NULL,
	CONSTRAINT "organisation_aliases_province_code_folded_pk" PRIMARY KEY("province_code","folded")
);
--> statement-breakpoint
CREATE TABLE "consult_assignments" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"province_code" text NOT NULL,
	"unit_path" text NOT NULL,
	"dossier_id" uuid NOT NULL,
	"stage" text NOT NULL,
	"team_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"due_on" date,
	"assigned_by" uuid NOT NULL,
	"assigned_at" timestamp with time zone DEFAULT now() NOT NULL,
	"submitted_at" timestamp with time zone,
	"withdrawn_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "consult_assignments_once" UNIQUE("dossier_id","stage","user_id")
);
--> statement-breakpoint
CREATE TABLE "consult_files" (
	"dossier_id" uuid NOT NULL,
	"purpose" text NOT NULL,
	"digest" text NOT NULL,
	"stored_by" uuid NOT NULL,
	"stored_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "consult_files_dossier_id_purpose_digest_pk" PRIMARY KEY("dossier_id","purpose","digest")
);
--> statement-breakpoint
CREATE TABLE "consult_findings" (
	"assignment_id" uuid NOT NULL,
	"criterion" text NOT NULL,
	"option" integer,
	"reason" text,
	"papers" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"write_id" uuid NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "consult_findings_assignment_id_criterion_pk" PRIMARY KEY("assignment_id","criterion")
);
--> statement-breakpoint
CREATE TABLE "consult_reports" (
	"dossier_id" uuid NOT NULL,
	"stage" text NOT NULL,
	"seq" integer DEFAULT 1 NOT NULL,
	"filing_digest" text,
	"team_id" uuid NOT NULL,
	"summary" text NOT NULL,
	"recommendation" text NOT NULL,
	"content" jsonb NOT NULL,
	"digest" text NOT NULL,
	"submitted_by" uuid NOT NULL,
	"submitted_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "consult_reports_dossier_id_stage_seq_pk" PRIMARY KEY("dossier_id","stage","seq")
);
--> statement-breakpoint
CREATE TABLE "consult_surveys" (
	"id" uuid PRIMARY KEY NOT NULL,
	"assignment_id" uuid NOT NULL,
	"dossier_id" uuid NOT NULL,
	"on_day" date NOT NULL,
	"latitude" double precision,
	"longitude" double precision,
	"accuracy" double precision,
	"people" text NOT NULL,
	"findings" text NOT NULL,
	"photos" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"signature_digest" text,
	"signed_name" text,
	"device_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "lab_tests" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"dossier_id" uuid NOT NULL,
	"stage" text NOT NULL,
	"indicators" text NOT NULL,
	"reason" text NOT NULL,
	"lab" text,
	"asked_by" uuid NOT NULL,
	"asked_on" date NOT NULL,
	"due_on" date,
	"received_on" date,
	"result_digest" text,
	"verdict" text,
	"note" text,
	"version" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "practice_cases" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"province_code" text NOT NULL,
	"regime" text NOT NULL,
	"set_code" text NOT NULL,
	"rulebook_digest" text NOT NULL,
	"title" text NOT NULL,
	"description" text NOT NULL,
	"facts" jsonb NOT NULL,
	"answers" jsonb NOT NULL,
	"reasons" jsonb NOT NULL,
	"closed_at" timestamp with time zone,
	"is_demo" boolean DEFAULT false NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "practice_sheets" (
	"case_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"answers" jsonb NOT NULL,
	"submitted_at" timestamp with time zone,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "practice_sheets_case_id_user_id_pk" PRIMARY KEY("case_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "council_results" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"item_id" uuid NOT NULL,
	"dossier_id" uuid NOT NULL,
	"province_code" text NOT NULL,
	"stage" text NOT NULL,
	"version" integer NOT NULL,
	"basis" jsonb NOT NULL,
	"outcome" jsonb NOT NULL,
	"mean" numeric(12, 6),
	"stars" integer NOT NULL,
	"rejected" boolean NOT NULL,
	"digest" text NOT NULL,
	"closed_by" uuid NOT NULL,
	"closed_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "council_results_once" UNIQUE("item_id","version")
);
--> statement-breakpoint
CREATE TABLE "result_reopenings" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"result_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"asked_by" uuid NOT NULL,
	"asked_at" timestamp with time zone DEFAULT now() NOT NULL,
	"answered_by" uuid,
	"answered_at" timestamp with time zone,
	"agreed" boolean,
	"answer" text,
	CONSTRAINT "result_reopenings_two_people" CHECK ("result_reopenings"."asked_by" <> "result_reopenings"."answered_by")
);
--> statement-breakpoint
CREATE TABLE "council_members" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"council_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"duty" text NOT NULL,
	"scores" boolean DEFAULT true NOT NULL,
	"agency_name" text NOT NULL,
	"position" text,
	"fields" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"joined_on" date NOT NULL,
	"added_at" timestamp with time zone DEFAULT now() NOT NULL,
	"left_on" date,
	"left_reason" text,
	"replaced_by_id" uuid
);
--> statement-breakpoint
CREATE TABLE "council_rules" (
	"council_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"rules" jsonb NOT NULL,
	"texts" jsonb NOT NULL,
	"digest" text NOT NULL,
	"effective_on" date NOT NULL,
	"adopted_by" uuid NOT NULL,
	"adopted_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "council_rules_council_id_seq_pk" PRIMARY KEY("council_id","seq")
);
--> statement-breakpoint
CREATE TABLE "council_sessions" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"council_id" uuid NOT NULL,
	"province_code" text NOT NULL,
	"unit_path" text NOT NULL,
	"stage" text NOT NULL,
	"round_id" uuid,
	"title" text NOT NULL,
	"mode" text NOT NULL,
	"state" text DEFAULT 'planned' NOT NULL,
	"place" text,
	"starts_at" timestamp with time zone NOT NULL,
	"due_at" timestamp with time zone,
	"rules_seq" integer,
	"current_item_id" uuid,
	"is_recorded" boolean DEFAULT false NOT NULL,
	"converted_from_id" uuid,
	"minutes_digest" text,
	"opened_at" timestamp with time zone,
	"opened_by" uuid,
	"closed_at" timestamp with time zone,
	"closed_by" uuid,
	"is_demo" boolean DEFAULT false NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "council_sessions_due" CHECK (("council_sessions"."mode" = 'written') = ("council_sessions"."due_at" is not null))
);
--> statement-breakpoint
CREATE TABLE "councils" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"province_code" text NOT NULL,
	"kind" text NOT NULL,
	"level" text NOT NULL,
	"unit_version" text NOT NULL,
	"unit_code" text NOT NULL,
	"unit_path" text NOT NULL,
	"regime" text NOT NULL,
	"name" text NOT NULL,
	"decision_number" text NOT NULL,
	"decision_on" date NOT NULL,
	"decision_digest" text,
	"ended_on" date,
	"is_demo" boolean DEFAULT false NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "item_rounds" (
	"item_id" uuid NOT NULL,
	"round_no" integer NOT NULL,
	"kind" text DEFAULT 'first' NOT NULL,
	"reason" text,
	"opened_at" timestamp with time zone DEFAULT now() NOT NULL,
	"opened_by" uuid NOT NULL,
	"revealed_at" timestamp with time zone,
	"revealed_by" uuid,
	"roll" jsonb,
	CONSTRAINT "item_rounds_item_id_round_no_pk" PRIMARY KEY("item_id","round_no")
);
--> statement-breakpoint
CREATE TABLE "session_items" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"session_id" uuid NOT NULL,
	"dossier_id" uuid NOT NULL,
	"filing_id" uuid,
	"seq" integer NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"round_no" integer DEFAULT 0 NOT NULL,
	"samples_at" timestamp with time zone,
	"presented_at" timestamp with time zone,
	"presentation" text,
	"discussion" text,
	"doubt" jsonb,
	"rejected" boolean,
	"reject_ground" text,
	"stop_at" text,
	"verdict_by" uuid,
	"verdict_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "session_items_once" UNIQUE("session_id","dossier_id"),
	CONSTRAINT "session_items_seq" UNIQUE("session_id","seq")
);
--> statement-breakpoint
CREATE TABLE "session_members" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"session_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"duty" text NOT NULL,
	"scores" boolean NOT NULL,
	"agency_name" text NOT NULL,
	"position" text,
	"seat" integer NOT NULL,
	"attendance" text DEFAULT 'unknown' NOT NULL,
	"ended_at" timestamp with time zone,
	"ended_reason" text,
	"replaced_by_id" uuid,
	"asks_meeting_at" timestamp with time zone,
	"asks_meeting_reason" text,
	"reminded_at" timestamp with time zone,
	CONSTRAINT "session_members_once" UNIQUE("session_id","user_id"),
	CONSTRAINT "session_members_seat" UNIQUE("session_id","seat")
);
--> statement-breakpoint
CREATE TABLE "council_sheets" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"item_id" uuid NOT NULL,
	"round_no" integer NOT NULL,
	"user_id" uuid NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	"comment" text,
	"proposes_rejection" boolean DEFAULT false NOT NULL,
	"rejection_reason" text,
	"stop_at" text,
	"version" integer DEFAULT 1 NOT NULL,
	"total" integer,
	"stars" integer,
	"sealed" jsonb,
	"digest" text,
	"signed_at" timestamp with time zone,
	"signed_with" text,
	"scan_digest" text,
	"entered_by" uuid,
	"confirmed_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "council_sheets_once" UNIQUE("item_id","round_no","user_id")
);
--> statement-breakpoint
CREATE TABLE "sheet_answers" (
	"sheet_id" uuid NOT NULL,
	"criterion" text NOT NULL,
	"option" integer,
	"note" text,
	"version" integer DEFAULT 1 NOT NULL,
	"write_id" uuid NOT NULL,
	"writes" uuid[] DEFAULT '{}' NOT NULL,
	"device_at" timestamp with time zone,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "sheet_answers_sheet_id_criterion_pk" PRIMARY KEY("sheet_id","criterion")
);
--> statement-breakpoint
CREATE TABLE "dossier_files" (
	"dossier_id" uuid NOT NULL,
	"purpose" text NOT NULL,
	"digest" text NOT NULL,
	"stored_by" uuid NOT NULL,
	"stored_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "dossier_files_dossier_id_purpose_digest_pk" PRIMARY KEY("dossier_id","purpose","digest")
);
--> statement-breakpoint
CREATE TABLE "dossier_deliveries" (
	"message_id" uuid NOT NULL,
	"channel" text NOT NULL,
	"claimed_until" timestamp with time zone NOT NULL,
	"sent_at" timestamp with time zone,
	"refused_at" timestamp with time zone,
	CONSTRAINT "dossier_deliveries_message_id_channel_pk" PRIMARY KEY("message_id","channel")
);
--> statement-breakpoint
CREATE TABLE "certificate_scans" (
	"certificate_id" uuid NOT NULL,
	"day" date NOT NULL,
	"source" text NOT NULL,
	"count" integer NOT NULL,
	CONSTRAINT "certificate_scans_certificate_id_day_source_pk" PRIMARY KEY("certificate_id","day","source")
);
--> statement-breakpoint
CREATE TABLE "certificates" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"province_code" text NOT NULL,
	"recognition_id" uuid NOT NULL,
	"number" integer,
	"year" integer NOT NULL,
	"issuer" text NOT NULL,
	"number_text" text NOT NULL,
	"token" text NOT NULL,
	"facts" jsonb NOT NULL,
	"status_index" integer NOT NULL,
	"credential" text,
	"key_id" text,
	"pdf_digest" text,
	"sealed_at" timestamp with time zone,
	"has_authority_seal" boolean DEFAULT false NOT NULL,
	"recovered_on" date,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "certificates_recognition" UNIQUE("recognition_id"),
	CONSTRAINT "certificates_token" UNIQUE("token"),
	CONSTRAINT "certificates_status_index" UNIQUE("status_index"),
	CONSTRAINT "certificates_number" UNIQUE("province_code","issuer","year","number")
);
--> statement-breakpoint
CREATE TABLE "decision_items" (
	"decision_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"dossier_id" uuid,
	"product_id" uuid NOT NULL,
	"result_id" uuid,
	"recognition_id" uuid,
	"mean" numeric(12, 6),
	"stars" integer NOT NULL,
	CONSTRAINT "decision_items_decision_id_seq_pk" PRIMARY KEY("decision_id","seq"),
	CONSTRAINT "decision_items_product" UNIQUE("decision_id","product_id")
);
--> statement-breakpoint
CREATE TABLE "decisions" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"province_code" text NOT NULL,
	"unit_version" text NOT NULL,
	"unit_code" text NOT NULL,
	"unit_path" text NOT NULL,
	"level" text NOT NULL,
	"kind" text NOT NULL,
	"state" text DEFAULT 'draft' NOT NULL,
	"issuer" text NOT NULL,
	"regime" text NOT NULL,
	"title" text NOT NULL,
	"texts" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"legal_basis" jsonb NOT NULL,
	"number" integer,
	"number_text" text,
	"signed_on" date,
	"signer_name" text,
	"signer_title" text,
	"signed_digest" text,
	"is_recorded" boolean DEFAULT false NOT NULL,
	"is_demo" boolean DEFAULT false NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"issued_by" uuid,
	"issued_at" timestamp with time zone,
	CONSTRAINT "decisions_issued" CHECK ("decisions"."state" <> 'issued' or ("decisions"."number_text" is not null and "decisions"."signed_on" is not null))
);
--> statement-breakpoint
CREATE TABLE "log_checkpoints" (
	"size" bigint PRIMARY KEY NOT NULL,
	"root" text NOT NULL,
	"signature" text NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "log_leaves" (
	"place" bigint PRIMARY KEY NOT NULL,
	"province_code" text NOT NULL,
	"kind" text NOT NULL,
	"certificate_id" uuid NOT NULL,
	"entry" text NOT NULL,
	"hash" text NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "recognition_counters" (
	"province_code" text NOT NULL,
	"issuer" text NOT NULL,
	"kind" text NOT NULL,
	"year" integer NOT NULL,
	"last" integer NOT NULL,
	CONSTRAINT "recognition_counters_province_code_issuer_kind_year_pk" PRIMARY KEY("province_code","issuer","kind","year")
);
--> statement-breakpoint
CREATE TABLE "recognition_places" (
	"name" text PRIMARY KEY NOT NULL,
	"last" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "recognitions" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"province_code" text NOT NULL,
	"unit_version" text NOT NULL,
	"unit_code" text NOT NULL,
	"unit_path" text NOT NULL,
	"producer_id" uuid NOT NULL,
	"product_id" uuid NOT NULL,
	"dossier_id" uuid,
	"decision_id" uuid NOT NULL,
	"regime" text NOT NULL,
	"set_code" text NOT NULL,
	"stars" integer NOT NULL,
	"product_code" text,
	"producer_name" text NOT NULL,
	"product_name" text NOT NULL,
	"recognised_on" date NOT NULL,
	"expires_on" date NOT NULL,
	"extended_until" date,
	"extension_basis" text,
	"revoked_on" date,
	"revocation_id" uuid,
	"revocation_ground" text,
	"replaced_on" date,
	"replaced_by_id" uuid,
	"is_demo" boolean DEFAULT false NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "recognitions_once" UNIQUE("decision_id","product_id")
);
--> statement-breakpoint
CREATE TABLE "renewal_reminders" (
	"recognition_id" uuid NOT NULL,
	"step" text NOT NULL,
	"sent_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "renewal_reminders_recognition_id_step_pk" PRIMARY KEY("recognition_id","step")
);
--> statement-breakpoint
CREATE TABLE "renewal_stops" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"recognition_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"note" text,
	"said_by" uuid NOT NULL,
	"said_at" timestamp with time zone DEFAULT now() NOT NULL,
	"withdrawn_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "signing_keys" (
	"id" text PRIMARY KEY NOT NULL,
	"public_key" jsonb NOT NULL,
	"private_key" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"retired_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "dossier_messages" ALTER COLUMN "dossier_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "stored_files" ADD COLUMN "unnamed_since" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "commune_reviews" ADD COLUMN "signed_request_digest" text;--> statement-breakpoint
ALTER TABLE "dossier_messages" ADD COLUMN "about_producer_id" uuid;--> statement-breakpoint
ALTER TABLE "thumbnails" ADD CONSTRAINT "thumbnails_digest_stored_files_digest_fk" FOREIGN KEY ("digest") REFERENCES "public"."stored_files"("digest") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conflict_declarations" ADD CONSTRAINT "conflict_declarations_item_id_session_items_id_fk" FOREIGN KEY ("item_id") REFERENCES "public"."session_items"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conflict_declarations" ADD CONSTRAINT "conflict_declarations_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consultancies" ADD CONSTRAINT "consultancies_producer_id_producers_id_fk" FOREIGN KEY ("producer_id") REFERENCES "public"."producers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consultancies" ADD CONSTRAINT "consultancies_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "home_communes" ADD CONSTRAINT "home_communes_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "home_communes" ADD CONSTRAINT "home_communes_updated_by_users_id_fk" FOREIGN KEY ("updated_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "interest_ties" ADD CONSTRAINT "interest_ties_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "interest_ties" ADD CONSTRAINT "interest_ties_producer_id_producers_id_fk" FOREIGN KEY ("producer_id") REFERENCES "public"."producers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "interest_ties" ADD CONSTRAINT "interest_ties_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "item_recusals" ADD CONSTRAINT "item_recusals_item_id_session_items_id_fk" FOREIGN KEY ("item_id") REFERENCES "public"."session_items"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "item_recusals" ADD CONSTRAINT "item_recusals_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "organisation_aliases" ADD CONSTRAINT "organisation_aliases_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consult_assignments" ADD CONSTRAINT "consult_assignments_dossier_id_dossiers_id_fk" FOREIGN KEY ("dossier_id") REFERENCES "public"."dossiers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consult_assignments" ADD CONSTRAINT "consult_assignments_team_id_councils_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."councils"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consult_assignments" ADD CONSTRAINT "consult_assignments_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consult_assignments" ADD CONSTRAINT "consult_assignments_assigned_by_users_id_fk" FOREIGN KEY ("assigned_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consult_files" ADD CONSTRAINT "consult_files_dossier_id_dossiers_id_fk" FOREIGN KEY ("dossier_id") REFERENCES "public"."dossiers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consult_files" ADD CONSTRAINT "consult_files_digest_stored_files_digest_fk" FOREIGN KEY ("digest") REFERENCES "public"."stored_files"("digest") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consult_files" ADD CONSTRAINT "consult_files_stored_by_users_id_fk" FOREIGN KEY ("stored_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consult_findings" ADD CONSTRAINT "consult_findings_assignment_id_consult_assignments_id_fk" FOREIGN KEY ("assignment_id") REFERENCES "public"."consult_assignments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consult_reports" ADD CONSTRAINT "consult_reports_dossier_id_dossiers_id_fk" FOREIGN KEY ("dossier_id") REFERENCES "public"."dossiers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consult_reports" ADD CONSTRAINT "consult_reports_team_id_councils_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."councils"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consult_reports" ADD CONSTRAINT "consult_reports_submitted_by_users_id_fk" FOREIGN KEY ("submitted_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consult_surveys" ADD CONSTRAINT "consult_surveys_assignment_id_consult_assignments_id_fk" FOREIGN KEY ("assignment_id") REFERENCES "public"."consult_assignments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consult_surveys" ADD CONSTRAINT "consult_surveys_dossier_id_dossiers_id_fk" FOREIGN KEY ("dossier_id") REFERENCES "public"."dossiers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consult_surveys" ADD CONSTRAINT "consult_surveys_signature_digest_stored_files_digest_fk" FOREIGN KEY ("signature_digest") REFERENCES "public"."stored_files"("digest") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consult_surveys" ADD CONSTRAINT "consult_surveys_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lab_tests" ADD CONSTRAINT "lab_tests_dossier_id_dossiers_id_fk" FOREIGN KEY ("dossier_id") REFERENCES "public"."dossiers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lab_tests" ADD CONSTRAINT "lab_tests_asked_by_users_id_fk" FOREIGN KEY ("asked_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lab_tests" ADD CONSTRAINT "lab_tests_result_digest_stored_files_digest_fk" FOREIGN KEY ("result_digest") REFERENCES "public"."stored_files"("digest") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "practice_cases" ADD CONSTRAINT "practice_cases_rulebook_digest_rulebook_versions_digest_fk" FOREIGN KEY ("rulebook_digest") REFERENCES "public"."rulebook_versions"("digest") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "practice_cases" ADD CONSTRAINT "practice_cases_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "practice_sheets" ADD CONSTRAINT "practice_sheets_case_id_practice_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."practice_cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "practice_sheets" ADD CONSTRAINT "practice_sheets_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "council_results" ADD CONSTRAINT "council_results_item_id_session_items_id_fk" FOREIGN KEY ("item_id") REFERENCES "public"."session_items"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "council_results" ADD CONSTRAINT "council_results_dossier_id_dossiers_id_fk" FOREIGN KEY ("dossier_id") REFERENCES "public"."dossiers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "council_results" ADD CONSTRAINT "council_results_closed_by_users_id_fk" FOREIGN KEY ("closed_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "result_reopenings" ADD CONSTRAINT "result_reopenings_result_id_council_results_id_fk" FOREIGN KEY ("result_id") REFERENCES "public"."council_results"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "result_reopenings" ADD CONSTRAINT "result_reopenings_asked_by_users_id_fk" FOREIGN KEY ("asked_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "result_reopenings" ADD CONSTRAINT "result_reopenings_answered_by_users_id_fk" FOREIGN KEY ("answered_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "council_members" ADD CONSTRAINT "council_members_council_id_councils_id_fk" FOREIGN KEY ("council_id") REFERENCES "public"."councils"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "council_members" ADD CONSTRAINT "council_members_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "council_rules" ADD CONSTRAINT "council_rules_council_id_councils_id_fk" FOREIGN KEY ("council_id") REFERENCES "public"."councils"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "council_rules" ADD CONSTRAINT "council_rules_adopted_by_users_id_fk" FOREIGN KEY ("adopted_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "council_sessions" ADD CONSTRAINT "council_sessions_council_id_councils_id_fk" FOREIGN KEY ("council_id") REFERENCES "public"."councils"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "council_sessions" ADD CONSTRAINT "council_sessions_round_id_dossier_rounds_id_fk" FOREIGN KEY ("round_id") REFERENCES "public"."dossier_rounds"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "council_sessions" ADD CONSTRAINT "council_sessions_minutes_digest_stored_files_digest_fk" FOREIGN KEY ("minutes_digest") REFERENCES "public"."stored_files"("digest") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "council_sessions" ADD CONSTRAINT "council_sessions_opened_by_users_id_fk" FOREIGN KEY ("opened_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "council_sessions" ADD CONSTRAINT "council_sessions_closed_by_users_id_fk" FOREIGN KEY ("closed_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "council_sessions" ADD CONSTRAINT "council_sessions_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "councils" ADD CONSTRAINT "councils_decision_digest_stored_files_digest_fk" FOREIGN KEY ("decision_digest") REFERENCES "public"."stored_files"("digest") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "councils" ADD CONSTRAINT "councils_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "item_rounds" ADD CONSTRAINT "item_rounds_item_id_session_items_id_fk" FOREIGN KEY ("item_id") REFERENCES "public"."session_items"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "item_rounds" ADD CONSTRAINT "item_rounds_opened_by_users_id_fk" FOREIGN KEY ("opened_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "item_rounds" ADD CONSTRAINT "item_rounds_revealed_by_users_id_fk" FOREIGN KEY ("revealed_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session_items" ADD CONSTRAINT "session_items_session_id_council_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."council_sessions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session_items" ADD CONSTRAINT "session_items_dossier_id_dossiers_id_fk" FOREIGN KEY ("dossier_id") REFERENCES "public"."dossiers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session_items" ADD CONSTRAINT "session_items_filing_id_dossier_filings_id_fk" FOREIGN KEY ("filing_id") REFERENCES "public"."dossier_filings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session_items" ADD CONSTRAINT "session_items_verdict_by_users_id_fk" FOREIGN KEY ("verdict_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session_members" ADD CONSTRAINT "session_members_session_id_council_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."council_sessions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session_members" ADD CONSTRAINT "session_members_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "council_sheets" ADD CONSTRAINT "council_sheets_item_id_session_items_id_fk" FOREIGN KEY ("item_id") REFERENCES "public"."session_items"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "council_sheets" ADD CONSTRAINT "council_sheets_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "council_sheets" ADD CONSTRAINT "council_sheets_scan_digest_stored_files_digest_fk" FOREIGN KEY ("scan_digest") REFERENCES "public"."stored_files"("digest") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "council_sheets" ADD CONSTRAINT "council_sheets_entered_by_users_id_fk" FOREIGN KEY ("entered_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "council_sheets" ADD CONSTRAINT "council_sheets_confirmed_by_users_id_fk" FOREIGN KEY ("confirmed_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sheet_answers" ADD CONSTRAINT "sheet_answers_sheet_id_council_sheets_id_fk" FOREIGN KEY ("sheet_id") REFERENCES "public"."council_sheets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dossier_files" ADD CONSTRAINT "dossier_files_dossier_id_dossiers_id_fk" FOREIGN KEY ("dossier_id") REFERENCES "public"."dossiers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dossier_files" ADD CONSTRAINT "dossier_files_digest_stored_files_digest_fk" FOREIGN KEY ("digest") REFERENCES "public"."stored_files"("digest") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dossier_files" ADD CONSTRAINT "dossier_files_stored_by_users_id_fk" FOREIGN KEY ("stored_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dossier_deliveries" ADD CONSTRAINT "dossier_deliveries_message_id_dossier_messages_id_fk" FOREIGN KEY ("message_id") REFERENCES "public"."dossier_messages"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "certificate_scans" ADD CONSTRAINT "certificate_scans_certificate_id_certificates_id_fk" FOREIGN KEY ("certificate_id") REFERENCES "public"."certificates"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "certificates" ADD CONSTRAINT "certificates_recognition_id_recognitions_id_fk" FOREIGN KEY ("recognition_id") REFERENCES "public"."recognitions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "certificates" ADD CONSTRAINT "certificates_pdf_digest_stored_files_digest_fk" FOREIGN KEY ("pdf_digest") REFERENCES "public"."stored_files"("digest") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decision_items" ADD CONSTRAINT "decision_items_decision_id_decisions_id_fk" FOREIGN KEY ("decision_id") REFERENCES "public"."decisions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decision_items" ADD CONSTRAINT "decision_items_dossier_id_dossiers_id_fk" FOREIGN KEY ("dossier_id") REFERENCES "public"."dossiers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decision_items" ADD CONSTRAINT "decision_items_product_id_products_id_fk" FOREIGN KEY ("product_id") REFERENCES "public"."products"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decisions" ADD CONSTRAINT "decisions_signed_digest_stored_files_digest_fk" FOREIGN KEY ("signed_digest") REFERENCES "public"."stored_files"("digest") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decisions" ADD CONSTRAINT "decisions_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decisions" ADD CONSTRAINT "decisions_issued_by_users_id_fk" FOREIGN KEY ("issued_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "log_leaves" ADD CONSTRAINT "log_leaves_certificate_id_certificates_id_fk" FOREIGN KEY ("certificate_id") REFERENCES "public"."certificates"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recognitions" ADD CONSTRAINT "recognitions_producer_id_producers_id_fk" FOREIGN KEY ("producer_id") REFERENCES "public"."producers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recognitions" ADD CONSTRAINT "recognitions_product_id_products_id_fk" FOREIGN KEY ("product_id") REFERENCES "public"."products"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recognitions" ADD CONSTRAINT "recognitions_dossier_id_dossiers_id_fk" FOREIGN KEY ("dossier_id") REFERENCES "public"."dossiers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recognitions" ADD CONSTRAINT "recognitions_decision_id_decisions_id_fk" FOREIGN KEY ("decision_id") REFERENCES "public"."decisions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recognitions" ADD CONSTRAINT "recognitions_revocation_id_decisions_id_fk" FOREIGN KEY ("revocation_id") REFERENCES "public"."decisions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "renewal_reminders" ADD CONSTRAINT "renewal_reminders_recognition_id_recognitions_id_fk" FOREIGN KEY ("recognition_id") REFERENCES "public"."recognitions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "renewal_stops" ADD CONSTRAINT "renewal_stops_recognition_id_recognitions_id_fk" FOREIGN KEY ("recognition_id") REFERENCES "public"."recognitions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "renewal_stops" ADD CONSTRAINT "renewal_stops_said_by_users_id_fk" FOREIGN KEY ("said_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "consultancies_producer_idx" ON "consultancies" USING btree ("producer_id");--> statement-breakpoint
CREATE INDEX "interest_ties_user_idx" ON "interest_ties" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "interest_ties_producer_idx" ON "interest_ties" USING btree ("producer_id");--> statement-breakpoint
CREATE INDEX "organisation_aliases_id_idx" ON "organisation_aliases" USING btree ("organisation_id");--> statement-breakpoint
CREATE INDEX "consult_assignments_user_idx" ON "consult_assignments" USING btree ("user_id","submitted_at");--> statement-breakpoint
CREATE INDEX "consult_surveys_dossier_idx" ON "consult_surveys" USING btree ("dossier_id");--> statement-breakpoint
CREATE INDEX "lab_tests_dossier_idx" ON "lab_tests" USING btree ("dossier_id");--> statement-breakpoint
CREATE INDEX "council_results_dossier_idx" ON "council_results" USING btree ("dossier_id");--> statement-breakpoint
CREATE INDEX "council_results_province_idx" ON "council_results" USING btree ("province_code","closed_at");--> statement-breakpoint
CREATE UNIQUE INDEX "result_reopenings_one_open" ON "result_reopenings" USING btree ("result_id") WHERE "result_reopenings"."agreed" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "council_members_once" ON "council_members" USING btree ("council_id","user_id") WHERE "council_members"."left_on" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "council_members_one_chair" ON "council_members" USING btree ("council_id") WHERE "council_members"."duty" = 'chair' and "council_members"."left_on" is null;--> statement-breakpoint
CREATE INDEX "council_members_user_idx" ON "council_members" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "council_sessions_council_idx" ON "council_sessions" USING btree ("council_id","starts_at");--> statement-breakpoint
CREATE INDEX "council_sessions_province_idx" ON "council_sessions" USING btree ("province_code","state","starts_at");--> statement-breakpoint
CREATE INDEX "councils_unit_idx" ON "councils" USING btree ("unit_path" text_pattern_ops);--> statement-breakpoint
CREATE UNIQUE INDEX "session_items_one_open" ON "session_items" USING btree ("dossier_id") WHERE "session_items"."state" in ('waiting', 'scoring', 'revealed');--> statement-breakpoint
CREATE INDEX "session_members_user_idx" ON "session_members" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "council_sheets_user_idx" ON "council_sheets" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "certificates_unsealed_idx" ON "certificates" USING btree ("created_at") WHERE "certificates"."sealed_at" is null;--> statement-breakpoint
CREATE INDEX "decision_items_dossier_idx" ON "decision_items" USING btree ("dossier_id");--> statement-breakpoint
CREATE UNIQUE INDEX "decisions_number" ON "decisions" USING btree ("province_code","issuer","number_text","signed_on") WHERE "decisions"."number_text" is not null;--> statement-breakpoint
CREATE INDEX "decisions_province_idx" ON "decisions" USING btree ("province_code","state","signed_on");--> statement-breakpoint
CREATE INDEX "log_leaves_certificate_idx" ON "log_leaves" USING btree ("certificate_id");--> statement-breakpoint
CREATE INDEX "recognitions_expiry_idx" ON "recognitions" USING btree ("province_code","expires_on");--> statement-breakpoint
CREATE INDEX "recognitions_unit_idx" ON "recognitions" USING btree ("unit_path" text_pattern_ops);--> statement-breakpoint
CREATE INDEX "recognitions_product_idx" ON "recognitions" USING btree ("product_id");--> statement-breakpoint
CREATE INDEX "recognitions_producer_idx" ON "recognitions" USING btree ("producer_id");--> statement-breakpoint
CREATE INDEX "renewal_stops_recognition_idx" ON "renewal_stops" USING btree ("recognition_id");--> statement-breakpoint
ALTER TABLE "commune_reviews" ADD CONSTRAINT "commune_reviews_signed_request_digest_stored_files_digest_fk" FOREIGN KEY ("signed_request_digest") REFERENCES "public"."stored_files"("digest") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dossier_messages" ADD CONSTRAINT "dossier_messages_about_producer_id_producers_id_fk" FOREIGN KEY ("about_producer_id") REFERENCES "public"."producers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dossier_messages" ADD CONSTRAINT "dossier_messages_about" CHECK (("dossier_messages"."dossier_id" is null) <> ("dossier_messages"."about_producer_id" is null));