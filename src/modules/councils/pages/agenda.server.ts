import type { UserActor } from "#core/access/actor.ts";
import { today } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import { findDossiers } from "#modules/dossiers/service/council.server.ts";
import { setOf } from "#modules/dossiers/service/load.server.ts";
import { namesOfAccounts } from "#modules/people/service/names.server.ts";
import { can } from "../access.ts";
import { listRecusals } from "../conflicts/recusals.server.ts";
import { doubtsOf } from "../doubts.ts";
import { presiderOf } from "../seats.ts";
import { listItems } from "../service/agenda.server.ts";
import { authorise, type LoadedSession, loadSession, subjectOf } from "../service/load.server.ts";
import { listRules, rulesOn } from "../service/rules.server.ts";
import { lacking, vietnamDay } from "../service/sessions.server.ts";

/** What the page of a session's agenda shows. Nothing of it depends on a score. */
export async function agendaPage(db: Db, actor: UserActor, id: string) {
  const loaded = await loadSession(db, id);
  authorise(actor, "see", subjectOf(loaded));
  const { session, council, seats } = loaded;
  const subject = subjectOf(loaded);
  const items = await presentItems(db, actor, loaded);
  const rules = await rulesOfSession(db, loaded);
  const names = await namesOfAccounts(
    db,
    seats.map(({ userId }) => userId),
  );
  const isPlanned = session.state === "planned";
  return {
    session: {
      id: session.id,
      title: session.title,
      mode: session.mode,
      state: session.state,
      place: session.place,
      startsAt: session.startsAt,
      dueAt: session.dueAt,
      isRecorded: session.isRecorded,
      version: session.version,
    },
    council: { id: council.id, name: council.name },
    rules,
    lacking: isPlanned
      ? Object.values(
          lacking(loaded, { rules: rules !== null, items: items.filter(isStanding).length }),
        )
      : [],
    seats: seats.map((one) => ({
      name: names.get(one.userId) ?? "",
      duty: one.duty,
      scores: one.scores,
      agencyName: one.agencyName,
    })),
    items,
    mayPlan:
      can(actor, "plan", subject) && (session.state === "planned" || session.state === "open"),
    mayOpen: isPlanned && can(actor, "run", subject),
    maySeeConflicts: can(actor, "plan", subject) || can(actor, "preside", subject),
  };
}

function isStanding({ state }: { state: string }): boolean {
  return state !== "postponed";
}

async function presentItems(db: Db, actor: UserActor, loaded: LoadedSession) {
  const items = await listItems(db, loaded.session.id);
  const dossiers = await findDossiers(
    db,
    items.map(({ dossierId }) => dossierId),
  );
  const recusals = await listRecusals(
    db,
    items.map(({ id }) => id),
  );
  const lines = [];
  for (const item of items) {
    const dossier = dossiers.get(item.dossierId);
    if (!dossier) continue;
    const { set } = await setOf(db, dossier);
    const doubts = doubtsOf(set);
    const recused = new Set(
      recusals.filter(({ itemId }) => itemId === item.id).map(({ userId }) => userId),
    );
    const presider = presiderOf(loaded.seats, recused);
    lines.push({
      id: item.id,
      seq: item.seq,
      state: item.state,
      productName: dossier.productName,
      producerName: dossier.producerName,
      setCode: dossier.setCode,
      setTitle: set.title,
      doubts,
      ruling: item.doubt?.ruling ?? null,
      out: loaded.seats.filter(({ userId }) => recused.has(userId)).length,
      hasPresider: presider !== null,
      mayRule:
        doubts.length > 0 &&
        item.state === "waiting" &&
        presider?.userId === actor.userId &&
        can(actor, "preside", { ...subjectOf(loaded), conflicted: [...recused] }),
    });
  }
  return lines;
}

/** The version of the rules that holds for a session, or would if it opened today. */
async function rulesOfSession(db: Db, { session, council }: LoadedSession) {
  const versions = await listRules(db, council.id);
  const day = session.isRecorded ? vietnamDay(session.startsAt) : await today(db);
  const row =
    session.rulesSeq === null
      ? rulesOn(versions, day)
      : versions.find(({ seq }) => seq === session.rulesSeq);
  return row
    ? { seq: row.seq, effectiveOn: row.effectiveOn, isFixed: session.rulesSeq !== null }
    : null;
}
