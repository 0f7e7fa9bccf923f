CREATE TABLE "thumbnails" (
	"digest" text PRIMARY KEY NOT NULL,
	"picture" "bytea"
);
--> statement-breakpoint
ALTER TABLE "thumbnails" ADD CONSTRAINT "thumbnails_digest_stored_files_digest_fk" FOREIGN KEY ("digest") REFERENCES "public"."stored_files"("digest") ON DELETE no action ON UPDATE no action;