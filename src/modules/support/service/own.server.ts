import type { UserActor } from "#core/access/actor.ts";
import { provinceOf } from "#core/access/kernel.ts";
import type { Db } from "#core/database/connection.ts";
import { listPapers } from "#modules/producers/service/papers.server.ts";
import { listOwnProducers } from "#modules/producers/service/producers.server.ts";
import { trainingsOfProducers } from "../training/service/list.server.ts";
import { claimsOfProducers, describeClaim } from "./describe.server.ts";
import { ledgerOfProducers } from "./ledger.server.ts";
import { meetRights, openRightsOf, producersWithRights } from "./rights.server.ts";

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
  const part = { limit: perPage, offset: (page - 1) * perPage };
  // What has been paid out stands among the claims.
  const { rights, ...ofRights } = await openRightsOf(db, ids, part);
  const { claims, ...ofClaims } = await claimsOfProducers(db, ids, part);
  // What was given at fairs, beside what claims were paid.
  const { entries: fairs, ...ofFairs } = await ledgerOfProducers(db, ids, {
    kind: "fair",
    ...part,
  });
  const { trainings, ...ofTrainings } = await trainingsOfProducers(db, ids, part);
  const longest = Math.max(...[ofRights, ofClaims, ofFairs, ofTrainings].map(({ total }) => total));
  const known = await producersWithRights(db, ids);
  return {
    producers: own.map(({ id, name }) => ({
      id,
      name,
      /** On no page is there a right or a claim of it. */
      hasNothing: !known.has(id),
    })),
    rights,
    claims,
    fairs,
    trainings,
    last: Math.max(1, Math.ceil(longest / perPage)),
  };
}

/** A claim as its producer sees it, with the papers of its vault to choose from. */
export async function readOwnClaim(db: Db, actor: UserActor, id: string) {
  const view = await describeClaim(db, actor, id);
  const vault = await listPapers(db, actor, view.claim.producerId);
  return { ...view, vault: vault.map(({ id: paperId, title }) => ({ id: paperId, title })) };
}
