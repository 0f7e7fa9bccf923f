import { createContext } from "react-router";
import type { Database } from "../database/connection.ts";
import type { Env } from "../env.ts";
import type { AppError } from "../errors.ts";
import type { FileStore } from "../files/store.ts";
import type { Log } from "../log.ts";
import type { Session } from "../session/session.ts";

/** What one running program is made of; created once in `program.ts`, or per test. */
export type Services = {
  readonly database: Database;
  readonly env: Env;
  readonly files: FileStore;
  readonly log: Log;
};

/** What a loader or action finds in its `context`: the services and the request's own facts. */
export type RequestContext = Services & {
  readonly requestId: string;
  /** Nonce of the content security policy for this response. */
  readonly nonce: string;
  /** Address of the client. */
  readonly ip: string;
  /** The sign-in behind this request, read at the first call; see `#core/session/session.ts`. */
  readonly session: () => Promise<Session | null>;
  /** Keeps a refusal in the audit log; does nothing for any other error. */
  readonly denied: (error: AppError) => Promise<void>;
};

/** `context.get(requestContext)` in loaders and actions. */
export const requestContext = createContext<RequestContext>();
