ALTER TABLE "dossier_messages" ALTER COLUMN "dossier_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "dossier_messages" ADD COLUMN "about_producer_id" uuid;--> statement-breakpoint
ALTER TABLE "dossier_messages" ADD CONSTRAINT "dossier_messages_about_producer_id_producers_id_fk" FOREIGN KEY ("about_producer_id") REFERENCES "public"."producers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dossier_messages" ADD CONSTRAINT "dossier_messages_about" CHECK (("dossier_messages"."dossier_id" is null) <> ("dossier_messages"."about_producer_id" is null));