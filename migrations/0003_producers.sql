CREATE TABLE "paper_pages" (
	"paper_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"digest" text NOT NULL,
	CONSTRAINT "paper_pages_paper_id_position_pk" PRIMARY KEY("paper_id","position")
);
--> statement-breakpoint
CREATE TABLE "papers" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"province_code" text NOT NULL,
	"producer_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"title" text NOT NULL,
	"number" text,
	"issuer" text,
	"issued_on" date,
	"expires_on" date,
	"url" text,
	"note" text,
	"digest" text,
	"media_type" text,
	"size" bigint,
	"page_count" integer,
	"replaces_id" uuid,
	"archived_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "papers_content" CHECK (("papers"."digest" is null) <> ("papers"."url" is null)),
	CONSTRAINT "papers_days" CHECK ("papers"."expires_on" is null or "papers"."issued_on" is null or "papers"."expires_on" >= "papers"."issued_on")
);
--> statement-breakpoint
CREATE TABLE "producer_forms" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"producer_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"company_form" text,
	"name" text NOT NULL,
	"tax_code" text,
	"registration_number" text,
	"community_capital_percent" numeric(5, 2),
	"until" date NOT NULL,
	"basis" text NOT NULL,
	"recorded_by" uuid NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "producer_representatives" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"producer_id" uuid NOT NULL,
	"full_name" text NOT NULL,
	"position" text,
	"phone" text,
	"sex" text,
	"ethnicity" text,
	"is_disabled" boolean,
	"recorded_by" uuid,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL,
	"replaced_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "producer_years" (
	"producer_id" uuid NOT NULL,
	"year" integer NOT NULL,
	"labour" integer,
	"local_labour" integer,
	"commune_material_percent" numeric(5, 2),
	"province_material_percent" numeric(5, 2),
	"revenue" bigint,
	"profit" bigint,
	"cooperative_grade" text,
	"capacity" text,
	"markets" text,
	"version" integer DEFAULT 1 NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "producer_years_producer_id_year_pk" PRIMARY KEY("producer_id","year"),
	CONSTRAINT "producer_years_labour" CHECK ("producer_years"."local_labour" is null or "producer_years"."local_labour" <= "producer_years"."labour")
);
--> statement-breakpoint
CREATE TABLE "producers" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"province_code" text NOT NULL,
	"unit_version" text NOT NULL,
	"unit_code" text NOT NULL,
	"unit_path" text NOT NULL,
	"kind" text NOT NULL,
	"company_form" text,
	"name" text NOT NULL,
	"name_folded" text NOT NULL,
	"tax_code" text,
	"registration_number" text,
	"community_capital_percent" numeric(5, 2),
	"is_tourism" boolean DEFAULT false NOT NULL,
	"address" text NOT NULL,
	"phone" text,
	"email" text,
	"website" text,
	"founded_on" date,
	"main_activity" text,
	"is_demo" boolean DEFAULT false NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "upload_pieces" (
	"upload_id" uuid NOT NULL,
	"start" integer NOT NULL,
	"bytes" "bytea" NOT NULL,
	CONSTRAINT "upload_pieces_upload_id_start_pk" PRIMARY KEY("upload_id","start")
);
--> statement-breakpoint
CREATE TABLE "uploads" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"province_code" text NOT NULL,
	"producer_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"file_name" text NOT NULL,
	"length" integer NOT NULL,
	"received" integer DEFAULT 0 NOT NULL,
	"declared_digest" text,
	"state" text DEFAULT 'receiving' NOT NULL,
	"refusal" text,
	"digest" text,
	"media_type" text,
	"page_count" integer,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "uploads_received" CHECK ("uploads"."received" between 0 and "uploads"."length")
);
--> statement-breakpoint
ALTER TABLE "paper_pages" ADD CONSTRAINT "paper_pages_paper_id_papers_id_fk" FOREIGN KEY ("paper_id") REFERENCES "public"."papers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "paper_pages" ADD CONSTRAINT "paper_pages_digest_stored_files_digest_fk" FOREIGN KEY ("digest") REFERENCES "public"."stored_files"("digest") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "papers" ADD CONSTRAINT "papers_producer_id_producers_id_fk" FOREIGN KEY ("producer_id") REFERENCES "public"."producers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "papers" ADD CONSTRAINT "papers_digest_stored_files_digest_fk" FOREIGN KEY ("digest") REFERENCES "public"."stored_files"("digest") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "papers" ADD CONSTRAINT "papers_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "producer_forms" ADD CONSTRAINT "producer_forms_producer_id_producers_id_fk" FOREIGN KEY ("producer_id") REFERENCES "public"."producers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "producer_forms" ADD CONSTRAINT "producer_forms_recorded_by_users_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "producer_representatives" ADD CONSTRAINT "producer_representatives_producer_id_producers_id_fk" FOREIGN KEY ("producer_id") REFERENCES "public"."producers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "producer_representatives" ADD CONSTRAINT "producer_representatives_recorded_by_users_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "producer_years" ADD CONSTRAINT "producer_years_producer_id_producers_id_fk" FOREIGN KEY ("producer_id") REFERENCES "public"."producers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "producers" ADD CONSTRAINT "producers_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "upload_pieces" ADD CONSTRAINT "upload_pieces_upload_id_uploads_id_fk" FOREIGN KEY ("upload_id") REFERENCES "public"."uploads"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "uploads" ADD CONSTRAINT "uploads_producer_id_producers_id_fk" FOREIGN KEY ("producer_id") REFERENCES "public"."producers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "uploads" ADD CONSTRAINT "uploads_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "uploads" ADD CONSTRAINT "uploads_digest_stored_files_digest_fk" FOREIGN KEY ("digest") REFERENCES "public"."stored_files"("digest") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "papers_content_key" ON "papers" USING btree ("producer_id","digest") WHERE "papers"."archived_at" is null and "papers"."digest" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "papers_number_key" ON "papers" USING btree ("producer_id","kind",lower("number")) WHERE "papers"."archived_at" is null and "papers"."number" is not null;--> statement-breakpoint
CREATE INDEX "papers_digest_idx" ON "papers" USING btree ("digest");--> statement-breakpoint
CREATE INDEX "papers_expiry_idx" ON "papers" USING btree ("province_code","expires_on") WHERE "papers"."archived_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "producer_forms_once" ON "producer_forms" USING btree ("producer_id","until");--> statement-breakpoint
CREATE UNIQUE INDEX "producer_representatives_current" ON "producer_representatives" USING btree ("producer_id") WHERE "producer_representatives"."replaced_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "producers_tax_code_key" ON "producers" USING btree ("province_code","tax_code") WHERE "producers"."tax_code" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "producers_name_key" ON "producers" USING btree ("province_code","unit_code","name_folded");--> statement-breakpoint
CREATE INDEX "producers_unit_idx" ON "producers" USING btree ("unit_path" text_pattern_ops);--> statement-breakpoint
CREATE INDEX "uploads_producer_idx" ON "uploads" USING btree ("producer_id");--> statement-breakpoint
CREATE INDEX "uploads_age_idx" ON "uploads" USING btree ("updated_at");