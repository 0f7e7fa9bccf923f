import { randomInt, randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import type { Db } from "#core/database/connection.ts";
import { receiptLetters } from "#core/receipt.ts";
import { buildAccount } from "#modules/people/factory.ts";
import { caseFiles, revocationCases } from "#modules/supervision/cases/schema.server.ts";
import { openCase } from "#modules/supervision/cases/service/open.server.ts";
import { codeRandom, complaintCode } from "#modules/supervision/complaints/code.ts";
import { complaints } from "#modules/supervision/complaints/schema.server.ts";

/** A case about one recognition, in which its producer was asked, and a complaint about it. */
export type CaseThings = {
  readonly case: string;
  readonly caseDigest: string;
  readonly complaint: string;
};

/** `digest` names a stored picture: the evidence of the case, and the photo of the complaint. */
export async function buildCaseThings(
  db: Db,
  { recognitionId, path, digest }: { recognitionId: string; path: string; digest: string },
): Promise<CaseThings> {
  const province = path.split("/")[0] ?? "";
  const { actor } = await buildAccount(db, {
    grants: [{ role: "departmentOfficer", path: province }],
  });
  const { id } = await db.transaction((tx) =>
    openCase(tx, actor, {
      recognitionId,
      origin: "office",
      ground: "misuseOfOcopMark",
      facts: "In sai hạng sao.",
    }),
  );
  await db
    .update(revocationCases)
    .set({ state: "verifying", askedAt: new Date(), question: "Vì sao?", answerBy: "2199-01-01" })
    .where(eq(revocationCases.id, id));
  await db.insert(caseFiles).values({
    caseId: id,
    digest,
    title: "Kèm giải trình",
    isProducers: true,
    keptBy: actor.userId,
  });
  const [complaint] = await db
    .insert(complaints)
    .values({
      provinceCode: province,
      unitPath: path,
      recognitionId,
      kind: "label",
      productName: "Chè",
      text: "In sai hạng sao.",
      photoDigest: digest,
      receiptCode: complaintCode(
        Array.from({ length: codeRandom }, () => receiptLetters[randomInt(31)]).join(""),
      ),
      formKey: randomUUID(),
      lang: "vi",
    })
    .returning({ id: complaints.id });
  return { case: id, caseDigest: digest, complaint: complaint?.id ?? "" };
}
