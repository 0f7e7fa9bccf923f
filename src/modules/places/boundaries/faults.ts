/** A file of outlines cannot be used; the message says why and what to do, in Vietnamese. */
export class BoundaryFault extends Error {}

/** Largest file that is taken, in bytes: on screen, and from the command line. */
export const mostBytes = { screen: 20 * 1024 * 1024, command: 150 * 1024 * 1024 } as const;
/** The most that a zipped file may unfold to, in bytes. */
export const mostUnzipped = 300 * 1024 * 1024;
/** The most positions that a file may have. */
export const mostPositions = 4_000_000;

/** Refuses a file that is larger than what is taken there. */
export function refuseLarge(bytes: number, where: keyof typeof mostBytes): void {
  if (bytes <= mostBytes[where]) return;
  const size = Math.round(bytes / 1024 / 1024);
  const most = mostBytes[where] / 1024 / 1024;
  const instead =
    where === "screen"
      ? "Hãy nén thành tệp .zip, giản lược bớt điểm, hoặc nhờ người quản trị máy chủ chạy lệnh ocop boundaries load."
      : "Hãy chia theo từng tỉnh hoặc giản lược bớt điểm rồi nạp lại.";
  throw new BoundaryFault(`Tệp nặng ${size} MB, lớn hơn mức nhận được là ${most} MB. ${instead}`);
}
