import { type Context, Hono, type MiddlewareHandler } from "hono";
import { AppError, toProblem } from "#core/errors.ts";
import { thumbnailResponse } from "#core/files/thumbnails.ts";
import type { Services } from "#core/http/context.ts";
import { shortCache } from "#core/http/short-cache.ts";
import { readSecret } from "#core/session/secret.ts";
import { answerToken } from "./service/answer.server.ts";
import { type ScanCounter, scanCounter } from "./service/scans.server.ts";
import { photoOf } from "./service/verify.server.ts";
import { stateMeanings, stateTitles, tones, type Verification } from "./verification.ts";

/** What this needs of the request's context. */
type Variables = { Variables: { requestId: string; ip: string } };

/** 20 s here and 30 s in a browser: a revocation is seen within a minute. */
const cache = { keepSeconds: 20, maxAgeSeconds: 30, entries: 2_000, maxBytes: 64 * 1024 };

const pages = ["/verify/:token", "/en/verify/:token"] as const;

/**
 * What stands before the verification pages (a short memory, the count of lookups), their photos,
 * and the same answer as JSON at `/api/v1/certificates/{token}/verification`. Open to all.
 */
export function verificationApi(
  services: Services,
  scans: ScanCounter = scanCounter(
    { db: services.database.db, secret: () => readSecret(services.env) },
    (error) => services.log.warn({ err: error }, "lookups not counted"),
  ),
): Hono<Variables> {
  const { database, files } = services;
  const { db } = database;
  const counted = counting(scans);
  const api = new Hono<Variables>();
  for (const [path, unreadable] of [
    ["/verify/*", "/verify/0"],
    ["/en/verify/*", "/en/verify/0"],
  ] as const)
    api.get(path, async (c, next) => (isReadable(c.req.path) ? next() : c.redirect(unreadable)));
  for (const path of pages) api.get(path, counted, shortCache(cache));
  return api
    .get("/verify/:token/anh", async (c) => {
      const digest = await photoOf(db, c.req.param("token"));
      if (digest === null) throw new AppError("notFound");
      const response = await thumbnailResponse({ db, files }, digest, c.req.raw);
      response.headers.set("Cache-Control", "public, max-age=86400");
      return response;
    })
    .get(
      "/api/v1/certificates/:token/verification",
      counted,
      shortCache(cache),
      async (c: Context<Variables>) => {
        const token = c.req.param("token") ?? "";
        const found = await answerToken({ db, files }, { token, ip: c.get("ip") });
        return found ? c.json(presentVerification(found)) : unknown(c);
      },
    );
}

/** Whether an address can be decoded; a torn code is led to the page for unknown ones. */
function isReadable(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}

/** Counts the lookups that found something, from memory or not. */
function counting(scans: ScanCounter): MiddlewareHandler<Variables> {
  return async (c, next) => {
    await next();
    const found = c.res.status === 200 || c.res.status === 304;
    if (found && c.req.method === "GET") scans.note(c.req.param("token") ?? "", c.get("ip"));
  };
}

/** The answer with its words, for programs that show them. */
function presentVerification(found: Verification) {
  return { ...found, tone: tones[found.state], ...wordsOf(found.state) };
}

function wordsOf(state: Verification["state"] | "unknown") {
  return {
    title: { vi: stateTitles.vi[state], en: stateTitles.en[state] },
    meaning: { vi: stateMeanings.vi[state], en: stateMeanings.en[state] },
  };
}

function unknown(c: Context<Variables>): Response {
  const error = new AppError("notFound", {
    vi: stateTitles.vi.unknown,
    en: stateTitles.en.unknown,
  });
  const problem = { ...toProblem(error, c.get("requestId")), state: "unknown" };
  return c.body(JSON.stringify(problem), 404, {
    "Content-Type": "application/problem+json; charset=utf-8",
  });
}
