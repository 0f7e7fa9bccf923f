import type { Context, Hono, MiddlewareHandler } from "hono";
import {
  isForAll,
  isPrivate,
  type Kept,
  type Limits,
  Shelf,
  takeAnswer,
  tell,
} from "./kept-answers.ts";
import type { Stamp } from "./stamp.ts";

/** Which answers may be kept, and how long they are true. */
export type Keeping = {
  /** The paths of pages that look at nothing of a request but its address. */
  readonly keeps: (path: string) => boolean;
  /** Whether an address with a query has an answer of its own that is kept; else it is made anew. */
  readonly withQuery: boolean;
  /** What answers depend on beside their address: under another one they are made anew. */
  readonly stamp?: Stamp;
  /** How long this process answers from memory, in seconds. */
  readonly keepSeconds: number;
  /** How long a browser or proxy may, in seconds; together they bound how old an answer can be. */
  readonly maxAgeSeconds: number;
  /** Told of each 200 and 304 under these paths, from memory or not; must be quick. */
  readonly answered?: (path: string, request: Request, env: unknown) => void;
};

/** What the memory tells the program behind it about a request. */
export type MemoryVariables = {
  /** The answer is packed when it is kept: packing it before would be work for nothing. */
  packedLater?: boolean;
};

type Variables = { Variables: MemoryVariables };

type Fetch = Hono["fetch"];

/** Told of an answer from memory: its path, method and status, and the seconds that it took. */
export type Observe = (path: string, method: string, status: number, seconds: number) => void;

export type PageMemory = {
  /** A program's `fetch` that answers at once, before anything is routed, where it can from memory. */
  before(fetch: Fetch, observe?: Observe): Fetch;
  /**
   * Stands before everything that makes headers, and keeps whole 200s as they leave the program.
   * However many ask for an address at once, its answer is made once.
   */
  readonly keep: MiddlewareHandler<Variables>;
};

/** Longer than any address that people share. */
const longestAddress = 1_000;

type Entry = Kept & {
  readonly keeping: Keeping;
  readonly path: string;
  readonly stamp: string | undefined;
  readonly until: number;
};

/**
 * Answers strangers' reads from memory, with an ETag. Who brings a cookie or a key is always
 * answered anew, and by no shared cache. What was one request's own is not kept: its number, and
 * the nonce for inline scripts, so that a page which needs one does not work from here instead of
 * working with a shared one; nor what sets a cookie or says that it is private. Answers are kept
 * by their whole address: a page may name the host that it was asked from.
 */
export function pageMemory(limits: Limits, keepings: readonly Keeping[]): PageMemory {
  const shelf = new Shelf<Entry>(limits);
  const making = new Map<string, Promise<Entry | undefined>>();

  function told(entry: Entry, request: Request, env: unknown, requestId?: string): Response {
    entry.keeping.answered?.(entry.path, request, env);
    return tell(entry, request.headers, requestId);
  }

  /** Makes an answer, and keeps it when it is for everybody. */
  async function make(
    c: Context<Variables>,
    next: () => Promise<void>,
    keeping: Keeping,
    stamp: string | undefined,
  ): Promise<Entry | undefined> {
    c.set("packedLater", true);
    await next();
    if (c.res.status !== 200 || !isForAll(c.res.headers)) {
      leaveAsIs(c, keeping);
      return undefined;
    }
    const requestId = c.res.headers.get("X-Request-Id") ?? undefined;
    const entry: Entry = {
      ...(await takeAnswer(c.res, keeping.maxAgeSeconds)),
      keeping,
      path: c.req.path,
      stamp,
      until: performance.now() + keeping.keepSeconds * 1000,
    };
    shelf.put(c.req.url, entry);
    c.res = undefined;
    c.res = told(entry, c.req.raw, c.env, requestId);
    return entry;
  }

  const keep: PageMemory["keep"] = async (c, next) => {
    const { method, path, raw: request } = c.req;
    const keeping = method === "GET" ? keepings.find(({ keeps }) => keeps(path)) : undefined;
    if (!keeping) return next();
    const { url } = request;
    const mayKeep =
      isStranger(request.headers) &&
      url.length <= longestAddress &&
      (keeping.withQuery || !url.includes("?"));
    // Asked before the answer is made, which may be newer than its stamp says and is never older.
    const stamp = mayKeep ? await stampNow(keeping) : null;
    if (stamp === null) {
      await next();
      leaveAsIs(c, keeping);
      return undefined;
    }
    const found = shelf.get(url);
    if (found && holds(found, stamp)) return told(found, request, c.env);
    const key = `${stamp} ${url}`;
    const running = making.get(key);
    const shared = running ? await running : undefined;
    if (shared) return told(shared, request, c.env);
    const { promise, resolve } = Promise.withResolvers<Entry | undefined>();
    making.set(key, promise);
    let made: Entry | undefined;
    try {
      made = await make(c, next, keeping, stamp);
    } finally {
      if (making.get(key) === promise) making.delete(key);
      resolve(made);
    }
    return undefined;
  };

  function findAtOnce(request: Request): Entry | undefined {
    if (request.method !== "GET") return undefined;
    const found = shelf.get(request.url);
    if (!found || !holds(found, found.keeping.stamp?.known())) return undefined;
    if (!isStranger(request.headers)) return undefined;
    shelf.touch(request.url, found);
    return found;
  }

  return {
    before: (fetch, observe) => (request, env, execution) => {
      const started = performance.now();
      const found = findAtOnce(request);
      if (!found) return fetch(request, env, execution);
      const response = told(found, request, env);
      observe?.(found.path, request.method, response.status, (performance.now() - started) / 1000);
      return response;
    },
    keep,
  };
}

/** Undefined for what has none; null when it cannot be known now: then nothing is kept. */
async function stampNow({ stamp }: Keeping): Promise<string | undefined | null> {
  try {
    return await stamp?.ask();
  } catch {
    // What failed here fails again where the answer is made, and is told from there.
    return null;
  }
}

function holds({ stamp, until }: Entry, now: string | undefined): boolean {
  return stamp === now && performance.now() < until;
}

/** Nobody who is signed in, and no program with a key of its own. */
function isStranger(headers: Headers): boolean {
  return !headers.get("Cookie") && !headers.get("Authorization");
}

function leaveAsIs(c: Context<Variables>, { answered }: Keeping): void {
  const { status, headers } = c.res;
  if (status !== 200 && status !== 304) return;
  answered?.(c.req.path, c.req.raw, c.env);
  if (status === 200 && !isPrivate(headers)) c.header("Cache-Control", "private, no-cache");
}
