import type { Db } from "#core/database/connection.ts";
import type { FileStore } from "#core/files/store.ts";
import { countAttempt } from "#core/session/attempts.ts";
import { Token } from "../model.ts";
import type { Verification } from "../verification.ts";
import { verifyToken } from "./verify.server.ts";

/** Tokens that nothing has, from one address: a misprint is looked at a few times, a guesser goes on. */
const guesses = { name: "verify-unknown", tries: 60, minutes: 10 };

/**
 * Answers whoever holds a certificate's address; null when there is none. Only misses are counted
 * against the asker's address, so that a whole market behind one address can read real codes;
 * throws `tooMany` once there were too many. What is no token at all never reaches the database.
 */
export async function answerToken(
  { db, files }: { db: Db; files: Pick<FileStore, "read"> },
  { token, ip }: { token: string; ip: string },
): Promise<Verification | null> {
  if (!Token.safeParse(token).success) return null;
  const found = await verifyToken({ db, files }, token);
  if (!found) await countAttempt(db, guesses, ip);
  return found;
}
