import type { Db } from "#core/database/connection.ts";
import { handOverNotices } from "#modules/cycle/service/notices.server.ts";
import { tellAbout } from "./tell.server.ts";

/**
 * Makes messages of the notices that ideas and business plans have left; the producers' go out by
 * e-mail and telephone too. Each is told once, however often and wherever this runs. Tells how many.
 */
export async function carryCycleNotices(db: Db): Promise<number> {
  return handOverNotices(db, (tx, notices) =>
    tellAbout(
      tx,
      notices.map(({ provinceCode, producerId, officePath, subject, body }) => ({
        provinceCode,
        aboutProducerId: producerId,
        kind: "cycle" as const,
        to: officePath === null ? { producerId } : { officePath },
        subject,
        body,
      })),
    ),
  );
}
