import type { UserActor } from "#core/access/actor.ts";
import type { Db } from "#core/database/connection.ts";
import type { PrintedDocument } from "#core/documents/blocks.ts";
import { AppError } from "#core/errors.ts";
import { currentVersion } from "#modules/places/model.ts";
import { getUnit } from "#modules/places/service/units.server.ts";
import { revocationGrounds } from "#modules/recognition/model.ts";
import { findRecognition } from "#modules/recognition/service/found.server.ts";
import { authorisedCase, standCase } from "../service/load.server.ts";
import { upwardLetter } from "./upward-letter.ts";

/** The letter of a concluded case about what the Minister decides; `notFound` for any other. */
export async function getUpwardLetter(
  db: Db,
  actor: UserActor,
  caseId: string,
): Promise<PrintedDocument> {
  const row = await authorisedCase(db, actor, "see", caseId);
  const { facts } = await standCase(db, row);
  if (!facts.isMinisters || row.conclusion === null || row.concludedOn === null)
    throw new AppError("notFound", { vi: "Vụ việc này không có văn bản đề nghị." });
  const unit = await getUnit(db, { version: currentVersion, code: row.provinceCode });
  const recognition = await findRecognition(db, row.recognitionId);
  return upwardLetter({
    unitName: unit.fullName,
    productName: row.productName,
    producerName: row.producerName,
    stars: row.stars,
    certificateNumber: recognition?.certificate?.number ?? null,
    groundWords: revocationGrounds[row.ground],
    conclusion: row.conclusion,
    concludedOn: row.concludedOn,
    answer: row.answer,
    isDemo: row.isDemo,
    openedAt: row.openedAt,
  });
}
