CREATE TABLE "place_changes" (
	"version" text NOT NULL,
	"code" text NOT NULL,
	"from_day" date NOT NULL,
	"type" text NOT NULL,
	"name" text NOT NULL,
	"basis" text,
	CONSTRAINT "place_changes_version_code_from_day_pk" PRIMARY KEY("version","code","from_day")
);
--> statement-breakpoint
CREATE TABLE "place_loads" (
	"id" integer PRIMARY KEY DEFAULT 1 NOT NULL,
	"digest" text NOT NULL,
	"loaded_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "place_loads_one_row" CHECK ("place_loads"."id" = 1)
);
--> statement-breakpoint
CREATE TABLE "place_mappings" (
	"old_version" text NOT NULL,
	"old_code" text NOT NULL,
	"new_version" text NOT NULL,
	"new_code" text NOT NULL,
	"divided" boolean NOT NULL,
	CONSTRAINT "place_mappings_old_version_old_code_new_version_new_code_pk" PRIMARY KEY("old_version","old_code","new_version","new_code")
);
--> statement-breakpoint
CREATE TABLE "place_syllables" (
	"key" text NOT NULL,
	"syllable" text NOT NULL,
	CONSTRAINT "place_syllables_key_syllable_pk" PRIMARY KEY("key","syllable")
);
--> statement-breakpoint
CREATE TABLE "place_units" (
	"version" text NOT NULL,
	"code" text NOT NULL,
	"level" text NOT NULL,
	"type" text NOT NULL,
	"name" text NOT NULL,
	"parent_code" text,
	"path" text NOT NULL,
	"latitude" double precision,
	"longitude" double precision,
	"area_km2" double precision,
	"population" integer,
	"aliases" text[] NOT NULL,
	"note" jsonb,
	"sound" text NOT NULL,
	"search" "tsvector" NOT NULL,
	CONSTRAINT "place_units_version_code_pk" PRIMARY KEY("version","code")
);
--> statement-breakpoint
ALTER TABLE "place_changes" ADD CONSTRAINT "place_changes_unit_fk" FOREIGN KEY ("version","code") REFERENCES "public"."place_units"("version","code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "place_mappings" ADD CONSTRAINT "place_mappings_old_fk" FOREIGN KEY ("old_version","old_code") REFERENCES "public"."place_units"("version","code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "place_mappings" ADD CONSTRAINT "place_mappings_new_fk" FOREIGN KEY ("new_version","new_code") REFERENCES "public"."place_units"("version","code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "place_mappings_new_idx" ON "place_mappings" USING btree ("new_version","new_code");--> statement-breakpoint
CREATE INDEX "place_units_parent_idx" ON "place_units" USING btree ("version","parent_code");--> statement-breakpoint
CREATE INDEX "place_units_path_idx" ON "place_units" USING btree ("version","path" text_pattern_ops);--> statement-breakpoint
CREATE INDEX "place_units_search_idx" ON "place_units" USING gin ("search") WITH (fastupdate=false);