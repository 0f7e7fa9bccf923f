import { eq } from "drizzle-orm";
import type { Db } from "#core/database/connection.ts";
import { type BuiltGround, fillDossier } from "#modules/dossiers/factory.ts";
import { dossiers } from "#modules/dossiers/schema.server.ts";
import { saveAnswer } from "#modules/dossiers/service/answers.server.ts";
import { attachEvidence, saveSection } from "#modules/dossiers/service/draft.server.ts";
import { fileDossier } from "#modules/dossiers/service/file.server.ts";
import { recordDossier } from "#modules/dossiers/service/open.server.ts";
import { papers } from "#modules/producers/schema.server.ts";
import { buildPaper } from "./desk.ts";

/** What the dossier of the past says in its own words. */
export const earlierWords = "Rau cải trồng trên nương bậc thang của 42 hộ trong xóm.";

/**
 * A dossier of an earlier round as the province entered it, recognised: filled, with a paper that
 * still counts behind criterion 3.1 and one behind 1.1 that has ended since. `modest`: criterion
 * 1.1 claims its first option, so that there is something to improve.
 */
export async function buildRecognised(
  db: Db,
  ground: BuiltGround,
  { filedOn = "2026-06-10", modest = false }: { filedOn?: string; modest?: boolean } = {},
): Promise<{ dossierId: string; lasting: string; ended: string }> {
  const { province, productId } = ground;
  const { id: dossierId } = await recordDossier(db, province, {
    productId,
    kind: "first",
    setCode: "01",
    filedOn,
    numberText: "12/2026",
    previousId: null,
    previousStars: null,
    certificateExpiresOn: null,
  });
  await saveSection(db, province, {
    dossierId,
    section: "general",
    data: { productDescription: earlierWords, labour: "18" },
  });
  await fillDossier(db, province, dossierId);
  if (modest) await saveAnswer(db, province, { dossierId, criterion: "1.1", option: 1 });
  const lasting = await buildPaper(db, ground);
  const ended = await buildPaper(db, ground, {
    kind: "foodSafetyCertificate",
    title: "Giấy chứng nhận an toàn thực phẩm năm 2023",
  });
  await attachEvidence(db, province, { dossierId, criterion: "3.1", paperId: lasting });
  await attachEvidence(db, province, { dossierId, criterion: "1.1", paperId: ended });
  await fileDossier(db, province, { dossierId });
  await db.update(papers).set({ expiresOn: "2026-01-31" }).where(eq(papers.id, ended));
  await db
    .update(dossiers)
    .set({ state: "decided", stage: "province" })
    .where(eq(dossiers.id, dossierId));
  return { dossierId, lasting, ended };
}
