import type { UserActor } from "#core/access/actor.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { formatDay } from "#core/input/day.ts";
import { currentVersion, type PlaceVersion, type Unit } from "#modules/places/model.ts";
import { reformDay } from "#modules/places/rules.ts";
import { listChildren, listOrigins } from "#modules/places/service/units.server.ts";
import { loadProcedures } from "#modules/rulebooks/procedure.server.ts";
import { periodOf } from "#modules/rulebooks/procedure.ts";
import { can } from "../access.ts";
import type { RecordDecision } from "../inputs.ts";

type Asked = ReturnType<typeof RecordDecision.parse>;

/** Where a decision that is entered belongs: in today's tree, and the unit that took it. */
export type DecidedIn = {
  readonly provinceCode: string;
  readonly unitPath: string;
  readonly unitVersion: PlaceVersion;
  readonly unitCode: string;
};

/** A refusal of a product or dossier that is not the actor's to enter decisions about. */
export const notHere = () =>
  new AppError("notFound", {
    vi: "Không có sản phẩm này trong địa bàn của bạn.",
    denied: "decision.record",
  });

/**
 * The unit that decided, in its own version; the decision lies in today's province, so that its
 * office goes on with it. Throws `notFound` for another's province, `unprocessable` for a unit of
 * the past that did not belong there, or did not exist any more on the day.
 */
export async function decidedIn(
  tx: Db,
  actor: UserActor,
  asked: Asked,
  provinceCode: string,
): Promise<DecidedIn> {
  // The Ministry's decision about one province's products is entered in that province.
  const place = { provinceCode, unitPath: provinceCode };
  if (provinceCode === "" || !can(actor, "record", place)) throw notHere();
  const former = formerOf(asked);
  if (former === null) return { ...place, unitVersion: currentVersion, unitCode: provinceCode };
  const { code, field } = former;
  const wrong = (vi: string) => new AppError("unprocessable", { vi, fields: { [field]: vi } });
  if (code === null) throw wrong("Hãy chọn huyện đã ban hành quyết định.");
  const units = await formerUnits(tx, provinceCode);
  const known = (asked.level === "district" ? units.districts : units.provinces).find(
    (unit) => unit.code === code,
  );
  if (!known) throw wrong("Đơn vị này không thuộc địa bàn của tỉnh hiện nay.");
  if (asked.signedOn >= reformDay)
    throw wrong(`Từ ngày ${formatDay(reformDay)} đơn vị này không còn ban hành quyết định.`);
  return { ...place, unitVersion: known.version, unitCode: code };
}

function formerOf({ level, districtCode, formerProvinceCode }: Asked) {
  if (level === "district") return { code: districtCode, field: "districtCode" } as const;
  if (level === "province" && formerProvinceCode !== null)
    return { code: formerProvinceCode, field: "formerProvinceCode" } as const;
  return null;
}

/** Units of before July 2025 whose papers today's province goes on with. */
export type FormerUnits = {
  readonly provinces: readonly Unit[];
  readonly districts: readonly Unit[];
};

/** The provinces that today's was formed from, and their districts. */
export async function formerUnits(db: Db, provinceCode: string): Promise<FormerUnits> {
  const origins = await listOrigins(db, { version: currentVersion, code: provinceCode });
  const provinces = origins.map(({ unit }) => unit).filter(({ level }) => level === "province");
  const districts: Unit[] = [];
  for (const { version, code } of provinces)
    districts.push(...(await listChildren(db, { version, code })));
  return { provinces, districts };
}

/** The regime must have had an authority of this level when the decision was signed. */
export function requirePeriod({ regime, signedOn, level, items }: Asked): void {
  const procedures = loadProcedures();
  // A dossier that was filed under a regime may be decided after its last day (transition rules).
  const period =
    periodOf(procedures, regime, signedOn) ?? procedures.regimes[regime]?.periods.at(-1);
  const first = procedures.regimes[regime]?.periods[0];
  if (!period || !first || signedOn < first.from) {
    const vi = "Bộ tiêu chí này chưa có hiệu lực vào ngày ký.";
    throw new AppError("unprocessable", { vi, fields: { regime: vi } });
  }
  const hers = new Set(
    (procedures.regimes[regime]?.periods ?? []).flatMap(({ stages }) =>
      stages.flatMap((stage) => (stage.level === level ? (stage.recognises ?? []) : [])),
    ),
  );
  const wrong = items.findIndex(({ stars }) => !hers.has(stars));
  if (wrong === -1) return;
  const vi = `Theo bộ tiêu chí này, cấp đã chọn không công nhận sản phẩm ${items[wrong]?.stars} sao.`;
  throw new AppError("unprocessable", { vi, fields: { level: vi, [`items.${wrong}.stars`]: vi } });
}
