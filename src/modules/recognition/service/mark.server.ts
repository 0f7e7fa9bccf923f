import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import { today } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import { qrSvg } from "#core/documents/qr.server.ts";
import { renderPdf } from "#core/documents/typst.server.ts";
import { AppError } from "#core/errors.ts";
import { formatDay } from "#core/input/day.ts";
import { loadProcedures } from "#modules/rulebooks/procedure.server.ts";
import { can } from "../access.ts";
import { markSheetData } from "../documents/mark-sheet.ts";
import { placeholderMark } from "../mark.ts";
import { Id } from "../model.ts";
import { isInForce, renewalProcedure, stateOn } from "../rules.ts";
import { certificates, recognitions } from "../schema.server.ts";

/** Folder under the data folder where an installation keeps the official artwork: `3.svg`, `4.svg`, `5.svg`. */
const artworkFolder = "nhan-ocop";

const template = new URL("../documents/mark-sheet.typ", import.meta.url);

type Place = { readonly db: Db; readonly dataFolder: string };

/**
 * The producer's own recognition and certificate, while it is in force; `notFound` for another's,
 * `unprocessable` from the day that it is valid no more.
 */
export async function certificateInForce(db: Db, actor: UserActor, recognitionId: string) {
  const missing = { vi: "Không có giấy chứng nhận này." };
  if (!Id.safeParse(recognitionId).success) throw new AppError("notFound", missing);
  const [row] = await db
    .select({ recognition: recognitions, certificate: certificates })
    .from(recognitions)
    .innerJoin(certificates, eq(certificates.recognitionId, recognitions.id))
    .where(eq(recognitions.id, recognitionId));
  if (!row) throw new AppError("notFound", missing);
  if (!can(actor, "own", row.recognition))
    throw new AppError("notFound", { ...missing, denied: "recognition.mark" });
  const on = await today(db);
  if (!isInForce(stateOn(row.recognition, on, renewalProcedure(loadProcedures(), on))))
    throw new AppError("unprocessable", {
      vi: "Giấy chứng nhận không còn hiệu lực nên không được in dấu sao, mã tra cứu.",
    });
  return { ...row, on };
}

/**
 * The artwork of a star level: the installation's own where it has some, else a plainly marked
 * stand-in. A sample product never gets the official one: nothing on it would say what it is.
 */
function artworkOf(dataFolder: string, of: { stars: number; number: string; isDemo: boolean }) {
  const artwork = join(dataFolder, artworkFolder, `${of.stars}.svg`);
  return !of.isDemo && existsSync(artwork)
    ? { mark: readFileSync(artwork, "utf8"), isOfficial: true }
    : { mark: placeholderMark(of), isOfficial: false };
}

/**
 * The star mark to print on packs, for the producer only and only while the recognition is in
 * force. Throws as `certificateInForce` does.
 */
export async function getMark(
  { db, dataFolder }: Place,
  actor: UserActor,
  recognitionId: string,
): Promise<string> {
  const { recognition, certificate } = await certificateInForce(db, actor, recognitionId);
  const { stars, isDemo } = recognition;
  return artworkOf(dataFolder, { stars, number: certificate.numberText, isDemo }).mark;
}

/**
 * The same on a printed sheet, with the code of the certificate's page, the last day of its use
 * and the rules of it: that the template of the mark's owner governs stands on the sheet.
 * `origin`: where the page is. Throws as `certificateInForce` does.
 */
export async function getMarkSheet(
  { db, dataFolder, origin }: Place & { readonly origin: string },
  actor: UserActor,
  recognitionId: string,
): Promise<Uint8Array> {
  const { recognition, certificate, on } = await certificateInForce(db, actor, recognitionId);
  const { stars, productName, producerName, isDemo, expiresOn, extendedUntil } = recognition;
  const { numberText: number, facts, token } = certificate;
  const address = `${origin}/verify/${token}`;
  const data = markSheetData({
    ...artworkOf(dataFolder, { stars, number, isDemo }),
    stars,
    productName,
    producerName,
    number,
    decision: `số ${facts.decisionNumber} ngày ${formatDay(facts.decisionOn)}`,
    until: extendedUntil ?? expiresOn,
    isDemo,
    address,
    code: qrSvg(address),
    madeOn: on,
  });
  return renderPdf(template, data, {
    title: `Nhãn hiệu OCOP ${stars} sao – ${productName}`,
    createdAt: new Date(`${on}T00:00:00Z`),
  });
}
