import type { UserActor } from "#core/access/actor.ts";
import type { Db } from "#core/database/connection.ts";
import { sql } from "drizzle-orm";
import { buildOfficer } from "#modules/dossiers/factory.ts";
import { loadPlaces } from "#modules/places/service/load.server.ts";
import { draftDecision, turnDraft } from "#modules/recognition/service/drafts.server.ts";
import { type Issued, issueDecision } from "#modules/recognition/service/issue.server.ts";
import { seal, type Sealing } from "#modules/recognition/service/seal.server.ts";
import { type Hall, openHall } from "./hall.ts";
import { closeItem, signAll } from "./scored.ts";
import { answersWorth } from "./worth.ts";

/** Products with a closed result of a council of three, and who drafts and signs the decision. */
export type ScoredProducts = {
  readonly hall: Hall;
  readonly office: UserActor;
  readonly signer: UserActor;
  readonly dossierIds: readonly string[];
};

/** Has a council of Thái Nguyên close the results of products, each with so many points of every member. */
export async function buildScored(
  db: Db,
  { items = 1, points = 74 }: { items?: number; points?: number } = {},
): Promise<ScoredProducts> {
  const { rows } = await db.execute(sql`select 1 from place_units limit 1`);
  if (rows.length === 0) await loadPlaces(db);
  const hall = await openHall(db, { items });
  for (const itemId of hall.itemIds) {
    await signAll(db, hall, itemId, answersWorth(hall.set, points));
    await closeItem(db, hall, itemId);
  }
  return {
    hall,
    office: hall.council.office,
    signer: await buildOfficer(db, "decisionMaker", "19"),
    dossierIds: hall.dossiers.map(({ dossierId }) => dossierId),
  };
}

export const signature = { signerName: "Nguyễn Văn Mẫu", signerTitle: "Phó Chủ tịch" };

/** A decision over these products, in the signer's hands; its id and version. */
export async function buildSubmitted(
  db: Db,
  { office, dossierIds }: Pick<ScoredProducts, "office" | "dossierIds">,
): Promise<{ decisionId: string; expectedVersion: number }> {
  const { id } = await draftDecision(db, office, {
    kind: "recognition",
    dossierIds: [...dossierIds],
  });
  await turnDraft(db, office, { act: "submit", decisionId: id, expectedVersion: 1 });
  return { decisionId: id, expectedVersion: 2 };
}

/** Products recognised by a decision of today, their certificates not sealed yet. */
export async function buildIssued(
  db: Db,
  wanted: { items?: number; points?: number } = {},
): Promise<Issued & ScoredProducts & { decisionId: string }> {
  const scored = await buildScored(db, wanted);
  const submitted = await buildSubmitted(db, scored);
  const issued = await issueDecision(db, scored.signer, { ...submitted, ...signature });
  return { ...scored, ...issued, decisionId: submitted.decisionId };
}

/** Seals what the job would seal. */
export async function sealAll(
  services: Sealing,
  { certificates }: Pick<Issued, "certificates">,
): Promise<void> {
  for (const { id } of certificates) await seal(services, id);
}
