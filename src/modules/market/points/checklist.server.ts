import { readFileSync } from "node:fs";
import { PointChecklist } from "./checklist.ts";

let loaded: PointChecklist | undefined;

/** What points of sale are judged by today: `data/point-checklist.json`. */
export function pointChecklist(): PointChecklist {
  loaded ??= PointChecklist.parse(
    JSON.parse(
      readFileSync(new URL("../../../../data/point-checklist.json", import.meta.url), "utf8"),
    ),
  );
  return loaded;
}
