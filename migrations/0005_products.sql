CREATE TABLE "product_pictures" (
	"product_id" uuid NOT NULL,
	"digest" text NOT NULL,
	"kind" text NOT NULL,
	"caption" text,
	"position" integer NOT NULL,
	"added_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "product_pictures_product_id_kind_digest_pk" PRIMARY KEY("product_id","kind","digest")
);
--> statement-breakpoint
CREATE TABLE "products" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"province_code" text NOT NULL,
	"producer_id" uuid NOT NULL,
	"name" text NOT NULL,
	"name_folded" text NOT NULL,
	"regime" text NOT NULL,
	"set_code" text NOT NULL,
	"is_tourism" boolean DEFAULT false NOT NULL,
	"description" text,
	"packaging_sizes" text,
	"ingredients" jsonb NOT NULL,
	"standard" text,
	"shelf_life" text,
	"storage" text,
	"barcode" text,
	"price_from" bigint,
	"price_to" bigint,
	"price_unit" text,
	"yearly_output" text,
	"is_key_product" boolean DEFAULT false NOT NULL,
	"chain" text,
	"story" jsonb NOT NULL,
	"is_demo" boolean DEFAULT false NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "products_price" CHECK ("products"."price_from" is null or "products"."price_to" is null or "products"."price_from" <= "products"."price_to")
);
--> statement-breakpoint
ALTER TABLE "product_pictures" ADD CONSTRAINT "product_pictures_product_id_products_id_fk" FOREIGN KEY ("product_id") REFERENCES "public"."products"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "product_pictures" ADD CONSTRAINT "product_pictures_digest_stored_files_digest_fk" FOREIGN KEY ("digest") REFERENCES "public"."stored_files"("digest") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "products" ADD CONSTRAINT "products_producer_id_producers_id_fk" FOREIGN KEY ("producer_id") REFERENCES "public"."producers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "products" ADD CONSTRAINT "products_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "products_name_key" ON "products" USING btree ("producer_id","name_folded");--> statement-breakpoint
CREATE INDEX "products_province_idx" ON "products" USING btree ("province_code","set_code");--> statement-breakpoint
CREATE INDEX "products_barcode_idx" ON "products" USING btree ("barcode");--> statement-breakpoint
ALTER TABLE "dossiers" ADD CONSTRAINT "dossiers_product_id_products_id_fk" FOREIGN KEY ("product_id") REFERENCES "public"."products"("id") ON DELETE no action ON UPDATE no action;