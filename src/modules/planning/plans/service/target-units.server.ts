import type { Db } from "#core/database/connection.ts";
import { foldText } from "#core/text.ts";
import { currentVersion, type PlaceHit, type Unit, type UnitRef } from "#modules/places/model.ts";
import { findUnits, keyOfRef, todayOfAll } from "#modules/places/service/units.server.ts";
import { searchUnits } from "#modules/places/service/search.server.ts";

/** What a typed unit of a target means: one of today in the plan's unit, or why none. */
export type TargetUnit = { readonly unit: Unit } | { readonly vi: string };

/** Codes or names as people type them into one table, each looked up; a search of names a piece. */
export async function findTargetUnits(
  db: Db,
  planPath: string,
  typed: readonly string[],
): Promise<TargetUnit[]> {
  const codes = typed.filter(isCode).map(ofToday);
  const known = await findUnits(db, codes);
  const found: TargetUnit[] = [];
  for (const text of typed) {
    const unit = known.get(keyOfRef(ofToday(text)));
    found.push(
      unit ? inside(unit, planPath) : await byName(db, planPath, text.trim().slice(0, 120)),
    );
  }
  return found;
}

const ofToday = (code: string): UnitRef => ({ version: currentVersion, code: code.trim() });
const isCode = (text: string) => /^\d{5}$/.test(text.trim());

function inside(unit: Unit, planPath: string): TargetUnit {
  return unit.path === planPath || unit.path.startsWith(`${planPath}/`)
    ? { unit }
    : { vi: `${unit.fullName} không thuộc phạm vi của kế hoạch.` };
}

async function byName(db: Db, planPath: string, text: string): Promise<TargetUnit> {
  if (text === "")
    return { vi: "Dòng này có số nhưng chưa ghi đơn vị. Hãy ghi đơn vị, hoặc bỏ dòng." };
  const hits = await searchUnits(db, {
    text,
    version: currentVersion,
    level: "commune",
    within: ofToday(planPath.split("/").at(-1) ?? ""),
    limit: 50,
  });
  const [only, ...more] = hits.filter((hit) => isMeant(hit, text));
  if (only && more.length === 0) return { unit: only.unit };
  if (only)
    return {
      vi: `Có nhiều đơn vị tên như vậy: ${namesOf([only, ...more].map(({ unit }) => unit))}. Hãy ghi rõ xã hay phường, hoặc nhập mã.`,
    };
  return { vi: await whyNone(db, planPath, text) };
}

/** A name alone or with its type: nothing is guessed from half of one. */
function isMeant({ unit }: PlaceHit, text: string): boolean {
  const folded = foldText(text);
  return folded === foldText(unit.fullName) || folded === foldText(unit.name);
}

function isUnder({ path }: Unit, planPath: string): boolean {
  return path.startsWith(`${planPath}/`) || path === planPath;
}

/** A unit that is no more is refused with what it is today; of several, each is named. */
async function whyNone(db: Db, planPath: string, text: string): Promise<string> {
  const former = isCode(text)
    ? [...(await findUnits(db, [{ version: "pre-2025", code: text }])).values()]
    : (await searchUnits(db, { text, version: "pre-2025", limit: 50 }))
        .filter((hit) => isMeant(hit, text))
        .map(({ unit }) => unit);
  const today = await todayOfAll(db, former);
  const said = former.flatMap((unit) => {
    const became = today.get(keyOfRef(unit));
    const units = !became ? [] : "unit" in became ? [became.unit] : became.candidates;
    const here = units.filter((one) => isUnder(one, planPath));
    return here.length === 0
      ? []
      : [`${unit.fullName} không còn từ ngày 01/7/2025; nay thuộc ${namesOf(here)}`];
  });
  if (said.length === 0) return `Không có đơn vị "${text}" trong phạm vi của kế hoạch.`;
  return `${said.slice(0, 4).join(". ")}. Hãy chọn đơn vị hiện nay.`;
}

function namesOf(units: readonly Unit[]): string {
  const shown = units.slice(0, 12).map(({ fullName, code }) => `${fullName} (${code})`);
  return units.length > shown.length ? `${shown.join(", ")}…` : shown.join(", ");
}
