import { today } from "#core/calendar/today.ts";
import type { Services } from "#core/http/context.ts";
import { findCast, findProducts } from "./demo/cast.server.ts";
import { playComplaints } from "./demo/complaints.server.ts";
import { playYear } from "./demo/year.server.ts";
import { inspectionPlans } from "./schema.server.ts";

/**
 * Gives a demo installation that has no plan of inspection yet one for this year with visits at
 * every stage, shoppers' complaints, and cases from verification to a revocation that was undone,
 * by the same services as real ones. All say that they are samples. Needs the demo's certificates.
 * `isDemo`: `isDemoInstallation`. True when it did.
 */
export async function loadDemoSupervision(
  { database: { db }, files }: Pick<Services, "database" | "files">,
  isDemo: boolean,
): Promise<boolean> {
  if (!isDemo || (await db.$count(inspectionPlans)) > 0) return false;
  const cast = await findCast(db);
  const products = await findProducts(db, {
    purple: "Chè búp tím",
    rice: "Gạo nương",
    honey: "Mật ong hoa vải",
    lotus: "Chè xanh ướp sen",
    golden: "Trà hoa vàng",
  });
  if (!cast || !products) return false;
  const { purple, rice, honey, lotus, golden } = products;
  const on = await today(db);
  await playYear({ db, files }, cast, {
    on,
    products: {
      periodic: purple,
      unannounced: honey,
      visited: rice,
      concluded: lotus,
      kept: golden,
    },
  });
  await playComplaints({ db, files }, cast, {
    on,
    products: { waiting: purple, ended: rice, verified: honey, revoked: golden, restored: lotus },
  });
  return true;
}
