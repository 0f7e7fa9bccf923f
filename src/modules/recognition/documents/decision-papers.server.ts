import type { UserActor } from "#core/access/actor.ts";
import type { Db } from "#core/database/connection.ts";
import type { PrintedDocument } from "#core/documents/blocks.ts";
import { AppError } from "#core/errors.ts";
import { decisionPapers } from "../paths.ts";
import { getLetterDocument } from "../service/letters.server.ts";
import { authorisedDecision } from "../service/load.server.ts";
import { decisionPaper } from "./decision-paper.ts";
import { getPaperFacts } from "./facts.server.ts";

/**
 * A paper of a decision by its name in the address; `notFound` for any other. A decision that was
 * taken elsewhere has its signed copy, and no text of ours.
 */
export async function getDecisionPaper(
  db: Db,
  actor: UserActor,
  { decisionId, name }: { decisionId: string; name: string },
): Promise<PrintedDocument> {
  if (name !== decisionPapers.decision) return getLetterDocument(db, actor, { decisionId, name });
  const { isRecorded } = await authorisedDecision(db, actor, "see", decisionId);
  if (isRecorded)
    throw new AppError("notFound", { vi: "Quyết định này nhập từ bản giấy: xem bản đã ký." });
  return decisionPaper(await getPaperFacts(db, actor, decisionId));
}
