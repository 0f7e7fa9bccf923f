import { readFileSync } from "node:fs";
import { ChecklistRules } from "./checklist.ts";

const file = new URL("../../../data/inspection-checklist.json", import.meta.url);
let rules: ChecklistRules | undefined;

/** The shipped rules for labels and the mark, read once; throws `ZodError` when the file is not of its shape. */
export function loadChecklistRules(): ChecklistRules {
  return (rules ??= ChecklistRules.parse(JSON.parse(readFileSync(file, "utf8"))));
}
