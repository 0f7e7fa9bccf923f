CREATE INDEX "register_entries_producer_idx" ON "register_entries" USING btree ("producer_id");--> statement-breakpoint
CREATE INDEX "register_entries_recognition_idx" ON "register_entries" USING btree ("recognition_id");--> statement-breakpoint
CREATE INDEX "decision_items_product_idx" ON "decision_items" USING btree ("product_id");--> statement-breakpoint
CREATE INDEX "recognitions_revocation_idx" ON "recognitions" USING btree ("revocation_id");