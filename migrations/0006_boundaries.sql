CREATE TABLE "dossier_issued_papers" (
	"dossier_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"number_text" text NOT NULL,
	"issued_on" date NOT NULL,
	"kept_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "dossier_issued_papers_dossier_id_kind_pk" PRIMARY KEY("dossier_id","kind")
);
--> statement-breakpoint
CREATE TABLE "boundary_outlines" (
	"set_id" uuid NOT NULL,
	"version" text NOT NULL,
	"code" text NOT NULL,
	"detail" integer NOT NULL,
	"shape" jsonb NOT NULL,
	"west" double precision NOT NULL,
	"south" double precision NOT NULL,
	"east" double precision NOT NULL,
	"north" double precision NOT NULL,
	CONSTRAINT "boundary_outlines_set_id_detail_code_pk" PRIMARY KEY("set_id","detail","code")
);
--> statement-breakpoint
CREATE TABLE "boundary_sets" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"version" text NOT NULL,
	"level" text NOT NULL,
	"province_code" text,
	"file_name" text NOT NULL,
	"digest" text NOT NULL,
	"source" text NOT NULL,
	"licence" text NOT NULL,
	"report" jsonb NOT NULL,
	"loaded_by" text,
	"loaded_at" timestamp with time zone DEFAULT now() NOT NULL,
	"ended" text,
	"ended_by" text,
	"ended_at" timestamp with time zone,
	CONSTRAINT "boundary_sets_ended" CHECK (("boundary_sets"."ended" is null) = ("boundary_sets"."ended_at" is null))
);
--> statement-breakpoint
ALTER TABLE "public_products" ADD COLUMN "replaced_on" date;--> statement-breakpoint
ALTER TABLE "dossier_issued_papers" ADD CONSTRAINT "dossier_issued_papers_dossier_id_dossiers_id_fk" FOREIGN KEY ("dossier_id") REFERENCES "public"."dossiers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "boundary_outlines" ADD CONSTRAINT "boundary_outlines_set_id_boundary_sets_id_fk" FOREIGN KEY ("set_id") REFERENCES "public"."boundary_sets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "boundary_outlines" ADD CONSTRAINT "boundary_outlines_unit_fk" FOREIGN KEY ("version","code") REFERENCES "public"."place_units"("version","code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "boundary_outlines_code_idx" ON "boundary_outlines" USING btree ("version","code","detail");--> statement-breakpoint
CREATE INDEX "boundary_sets_loaded_idx" ON "boundary_sets" USING btree ("loaded_at");