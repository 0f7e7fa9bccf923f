import type { Db } from "#core/database/connection.ts";
import { findDossier, setOf } from "#modules/dossiers/service/load.server.ts";
import { loadProcedures } from "#modules/rulebooks/procedure.server.ts";
import { type Divergence, divergencesOf } from "../results/diverge.ts";
import { openRounds } from "../results/rounds.server.ts";
import { loadItem, rulesOf } from "../service/load.server.ts";

/** In what the sheets of a product's last revealed round diverge. Rights are the caller's business. */
export async function divergencesAt(db: Db, itemId: string): Promise<readonly Divergence[]> {
  const loaded = await loadItem(db, itemId);
  const dossier = await findDossier(db, loaded.item.dossierId);
  const { compiled } = await setOf(db, dossier);
  const { rules } = await rulesOf(db, loaded.session);
  const round = (await openRounds(db, loaded, compiled, rules)).at(-1);
  if (!round) return [];
  const recognisedFrom = loadProcedures().regimes[dossier.regime]?.certificate.fromStars ?? 0;
  return divergencesOf(round.sheets, round.outcome, recognisedFrom);
}
