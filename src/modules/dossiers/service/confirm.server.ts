import { createHash, randomInt, timingSafeEqual } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import { appendAudit } from "#core/audit/append.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { parseInput } from "#core/input/parse.ts";
import { events } from "../events.server.ts";
import { ConfirmByCode, ConfirmBySheet, OnDossier } from "../inputs.ts";
import { dossiers } from "../schema.server.ts";
import { dossierConfirmations } from "../messages/schema.server.ts";
import { requireKept } from "./content.server.ts";
import { authorisedDossier, type DossierRow, factsOf } from "./load.server.ts";
import { keepNotices } from "./messages.server.ts";
import { requireOwnReach } from "./reach.server.ts";

/** How often a code may be mistyped, and for how long it holds. */
const mostAttempts = 5;
const codeHours = 72;

/**
 * Sends the producer a one-time code for what an officer has entered. The officer never sees it:
 * it goes to the producer's own messages (and telephone, where a gateway is set up). A change of
 * the dossier afterwards asks for a new one. `unprocessable` where it would go to a telephone,
 * e-mail address or account that the officer has entered: then only the signed sheet counts.
 */
export async function askConfirmation(db: Db, actor: UserActor, input: OnDossier): Promise<void> {
  const { dossierId } = parseInput(OnDossier, input);
  await db.transaction(async (tx) => {
    const row = await onBehalf(tx, actor, dossierId);
    await requireOwnReach(tx, actor, row);
    const code = String(randomInt(1_000_000)).padStart(6, "0");
    const asked = {
      codeHash: hashOf(row.id, code),
      forVersion: row.version,
      attempts: 0,
      expiresAt: sql`now() + make_interval(hours => ${codeHours})`,
      sheetDigest: null,
      confirmedAt: null,
    };
    await tx
      .insert(dossierConfirmations)
      .values({ dossierId: row.id, ...asked })
      .onConflictDoUpdate({ target: dossierConfirmations.dossierId, set: asked });
    await keepNotices(tx, row, undefined, [
      {
        to: "producer",
        kind: "code",
        subject: `Mã xác nhận hồ sơ ${row.productName}`,
        body: `Cán bộ đã nhập hồ sơ thay cho chủ thể. Hãy xem lại hồ sơ; nếu đồng ý nộp, đọc mã ${code} cho cán bộ hoặc tự nhập mã. Mã có hiệu lực ${codeHours} giờ.`,
      },
    ]);
    await appendAudit(tx, events.confirmationAsked, { ...factsOf(actor, row), details: {} });
  });
}

/**
 * The producer's word by the code that it was sent. Counts mistakes even though it throws:
 * after five the code is void. Throws `invalid` for a wrong code, `conflict` when the dossier has
 * changed since, or the code has run out.
 */
export async function confirmByCode(db: Db, actor: UserActor, input: ConfirmByCode): Promise<void> {
  const { dossierId, code } = parseInput(ConfirmByCode, input);
  const fault = await db.transaction(async (tx) => {
    const row = await onBehalf(tx, actor, dossierId);
    // Asked again: an address that was changed since is where the letter went.
    await requireOwnReach(tx, actor, row);
    const [asked] = await tx
      .update(dossierConfirmations)
      .set({ attempts: sql`${dossierConfirmations.attempts} + 1` })
      .where(eq(dossierConfirmations.dossierId, row.id))
      .returning({
        codeHash: dossierConfirmations.codeHash,
        forVersion: dossierConfirmations.forVersion,
        attempts: dossierConfirmations.attempts,
        isOver: sql<boolean>`${dossierConfirmations.expiresAt} < now()`,
      });
    if (!asked?.codeHash || asked.isOver || asked.attempts > mostAttempts)
      return new AppError("conflict", { vi: "Mã đã hết hiệu lực. Hãy gửi mã mới cho chủ thể." });
    if (asked.forVersion !== row.version)
      return new AppError("conflict", {
        vi: "Hồ sơ đã sửa sau khi gửi mã. Hãy gửi mã mới để chủ thể xem lại.",
      });
    if (!timingSafeEqual(Buffer.from(asked.codeHash), Buffer.from(hashOf(row.id, code))))
      return new AppError("invalid", { fields: { code: "Mã chưa đúng." } });
    await confirm(tx, actor, row, { by: "code", sheet: null });
    return null;
  });
  if (fault) throw fault;
}

/** The producer's word on paper: the sheet with its signature, scanned and kept for this dossier. */
export async function confirmBySheet(
  db: Db,
  actor: UserActor,
  input: ConfirmBySheet,
): Promise<void> {
  const { dossierId, sheetDigest } = parseInput(ConfirmBySheet, input);
  await db.transaction(async (tx) => {
    const row = await onBehalf(tx, actor, dossierId);
    await requireKept(tx, dossierId, "signatureSheet", [sheetDigest]);
    const sheet = { forVersion: row.version, sheetDigest, codeHash: null, expiresAt: sql`now()` };
    await tx
      .insert(dossierConfirmations)
      .values({ dossierId: row.id, ...sheet })
      .onConflictDoUpdate({ target: dossierConfirmations.dossierId, set: sheet });
    await confirm(tx, actor, row, { by: "sheet", sheet: sheetDigest });
  });
}

async function confirm(
  tx: Db,
  actor: UserActor,
  row: DossierRow,
  details: { by: "code" | "sheet"; sheet: string | null },
): Promise<void> {
  await tx
    .update(dossierConfirmations)
    .set({ confirmedAt: sql`now()`, codeHash: null })
    .where(eq(dossierConfirmations.dossierId, row.id));
  await tx
    .update(dossiers)
    .set({ confirmedAt: sql`now()` })
    .where(eq(dossiers.id, row.id));
  await appendAudit(tx, events.confirmed, { ...factsOf(actor, row), details });
}

/** The dossier that an officer has entered and that can still be confirmed, locked; else refuses. */
export async function onBehalf(tx: Db, actor: UserActor, dossierId: string): Promise<DossierRow> {
  const row = await authorisedDossier(tx, actor, "edit", dossierId, { lock: true });
  if (row.isOnBehalf && (row.state === "draft" || row.state === "returned")) return row;
  throw new AppError("conflict", { vi: "Hồ sơ này không cần xác nhận." });
}

function hashOf(dossierId: string, code: string): string {
  return createHash("sha256").update(`${dossierId} ${code}`).digest("hex");
}
