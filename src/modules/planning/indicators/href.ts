import { cyclePaths } from "#modules/cycle/paths.ts";
import { planPaths as businessPlanPaths } from "#modules/cycle/plans/paths.ts";
import { fairPaths } from "#modules/market/paths.ts";
import { producerPaths } from "#modules/producers/paths.ts";
import { supportPaths } from "#modules/support/paths.ts";
import { planPaths } from "../plans/paths.ts";

/** What a row may be about, with the entry of the menu whose readers may open its page. */
const entities = {
  // The public page of a product is found by the first ten digits of its id.
  product: { page: (key) => `/san-pham/${key.replaceAll("-", "").slice(0, 10)}`, desk: null },
  producer: { page: producerPaths.home, desk: "/van-phong/chu-the" },
  dossier: { page: (key) => `/van-phong/ho-so/${key}`, desk: "/van-phong/bang" },
  inspection: { page: (key) => `/kiem-tra/${key}`, desk: "/kiem-tra" },
  complaint: { page: (key) => `/phan-anh-san-pham/${key}`, desk: "/phan-anh-san-pham" },
  point: { page: (key) => `/quan-ly-diem-ban/${key}`, desk: "/quan-ly-diem-ban" },
  idea: { page: cyclePaths.idea, desk: cyclePaths.ideas },
  businessPlan: { page: businessPlanPaths.one, desk: businessPlanPaths.list },
  meeting: { page: cyclePaths.meeting, desk: cyclePaths.campaign },
  media: { page: cyclePaths.media, desk: cyclePaths.campaign },
  class: { page: supportPaths.class, desk: supportPaths.courses },
  claim: { page: supportPaths.claim, desk: supportPaths.claims },
  fair: { page: fairPaths.one, desk: fairPaths.list },
  plan: { page: planPaths.one, desk: planPaths.list },
  planLine: {
    page: (key) => {
      const [plan = "", line = ""] = key.split("/");
      return planPaths.line(plan, line);
    },
    desk: planPaths.list,
  },
  spending: { page: planPaths.spending, desk: planPaths.list },
  commune: null,
  none: null,
} as const satisfies Record<
  string,
  { readonly page: (key: string) => string; readonly desk: string | null } | null
>;

/** What a row may be about. */
export type RowEntity = keyof typeof entities;

/** The page of what a row is about; null where there is none of its own. */
export function hrefOf(entity: RowEntity, key: string): string | null {
  return entities[entity]?.page(key) ?? null;
}

/** The entry of the menu that those have who may open such a page; null: everybody may. */
export function deskOf(entity: RowEntity): string | null {
  return entities[entity]?.desk ?? null;
}
