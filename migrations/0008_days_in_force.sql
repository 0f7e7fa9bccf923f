DROP INDEX "recognitions_product_idx";--> statement-breakpoint
ALTER TABLE "recognitions" ADD COLUMN "gone" date GENERATED ALWAYS AS (least(greatest(expires_on, extended_until) + 1, revoked_on, replaced_on)) STORED NOT NULL;--> statement-breakpoint
CREATE INDEX "recognitions_since_idx" ON "recognitions" USING btree ("recognised_on");--> statement-breakpoint
CREATE INDEX "recognitions_gone_idx" ON "recognitions" USING btree ("gone","recognised_on","stars","unit_path","producer_id");--> statement-breakpoint
CREATE INDEX "recognitions_product_idx" ON "recognitions" USING btree ("product_id","recognised_on");