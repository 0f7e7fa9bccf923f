import { desc, inArray } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { findDossier, setOf } from "#modules/dossiers/service/load.server.ts";
import { namesOfAccounts } from "#modules/people/service/names.server.ts";
import type { Advice } from "#modules/rulebooks/advise.ts";
import type { CompiledSet } from "#modules/rulebooks/compiled.ts";
import type { CouncilRules } from "#modules/rulebooks/council-rules.ts";
import { loadProcedures } from "#modules/rulebooks/procedure.server.ts";
import { can } from "../access.ts";
import { doubtsOf } from "../doubts.ts";
import { adviceOf } from "../service/advice.server.ts";
import { type ResultRow, resultsOf } from "../service/current-result.server.ts";
import { followUpsFor } from "../service/follow-up.server.ts";
import {
  authorise,
  itemSubjectOf,
  type LoadedItem,
  loadItem,
  rulesOf,
} from "../service/load.server.ts";
import { type Quorum, quorumOf } from "./quorum.ts";
import { awaitedSeats } from "./reveal.server.ts";
import { rollOf, signedSheets } from "./roll.server.ts";
import { type OpenRound, openRounds } from "./rounds.server.ts";
import { resultReopenings } from "./schema.server.ts";

export type Reopening = typeof resultReopenings.$inferSelect;

/** One product of a session, as the asker may see it. */
export type ItemView = {
  readonly loaded: LoadedItem;
  readonly dossier: Awaited<ReturnType<typeof findDossier>>;
  readonly setTitle: string;
  readonly compiled: CompiledSet;
  readonly rules: CouncilRules;
  readonly doubts: readonly string[];
  /** Names of everybody who is spoken of, by account. */
  readonly names: ReadonlyMap<string, string>;
  readonly quorum: Quorum;
  /** Members whose signed sheet is awaited. */
  readonly awaited: readonly string[];
  /** Revealed rounds, the first one first; none for those who only see results. */
  readonly rounds: readonly OpenRound[];
  readonly results: readonly ResultRow[];
  readonly reopenings: readonly Reopening[];
  /** The least to do to be recognised; null where the product is, or nothing can be said. */
  readonly advice: Advice | null;
  readonly followUps: Awaited<ReturnType<typeof followUpsFor>>;
  readonly may: { readonly run: boolean; readonly seeSheets: boolean };
};

/**
 * A product of a session: to its council what has been revealed, to the offices only closed
 * results. Throws `forbidden` in conflict, `notFound` outside.
 */
export async function describeItem(
  db: Db,
  actor: UserActor,
  { sessionId, itemId }: { sessionId: string; itemId: string },
): Promise<ItemView> {
  const loaded = await loadItem(db, itemId);
  if (loaded.session.id !== sessionId)
    throw new AppError("notFound", {
      denied: "council.seeItem",
      vi: "Phiên họp này không có sản phẩm đó.",
    });
  const seeSheets = mayLook(actor, loaded);
  const { item, session } = loaded;
  const dossier = await findDossier(db, item.dossierId);
  const { set, compiled } = await setOf(db, dossier);
  const { rules } = await rulesOf(db, session);
  const rounds = seeSheets ? await openRounds(db, loaded, compiled, rules) : [];
  const results = await resultsOf(db, [item.id]);
  const signed = await signedSheets(db, item.id, item.roundNo);
  const hasSigned = new Set(signed.keys());
  const awaited = item.state === "scoring" ? awaitedSeats(loaded, hasSigned) : [];
  return {
    loaded,
    dossier,
    setTitle: set.title,
    compiled,
    rules,
    doubts: doubtsOf(set),
    names: await namesOfAccounts(db, spokenOf(loaded, rounds, results)),
    quorum: quorumOf(rules, rollOf(loaded, hasSigned)),
    awaited: awaited.map(({ userId }) => userId),
    rounds,
    results,
    reopenings: await reopeningsOf(db, results),
    advice: adviceFor(compiled, dossier.regime, results.at(-1)),
    followUps: await followUpsFor(db, actor, dossier),
    may: { run: can(actor, "run", itemSubjectOf(loaded)), seeSheets },
  };
}

/** Whether the asker may see revealed sheets; throws where not even a result. */
function mayLook(actor: UserActor, loaded: LoadedItem): boolean {
  const subject = itemSubjectOf(loaded);
  const sits = loaded.seats.some(({ userId }) => userId === actor.userId);
  if (sits && loaded.recused.has(actor.userId))
    throw new AppError("forbidden", {
      denied: "council.seeItem",
      vi: "Bạn có xung đột lợi ích với sản phẩm này nên không xem phiếu và kết quả trong phiên.",
    });
  if (can(actor, "seeItem", subject)) return true;
  const isClosed = loaded.item.state === "concluded" || loaded.item.state === "rejected";
  if (isClosed && can(actor, "seeResult", subject)) return false;
  authorise(actor, "seeItem", subject);
  return true;
}

function spokenOf(
  { seats }: LoadedItem,
  rounds: readonly OpenRound[],
  results: readonly ResultRow[],
): Set<string> {
  return new Set([
    ...seats.map(({ userId }) => userId),
    ...rounds.flatMap(({ sheets, recused, absent }) => [
      ...sheets.map(({ member }) => member),
      ...recused,
      ...absent,
    ]),
    ...results.map(({ closedBy }) => closedBy),
  ]);
}

async function reopeningsOf(db: Db, results: readonly ResultRow[]): Promise<Reopening[]> {
  if (results.length === 0) return [];
  return db
    .select()
    .from(resultReopenings)
    .where(
      inArray(
        resultReopenings.resultId,
        results.map(({ id }) => id),
      ),
    )
    .orderBy(desc(resultReopenings.askedAt));
}

/** What would bring a product to the least level that is recognised. */
function adviceFor(set: CompiledSet, regime: string, result: ResultRow | undefined): Advice | null {
  const wanted = loadProcedures().regimes[regime]?.certificate.fromStars;
  return result && wanted !== undefined ? adviceOf(set, result, wanted) : null;
}
