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
	"is_demo" boolean DEFAULT false NOT NULL,
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
	"is_demo" boolean DEFAULT false NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"issued_by" uuid,
	"issued_at" timestamp with time zone,
	CONSTRAINT "upward_letters_issued" CHECK ("upward_letters"."state" <> 'issued' or ("upward_letters"."number_text" is not null and "upward_letters"."signed_on" is not null))
);
--> statement-breakpoint
ALTER TABLE "decision_letters" ADD CONSTRAINT "decision_letters_decision_id_decisions_id_fk" FOREIGN KEY ("decision_id") REFERENCES "public"."decisions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decision_letters" ADD CONSTRAINT "decision_letters_dossier_id_dossiers_id_fk" FOREIGN KEY ("dossier_id") REFERENCES "public"."dossiers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decision_letters" ADD CONSTRAINT "decision_letters_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decision_letters" ADD CONSTRAINT "decision_letters_issued_by_users_id_fk" FOREIGN KEY ("issued_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "upward_items" ADD CONSTRAINT "upward_items_letter_id_upward_letters_id_fk" FOREIGN KEY ("letter_id") REFERENCES "public"."upward_letters"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "upward_items" ADD CONSTRAINT "upward_items_dossier_id_dossiers_id_fk" FOREIGN KEY ("dossier_id") REFERENCES "public"."dossiers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "upward_letters" ADD CONSTRAINT "upward_letters_signed_digest_stored_files_digest_fk" FOREIGN KEY ("signed_digest") REFERENCES "public"."stored_files"("digest") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "upward_letters" ADD CONSTRAINT "upward_letters_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "upward_letters" ADD CONSTRAINT "upward_letters_issued_by_users_id_fk" FOREIGN KEY ("issued_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "upward_items_dossier_idx" ON "upward_items" USING btree ("dossier_id");--> statement-breakpoint
CREATE UNIQUE INDEX "upward_letters_number" ON "upward_letters" USING btree ("province_code","issuer","number_text","signed_on") WHERE "upward_letters"."number_text" is not null;--> statement-breakpoint
CREATE INDEX "upward_letters_province_idx" ON "upward_letters" USING btree ("province_code","state");