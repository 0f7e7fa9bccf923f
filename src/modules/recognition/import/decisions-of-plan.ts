import type { Day } from "#core/calendar/day.ts";
import type { IssuerLevel } from "../model.ts";
import type { Plan, PlannedProducer, PlannedRecognition } from "./plan-model.ts";

/** What a register that names no authority is entered with: it says so itself. */
const unnamedIssuers = {
  district: "Cơ quan có thẩm quyền cấp huyện (sổ không ghi tên)",
  province: "Cơ quan có thẩm quyền cấp tỉnh (sổ không ghi tên)",
  central: "Cơ quan có thẩm quyền cấp Trung ương (sổ không ghi tên)",
} as const satisfies Record<IssuerLevel, string>;

export const unnumbered = "Sổ không ghi số";

/** A recognition whose day, regime and level are known: it can stand under a decision. */
export type Dated = PlannedRecognition & {
  readonly day: Day;
  readonly regime: string;
  readonly level: IssuerLevel;
  readonly expiresOn: Day;
};

export type PlannedDecision = {
  readonly provinceCode: string;
  readonly level: IssuerLevel;
  readonly issuer: string;
  readonly number: string;
  readonly day: Day;
  readonly regime: string;
  /** District of before July 2025 that decided, where all of its products lay in one. */
  readonly district: string | null;
  readonly items: readonly Dated[];
};

const levels: readonly IssuerLevel[] = ["district", "province", "central"];

function isDated(one: PlannedRecognition): one is Dated {
  return one.day !== null && one.regime !== null && one.level !== null && one.expiresOn !== null;
}

/** The decisions that a plan's dated recognitions stand under: one for each issuer, number and day. */
export function decisionsOf(plan: Plan): PlannedDecision[] {
  const producers = new Map(plan.producers.map((one) => [one.key, one]));
  const producerOf = new Map(
    plan.products.map(({ key, producerKey }) => [key, producers.get(producerKey)]),
  );
  const groups = Map.groupBy(plan.recognitions.filter(isDated), (one) => {
    const province = producerOf.get(one.productKey)?.place.provinceCode ?? "";
    const issuer = one.issuer ?? unnamedIssuers[one.level];
    return JSON.stringify([province, issuer, one.decision ?? unnumbered, one.day]);
  });
  return [...groups.values()].map((items) => decisionOf(items, producerOf));
}

function decisionOf(
  items: readonly Dated[],
  producerOf: ReadonlyMap<string, PlannedProducer | undefined>,
): PlannedDecision {
  const [first] = items;
  if (!first) throw new Error("a decision without products");
  const places = items.flatMap(({ productKey }) => producerOf.get(productKey)?.place ?? []);
  const districts = new Set(places.map(({ district }) => district));
  const [district = null] = districts;
  const level = levels[Math.max(...items.map((one) => levels.indexOf(one.level)))] ?? first.level;
  return {
    provinceCode: places[0]?.provinceCode ?? "",
    level,
    issuer: first.issuer ?? unnamedIssuers[first.level],
    number: first.decision ?? unnumbered,
    day: first.day,
    regime: first.regime,
    district: level === "district" && districts.size === 1 ? district : null,
    // One product stands once under a decision, however often a register lists it.
    items: [...new Map(items.map((one) => [one.productKey, one])).values()],
  };
}
