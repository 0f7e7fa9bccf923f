import pino from "pino";
import type { Env } from "./env.ts";

/** Structured log lines on stderr; fields first, then one short English sentence. */
export type Log = pino.Logger;

const redacted = ["password", "*.password", "token", "*.token", "authorization", "cookie"];

/** Creates the program's log. Secrets are never written, whatever object is handed in. */
export function createLog(env: Pick<Env, "LOG_LEVEL">): Log {
  return pino({ level: env.LOG_LEVEL, base: null, redact: redacted }, pino.destination(2));
}
