CREATE TABLE "consult_files" (
	"dossier_id" uuid NOT NULL,
	"purpose" text NOT NULL,
	"digest" text NOT NULL,
	"stored_by" uuid NOT NULL,
	"stored_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "consult_files_dossier_id_purpose_digest_pk" PRIMARY KEY("dossier_id","purpose","digest")
);
--> statement-breakpoint
ALTER TABLE "consult_reports" DROP CONSTRAINT "consult_reports_dossier_id_stage_pk";--> statement-breakpoint
ALTER TABLE "consult_reports" ADD COLUMN "seq" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "consult_reports" ADD COLUMN "filing_digest" text;--> statement-breakpoint
ALTER TABLE "consult_reports" ADD CONSTRAINT "consult_reports_dossier_id_stage_seq_pk" PRIMARY KEY("dossier_id","stage","seq");--> statement-breakpoint
ALTER TABLE "consult_files" ADD CONSTRAINT "consult_files_dossier_id_dossiers_id_fk" FOREIGN KEY ("dossier_id") REFERENCES "public"."dossiers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consult_files" ADD CONSTRAINT "consult_files_digest_stored_files_digest_fk" FOREIGN KEY ("digest") REFERENCES "public"."stored_files"("digest") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consult_files" ADD CONSTRAINT "consult_files_stored_by_users_id_fk" FOREIGN KEY ("stored_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;