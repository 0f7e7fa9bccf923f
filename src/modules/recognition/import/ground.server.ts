import { inArray } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import { today } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import { placeVersions, type Unit } from "#modules/places/model.ts";
import { reformDay } from "#modules/places/rules.ts";
import {
  findUnits,
  keyOfRef,
  listChildren,
  listSubtree,
  todayOfAll,
} from "#modules/places/service/units.server.ts";
import { listImported } from "#modules/producers/service/import.server.ts";
import { findBook, listRegimes } from "#modules/rulebooks/book.server.ts";
import { loadProcedures } from "#modules/rulebooks/procedure.server.ts";
import { listImportedProducts } from "#modules/products/service/import.server.ts";
import { can } from "../access.ts";
import { recognitions } from "../schema.server.ts";
import { findProvince, type ImportUnit } from "./communes.ts";
import type { Ground, Known } from "./plan-model.ts";
import { provinceTold } from "./province-of-sheet.server.ts";
import type { RawRow } from "./rows.ts";
import { registerEntries } from "./schema.server.ts";
import { Settled, type Settlement } from "./settlements.ts";

/** Names by which registers know a province beside its own. */
const otherNames: Readonly<Record<string, readonly string[]>> = {
  "46": ["Thừa Thiên Huế", "TT Huế"],
  "79": ["TPHCM", "HCM", "TP HCM"],
};

/**
 * What a plan stands on: places of the provinces that the rows name, the regimes, the system's
 * own records there. `actor` null: whoever runs the machine, who may enter everything.
 */
export async function groundOf(
  db: Db,
  rows: readonly RawRow[],
  {
    actor,
    province: chosen,
    settlements,
  }: {
    actor: UserActor | null;
    province: string | null;
    settlements: readonly Settlement[];
  },
): Promise<Ground & { readonly notes: readonly string[] }> {
  const provinces = await listProvinces(db);
  const isWithout = chosen === null && rows.every(({ fields }) => fields.province === undefined);
  const told = isWithout ? await provinceTold(db, rows, provinces) : null;
  const province = chosen ?? told?.province ?? null;
  const texts = new Set(rows.map(({ fields }) => fields.province?.text || (province ?? "")));
  const named = [...texts].flatMap((text) => (text === "" ? [] : findProvince(text, provinces)));
  const codes = [...new Set(named.map(({ provinceToday }) => provinceToday))];
  const wanted = provinces.filter(({ provinceToday }) => codes.includes(provinceToday));
  const units: ImportUnit[] = [];
  for (const { version, code } of wanted)
    units.push(...(await asImported(db, await listSubtree(db, { version, code }))));
  const [regime = ""] = listRegimes();
  return {
    provinces,
    units,
    procedures: loadProcedures(),
    regime,
    sets: findBook(regime)?.rulebook.sets ?? [],
    today: await today(db),
    province,
    mayEnter: (unitPath) => actor === null || can(actor, "record", { unitPath }),
    settled: new Settled(settlements),
    known: await knownIn(db, codes),
    notes: told === null ? [] : [told.note],
  };
}

async function listProvinces(db: Db): Promise<ImportUnit[]> {
  const units: Unit[] = [];
  for (const version of placeVersions)
    units.push(...(await listChildren(db, { version, code: null })));
  return asImported(db, units);
}

async function asImported(db: Db, units: readonly Unit[]): Promise<ImportUnit[]> {
  const todays = await todayOfAll(db, units);
  // Xã Đồng Phú became Phường Đồng Phú: registers of before name it as it was.
  const formers = await findUnits(db, units, { on: reformDay });
  return units.map((unit): ImportUnit => {
    const former = formers.get(keyOfRef(unit)) ?? unit;
    const today = todays.get(keyOfRef(unit));
    const now = today === undefined ? [] : "unit" in today ? [today.unit] : today.candidates;
    const { version, code, level, type, name, fullName, parentCode, path } = unit;
    return {
      version,
      code,
      level,
      type,
      name,
      fullName,
      parentCode,
      ownProvince: path.slice(0, 2),
      provinceToday: now[0]?.path.slice(0, 2) ?? path.slice(0, 2),
      today: now,
      aliases: [
        ...(level === "province" ? (otherNames[code] ?? []) : []),
        ...(former.name === name ? [] : [former.name]),
      ],
      formerTypes: former.type === type ? [] : [former.type],
    };
  });
}

/** What the system has of these provinces. */
async function knownIn(db: Db, provinceCodes: readonly string[]): Promise<Known> {
  const producers = await listImported(db, provinceCodes);
  const products = await listImportedProducts(db, provinceCodes);
  const kept =
    provinceCodes.length === 0
      ? []
      : await db
          .select({
            productId: recognitions.productId,
            stars: recognitions.stars,
            day: recognitions.recognisedOn,
          })
          .from(recognitions)
          .where(inArray(recognitions.provinceCode, [...provinceCodes]));
  const entered =
    provinceCodes.length === 0
      ? []
      : await db
          .select({
            productId: registerEntries.productId,
            stars: registerEntries.stars,
            day: registerEntries.recognisedOn,
            year: registerEntries.year,
          })
          .from(registerEntries)
          .where(inArray(registerEntries.provinceCode, [...provinceCodes]));
  return {
    producers,
    products,
    recognitions: [
      ...kept.map((one) => ({ ...one, year: Number(one.day.slice(0, 4)) })),
      ...entered,
    ],
  };
}
