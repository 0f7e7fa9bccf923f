ALTER TABLE "public_products" ADD COLUMN "position_of" text NOT NULL;--> statement-breakpoint
ALTER TABLE "public_places" DROP COLUMN "name";--> statement-breakpoint
ALTER TABLE "public_places" DROP COLUMN "province_name";