import { AppError } from "../../errors.ts";

/** The largest file that may be sent, in bytes. */
export const mostBytes = 20 * 1024 * 1024;
/** The largest picture, in pixels: twice what a good telephone takes. */
export const mostPixels = 40_000_000;
/** What a compressed file may become: in bytes, and as a multiple of its own size. */
export const mostExpanded = 100 * 1024 * 1024;
export const mostRatio = 100;
/** Pages of one file. */
export const mostPages = 500;
/** Longest side of a kept picture in pixels: an A4 page at 260 dots an inch. */
export const longestSide = 3000;
/** How long one examination may take, in milliseconds. */
export const mostTime = 20_000;

/** Kinds of files that are kept. */
export const keptTypes = {
  pdf: "application/pdf",
  image: "image/jpeg",
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
} as const satisfies Record<string, string>;
export type KeptKind = keyof typeof keptTypes;

/** Why a file is refused: a closed set, for logs and tests; the text is for the person. */
export const refusals = {
  empty: "Tệp rỗng. Hãy chọn lại tệp.",
  tooLarge: "Tệp lớn hơn 20 MB. Hãy quét hoặc chụp lại ở cỡ nhỏ hơn, hoặc tách thành nhiều tệp.",
  wrongType:
    "Loại tệp này không nhận được. Hãy gửi ảnh (JPEG, PNG, WebP, HEIC), PDF, hoặc văn bản DOCX, XLSX không có macro.",
  damaged: "Tệp bị hỏng hoặc không đọc được. Hãy chụp, quét hoặc xuất lại tệp.",
  tooManyPixels: "Ảnh quá lớn: nhiều nhất 40 triệu điểm ảnh. Hãy chụp lại ở cỡ nhỏ hơn.",
  tooManyPages: "Tệp có quá nhiều trang: nhiều nhất 500 trang. Hãy tách thành nhiều tệp.",
  encrypted: "Tệp có mật khẩu hoặc bị khóa. Hãy bỏ khóa, hoặc in lại thành PDF, rồi gửi lại.",
  activeContent:
    "Tệp chứa mã chạy được, macro hoặc tệp đính kèm bên trong, có thể gây hại. Hãy in lại thành PDF rồi gửi lại.",
  bomb: "Tệp nén bất thường: mở ra lớn gấp nhiều lần. Hãy xuất lại tệp.",
  malware: "Tệp có dấu hiệu mã độc nên không được nhận.",
  changed: "Tệp đã thay đổi trong lúc gửi. Hãy gửi lại từ đầu.",
  tooSlow: "Tệp quá phức tạp để kiểm tra. Hãy in lại thành PDF rồi gửi lại.",
} as const satisfies Record<string, string>;
export type Refusal = keyof typeof refusals;

/** A file that is not kept, and why. */
export class IntakeRefusal extends AppError {
  readonly reason: Refusal;

  constructor(reason: Refusal, cause?: unknown) {
    const code =
      reason === "tooLarge"
        ? "tooLarge"
        : reason === "wrongType"
          ? "unsupportedType"
          : "unprocessable";
    super(code, { vi: refusals[reason], log: `file refused: ${reason}`, cause });
    this.name = "IntakeRefusal";
    this.reason = reason;
  }
}
