import type { Actor } from "#core/access/actor.ts";
import { isWithin } from "#core/access/kernel.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { currentVersion } from "#modules/places/model.ts";
import { searchUnits } from "#modules/places/service/search.server.ts";

/** A unit to choose: its code in today's tree and its name with what it lies in. */
export type UnitOption = { value: string; label: string };

/**
 * Units of today that a typed text may mean, of those that lie in some unit of the actor's;
 * best first. `VN` is the whole country, for who holds it.
 */
export async function findUnitOptions(db: Db, actor: Actor, text: string): Promise<UnitOption[]> {
  const typed = text.trim();
  if (typed === "") return [];
  const scopes =
    actor.kind === "user"
      ? actor.grants.flatMap(({ jurisdiction }) =>
          jurisdiction.kind === "unit" ? [jurisdiction] : [],
        )
      : [];
  const hits = await searchUnits(db, { text: typed, version: currentVersion, limit: 20 });
  const options = hits
    .filter(({ unit }) =>
      scopes.some((scope) => isWithin({ version: unit.version, path: unit.path }, scope)),
    )
    .slice(0, 8)
    .map(({ unit, parents }) => ({
      value: unit.code,
      label: [unit.fullName, ...parents.map(({ name }) => name)].join(", "),
    }));
  const country = { value: "VN", label: "Toàn quốc" };
  const holdsCountry = scopes.some(({ path }) => path === "");
  return holdsCountry && /^(vn|toàn quốc|toan quoc|cả nước|ca nuoc)$/i.test(typed)
    ? [country]
    : options;
}

/**
 * The unit that a form means: the option chosen, else what was typed when that is one unit only.
 * Throws `invalid` beside the field; the page then shows the options (`findUnitOptions`).
 */
export async function chooseUnit(
  db: Db,
  actor: Actor,
  { unit, unitText }: { unit: string | undefined; unitText: string },
): Promise<string> {
  if (unit) return unit;
  const options = await findUnitOptions(db, actor, unitText);
  const [only] = options;
  if (only && options.length === 1) return only.value;
  const text =
    unitText.trim() === ""
      ? "Hãy gõ tên đơn vị."
      : options.length === 0
        ? "Không tìm thấy đơn vị nào như vậy trong phạm vi của bạn."
        : "Có nhiều đơn vị như vậy. Hãy chọn một đơn vị bên dưới.";
  throw new AppError("invalid", { fields: { unit: text } });
}
