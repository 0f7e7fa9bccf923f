import { z } from "zod";
import { Day, PlaceLevel, PlaceSearch, PlaceVersion, Unit, UnitCode, UnitRef } from "./model.ts";

/** What can be asked of `GET /places`. */
export const PlaceQuery = z.object({
  text: PlaceSearch.shape.text,
  version: PlaceVersion.optional(),
  level: PlaceLevel.optional(),
  /** `version/code` of the unit to search in. */
  within: z
    .string()
    .transform((text, context) => {
      const [version, code] = text.split("/");
      const unit = UnitRef.safeParse({ version, code });
      if (unit.success) return unit.data;
      context.addIssue({ code: "custom", message: "Hãy ghi phiên bản/mã, như 2025-07-01/19." });
      return z.NEVER;
    })
    .optional(),
  limit: z.coerce.number().pipe(PlaceSearch.shape.limit.unwrap()).optional(),
});

export const PlaceParams = z.object({ version: PlaceVersion, code: UnitCode });
export const OnQuery = z.object({ on: Day.optional() });

const Named = z.object({ type: z.string(), name: z.string(), englishName: z.string() });

/** A unit with what it belongs to, nearest first. */
export const UnitShape = Unit.extend({
  englishName: z.string(),
  parents: z.array(Named.loose()),
});

const Successors = z
  .object({ outcome: z.enum(["became", "divided", "abolished"]), units: z.array(UnitShape) })
  .nullable();

export const PlacesShape = z.object({ items: z.array(UnitShape.extend({ today: Successors })) });

export const PlaceShape = UnitShape.extend({
  today: Successors,
  /** `whole`: all of the former unit is in this one. */
  origins: z.array(UnitShape.extend({ whole: z.boolean() })),
  children: z.array(Unit),
  changes: z.array(
    z.object({
      from: Day,
      type: z.string(),
      name: z.string(),
      basis: z.string().nullable(),
    }),
  ),
  original: Unit,
  aliases: z.array(z.string()),
  note: z.object({ vi: z.string(), en: z.string() }).nullable(),
});
