import { currentVersion } from "#modules/places/model.ts";
import { producerKinds, sexes } from "#modules/producers/model.ts";
import { findBook } from "#modules/rulebooks/book.server.ts";
import type { Group } from "./compute.server.ts";
import type { Dimension, IndicatorDefinition, Part } from "./model.ts";
import type { PlaceBook } from "./places.server.ts";

/** What stands where a row does not say. */
const unknown: Readonly<Record<Dimension, string>> = {
  commune: "Chưa rõ xã (xã cũ đã chia cho nhiều xã, hoặc của cấp tỉnh)",
  oldDistrict: "Chưa rõ huyện cũ (xã nay gồm đất của nhiều huyện)",
  sector: "Chưa rõ ngành hàng",
  star: "Chưa có hạng sao",
  kind: "Chưa rõ loại hình",
  sex: "Chưa khai giới tính",
  ethnicity: "Chưa khai dân tộc",
};

/** Key and words of the part that a group belongs to; the empty key: not known. */
export function partOf(
  dimension: Dimension,
  {
    unit_path,
    unit_version,
    unit_code,
    key,
  }: Pick<Group, "unit_path" | "unit_version" | "unit_code" | "key">,
  book: PlaceBook,
): { key: string; label: string } {
  const none = { key: "", label: unknown[dimension] };
  if (dimension === "commune") {
    const code = unit_path?.split("/")[1];
    return code ? { key: code, label: book.nameOf({ version: currentVersion, code }) } : none;
  }
  if (dimension === "oldDistrict") {
    const code = book.oldDistrictOf(unit_version ?? "", unit_code ?? "");
    return code ? { key: code, label: book.nameOf({ version: "pre-2025", code }) } : none;
  }
  if (key === null) return none;
  if (dimension === "sector") {
    const sector = sectorOf(key);
    return sector ? { key: sector, label: sector } : none;
  }
  if (dimension === "star") return { key, label: `${key} sao` };
  if (dimension === "kind")
    return { key, label: producerKinds[key as keyof typeof producerKinds]?.vi ?? key };
  if (dimension === "sex") return { key, label: sexes[key as keyof typeof sexes] ?? key };
  return { key, label: key };
}

/** The sector of a set `{regime}/{set}`, as its own decision has it; null where none is given. */
export function sectorOf(setKey: string): string | null {
  const [regime = "", code] = setKey.split("/");
  return findBook(regime)?.rulebook.sets.find((set) => set.code === code)?.sector ?? null;
}

/** The parts of a figure, groups of one key joined; by key, what is not known last. */
export function partsOf(
  dimension: Dimension,
  groups: readonly Group[],
  measure: IndicatorDefinition["measure"],
  book: PlaceBook,
): Part[] {
  const joined = new Map<string, { label: string; value: number; rows: number; met: number }>();
  for (const group of groups) {
    const { key, label } = partOf(dimension, group, book);
    const part = joined.get(key) ?? { label, value: 0, rows: 0, met: 0 };
    part.value += Number(group.value);
    part.rows += Number(group.rows);
    part.met += Number(group.met);
    joined.set(key, part);
  }
  const share = ({ met, rows }: { met: number; rows: number }) =>
    Math.round((1000 * met) / rows) / 10;
  return [...joined]
    .map(([key, part]) => ({
      key,
      label: part.label,
      value: measure === "share" ? share(part) : part.value,
    }))
    .toSorted((a, b) => Number(a.key === "") - Number(b.key === "") || (a.key < b.key ? -1 : 1));
}
