import type { UserActor } from "#core/access/actor.ts";
import { provinceOf } from "#core/access/kernel.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { currentVersion } from "#modules/places/model.ts";
import { getUnit, listChildren, listOrigins } from "#modules/places/service/units.server.ts";
import { loadProcedures } from "#modules/rulebooks/procedure.server.ts";
import { can } from "../access.ts";
import { type CouncilLevel, councilLevels, nation } from "../model.ts";
import { councilStages } from "../service/councils.server.ts";

/** A unit that may have a council: `province/19`, `district/164`, `central/VN`. */
export type PlaceOption = { readonly value: string; readonly label: string };

/** A decision with the levels at which it has councils. */
export type RegimeOption = {
  readonly value: string;
  readonly label: string;
  readonly levels: readonly CouncilLevel[];
};

/** The decisions, newest first, with the levels of their councils. */
export function regimeOptions(): readonly RegimeOption[] {
  const levels = Object.keys(councilLevels) as CouncilLevel[];
  return Object.entries(loadProcedures().regimes).map(([value, { decision }]) => ({
    value,
    label: decision,
    levels: levels.filter((level) => councilStages(value, level).length > 0),
  }));
}

/** Units for which the actor may set up a council, by group; districts are those of before July 2025. */
export async function placeOptions(
  db: Db,
  actor: UserActor,
): Promise<readonly { group: string; items: readonly PlaceOption[] }[]> {
  const path = homeOf(actor);
  if (path === "")
    return [
      { group: councilLevels.central, items: [{ value: `central/${nation}`, label: "Toàn quốc" }] },
    ];
  const unit = await getUnit(db, { version: currentVersion, code: path });
  const before = (await listOrigins(db, unit)).filter(({ unit: one }) => one.level === "province");
  const districts = await Promise.all(
    before.map(({ unit: { version, code } }) => listChildren(db, { version, code })),
  );
  return [
    {
      group: councilLevels.province,
      items: [{ value: `province/${unit.code}`, label: unit.fullName }],
    },
    {
      group: "Cấp huyện trước ngày 01/7/2025 (ghi lại các đợt cũ)",
      items: districts
        .flat()
        .map(({ code, fullName }) => ({ value: `district/${code}`, label: fullName })),
    },
  ];
}

/** Path of the unit whose office the actor works in; `forbidden` when there is none. */
export function homeOf(actor: UserActor): string {
  for (const { role, jurisdiction } of actor.grants)
    if (
      ["provinceOfficer", "centralOfficer", "districtOfficer"].includes(role) &&
      jurisdiction.kind === "unit"
    ) {
      const path = provinceOf(jurisdiction.path);
      if (can(actor, "establish", { unitPath: path, assigned: [] })) return path;
    }
  throw new AppError("forbidden", { denied: "council.establish" });
}
