import { sql } from "drizzle-orm";
import { today } from "#core/calendar/today.ts";
import type { Services } from "#core/http/context.ts";
import { findOfficer } from "#modules/people/service/operator-actor.server.ts";
import { currentVersion, type UnitType, unitTypes } from "#modules/places/model.ts";
import { findBook } from "#modules/rulebooks/book.server.ts";
import { loadProcedures } from "#modules/rulebooks/procedure.server.ts";
import { regimeInForce } from "#modules/rulebooks/procedure.ts";
import { csvLine } from "../csv.ts";
import { applyImport } from "../import/apply.server.ts";
import { shippedLayout } from "../import/read.server.ts";
import { registerImports } from "../import/schema.server.ts";
import { demoRegister } from "./register.ts";

const province = { code: "19", name: "Thái Nguyên" } as const;

/**
 * Enters, in a demo installation that has taken over no register yet, one of the years before: about
 * a hundred and thirty products across the province, as its office would, by the import. Some of
 * its rows stay for the office to settle. All are samples. Needs the demo's accounts. `isDemo`:
 * `isDemoInstallation`. True when it did.
 */
export async function loadDemoRegister(
  { database: { db } }: Pick<Services, "database">,
  isDemo: boolean,
): Promise<boolean> {
  if (!isDemo || (await db.$count(registerImports)) > 0) return false;
  const office = await findOfficer(db, "vanphong");
  if (!office) return false;
  const { rows: communes } = await db.execute<{ type: UnitType; name: string }>(sql`
    select type, name from place_units
    where version = ${currentVersion} and level = 'commune' and path like ${`${province.code}/%`}
    order by code`);
  const day = await today(db);
  const sets = findBook(regimeInForce(loadProcedures(), day) ?? "")?.rulebook.sets ?? [];
  const rows = demoRegister({
    province: province.name,
    communes: communes.map((unit) => `${unitTypes[unit.type].vi} ${unit.name}`),
    titleOf: (set) => sets.find((each) => each.code === set)?.title ?? "",
    day,
  });
  await applyImport(
    db,
    { actor: office, province: province.name },
    {
      bytes: Buffer.from(rows.map(csvLine).join("")),
      fileName: "so-dang-ky-mau.csv",
      layout: await shippedLayout("tidy"),
    },
  );
  return true;
}
