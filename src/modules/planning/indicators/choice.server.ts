import type { UserActor } from "#core/access/actor.ts";
import { isWithin, roleMay } from "#core/access/kernel.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { currentVersion, type UnitRef } from "#modules/places/model.ts";
import { canAll, type FigureActivity, figurePermissions } from "../access.ts";
import { placeBook } from "./places.server.ts";
import { type Scope, scopeOf } from "./scope.server.ts";

/** How an address names a unit: a code of today, `cu-` before one of before July 2025; empty: the country. */
export function unitName(ref: UnitRef | null): string {
  if (ref === null) return "ca-nuoc";
  return ref.version === currentVersion ? ref.code : `cu-${ref.code}`;
}

/** The unit that an address names; null for what is no name of one. */
function refOf(name: string): { ref: UnitRef | null } | null {
  if (name === "ca-nuoc") return { ref: null };
  const found = /^(cu-)?(\d{2}|\d{3}|\d{5})$/.exec(name);
  if (!found) return null;
  const version = found[1] ? "pre-2025" : currentVersion;
  return { ref: { version, code: found[2] ?? "" } };
}

/** The unit that the actor works for: of the first role that sees figures. `forbidden` without one. */
export function homeUnit(actor: UserActor, activity: FigureActivity = "see"): string {
  for (const { role, jurisdiction } of actor.grants)
    if (
      roleMay(role, figurePermissions[activity]) &&
      jurisdiction.kind === "unit" &&
      jurisdiction.version === currentVersion
    )
      return jurisdiction.path;
  throw new AppError("forbidden", {
    denied: `figures.${activity}`,
    roles: figurePermissions[activity].roles,
  });
}

/**
 * The scope that an address asks for, or the actor's own unit where it names none. `notFound` for
 * a unit that is none or that the actor has no right over: the same answer for both.
 */
export async function chosenScope(
  db: Db,
  actor: UserActor,
  name: string | null,
  activity: FigureActivity = "see",
): Promise<Scope> {
  const missing = { vi: "Không có số liệu của đơn vị này.", denied: `figures.${activity}` };
  if (name === null || name === "") {
    const code = homeUnit(actor, activity).split("/").at(-1) ?? "";
    return scopeOf(db, code === "" ? null : { version: currentVersion, code });
  }
  const asked = refOf(name);
  if (!asked) throw new AppError("notFound", missing);
  const scope = await scopeOf(db, asked.ref);
  // Of a unit of before, every place that it became must be the actor's.
  if (!canAll(actor, activity, scope.paths)) throw new AppError("notFound", missing);
  return scope;
}

/** A unit to choose, by its name in addresses. */
export type UnitChoice = { readonly value: string; readonly label: string; readonly group: string };

/** The units that the actor may look at from its own one: itself, what lies below, and the old districts in it. */
export async function listUnitChoices(db: Db, actor: UserActor): Promise<UnitChoice[]> {
  const book = await placeBook(db);
  const home = homeUnit(actor);
  const place = { version: currentVersion, path: home };
  const today = home === "" ? book.provinces() : [...book.below(home)];
  const own: UnitChoice = {
    value: home === "" ? "ca-nuoc" : (home.split("/").at(-1) ?? ""),
    label:
      home === ""
        ? "Cả nước"
        : book.nameOf({ version: currentVersion, code: home.split("/").at(-1) ?? "" }),
    group: "Đơn vị của tôi",
  };
  const former = home === "" || home.includes("/") ? [] : book.formerUnits(home);
  const choice = (ref: UnitRef, group: string): UnitChoice => ({
    value: unitName(ref),
    label: book.nameOf(ref),
    group,
  });
  return [
    own,
    ...former
      .filter(({ paths }) =>
        paths.every((path) => isWithin({ version: currentVersion, path }, place)),
      )
      .map(({ ref }) => choice(ref, "Tỉnh, huyện cũ (trước 01/7/2025)")),
    ...today.map((code) =>
      choice(
        { version: currentVersion, code },
        home === "" ? "Tỉnh, thành phố" : "Xã, phường, đặc khu",
      ),
    ),
  ];
}
