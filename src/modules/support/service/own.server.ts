import type { UserActor } from "#core/access/actor.ts";
import { provinceOf } from "#core/access/kernel.ts";
import type { Db } from "#core/database/connection.ts";
import { listPapers } from "#modules/producers/service/papers.server.ts";
import { listOwnProducers } from "#modules/producers/service/producers.server.ts";
import { trainingsOfProducers } from "../training/service/list.server.ts";
import { claimsOfProducers, describeClaim } from "./describe.server.ts";
import { ledgerOfProducers } from "./ledger.server.ts";
import { meetRights, rightsOfProducers } from "./rights.server.ts";

/**
 * What the account's producers are entitled to, have asked for and have had. Looks first whether
 * something has happened since the night that gives a right, so that nobody waits for a job.
 */
export async function readOwnSupport(db: Db, actor: UserActor) {
  const own = await listOwnProducers(db, actor);
  for (const { id, unitPath } of own)
    await meetRights(db, { provinceCode: provinceOf(unitPath), producerId: id });
  const ids = own.map(({ id }) => id);
  return {
    producers: own.map(({ id, name }) => ({ id, name })),
    rights: await rightsOfProducers(db, ids),
    claims: await claimsOfProducers(db, ids),
    /** What was given at fairs, beside what claims were paid. */
    fairs: (await ledgerOfProducers(db, ids)).filter(({ kind }) => kind === "fair"),
    trainings: await trainingsOfProducers(db, ids),
  };
}

/** A claim as its producer sees it, with the papers of its vault to choose from. */
export async function readOwnClaim(db: Db, actor: UserActor, id: string) {
  const view = await describeClaim(db, actor, id);
  const vault = await listPapers(db, actor, view.claim.producerId);
  return { ...view, vault: vault.map(({ id: paperId, title }) => ({ id: paperId, title })) };
}
