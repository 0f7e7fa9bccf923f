import type { UserActor } from "#core/access/actor.ts";
import type { Db } from "#core/database/connection.ts";
import { chosenScope } from "./choice.server.ts";
import { firstYear, lastYear, type Period } from "./period.ts";
import type { Scope } from "./scope.server.ts";

/** The scope and period that an address asks for (`don-vi`, `nam`, `quy`); `year` where it names none. */
export async function askedScope(
  {
    db,
    actor,
    query,
  }: { readonly db: Db; readonly actor: UserActor; readonly query: URLSearchParams },
  year: number,
): Promise<{ scope: Scope; period: Period }> {
  const scope = await chosenScope(db, actor, query.get("don-vi"));
  const wanted = Number(query.get("nam") ?? year);
  const quarter = Number(query.get("quy") ?? 0);
  return {
    scope,
    period: {
      year: Number.isInteger(wanted) && wanted >= firstYear && wanted <= lastYear ? wanted : year,
      quarter: [1, 2, 3, 4].includes(quarter) ? quarter : null,
    },
  };
}
