import type { Db } from "#core/database/connection.ts";
import { searchUnits } from "#modules/places/service/search.server.ts";
import { type ImportUnit, isNamed } from "./communes.ts";
import type { RawRow } from "./rows.ts";

/** A province that a sheet's communes tell, with what spoke for it. */
export type ToldProvince = { readonly province: string; readonly note: string };

const mostAsked = 40;
const leastShare = 0.6;

/**
 * The province of a sheet that names none, by its communes: the one that has clearly more of
 * their names than any other. Null when none has.
 */
export async function provinceTold(
  db: Db,
  rows: readonly RawRow[],
  provinces: readonly ImportUnit[],
): Promise<ToldProvince | null> {
  const texts = new Set(rows.map(({ fields }) => fields.commune?.text ?? ""));
  const asked = [...texts].filter((text) => text.length > 1).slice(0, mostAsked);
  const counts = new Map<string, number>();
  for (const text of asked)
    for (const code of await provincesWith(db, text, provinces)) add(counts, code);
  const [best, next] = [...counts].toSorted(([, a], [, b]) => b - a);
  if (!best) return null;
  const [code, count] = best;
  const rest = next?.[1] ?? 0;
  if (count < asked.length * leastShare || count < rest * 2) return null;
  const province = provinces.find((one) => one.version === "2025-07-01" && one.code === code);
  if (!province) return null;
  return {
    province: province.name,
    note: `Sổ không có cột tỉnh: ${count}/${asked.length} tên xã có ở ${province.fullName}, tỉnh nhiều tiếp theo có ${rest}. Nếu không phải, hãy chọn tỉnh.`,
  };
}

function add(counts: Map<string, number>, code: string): void {
  counts.set(code, (counts.get(code) ?? 0) + 1);
}

async function provincesWith(
  db: Db,
  text: string,
  provinces: readonly ImportUnit[],
): Promise<ReadonlySet<string>> {
  const hits = await searchUnits(db, { text: text.slice(0, 120), level: "commune", limit: 100 });
  return new Set(
    hits.flatMap(({ unit }) => {
      if (!isNamed(text, unit)) return [];
      const own = provinces.find(
        ({ version, code }) => version === unit.version && code === unit.path.slice(0, 2),
      );
      return own ? [own.provinceToday] : [];
    }),
  );
}
