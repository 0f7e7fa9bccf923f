import { eq } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import type { Db } from "#core/database/connection.ts";
import { buildVaultPaper } from "#modules/producers/factory.ts";
import type { SaveMeasure } from "./inputs.ts";
import { claims, entitlements, measures } from "./schema.server.ts";
import { saveBudget } from "./service/budgets.server.ts";
import { attachPaper, fileClaim, openClaim, saveClaim } from "./service/claims.server.ts";
import { moveMeasure, saveMeasure } from "./service/measures.server.ts";
import { meetRights } from "./service/rights.server.ts";

/** A measure's form with total defaults: half of the cost, at most twenty million, for every product recognised since 2000. */
export function builtMeasure(wanted: Partial<SaveMeasure> = {}): SaveMeasure {
  return {
    expectedVersion: 0,
    code: "HT-01",
    kind: "product",
    name: "Thiết kế bao bì, nhãn",
    what: "Thiết kế bao bì, nhãn của sản phẩm.",
    form: "money",
    legalBasis: "Quyết định thử nghiệm của UBND tỉnh",
    source: "provinceBudget",
    ratePercent: "50",
    ceiling: "20.000.000",
    grantedFor: "recognised",
    minStars: "3",
    producerKinds: [],
    oncePer: "product",
    everyYears: "",
    claimMonths: "",
    from: "2000-01-01",
    until: "",
    decideDays: "10",
    payDays: "15",
    papers: "Hợp đồng\nHóa đơn",
    ...wanted,
  };
}

/** An open measure of the office's province; its id. */
export async function buildMeasure(
  db: Db,
  office: UserActor,
  wanted: Partial<SaveMeasure> = {},
): Promise<string> {
  const { id } = await saveMeasure(db, office, null, builtMeasure(wanted));
  await moveMeasure(db, office, { measureId: id, expectedVersion: 1, step: "open" });
  return id;
}

/** The version of a claim that an act is based on. */
export async function claimVersion(db: Db, claimId: string): Promise<number> {
  const [row] = await db
    .select({ version: claims.version })
    .from(claims)
    .where(eq(claims.id, claimId));
  return row?.version ?? 0;
}

/** The right that a measure gives to a producer, written down; needs the fact behind it. */
export async function buildRight(
  db: Db,
  { measureId, producerId }: { measureId: string; producerId: string },
): Promise<string> {
  const [measure] = await db.select().from(measures).where(eq(measures.id, measureId));
  await meetRights(db, { provinceCode: measure?.provinceCode ?? "", producerId });
  const [right] = await db
    .select({ id: entitlements.id })
    .from(entitlements)
    .where(eq(entitlements.measureId, measureId));
  if (!right) throw new Error("no right was met");
  return right.id;
}

/** A claim with its papers, written and, unless told otherwise, filed; `digest` names a stored content. */
export async function buildClaim(
  db: Db,
  owner: UserActor,
  {
    rightId,
    digest,
    producer,
    cost = "40.000.000",
    asked = "20.000.000",
    purpose = "Thiết kế và in 5.000 hộp.",
    keys = ["p1", "p2"],
    isFiled = true,
  }: {
    rightId: string;
    digest: string;
    producer: { id: string; provinceCode: string };
    cost?: string;
    asked?: string;
    purpose?: string;
    keys?: readonly string[];
    isFiled?: boolean;
  },
): Promise<string> {
  const { id: claimId } = await openClaim(db, owner, { rightId });
  await saveClaim(db, owner, { claimId, expectedVersion: 1, cost, asked, purpose });
  const paperId = await buildVaultPaper(db, producer, {
    digest,
    kind: "other",
    title: "Hợp đồng, hóa đơn",
  });
  for (const key of keys) await attachPaper(db, owner, { claimId, key, paperId });
  if (isFiled)
    await fileClaim(db, owner, {
      claimId,
      expectedVersion: await claimVersion(db, claimId),
      sure: "1",
    });
  return claimId;
}

/** What a year has for a measure from the province's budget. */
export async function buildBudget(
  db: Db,
  office: UserActor,
  { measureId, year, amount }: { measureId: string; year: number; amount: string },
): Promise<void> {
  await saveBudget(db, office, {
    measureId,
    year: String(year),
    source: "provinceBudget",
    amount,
    expectedVersion: 0,
  });
}
