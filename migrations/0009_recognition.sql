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
	"number" integer NOT NULL,
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
CREATE INDEX "certificates_unsealed_idx" ON "certificates" USING btree ("created_at") WHERE "certificates"."sealed_at" is null;--> statement-breakpoint
CREATE INDEX "decision_items_dossier_idx" ON "decision_items" USING btree ("dossier_id");--> statement-breakpoint
CREATE UNIQUE INDEX "decisions_number" ON "decisions" USING btree ("province_code","issuer","number_text","signed_on") WHERE "decisions"."number_text" is not null;--> statement-breakpoint
CREATE INDEX "decisions_province_idx" ON "decisions" USING btree ("province_code","state","signed_on");--> statement-breakpoint
CREATE INDEX "log_leaves_certificate_idx" ON "log_leaves" USING btree ("certificate_id");--> statement-breakpoint
CREATE INDEX "recognitions_expiry_idx" ON "recognitions" USING btree ("province_code","expires_on");--> statement-breakpoint
CREATE INDEX "recognitions_unit_idx" ON "recognitions" USING btree ("unit_path" text_pattern_ops);--> statement-breakpoint
CREATE INDEX "recognitions_product_idx" ON "recognitions" USING btree ("product_id");--> statement-breakpoint
CREATE INDEX "recognitions_producer_idx" ON "recognitions" USING btree ("producer_id");--> statement-breakpoint
CREATE INDEX "renewal_stops_recognition_idx" ON "renewal_stops" USING btree ("recognition_id");