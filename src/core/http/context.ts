import { createContext } from "react-router";
import type { Database } from "../database/connection.ts";
import type { Env } from "../env.ts";
import type { Log } from "../log.ts";

/** What one running program is made of; created once in `main.ts`, or per test. */
export type Services = {
  readonly database: Database;
  readonly env: Env;
  readonly log: Log;
};

/** What a loader or action finds in its `context`: the services and the request's own facts. */
export type RequestContext = Services & {
  readonly requestId: string;
  /** Nonce of the content security policy for this response. */
  readonly nonce: string;
};

/** `context.get(requestContext)` in loaders and actions. */
export const requestContext = createContext<RequestContext>();
