import type { Formula } from "./formula.server.ts";
import { producerFormulas } from "./producers.server.ts";
import { programmeFormulas } from "./programme.server.ts";
import { productFormulas } from "./products.server.ts";
import { workFormulas } from "./work.server.ts";

const formulas: Readonly<Record<string, Formula>> = {
  ...productFormulas,
  ...producerFormulas,
  ...workFormulas,
  ...programmeFormulas,
};

/** The formula of this name; undefined where nothing in the platform counts it yet. */
export function findFormula(name: string): Formula | undefined {
  return Object.hasOwn(formulas, name) ? formulas[name] : undefined;
}
