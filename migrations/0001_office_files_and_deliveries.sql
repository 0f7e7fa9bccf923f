CREATE TABLE "dossier_deliveries" (
	"message_id" uuid NOT NULL,
	"channel" text NOT NULL,
	"claimed_until" timestamp with time zone NOT NULL,
	"sent_at" timestamp with time zone,
	"refused_at" timestamp with time zone,
	CONSTRAINT "dossier_deliveries_message_id_channel_pk" PRIMARY KEY("message_id","channel")
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
ALTER TABLE "commune_reviews" ADD COLUMN "signed_request_digest" text;--> statement-breakpoint
ALTER TABLE "dossier_deliveries" ADD CONSTRAINT "dossier_deliveries_message_id_dossier_messages_id_fk" FOREIGN KEY ("message_id") REFERENCES "public"."dossier_messages"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dossier_files" ADD CONSTRAINT "dossier_files_dossier_id_dossiers_id_fk" FOREIGN KEY ("dossier_id") REFERENCES "public"."dossiers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dossier_files" ADD CONSTRAINT "dossier_files_digest_stored_files_digest_fk" FOREIGN KEY ("digest") REFERENCES "public"."stored_files"("digest") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dossier_files" ADD CONSTRAINT "dossier_files_stored_by_users_id_fk" FOREIGN KEY ("stored_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "commune_reviews" ADD CONSTRAINT "commune_reviews_signed_request_digest_stored_files_digest_fk" FOREIGN KEY ("signed_request_digest") REFERENCES "public"."stored_files"("digest") ON DELETE no action ON UPDATE no action;