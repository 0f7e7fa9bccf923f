import { type ProducerKind, producerKinds } from "#modules/producers/model.ts";
import {
  type Ingredient,
  type IngredientOrigin,
  type Story,
  type StoryPart,
  storyParts,
} from "./model.ts";

/**
 * A barcode number as it is kept: the digits of a GTIN-8, -12, -13 or -14 whose check digit
 * holds, blanks and dashes gone. Null when it is none.
 */
export function normaliseGtin(typed: string): string | null {
  const digits = typed.replace(/[\s-]/g, "");
  if (!/^(\d{8}|\d{12,14})$/.test(digits)) return null;
  return gtinCheckDigit(digits.slice(0, -1)) === digits.at(-1) ? digits : null;
}

/** The check digit that GS1 asks for behind these digits: weights 3, 1, 3… from the right. */
export function gtinCheckDigit(digits: string): string {
  const sum = Array.from(digits)
    .reverse()
    .reduce((total, digit, at) => total + Number(digit) * (at % 2 === 0 ? 3 : 1), 0);
  return String((10 - (sum % 10)) % 10);
}

/** The four lists of a form as rows; empty rows are dropped, half ones come back as faults. */
export function ingredientsOf(lists: {
  names: readonly (string | null)[];
  origins: readonly (IngredientOrigin | null)[];
  places: readonly (string | null)[];
  percents: readonly (string | null)[];
}): { ingredients: Ingredient[]; fault: string | null } {
  const ingredients: Ingredient[] = [];
  let fault: string | null = null;
  const rows = Math.max(lists.names.length, lists.places.length, lists.percents.length);
  for (let at = 0; at < rows; at++) {
    const [name, origin] = [lists.names[at] ?? null, lists.origins[at] ?? null];
    const [place, percent] = [lists.places[at] ?? null, lists.percents[at] ?? null];
    if (name === null && place === null && percent === null) continue;
    if (name === null || origin === null)
      fault ??= `Dòng ${at + 1}: hãy nhập tên nguyên liệu và chọn nơi xuất xứ.`;
    else ingredients.push({ name, origin, place, percent });
  }
  const hundredths = ingredients.reduce(
    (sum, { percent }) => sum + Math.round(Number(percent) * 100),
    0,
  );
  if (hundredths > 10_000) fault ??= "Tổng tỷ lệ nguyên liệu lớn hơn 100%.";
  return { ingredients, fault };
}

/** Whether a set is of the tourism services, by its sector's name: such products have rules of their own. */
export function isTourismSector(sector: string): boolean {
  return /du lịch/i.test(sector.normalize("NFC"));
}

/** What contradicts itself in a product, in Vietnamese by field. */
export function productFaults(product: {
  producerKind: ProducerKind;
  producerIsTourism: boolean;
  isTourism: boolean;
  barcode: string | null;
  priceFrom: number | null;
  priceTo: number | null;
}): Record<string, string> {
  const faults: Record<string, string> = {};
  if (producerKinds[product.producerKind].tourismOnly && !product.isTourism)
    faults["set"] =
      "Hội, hiệp hội và trung tâm điều hành chỉ được đăng ký dịch vụ du lịch (Quyết định 26/2026/QĐ-TTg, Điều 2).";
  if (product.isTourism && !product.producerIsTourism)
    faults["set"] =
      "Hãy đánh dấu “làm dịch vụ du lịch” trong thông tin chủ thể trước khi đăng ký dịch vụ du lịch.";
  if (product.barcode !== null && normaliseGtin(product.barcode) === null)
    faults["barcode"] =
      "Mã vạch chưa đúng: gồm 8, 12, 13 hoặc 14 chữ số, chữ số cuối là số kiểm tra. Hãy đọc lại trên bao bì.";
  const { priceFrom, priceTo } = product;
  if (priceFrom !== null && priceTo !== null && priceFrom > priceTo)
    faults["priceTo"] = "Giá cao nhất không thể nhỏ hơn giá thấp nhất.";
  return faults;
}

/** The parts of the story that are still empty, in the order in which it is told. */
export function storyGaps(story: Story): StoryPart[] {
  return (Object.keys(storyParts) as StoryPart[]).filter((part) => story[part] === null);
}

/** The option of criterion 5.1 that the places where the story is told speak for: 1 (no story) to 5. */
export function storyReach(story: Story): 1 | 2 | 3 | 4 | 5 {
  const isTold = story.told !== null;
  if (!isTold) return 1;
  const [leaflet, website, tracing] = (["leaflet", "website", "tracing"] as const).map((place) =>
    story.places.includes(place),
  );
  if (!leaflet) return 2;
  if (!website) return 3;
  return tracing ? 5 : 4;
}
