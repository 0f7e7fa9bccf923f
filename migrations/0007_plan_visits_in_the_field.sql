CREATE TABLE "business_plan_files" (
	"plan_id" uuid NOT NULL,
	"province_code" text NOT NULL,
	"digest" text NOT NULL,
	"stored_by" uuid NOT NULL,
	"stored_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "business_plan_files_plan_id_digest_pk" PRIMARY KEY("plan_id","digest")
);
--> statement-breakpoint
ALTER TABLE "business_plan_visits" ADD COLUMN "latitude" double precision;--> statement-breakpoint
ALTER TABLE "business_plan_visits" ADD COLUMN "longitude" double precision;--> statement-breakpoint
ALTER TABLE "business_plan_visits" ADD COLUMN "accuracy" double precision;--> statement-breakpoint
ALTER TABLE "business_plan_visits" ADD COLUMN "device_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "business_plan_files" ADD CONSTRAINT "business_plan_files_plan_id_business_plans_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."business_plans"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "business_plan_files" ADD CONSTRAINT "business_plan_files_digest_stored_files_digest_fk" FOREIGN KEY ("digest") REFERENCES "public"."stored_files"("digest") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "business_plan_files" ADD CONSTRAINT "business_plan_files_stored_by_users_id_fk" FOREIGN KEY ("stored_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;