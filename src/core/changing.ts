import type { UserActor } from "./access/actor.ts";
import { AppError } from "./errors.ts";

/** Refuses what was changed since it was shown, with `stale`. */
export function requireVersion(row: { readonly version: number }, expected: number): void {
  if (row.version !== expected)
    throw new AppError("stale", {
      vi: "Người khác vừa thay đổi nội dung này. Hãy tải lại trang, xem lại rồi làm tiếp.",
      en: "Somebody else has just changed this.",
    });
}

/** Refuses a step that the state does not allow. */
export function wrongStep(): AppError {
  return new AppError("conflict", {
    vi: "Việc này không còn làm được ở bước hiện tại. Hãy tải lại trang.",
  });
}

/** What an audit row says of where an act belongs. */
export function auditFacts(
  actor: UserActor,
  row: { readonly id: string; readonly provinceCode: string; readonly unitPath: string },
) {
  return {
    actorId: actor.userId,
    subjectId: row.id,
    provinceCode: row.provinceCode === "" ? null : row.provinceCode,
    unitPath: row.unitPath === "" ? null : row.unitPath,
  };
}
