import type { UserActor } from "#core/access/actor.ts";
import { provinceOf } from "#core/access/kernel.ts";
import type { Db } from "#core/database/connection.ts";
import { listPapers } from "#modules/producers/service/papers.server.ts";
import { listOwnProducers } from "#modules/producers/service/producers.server.ts";
import { trainingsOfProducers } from "../training/service/list.server.ts";
import { claimsOfProducers, describeClaim } from "./describe.server.ts";
import { ledgerOfProducers } from "./ledger.server.ts";
import { meetRights, rightsOfProducers } from "./rights.server.ts";

/** How many lines of a list a page of a producer's support has. */
const perPage = 20;

/**
 * What the account's producers are entitled to, have asked for and have had. Looks first whether
 * something has happened since the night that gives a right, so that nobody waits for a job. Each
 * list has its part of a page, the newest on the first; `last` is the page on which the longest ends.
 */
export async function readOwnSupport(
  db: Db,
  actor: UserActor,
  { page = 1 }: { readonly page?: number } = {},
) {
  const own = await listOwnProducers(db, actor);
  for (const { id, unitPath } of own)
    await meetRights(db, { provinceCode: provinceOf(unitPath), producerId: id });
  const ids = own.map(({ id }) => id);
  // What has been paid out stands among the claims.
  const rights = (await rightsOfProducers(db, ids)).filter(
    ({ claimState }) => claimState !== "paid",
  );
  const claims = await claimsOfProducers(db, ids);
  // What was given at fairs, beside what claims were paid.
  const fairs = (await ledgerOfProducers(db, ids)).filter(({ kind }) => kind === "fair");
  const trainings = await trainingsOfProducers(db, ids);
  const ofPage = <Row>(rows: readonly Row[]) => rows.slice((page - 1) * perPage, page * perPage);
  const longest = Math.max(...[rights, claims, fairs, trainings].map(({ length }) => length));
  return {
    producers: own.map(({ id, name }) => ({
      id,
      name,
      /** On no page is there a right or a claim of it. */
      hasNothing: ![...rights, ...claims].some(({ producerId }) => producerId === id),
    })),
    rights: ofPage(rights),
    claims: ofPage(claims),
    fairs: ofPage(fairs),
    trainings: ofPage(trainings),
    last: Math.max(1, Math.ceil(longest / perPage)),
  };
}

/** A claim as its producer sees it, with the papers of its vault to choose from. */
export async function readOwnClaim(db: Db, actor: UserActor, id: string) {
  const view = await describeClaim(db, actor, id);
  const vault = await listPapers(db, actor, view.claim.producerId);
  return { ...view, vault: vault.map(({ id: paperId, title }) => ({ id: paperId, title })) };
}
