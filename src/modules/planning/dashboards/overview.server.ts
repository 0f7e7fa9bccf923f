import type { Day } from "#core/calendar/day.ts";
import { today } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import { currentVersion } from "#modules/places/model.ts";
import { listOutlines } from "#modules/places/service/outlines.server.ts";
import { columnChart } from "../charts/columns.ts";
import { type Drawing, starFills } from "../charts/drawing.ts";
import { yearsChart } from "./years-chart.ts";
import { mapChart } from "../charts/map.ts";
import { computeAll } from "../indicators/all.server.ts";
import { unitName } from "../indicators/choice.server.ts";
import { askedOf } from "../indicators/compute.server.ts";
import type { Scope } from "../indicators/scope.server.ts";
import { progressOf, type Progress } from "./progress.server.ts";
import { standingOf } from "./standing.server.ts";
import type { Standing } from "./standing.ts";
import { type Waiting, waitingIn } from "./waiting.server.ts";

/** A number of the programme at the top of the page. */
export type Headline = {
  readonly id: string;
  readonly name: string;
  readonly value: number | null;
  readonly of: number | null;
  readonly reason: string | null;
  readonly unit: string;
};

/** A unit below, with its products in force. */
export type PlaceCount = { readonly key: string; readonly name: string; readonly count: number };

export type Overview = {
  readonly unit: string;
  readonly unitName: string;
  readonly day: Day;
  readonly year: number;
  /** Units of today of which a part lay in the unit of before: not counted for it. */
  readonly partly: readonly string[];
  readonly standing: Omit<Standing, "places">;
  readonly places: readonly PlaceCount[];
  /** Communes, or provinces for the whole country. */
  readonly placeLevel: "commune" | "province";
  readonly hasIndicativeCells: boolean;
  readonly headlines: readonly Headline[];
  readonly progress: readonly Progress[];
  readonly waiting: readonly Waiting[];
  readonly charts: {
    readonly years: Drawing;
    readonly ending: Drawing;
    readonly map: Drawing | null;
  };
};

const headlineIds = [
  "producers-with-product",
  "communes-with-product",
  "products-first",
  "products-lapsed",
  "funds-planned",
  "funds-spent",
  "funds-paid",
];

/** What a leader sees of a unit today. */
export async function overviewOf(db: Db, scope: Scope): Promise<Overview> {
  const day = await today(db);
  const year = Number(day.slice(0, 4));
  const asked = await askedOf(db, { year }, scope);
  const [standing, figures, progress, waiting] = await Promise.all([
    standingOf(db, asked, day),
    computeAll(db, scope, { year }, { ids: headlineIds, by: [] }),
    progressOf(db, scope, year),
    waitingIn(db, scope, day),
  ]);
  const { places, ...rest } = standing;
  const { counts, level } = countsByPlace(scope, places);
  const { drawing, isIndicative } = await drawMap(db, counts, level);
  const ending = nextMonths(standing, day);
  return {
    unit: unitName(scope.ref),
    unitName: scope.name,
    day,
    year,
    partly: scope.partly,
    standing: { ...rest, ending },
    places: counts,
    placeLevel: level,
    hasIndicativeCells: isIndicative,
    headlines: figures.map(({ id, definition, value, of, reason }) => ({
      id,
      name: definition.vi,
      value,
      of,
      reason,
      unit: definition.unit,
    })),
    progress,
    waiting,
    charts: {
      years: yearsChart(standing),
      ending: columnChart(
        "Sản phẩm hết hạn công nhận theo tháng, nếu không được công nhận lại",
        ending.map(({ month, count }) => ({ label: monthLabel(month), parts: [count] })),
        [{ name: "Sản phẩm", fill: starFills[4] ?? "#3f8f66" }],
        "sản phẩm",
      ),
      map: drawing,
    },
  };
}

/** How many months ahead lapses are shown. */
const monthsAhead = 18;

function nextMonths({ ending }: Standing, day: Day) {
  const found = new Map(ending.map(({ month, count }) => [month, count]));
  const first = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;
  return Array.from({ length: monthsAhead }, (_, at) => {
    const month = `${Math.floor((first + at) / 12)}-${String(((first + at) % 12) + 1).padStart(2, "0")}`;
    return { month, count: found.get(month) ?? 0 };
  });
}

const monthLabel = (month: string) => `${Number(month.slice(5))}/${month.slice(2, 4)}`;

/** Products by unit below the scope, those without any included: provinces of the country, else communes. */
function countsByPlace(scope: Scope, places: Standing["places"]) {
  const { book, path } = scope;
  const level = path === "" ? ("province" as const) : ("commune" as const);
  const at = level === "province" ? 0 : 1;
  const found = new Map<string, number>();
  for (const one of places) {
    const key = one.path.split("/")[at] ?? "";
    found.set(key, (found.get(key) ?? 0) + one.count);
  }
  const province = path?.split("/")[0] ?? "";
  const codes =
    level === "province"
      ? book.provinces()
      : path === null
        ? scope.paths.map((one) => one.split("/")[1] ?? "")
        : path.includes("/")
          ? [path.split("/")[1] ?? ""]
          : book.below(province);
  const all = codes.map((key) => ({
    key,
    name: book.nameOf({ version: currentVersion, code: key }),
    count: found.get(key) ?? 0,
  }));
  const placed = new Set(codes);
  const elsewhere = [...found]
    .filter(([key]) => !placed.has(key))
    .reduce((sum, [, n]) => sum + n, 0);
  const counts = all.toSorted((a, b) => b.count - a.count);
  return {
    level,
    counts:
      elsewhere === 0
        ? counts
        : [...counts, { key: "", name: "Chưa rõ xã (xã cũ đã chia)", count: elsewhere }],
  };
}

async function drawMap(db: Db, counts: readonly PlaceCount[], level: "commune" | "province") {
  const known = counts.filter(({ key }) => key !== "");
  if (known.length < 2) return { drawing: null, isIndicative: false };
  const outlines = await listOutlines(db, level, { codes: known.map(({ key }) => key) }, 3);
  const shapes = new Map(outlines.map((one) => [one.code, one.shape]));
  const units = known.flatMap(({ key, name, count }) => {
    const shape = shapes.get(key);
    return shape ? [{ name, shape, value: count }] : [];
  });
  return {
    drawing: mapChart("Sản phẩm đang được công nhận theo địa bàn", units, "sản phẩm"),
    isIndicative: outlines.some(({ isOfficial }) => !isOfficial),
  };
}
