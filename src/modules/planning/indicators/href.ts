import { producerPaths } from "#modules/producers/paths.ts";

/** What a row may be about. */
export type RowEntity =
  | "product"
  | "producer"
  | "commune"
  | "dossier"
  | "inspection"
  | "complaint"
  | "idea"
  | "businessPlan"
  | "point"
  | "none";

/** The page of what a row is about; null where there is none of its own. */
export function hrefOf(entity: RowEntity, key: string): string | null {
  // The public page of a product is found by the first ten digits of its id.
  if (entity === "product") return `/san-pham/${key.replaceAll("-", "").slice(0, 10)}`;
  if (entity === "producer") return producerPaths.home(key);
  if (entity === "dossier") return `/van-phong/ho-so/${key}`;
  if (entity === "inspection") return `/kiem-tra/${key}`;
  if (entity === "complaint") return `/phan-anh-san-pham/${key}`;
  if (entity === "point") return `/quan-ly-diem-ban/${key}`;
  if (entity === "idea") return `/chu-trinh/y-tuong/${key}`;
  if (entity === "businessPlan") return `/phuong-an/${key}`;
  return null;
}
