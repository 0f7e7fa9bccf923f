import type { UserActor } from "#core/access/actor.ts";
import type { Day } from "#core/calendar/day.ts";
import { today } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { currentVersion, type PlaceVersion } from "#modules/places/model.ts";
import { findUnits, keyOfRef, listOrigins } from "#modules/places/service/units.server.ts";
import { periodOf, regimeInForce } from "#modules/rulebooks/procedure.ts";
import { loadProcedures } from "#modules/rulebooks/procedure.server.ts";
import { getBook } from "#modules/rulebooks/service/shelf.server.ts";
import { can } from "../access.ts";
import { type Ground, groundOf } from "./ground.server.ts";

/** The first day without districts. */
const districtsEnded: Day = "2025-07-01";

/** A commune of the time before, with its district. */
export type FormerUnit = { readonly code: string; readonly name: string };

/** What the form that records a dossier of an earlier round offers for a filing day. */
export type Recording = {
  readonly product: { readonly id: string; readonly name: string; readonly producerName: string };
  readonly setCode: string | null;
  readonly today: Day;
  /** Null until a day is chosen. */
  readonly onDay: {
    readonly filedOn: Day;
    readonly decision: string;
    readonly levels: readonly string[];
    readonly sets: readonly { readonly code: string; readonly title: string }[];
    /** Empty from 1 July 2025, and where the producer's commune has no former ones. */
    readonly formerUnits: readonly FormerUnit[];
  } | null;
};

/**
 * The regime, sets, stages and former communes of a filing day, for a product whose round the
 * actor may record. Throws `forbidden` for others, `invalid` for a day without a programme.
 */
export async function recordingOf(
  db: Db,
  actor: UserActor,
  productId: string,
  filedOn: Day | null,
): Promise<Recording> {
  const ground = await groundOf(db, actor, productId);
  if (!can(actor, "record", { ...ground, state: "draft" }))
    throw new AppError("forbidden", {
      denied: "dossier.record",
      vi: "Hồ sơ đợt cũ do văn phòng điều phối tỉnh ghi lại.",
    });
  const now = await today(db);
  const { product, producer } = ground.facts;
  return {
    product: { id: productId, name: product.name, producerName: producer.name },
    setCode: ground.setCode,
    today: now,
    onDay: filedOn === null ? null : await programmeOn(db, ground, filedOn, now),
  };
}

async function programmeOn(
  db: Db,
  ground: Ground,
  filedOn: Day,
  now: Day,
): Promise<NonNullable<Recording["onDay"]>> {
  const procedures = loadProcedures();
  const regime = filedOn > now ? undefined : regimeInForce(procedures, filedOn);
  if (regime === undefined)
    throw new AppError("invalid", {
      fields: {
        filedOn: filedOn > now ? "Ngày nộp còn ở tương lai." : "Ngày này chưa có bộ tiêu chí OCOP.",
      },
    });
  return {
    filedOn,
    decision: procedures.regimes[regime]?.decision ?? "",
    levels: (periodOf(procedures, regime, filedOn)?.stages ?? []).map(({ level }) => level),
    sets: getBook(regime).rulebook.sets.map(({ code, title }) => ({ code, title })),
    formerUnits: filedOn < districtsEnded ? await formerUnits(db, ground) : [],
  };
}

/** The communes that today's was formed from, with their districts. */
async function formerUnits(
  db: Db,
  { unitVersion, unitCode }: Pick<Ground, "unitVersion" | "unitCode">,
): Promise<FormerUnit[]> {
  if (unitVersion !== currentVersion) return [];
  const origins = (await listOrigins(db, { version: unitVersion, code: unitCode })).filter(
    ({ unit }) => unit.level === "commune",
  );
  const districts = await findUnits(
    db,
    origins.flatMap(({ unit: { version, parentCode } }) =>
      parentCode === null ? [] : [{ version, code: parentCode }],
    ),
  );
  return origins.map(({ unit }) => {
    const key = keyOfRef({ version: unit.version, code: unit.parentCode ?? "" });
    const district = districts.get(key)?.fullName;
    return { code: unit.code, name: district ? `${unit.fullName}, ${district}` : unit.fullName };
  });
}

/** The former commune of a code as the unit of a recorded dossier; `invalid` when today's did not come from it. */
export async function formerUnitOf(
  tx: Db,
  ground: Ground,
  filedOn: Day,
  code: string,
): Promise<{ unitVersion: PlaceVersion; unitCode: string }> {
  const known = filedOn < districtsEnded ? await formerUnits(tx, ground) : [];
  if (known.some((unit) => unit.code === code)) return { unitVersion: "pre-2025", unitCode: code };
  throw new AppError("invalid", { fields: { formerUnit: "Hãy chọn xã trong danh sách." } });
}
