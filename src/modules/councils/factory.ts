import { eq } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import type { Role } from "#core/access/roles.ts";
import type { Db } from "#core/database/connection.ts";
import { type BuiltAwaiting, buildAwaiting } from "#modules/dossiers/factory.ts";
import { buildAccount } from "#modules/people/factory.ts";
import type { PartialCouncilRules } from "#modules/rulebooks/council-rules.ts";
import type { CouncilLevel, Duty, SessionMode } from "./model.ts";
import { conflictDeclarations } from "./conflicts/schema.server.ts";
import { councilMembers, councils, sessionItems, sessionMembers } from "./schema.server.ts";
import { addItems, listItems } from "./service/agenda.server.ts";
import { adoptRules } from "./service/rules.server.ts";
import { openSession, planSession } from "./service/sessions.server.ts";

export type BuiltPerson = {
  readonly id: string;
  readonly username: string;
  readonly actor: UserActor;
};

/** A council with its people; `members` are those who score, chair and deputy first. */
export type BuiltCouncil = {
  readonly councilId: string;
  readonly path: string;
  /** The office that set it up. */
  readonly office: UserActor;
  readonly chair: BuiltPerson;
  readonly deputy: BuiltPerson;
  readonly members: readonly BuiltPerson[];
  readonly secretary: BuiltPerson;
};

const dutyRole: Readonly<Record<Duty, Role>> = {
  chair: "councilChair",
  deputy: "councilChair",
  member: "councilMember",
  secretary: "councilSecretary",
};

/** Total defaults: a province's council under the newest decision, of nine who score and a secretary, with rules adopted. */
export async function buildCouncil(
  db: Db,
  wanted: {
    members?: number;
    level?: CouncilLevel;
    path?: string;
    regime?: string;
    /** Of a district of before July 2025. */
    districtCode?: string;
    rules?: PartialCouncilRules;
    decisionOn?: string;
    isDemo?: boolean;
  } = {},
): Promise<BuiltCouncil> {
  const { members: count = 9, level = "province", regime = "26-2026" } = wanted;
  const { path = level === "central" ? "" : "19", decisionOn = "2026-06-01" } = wanted;
  const officer: Role = level === "central" ? "centralOfficer" : "provinceOfficer";
  const office = (await buildAccount(db, { grants: [{ role: officer, path }], path })).actor;
  const [row] = await db
    .insert(councils)
    .values({
      kind: "council",
      level,
      regime,
      name: "Hội đồng đánh giá, phân hạng thử nghiệm",
      decisionNumber: "01/QĐ-THỬ",
      decisionOn,
      provinceCode: path || "VN",
      unitVersion: level === "district" ? "pre-2025" : "2025-07-01",
      unitCode: wanted.districtCode ?? (path || "VN"),
      unitPath: path,
      createdBy: office.userId,
    })
    .returning({ id: councils.id });
  if (!row) throw new Error("the council was not stored");
  const seated: { person: BuiltPerson; duty: Duty }[] = [];
  for (let at = 0; at <= count; at++) {
    const duty = at === count ? "secretary" : at === 0 ? "chair" : at === 1 ? "deputy" : "member";
    const person = await buildAccount(db, {
      name: `${duty === "secretary" ? "Thư ký" : `Thành viên ${at + 1}`} (thử)`,
      grants: [{ role: dutyRole[duty], path }],
      path,
    });
    seated.push({ person, duty });
  }
  await db.insert(councilMembers).values(
    seated.map(({ person, duty }, at) => ({
      councilId: row.id,
      userId: person.id,
      duty,
      scores: duty !== "secretary",
      agencyName: `Cơ quan thử ${at + 1}`,
      joinedOn: decisionOn,
    })),
  );
  await adoptRules(db, office, {
    councilId: row.id,
    rules: wanted.rules ?? {},
    texts: {},
    effectiveOn: decisionOn,
  });
  const scoring = seated.filter(({ duty }) => duty !== "secretary").map(({ person }) => person);
  const [chair, deputy] = scoring;
  const secretary = seated.find(({ duty }) => duty === "secretary")?.person;
  if (!chair || !secretary) throw new Error("a council needs a chair and a secretary");
  return {
    councilId: row.id,
    path,
    office,
    chair,
    deputy: deputy ?? chair,
    members: scoring,
    secretary,
  };
}

/** A session with the dossiers on its agenda, in their order. */
export type BuiltSession = {
  readonly council: BuiltCouncil;
  readonly sessionId: string;
  readonly itemIds: readonly string[];
  readonly dossiers: readonly BuiltAwaiting[];
};

/**
 * Total defaults: an open meeting of a built council with six products, each filed, received
 * and checked; nobody has declared and no product is opened. `setCodes` are taken in turn.
 */
export async function buildSession(
  db: Db,
  wanted: {
    council?: BuiltCouncil;
    items?: number;
    setCodes?: readonly [string, ...string[]];
    mode?: SessionMode;
    open?: boolean;
    attendance?: "unknown" | "present";
    declared?: boolean;
    startsAt?: string;
    dueAt?: string;
    /** Stored content of the paper that each dossier names; else one that is listed only. */
    paperDigest?: string;
  } = {},
): Promise<BuiltSession> {
  const { items = 6, setCodes = ["01"], mode = "meeting", open = true } = wanted;
  const council = wanted.council ?? (await buildCouncil(db));
  const dossiers: BuiltAwaiting[] = [];
  for (let at = 0; at < items; at++)
    dossiers.push(
      await buildAwaiting(db, {
        setCode: setCodes[at % setCodes.length] ?? setCodes[0],
        ...(council.path === "" ? {} : { path: `${council.path}/05692` }),
        ...(wanted.paperDigest ? { paperDigest: wanted.paperDigest } : {}),
      }),
    );
  const { id: sessionId } = await planSession(db, council.secretary.actor, {
    councilId: council.councilId,
    stage: "province",
    title: "Phiên đánh giá thử",
    mode,
    place: mode === "meeting" ? "Hội trường thử" : null,
    startsAt: wanted.startsAt ?? "2026-11-01T08:00",
    dueAt: mode === "written" ? (wanted.dueAt ?? "2099-01-01T17:00") : null,
  });
  if (items > 0)
    await addItems(db, council.secretary.actor, {
      sessionId,
      dossierIds: dossiers.map(({ dossierId }) => dossierId),
    });
  if (open) await openSession(db, council.secretary.actor, { sessionId });
  if (wanted.attendance)
    await db
      .update(sessionMembers)
      .set({ attendance: wanted.attendance })
      .where(eq(sessionMembers.sessionId, sessionId));
  const itemIds = (await listItems(db, sessionId)).map(({ id }) => id);
  if (wanted.declared) await declareAll(db, sessionId);
  return { council, sessionId, itemIds, dossiers };
}

/** Everybody who sits in the session has declared that there is no conflict with any product. */
export async function declareAll(db: Db, sessionId: string): Promise<void> {
  const seats = await db
    .select({ userId: sessionMembers.userId })
    .from(sessionMembers)
    .where(eq(sessionMembers.sessionId, sessionId));
  const items = await db
    .select({ id: sessionItems.id })
    .from(sessionItems)
    .where(eq(sessionItems.sessionId, sessionId));
  await db
    .insert(conflictDeclarations)
    .values(
      items.flatMap(({ id }) =>
        seats.map(({ userId }) => ({ itemId: id, userId, conflict: null, note: null })),
      ),
    )
    .onConflictDoNothing();
}
