import { today } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import { loadProcedures } from "#modules/rulebooks/procedure.server.ts";
import { periodOf, regimeInForce } from "#modules/rulebooks/procedure.ts";
import { getBook } from "#modules/rulebooks/service/shelf.server.ts";
import { type Programme, programmeOf } from "../programme.ts";

let last: { readonly day: string; readonly programme: Programme } | undefined;

/** The rules in force today by the database's clock. Throws where the shipped data have none. */
export async function programmeToday(db: Db): Promise<Programme> {
  const day = await today(db);
  if (last?.day === day) return last.programme;
  const procedures = loadProcedures();
  const regime = regimeInForce(procedures, day);
  const procedure = regime === undefined ? undefined : procedures.regimes[regime];
  const stages = regime === undefined ? undefined : periodOf(procedures, regime, day)?.stages;
  if (regime === undefined || !procedure || !stages)
    throw new Error(`no decision is in force on ${day}`);
  const programme = programmeOf(getBook(regime).rulebook, procedure, stages);
  last = { day, programme };
  return programme;
}
