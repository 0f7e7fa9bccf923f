import { asc, eq } from "drizzle-orm";
import type { Day } from "#core/calendar/day.ts";
import type { Db } from "#core/database/connection.ts";
import { formatDay } from "#core/input/day.ts";
import { dossierIssuedPapers } from "../desk/schema.server.ts";
import { type IssuedPaperKind, issuedPaperKinds } from "../model.ts";
import type { DossierRow } from "./load.server.ts";
import { keepNotices } from "./messages.server.ts";

/** A paper that was issued about a dossier. */
export type IssuedPaper = {
  readonly kind: IssuedPaperKind;
  readonly numberText: string;
  readonly issuedOn: Day;
};

/** Where a producer finds such a paper, in words. */
export const whereIssued = "Hãy mở ở trang hồ sơ, mục Văn bản đã ban hành.";

/**
 * Puts a paper that has just been issued into its producer's hands, in the issuer's transaction:
 * it stands on the dossier's page from here on, and the producer is told, unless another notice of
 * the same act does (`isTold`). Who may read the paper itself is asked by whoever serves it.
 */
export async function keepIssuedPaper(
  tx: Db,
  dossier: DossierRow,
  { kind, numberText, issuedOn }: IssuedPaper,
  { isTold }: { isTold: boolean },
): Promise<void> {
  await tx
    .insert(dossierIssuedPapers)
    .values({ dossierId: dossier.id, kind, numberText, issuedOn });
  if (isTold) return;
  await keepNotices(tx, dossier, undefined, [
    {
      to: "producer",
      kind: "moved",
      subject: `${issuedPaperKinds[kind]}: ${dossier.productName}`,
      body: `Đã có văn bản số ${numberText} ngày ${formatDay(issuedOn)}. ${whereIssued}`,
    },
  ]);
}

/** The papers that were issued about a dossier, the oldest first. Rights are the caller's. */
export async function listIssuedPapers(db: Db, dossierId: string): Promise<IssuedPaper[]> {
  return db
    .select({
      kind: dossierIssuedPapers.kind,
      numberText: dossierIssuedPapers.numberText,
      issuedOn: dossierIssuedPapers.issuedOn,
    })
    .from(dossierIssuedPapers)
    .where(eq(dossierIssuedPapers.dossierId, dossierId))
    .orderBy(asc(dossierIssuedPapers.keptAt));
}
