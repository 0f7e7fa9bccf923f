import type { UserActor } from "#core/access/actor.ts";
import type { Db } from "#core/database/connection.ts";
import { findDossiers } from "#modules/dossiers/service/council.server.ts";
import { namesOfAccounts } from "#modules/people/service/names.server.ts";
import { searchOfficials } from "#modules/people/service/officials.server.ts";
import { can } from "../access.ts";
import { declarationsOfItems } from "../conflicts/declare.server.ts";
import { readFacts } from "../conflicts/facts.server.ts";
import { isNamesake } from "../conflicts/find.ts";
import { listRecusals } from "../conflicts/recusals.server.ts";
import type { ConflictKind, ConflictSource } from "../model.ts";
import { rolesFor } from "../seats.ts";
import { listItems } from "../service/agenda.server.ts";
import { authorise, type LoadedSession, loadSession, subjectOf } from "../service/load.server.ts";

/** Where a person stands to a product: out with the reasons, or what they declared. */
export type Standing = {
  readonly itemId: string;
  readonly reasons: readonly {
    kind: ConflictKind;
    source: ConflictSource;
    detail: string | null;
  }[];
  readonly declared: boolean;
  /** Bears the name of somebody who represents the producer: to be asked. */
  readonly isNamesake: boolean;
};

/** The overview of a session's conflicts: member by product. For who plans or presides. */
export async function conflictsPage(db: Db, actor: UserActor, id: string, search: string) {
  const loaded = await loadSession(db, id);
  const subject = subjectOf(loaded);
  if (!can(actor, "preside", subject)) authorise(actor, "plan", subject);
  const mayReplace =
    can(actor, "plan", subject) &&
    (loaded.session.state === "planned" || loaded.session.state === "open");
  const items = (await listItems(db, id)).filter(({ state }) => state !== "postponed");
  const ids = items.map((item) => item.id);
  const dossiers = await findDossiers(
    db,
    items.map(({ dossierId }) => dossierId),
  );
  const recusals = await listRecusals(db, ids);
  const declarations = await declarationsOfItems(db, ids);
  const namesakes = await namesakesOf(db, loaded, items);
  const names = await namesOfAccounts(
    db,
    loaded.seats.map(({ userId }) => userId),
  );
  return {
    session: { id, title: loaded.session.title },
    mayReplace,
    search,
    candidates: mayReplace ? await candidatesFor(db, loaded, search) : [],
    items: items.map((item, at) => ({
      id: item.id,
      number: at + 1,
      productName: dossiers.get(item.dossierId)?.productName ?? "",
    })),
    rows: loaded.seats.map((seat) => ({
      userId: seat.userId,
      name: names.get(seat.userId) ?? "",
      duty: seat.duty,
      scores: seat.scores,
      standings: items.map((item): Standing => ({
        itemId: item.id,
        reasons: recusals
          .filter((one) => one.itemId === item.id && one.userId === seat.userId)
          .map(({ kind, source, detail = null }) => ({ kind, source, detail })),
        declared: declarations.has(`${item.id} ${seat.userId}`),
        isNamesake: namesakes.has(`${item.id} ${seat.userId}`),
      })),
    })),
  };
}

/** Who bears the name of a representative of which product's producer, as `item account`. */
async function namesakesOf(
  db: Db,
  { seats }: LoadedSession,
  items: readonly { id: string; dossierId: string }[],
): Promise<ReadonlySet<string>> {
  const { people, grounds } = await readFacts(
    db,
    seats,
    items.map(({ dossierId }) => dossierId),
  );
  return new Set(
    items.flatMap(({ id, dossierId }) => {
      const ground = grounds.get(dossierId);
      return ground === undefined
        ? []
        : people
            .filter((person) => isNamesake(person, ground))
            .map(({ userId }) => `${id} ${userId}`);
    }),
  );
}

/** Accounts that could sit in a place of this session. */
async function candidatesFor(db: Db, { council, seats }: LoadedSession, text: string) {
  const seated = new Set(seats.map(({ userId }) => userId));
  const roles = [...new Set(seats.flatMap(({ duty }) => rolesFor(council.kind, duty)))];
  const found = await searchOfficials(db, {
    roles,
    provinceCode: council.unitPath === "" ? null : council.provinceCode,
    text,
  });
  return found
    .filter(({ id }) => !seated.has(id))
    .map(({ id, name, agencyName }) => ({ id, name, agencyName }));
}
