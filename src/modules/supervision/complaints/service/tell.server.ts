import { randomInt } from "node:crypto";
import { eq } from "drizzle-orm";
import { appendAudit } from "#core/audit/append.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { examineFile } from "#core/files/intake/examine.ts";
import { IntakeRefusal } from "#core/files/intake/limits.ts";
import { recordFile } from "#core/files/record.ts";
import type { FileStore } from "#core/files/store.ts";
import { parseInput } from "#core/input/parse.ts";
import { countAttempt } from "#core/session/attempts.ts";
import { receiptLetters } from "#core/receipt.ts";
import { currentVersion } from "#modules/places/model.ts";
import { findUnit } from "#modules/places/service/units.server.ts";
import { findRecognitionByToken } from "#modules/recognition/service/found.server.ts";
import { codeRandom, complaintCode, readComplaintCode } from "../code.ts";
import { complaintEvents } from "../events.server.ts";
import { TellComplaint } from "../inputs.ts";
import { mostPhotoBytes } from "../model.ts";
import { complaints } from "../schema.server.ts";

/** Complaints from one address: a family or a market tells a few, a machine goes on. */
const tellings = { name: "complaint", tries: 12, minutes: 60 };
/** Codes that nothing has, from one address. */
const guesses = { name: "complaint-code", tries: 40, minutes: 10 };

/**
 * Takes a complaint from anyone, with a photo if there is one, and gives the code by which its
 * state can be asked. The photo is drawn anew, so that where and by what it was taken is gone.
 * The same form sent twice is one complaint. Throws `invalid` beside the fields, `tooMany` for an
 * address that goes on and on; for photos the field `photo` says what to do.
 */
export async function tellComplaint(
  { db, files }: { db: Db; files: FileStore },
  input: TellComplaint,
  of: { photo: Blob | null; ip: string; lang: "vi" | "en" },
): Promise<{ code: string }> {
  const told = parseInput(TellComplaint, input);
  const there = await placeOf(db, told);
  const earlier = await sentBefore(db, told.formKey);
  if (earlier) return earlier;
  await countAttempt(db, tellings, of.ip);
  const photo = await examinePhoto(files, of.photo);
  const random = Array.from({ length: codeRandom }, () => receiptLetters[randomInt(31)]).join("");
  const { token: _token, provinceCode: _province, ...said } = told;
  return db.transaction(async (tx) => {
    if (photo) await recordFile(tx, photo.stored, photo.mediaType);
    const [row] = await tx
      .insert(complaints)
      .values({
        ...said,
        ...there,
        photoDigest: photo?.stored.digest ?? null,
        receiptCode: complaintCode(random),
        lang: of.lang,
      })
      .onConflictDoNothing({ target: complaints.formKey })
      .returning();
    if (!row) return (await sentBefore(tx, told.formKey)) ?? { code: "" };
    await appendAudit(tx, complaintEvents.received, {
      actorId: null,
      subjectId: row.id,
      provinceCode: row.provinceCode,
      unitPath: row.unitPath,
      details: { kind: row.kind, photo: photo !== null },
    });
    return { code: row.receiptCode };
  });
}

async function sentBefore(db: Db, formKey: string): Promise<{ code: string } | undefined> {
  const [row] = await db
    .select({ code: complaints.receiptCode })
    .from(complaints)
    .where(eq(complaints.formKey, formKey));
  return row;
}

/** The product's own place by its certificate; else the province that the person chose. */
async function placeOf(db: Db, told: { token: string | null; provinceCode: string | null }) {
  const found = told.token === null ? undefined : await findRecognitionByToken(db, told.token);
  if (found)
    return {
      recognitionId: found.id,
      provinceCode: found.provinceCode,
      unitPath: found.unitPath,
      isDemo: found.isDemo,
    };
  const code = told.provinceCode ?? "";
  const unit = code === "" ? undefined : await findUnit(db, { version: currentVersion, code });
  if (unit?.level !== "province")
    throw new AppError("invalid", {
      fields: { provinceCode: "Hãy chọn tỉnh, thành phố nơi làm ra sản phẩm." },
    });
  return { recognitionId: null, provinceCode: code, unitPath: code };
}

async function examinePhoto(files: FileStore, photo: Blob | null) {
  if (photo === null || photo.size === 0) return null;
  if (photo.size > mostPhotoBytes)
    throw new AppError("tooLarge", {
      fields: { photo: "Ảnh lớn hơn 10 MB. Hãy chụp lại ở cỡ nhỏ hơn rồi chọn lại." },
    });
  try {
    const examined = await examineFile(new Uint8Array(await photo.arrayBuffer()));
    if (examined.kind !== "image") throw new IntakeRefusal("wrongType");
    return { stored: await files.put(examined.bytes), mediaType: examined.mediaType };
  } catch (error) {
    if (!(error instanceof IntakeRefusal)) throw error;
    const vi =
      error.reason === "wrongType" ? "Hãy chọn một ảnh (JPEG, PNG, WebP, HEIC)." : error.vi;
    throw new AppError(error.code, { fields: { photo: vi }, cause: error });
  }
}

/** What whoever has the code may know: no word of what was told, nor of any case. */
export type ComplaintAnswer = {
  readonly code: string;
  readonly state: (typeof complaints.$inferSelect)["state"];
  readonly receivedAt: Date;
  readonly settledAt: Date | null;
  readonly productName: string;
  /** The reason that it was ended with. */
  readonly answer: string | null;
};

/**
 * The state of a complaint by its code; null where there is none. Only misses count against the
 * asker's address; throws `tooMany` once there were too many.
 */
export async function askComplaint(
  db: Db,
  { code: typed, ip }: { code: string; ip: string },
): Promise<ComplaintAnswer | null> {
  const code = readComplaintCode(typed.slice(0, 60));
  // A mistyped letter is told from the code alone: the table is not asked.
  if (code === null) return null;
  const [row] = await db.select().from(complaints).where(eq(complaints.receiptCode, code));
  if (!row) {
    await countAttempt(db, guesses, ip);
    return null;
  }
  const { state, receivedAt, settledAt, productName, answer } = row;
  return { code, state, receivedAt, settledAt, productName, answer };
}
