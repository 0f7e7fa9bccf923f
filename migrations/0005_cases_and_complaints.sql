CREATE TABLE "register_import_made" (
	"import_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"thing_id" uuid NOT NULL,
	CONSTRAINT "register_import_made_kind_thing_id_pk" PRIMARY KEY("kind","thing_id")
);
--> statement-breakpoint
CREATE TABLE "register_entries" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"province_code" text NOT NULL,
	"import_id" uuid NOT NULL,
	"row" integer NOT NULL,
	"round" integer NOT NULL,
	"producer_id" uuid NOT NULL,
	"product_id" uuid NOT NULL,
	"stars" integer NOT NULL,
	"recognised_on" date,
	"year" integer,
	"decision" text,
	"issuer" text,
	"level" text,
	"regime" text,
	"expires_on" date,
	"recognition_id" uuid
);
--> statement-breakpoint
CREATE TABLE "register_imports" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"province_code" text,
	"file_name" text NOT NULL,
	"digest" text NOT NULL,
	"layout" jsonb NOT NULL,
	"state" text DEFAULT 'applied' NOT NULL,
	"report" jsonb NOT NULL,
	"imported_by" uuid,
	"imported_at" timestamp with time zone DEFAULT now() NOT NULL,
	"undone_by" uuid,
	"undone_at" timestamp with time zone,
	CONSTRAINT "register_imports_state" CHECK ("register_imports"."state" in ('applied', 'undoing', 'undone'))
);
--> statement-breakpoint
CREATE TABLE "revocation_case_files" (
	"case_id" uuid NOT NULL,
	"digest" text NOT NULL,
	"title" text NOT NULL,
	"is_producers" boolean NOT NULL,
	"kept_by" uuid NOT NULL,
	"kept_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "revocation_case_files_case_id_digest_pk" PRIMARY KEY("case_id","digest")
);
--> statement-breakpoint
CREATE TABLE "revocation_case_steps" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"case_id" uuid NOT NULL,
	"act" text NOT NULL,
	"note" text,
	"by_id" uuid NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "revocation_cases" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"province_code" text NOT NULL,
	"unit_path" text NOT NULL,
	"recognition_id" uuid NOT NULL,
	"producer_id" uuid NOT NULL,
	"product_name" text NOT NULL,
	"producer_name" text NOT NULL,
	"stars" integer NOT NULL,
	"origin" text NOT NULL,
	"inspection_id" uuid,
	"ground" text NOT NULL,
	"state" text DEFAULT 'opened' NOT NULL,
	"facts" text NOT NULL,
	"asked_at" timestamp with time zone,
	"question" text,
	"answer_by" date,
	"answer" text,
	"answered_at" timestamp with time zone,
	"conclusion" text,
	"concluded_on" date,
	"decide_by" date,
	"decision_id" uuid,
	"restoration_id" uuid,
	"dismissal" text,
	"is_demo" boolean DEFAULT false NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"opened_by" uuid NOT NULL,
	"opened_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "product_complaints" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"province_code" text NOT NULL,
	"unit_path" text NOT NULL,
	"recognition_id" uuid,
	"kind" text NOT NULL,
	"product_name" text NOT NULL,
	"seen_at" text,
	"text" text NOT NULL,
	"photo_digest" text,
	"contact" text,
	"receipt_code" text NOT NULL,
	"form_key" uuid NOT NULL,
	"lang" text NOT NULL,
	"state" text DEFAULT 'received' NOT NULL,
	"answer" text,
	"case_id" uuid,
	"inspection_id" uuid,
	"is_demo" boolean DEFAULT false NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"received_at" timestamp with time zone DEFAULT now() NOT NULL,
	"settled_by" uuid,
	"settled_at" timestamp with time zone,
	CONSTRAINT "product_complaints_receipt" UNIQUE("receipt_code"),
	CONSTRAINT "product_complaints_form" UNIQUE("form_key")
);
--> statement-breakpoint
ALTER TABLE "register_import_made" ADD CONSTRAINT "register_import_made_import_id_register_imports_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."register_imports"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "register_entries" ADD CONSTRAINT "register_entries_import_id_register_imports_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."register_imports"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "register_entries" ADD CONSTRAINT "register_entries_producer_id_producers_id_fk" FOREIGN KEY ("producer_id") REFERENCES "public"."producers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "register_entries" ADD CONSTRAINT "register_entries_product_id_products_id_fk" FOREIGN KEY ("product_id") REFERENCES "public"."products"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "register_entries" ADD CONSTRAINT "register_entries_recognition_id_recognitions_id_fk" FOREIGN KEY ("recognition_id") REFERENCES "public"."recognitions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "register_imports" ADD CONSTRAINT "register_imports_imported_by_users_id_fk" FOREIGN KEY ("imported_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "register_imports" ADD CONSTRAINT "register_imports_undone_by_users_id_fk" FOREIGN KEY ("undone_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "revocation_case_files" ADD CONSTRAINT "revocation_case_files_case_id_revocation_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."revocation_cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "revocation_case_files" ADD CONSTRAINT "revocation_case_files_digest_stored_files_digest_fk" FOREIGN KEY ("digest") REFERENCES "public"."stored_files"("digest") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "revocation_case_files" ADD CONSTRAINT "revocation_case_files_kept_by_users_id_fk" FOREIGN KEY ("kept_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "revocation_case_steps" ADD CONSTRAINT "revocation_case_steps_case_id_revocation_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."revocation_cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "revocation_case_steps" ADD CONSTRAINT "revocation_case_steps_by_id_users_id_fk" FOREIGN KEY ("by_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "revocation_cases" ADD CONSTRAINT "revocation_cases_recognition_id_recognitions_id_fk" FOREIGN KEY ("recognition_id") REFERENCES "public"."recognitions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "revocation_cases" ADD CONSTRAINT "revocation_cases_producer_id_producers_id_fk" FOREIGN KEY ("producer_id") REFERENCES "public"."producers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "revocation_cases" ADD CONSTRAINT "revocation_cases_inspection_id_inspections_id_fk" FOREIGN KEY ("inspection_id") REFERENCES "public"."inspections"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "revocation_cases" ADD CONSTRAINT "revocation_cases_decision_id_decisions_id_fk" FOREIGN KEY ("decision_id") REFERENCES "public"."decisions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "revocation_cases" ADD CONSTRAINT "revocation_cases_restoration_id_decisions_id_fk" FOREIGN KEY ("restoration_id") REFERENCES "public"."decisions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "revocation_cases" ADD CONSTRAINT "revocation_cases_opened_by_users_id_fk" FOREIGN KEY ("opened_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "product_complaints" ADD CONSTRAINT "product_complaints_recognition_id_recognitions_id_fk" FOREIGN KEY ("recognition_id") REFERENCES "public"."recognitions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "product_complaints" ADD CONSTRAINT "product_complaints_photo_digest_stored_files_digest_fk" FOREIGN KEY ("photo_digest") REFERENCES "public"."stored_files"("digest") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "product_complaints" ADD CONSTRAINT "product_complaints_case_id_revocation_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."revocation_cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "product_complaints" ADD CONSTRAINT "product_complaints_inspection_id_inspections_id_fk" FOREIGN KEY ("inspection_id") REFERENCES "public"."inspections"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "product_complaints" ADD CONSTRAINT "product_complaints_settled_by_users_id_fk" FOREIGN KEY ("settled_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "register_import_made_idx" ON "register_import_made" USING btree ("import_id");--> statement-breakpoint
CREATE INDEX "register_entries_import_idx" ON "register_entries" USING btree ("import_id");--> statement-breakpoint
CREATE INDEX "register_entries_product_idx" ON "register_entries" USING btree ("product_id");--> statement-breakpoint
CREATE INDEX "register_entries_province_idx" ON "register_entries" USING btree ("province_code","year");--> statement-breakpoint
CREATE INDEX "register_imports_province_idx" ON "register_imports" USING btree ("province_code","imported_at");--> statement-breakpoint
CREATE INDEX "revocation_case_steps_idx" ON "revocation_case_steps" USING btree ("case_id","at");--> statement-breakpoint
CREATE INDEX "revocation_cases_province_idx" ON "revocation_cases" USING btree ("province_code","state","decide_by");--> statement-breakpoint
CREATE INDEX "revocation_cases_recognition_idx" ON "revocation_cases" USING btree ("recognition_id");--> statement-breakpoint
CREATE INDEX "revocation_cases_producer_idx" ON "revocation_cases" USING btree ("producer_id");--> statement-breakpoint
CREATE INDEX "product_complaints_province_idx" ON "product_complaints" USING btree ("province_code","state","received_at");--> statement-breakpoint
CREATE INDEX "product_complaints_recognition_idx" ON "product_complaints" USING btree ("recognition_id");