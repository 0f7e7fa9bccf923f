ALTER TABLE "item_rounds" ADD COLUMN "kind" text DEFAULT 'first' NOT NULL;--> statement-breakpoint
ALTER TABLE "item_rounds" ADD COLUMN "roll" jsonb;--> statement-breakpoint
ALTER TABLE "session_members" ADD COLUMN "asks_meeting_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "session_members" ADD COLUMN "asks_meeting_reason" text;--> statement-breakpoint
ALTER TABLE "session_members" ADD COLUMN "reminded_at" timestamp with time zone;