import { readFileSync } from "node:fs";
import { type IndicatorDefinition, IndicatorFile } from "./model.ts";

const file = new URL("../../../../data/indicators.json", import.meta.url);
let definitions: ReadonlyMap<string, IndicatorDefinition> | undefined;

/** The shipped indicators by id, in the order of the file; throws when it is not of its shape. */
export function indicatorDefinitions(): ReadonlyMap<string, IndicatorDefinition> {
  definitions ??= new Map(
    IndicatorFile.parse(JSON.parse(readFileSync(file, "utf8"))).indicators.map((one) => [
      one.id,
      one,
    ]),
  );
  return definitions;
}
