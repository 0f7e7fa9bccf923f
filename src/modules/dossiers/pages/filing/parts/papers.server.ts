import type { UserActor } from "#core/access/actor.ts";
import { today } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import { formatDay } from "#core/input/day.ts";
import type { PaperKind } from "#modules/producers/model/papers.ts";
import { vaultFrom } from "#modules/producers/paths.ts";
import { paperFault } from "../../../completeness.ts";
import type { DossierView } from "../../../service/describe.server.ts";
import { vaultOf } from "../../../service/ground.server.ts";
import type { PaperChoice } from "./criterion-form.tsx";

/** The papers that a criterion's page offers: what is in the vault, and what already backs it. */
export async function offerPapers(
  db: Db,
  actor: UserActor,
  { dossier, evidence }: DossierView,
  kinds: readonly PaperKind[],
  /** The page to come back to from the vault. */
  page: string,
): Promise<{ choices: readonly PaperChoice[]; addHref: string }> {
  const on = await today(db);
  const vault = (await vaultOf(db, actor, dossier)) ?? [];
  const known = new Set(vault.map(({ id }) => id));
  const attached = new Map(
    evidence.flatMap(({ paper }) => (known.has(paper.id) ? [] : [[paper.id, paper] as const])),
  );
  const choices = [...vault, ...attached.values()].map((paper) => ({
    id: paper.id,
    title: paper.title,
    kindName: paper.kindName === paper.title ? "" : paper.kindName,
    facts: factsLine(paper),
    fault: paperFault(paper, on),
    suggested: kinds.includes(paper.kind),
  }));
  return { choices, addHref: vaultFrom(dossier.producerId, page) };
}

function factsLine(paper: { number: string | null; expiresOn: string | null }): string {
  return [
    ...(paper.number === null ? [] : [`số ${paper.number}`]),
    ...(paper.expiresOn === null ? [] : [`hết hạn ${formatDay(paper.expiresOn)}`]),
  ].join(", ");
}
