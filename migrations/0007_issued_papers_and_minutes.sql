ALTER TABLE "inspections" ADD COLUMN "minutes_symbol" text;--> statement-breakpoint
ALTER TABLE "inspections" ADD COLUMN "minutes_year" integer;--> statement-breakpoint
ALTER TABLE "inspections" ADD COLUMN "minutes_number" integer;--> statement-breakpoint
CREATE UNIQUE INDEX "inspections_minutes" ON "inspections" USING btree ("province_code","minutes_symbol","minutes_year","minutes_number") WHERE "inspections"."minutes_number" is not null;