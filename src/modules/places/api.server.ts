import { Hono } from "hono";
import type { Services } from "#core/http/context.ts";
import { parseInput } from "#core/input/parse.ts";
import { OnQuery, PlaceParams, PlaceQuery } from "./api-shapes.ts";
import { englishNameOf } from "./rules.ts";
import {
  getPlace,
  listPlaces,
  type Located,
  type PlaceView,
  type Successors,
} from "./service/views.server.ts";

/** Reference data: a proxy may keep an answer for ten minutes. */
const cacheControl = "public, max-age=600";

/**
 * `GET /places?text=…` and `GET /places/{version}/{code}`, open to all; mounted under `/api/v1`.
 * Answers are JSON; refusals are problem details by the one sink.
 */
export function placesApi({ database }: Pick<Services, "database">): Hono {
  const { db } = database;
  return new Hono()
    .get("/places", async (c) => {
      const search = parseInput(PlaceQuery, c.req.query());
      const found = await listPlaces(db, dropUndefined(search));
      c.header("Cache-Control", cacheControl);
      return c.json({
        items: found.map(({ today, ...hit }) => ({
          ...presentUnit(hit),
          today: presentToday(today),
        })),
      });
    })
    .get("/places/:version/:code", async (c) => {
      const ref = parseInput(PlaceParams, c.req.param());
      const view = await getPlace(db, ref, dropUndefined(parseInput(OnQuery, c.req.query())));
      c.header("Cache-Control", cacheControl);
      return c.json(presentPlace(view));
    });
}

type Defined<T> = { [K in keyof T]: Exclude<T[K], undefined> };

/** Absent rather than undefined, as the services' input types ask. */
function dropUndefined<T extends object>(value: T): Defined<T> {
  return Object.fromEntries(
    Object.entries(value).filter(([, one]) => one !== undefined),
  ) as Defined<T>;
}

function presentUnit({ unit, parents }: Located) {
  return {
    ...unit,
    englishName: englishNameOf(unit),
    parents: parents.map((parent) => ({ ...parent, englishName: englishNameOf(parent) })),
  };
}

function presentToday(today: Successors | null) {
  return today && { outcome: today.outcome, units: today.units.map(presentUnit) };
}

function presentPlace({ unit, parents, today, origins, ...rest }: PlaceView) {
  return {
    ...presentUnit({ unit, parents: parents.toReversed() }),
    today: presentToday(today),
    origins: origins.map(({ whole, ...origin }) => ({ ...presentUnit(origin), whole })),
    ...rest,
  };
}
