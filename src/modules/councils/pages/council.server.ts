import { eq } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { storedFiles } from "#core/files/schema.server.ts";
import { contentResponse } from "#core/files/serve.ts";
import { searchOfficials } from "#modules/people/service/officials.server.ts";
import { namesOfAccounts } from "#modules/people/service/names.server.ts";
import { findUnit } from "#modules/places/service/units.server.ts";
import { listSetNames } from "#modules/products/service/sets.server.ts";
import { loadProcedures } from "#modules/rulebooks/procedure.server.ts";
import { can } from "../access.ts";
import { duties, type Duty, nation } from "../model.ts";
import { maySit, rolesFor } from "../seats.ts";
import {
  authorisedCouncil,
  councilSubject,
  type LoadedCouncil,
} from "../service/councils.server.ts";
import type { CouncilRow } from "../service/load.server.ts";
import { listRules } from "../service/rules.server.ts";
import { listSessions } from "../service/sessions.server.ts";
import type { Ground } from "./page.server.ts";

/** What the page of a council shows. */
export async function councilPage(db: Db, actor: UserActor, id: string, search: string) {
  const loaded = await authorisedCouncil(db, actor, "see", id);
  const { council, members } = loaded;
  const subject = councilSubject(loaded);
  const names = await namesOfAccounts(
    db,
    members.map(({ userId }) => userId),
  );
  const mayEstablish = can(actor, "establish", subject) && council.endedOn === null;
  const sessions =
    council.kind === "council" ? await listSessions(db, actor, { councilId: id }) : [];
  return {
    head: await headOf(db, council),
    endedOn: council.endedOn,
    hasDecision: council.decisionDigest !== null,
    mayEstablish,
    mayPlan: can(actor, "plan", subject) && council.endedOn === null,
    rules: (await listRules(db, id)).at(-1)?.seq ?? null,
    members: members.map((one) => ({
      id: one.id,
      name: names.get(one.userId) ?? "",
      duty: one.duty,
      scores: one.scores,
      agencyName: one.agencyName,
      position: one.position,
      fields: one.fields,
      joinedOn: one.joinedOn,
    })),
    sessions: sessions.map((one) => ({
      id: one.id,
      title: one.title,
      mode: one.mode,
      state: one.state,
      startsAt: one.startsAt,
      items: one.items,
      isRecorded: one.isRecorded,
    })),
    candidates: mayEstablish ? await candidates(db, loaded, search) : [],
    search,
    sets: [...listSetNames()].map(([code, title]) => ({ code, title })),
  };
}

/** Name and origin of a council, for the heads of its pages. */
export async function headOf(db: Db, council: CouncilRow) {
  const unit =
    council.unitCode === nation
      ? undefined
      : await findUnit(db, { version: council.unitVersion, code: council.unitCode });
  return {
    id: council.id,
    kind: council.kind,
    level: council.level,
    name: council.name,
    unitName: unit?.fullName ?? "Toàn quốc",
    regime: loadProcedures().regimes[council.regime]?.decision ?? council.regime,
    decisionNumber: council.decisionNumber,
    decisionOn: council.decisionOn,
  };
}

/** Accounts that may be seated, with the duties that their roles allow. */
async function candidates(db: Db, { council, members }: LoadedCouncil, text: string) {
  const names = Object.keys(duties) as Duty[];
  const found = await searchOfficials(db, {
    roles: [...new Set(names.flatMap((duty) => rolesFor(council.kind, duty)))],
    provinceCode: council.unitPath === "" ? null : council.provinceCode,
    text,
  });
  const seated = new Set(members.map(({ userId }) => userId));
  return found
    .filter(({ id }) => !seated.has(id))
    .map((one) => ({
      id: one.id,
      name: one.name,
      agencyName: one.agencyName,
      duties: names
        .filter((duty) =>
          maySit(one.roles, { kind: council.kind, duty, unitPath: council.unitPath }),
        )
        .map((duty) => duties[duty]),
    }));
}

/** The scan of the decision that set up a council, for whoever may see the council. */
export async function readDecision(
  { db, files, actor }: Ground,
  id: string,
  request: Request,
): Promise<Response> {
  const { council } = await authorisedCouncil(db, actor, "see", id);
  const digest = council.decisionDigest ?? "";
  const [kept] = await db.select().from(storedFiles).where(eq(storedFiles.digest, digest));
  if (!kept) throw new AppError("notFound", { vi: "Chưa có bản quét quyết định." });
  const { mediaType, size } = kept;
  const title = `Quyết định ${council.decisionNumber}`;
  return contentResponse(files, { digest, title, mediaType, size }, request);
}
