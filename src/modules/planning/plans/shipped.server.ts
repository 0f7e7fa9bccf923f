import { readdirSync, readFileSync } from "node:fs";
import { readPlan, type ShippedPlan } from "./read.ts";

const folder = new URL("../../../../data/plans/", import.meta.url);
const kept = new Map<string, ShippedPlan>();

/** The ids of the plans whose documents are shipped. */
export function shippedPlanIds(): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".json"))
    .map((name) => name.slice(0, -".json".length))
    .sort();
}

/** A shipped plan, read once; undefined when no file bears this id. */
export function shippedPlan(id: string): ShippedPlan | undefined {
  const known = kept.get(id);
  if (known || !shippedPlanIds().includes(id)) return known;
  const plan = readPlan(JSON.parse(readFileSync(new URL(`${id}.json`, folder), "utf8")));
  kept.set(id, plan);
  return plan;
}
