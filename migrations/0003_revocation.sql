CREATE TABLE "upper_results" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"dossier_id" uuid NOT NULL,
	"province_code" text NOT NULL,
	"stage" text NOT NULL,
	"mean" numeric(12, 6) NOT NULL,
	"stars" integer NOT NULL,
	"sender" text NOT NULL,
	"letter_number" text NOT NULL,
	"letter_on" date NOT NULL,
	"remarks" text,
	"copy_digest" text NOT NULL,
	"entered_by" uuid NOT NULL,
	"entered_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "upper_results" ADD CONSTRAINT "upper_results_dossier_id_dossiers_id_fk" FOREIGN KEY ("dossier_id") REFERENCES "public"."dossiers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "upper_results" ADD CONSTRAINT "upper_results_copy_digest_stored_files_digest_fk" FOREIGN KEY ("copy_digest") REFERENCES "public"."stored_files"("digest") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "upper_results" ADD CONSTRAINT "upper_results_entered_by_users_id_fk" FOREIGN KEY ("entered_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "upper_results_dossier_idx" ON "upper_results" USING btree ("dossier_id");