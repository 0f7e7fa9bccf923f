import { AppError } from "#core/errors.ts";
import { examineFile, readPdfText } from "#core/files/intake/examine.ts";
import type { FileStore, StoredContent } from "#core/files/store.ts";
import { formatDay } from "#core/input/day.ts";
import { type Claim, readClaim, type Reading } from "../claim.ts";

/** A stored copy, and how its text stood to what it was said to be. */
export type Copy = {
  readonly stored: StoredContent;
  readonly mediaType: string;
  readonly reading: Reading["outcome"];
};

/**
 * Examines and stores the signed copy of a paper: a PDF only. Its text, where it has any, must
 * bear the number and day that it is said to bear. Where they are not found or there is no text
 * to read, whoever sends it says that they have compared it (`isConfirmed`); throws
 * `unprocessable` beside `copyConfirmed` until then.
 */
export async function storeCopy(
  files: FileStore,
  scan: Blob,
  claim: Claim & { readonly isConfirmed: boolean },
): Promise<Copy> {
  const examined = await examineFile(new Uint8Array(await scan.arrayBuffer()));
  if (examined.kind !== "pdf") {
    const vi = "Hãy gửi bản đã ký dưới dạng PDF (tệp ký số, hoặc bản quét lưu thành PDF).";
    throw new AppError("unsupportedType", { vi, fields: { scan: vi } });
  }
  const reading = readClaim(await readPdfText(examined), claim);
  if (reading.outcome !== "bears" && !claim.isConfirmed) {
    const vi = doubt(reading, claim);
    throw new AppError("unprocessable", { vi, fields: { copyConfirmed: vi } });
  }
  return {
    stored: await files.put(examined.bytes),
    mediaType: examined.mediaType,
    reading: reading.outcome,
  };
}

function doubt(reading: Exclude<Reading, { outcome: "bears" }>, claim: Claim): string {
  const what = { number: `số ${claim.numberText}`, day: `ngày ${formatDay(claim.signedOn)}` };
  const ask = "Hãy mở tệp xem lại; nếu đúng là văn bản này thì đánh dấu xác nhận rồi gửi lại.";
  return reading.outcome === "unread"
    ? `Tệp là bản quét nên hệ thống không đọc được số, ngày để đối chiếu. ${ask}`
    : `Trong tệp không thấy ${reading.missing.map((one) => what[one]).join(" và ")}: có thể đây không phải văn bản cần lưu. ${ask}`;
}
