import { countAttempt } from "#core/session/attempts.ts";
import type { Db } from "#core/database/connection.ts";

/** Checking receipts is for holders of one, not for guessing them. */
const limit = { name: "receipt", tries: 60, minutes: 10 };

/** Counts one check from an address; throws `tooMany` once there were too many. */
export function clientLimit(db: Db, ip: string): Promise<void> {
  return countAttempt(db, limit, ip);
}
