import type { UserActor } from "#core/access/actor.ts";
import type { Db } from "#core/database/connection.ts";
import type { PrintedDocument } from "#core/documents/blocks.ts";
import { AppError } from "#core/errors.ts";
import { lastCountedLeaf, readAnswers } from "#modules/rulebooks/answers.ts";
import { effectivePoints, score } from "#modules/rulebooks/score.ts";
import { getVersion } from "#modules/rulebooks/service/versions.server.ts";
import { can } from "../access.ts";
import { authorise, type LoadedSession, loadSession, subjectOf } from "../service/load.server.ts";
import { digestList } from "./digest-list.ts";
import type { ItemFacts, RoundFacts, SessionFacts, SheetFacts } from "./facts.ts";
import { invitation } from "./invitation.ts";
import { minutes } from "./minutes.ts";
import { sessionDocuments } from "./paths.ts";
import { loadSessionFacts } from "./session.server.ts";
import { individualSheet, type PrintedSheet, type SheetPoints, sheetsOfItem } from "./sheet.ts";
import { summaryTable } from "./summary.ts";

const unknown = { vi: "Không có tài liệu này." };

/**
 * A paper of a session by the name in its address. The invitation is for whoever may see the
 * session; what tells results for whoever may see those, once the session has opened; members' sheets, of
 * revealed rounds only, for the council itself, and for its office once the session has closed.
 * `notFound` for everything else.
 */
export async function getSessionDocument(
  db: Db,
  actor: UserActor,
  { sessionId, name }: { sessionId: string; name: string },
): Promise<PrintedDocument> {
  const loaded = await loadSession(db, sessionId);
  authorise(actor, "see", subjectOf(loaded));
  if (name === sessionDocuments.invitation)
    return invitation(await loadSessionFacts(db, actor, loaded));
  assertReadable(actor, loaded);
  const facts = await loadSessionFacts(db, actor, loaded);
  if (name === sessionDocuments.minutes) return minutes(facts);
  if (name === sessionDocuments.summary) return summaryTable(facts);
  if (name === sessionDocuments.digests) return digestList(facts);
  const ofItem = /^phieu-san-pham-([0-9a-f-]{36})$/.exec(name)?.[1];
  const sheet = /^phieu-([0-9a-f-]{36})$/.exec(name)?.[1];
  if (ofItem === undefined && sheet === undefined) throw new AppError("notFound", unknown);
  authorise(actor, isOver(loaded) ? "printSheets" : "seeItem", subjectOf(loaded));
  const open = withoutOwnConflicts(facts, actor);
  return ofItem === undefined ? printSheet(db, open, sheet ?? "") : printItem(db, open, ofItem);
}

/** A round in writing that became a meeting goes on there: it is over when the meeting is. */
function isOver({ session }: LoadedSession): boolean {
  return session.state === "closed";
}

/** Members' sheets stay closed for ever to who is in conflict with their product. */
function withoutOwnConflicts(facts: SessionFacts, { userId }: UserActor): SessionFacts {
  const isOut = ({ recused }: ItemFacts) => recused.some((one) => one.userId === userId);
  return { ...facts, items: facts.items.filter((item) => !isOut(item)) };
}

/** Minutes of an open session are a draft for who runs it; the rest waits until it is over. */
function assertReadable(actor: UserActor, loaded: LoadedSession): void {
  const subject = subjectOf(loaded);
  authorise(actor, "seeResult", subject);
  const { state } = loaded.session;
  if (state === "closed" || state === "converted") return;
  const sits = loaded.seats.some(({ userId }) => userId === actor.userId);
  if (state === "open" && sits && can(actor, "seeItem", subject)) return;
  throw new AppError("notFound", { vi: "Tài liệu này có sau khi phiên kết thúc." });
}

async function printItem(db: Db, facts: SessionFacts, itemId: string): Promise<PrintedDocument> {
  const item = facts.items.find(({ id }) => id === itemId);
  const printed: PrintedSheet[] = [];
  for (const round of item?.rounds ?? [])
    for (const sheet of round.sheets)
      if (item) printed.push({ item, round, sheet, points: await pointsOf(db, item, sheet) });
  if (!item || printed.length === 0) throw new AppError("notFound", unknown);
  return sheetsOfItem(facts, item, printed);
}

async function printSheet(db: Db, facts: SessionFacts, sheetId: string): Promise<PrintedDocument> {
  const found = findSheet(facts, sheetId);
  if (!found) throw new AppError("notFound", unknown);
  const { item, round, sheet } = found;
  const points = await pointsOf(db, item, sheet);
  return individualSheet(facts, { item, round, sheet, points });
}

function findSheet(
  facts: SessionFacts,
  sheetId: string,
): { item: ItemFacts; round: RoundFacts; sheet: SheetFacts } | undefined {
  for (const item of facts.items)
    for (const round of item.rounds) {
      const sheet = round.sheets.find(({ id }) => id === sheetId);
      if (sheet) return { item, round, sheet };
    }
  return undefined;
}

/** What the scoring engine gives the sheet's answers; throws when it is not what was signed. */
async function pointsOf(
  db: Db,
  item: ItemFacts,
  { id, sealed, total }: SheetFacts,
): Promise<SheetPoints> {
  const book = await getVersion(db, sealed.rulebook);
  const compiled = book.compiled.get(sealed.set);
  if (!compiled) throw new Error(`rulebook ${sealed.rulebook} has no set ${item.setCode}`);
  const { stopAt, answers } = sealed;
  const counted = score(compiled, answers, { stopAt });
  if (counted.total !== total)
    throw new AppError("internal", { log: `sheet ${id} does not add up to its total` });
  const points = effectivePoints(
    compiled,
    readAnswers(compiled, answers),
    lastCountedLeaf(compiled, stopAt),
  );
  return {
    criteria: Object.fromEntries(
      compiled.leaves.map(({ code, index }) => [code, points[index] ?? 0]),
    ),
    parts: counted.parts,
  };
}
