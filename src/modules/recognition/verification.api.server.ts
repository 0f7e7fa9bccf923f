import { type Context, Hono } from "hono";
import { AppError, toProblem } from "#core/errors.ts";
import { thumbnailResponse } from "#core/files/thumbnails.ts";
import type { Services } from "#core/http/context.ts";
import { answerToken } from "./service/answer.server.ts";
import { photoOf } from "./service/verify.server.ts";
import { meaningOf, stateTitles, titleOf, toneOf, type Verification } from "./verification.ts";

/** What this needs of the request's context. */
type Variables = { Variables: { requestId: string; ip: string } };

/**
 * The photos of verification pages, and the same answer as JSON at
 * `/api/v1/certificates/{token}/verification`; a torn code is led to the page for unknown ones.
 * Open to all.
 */
export function verificationApi(services: Services): Hono<Variables> {
  const { database, files } = services;
  const { db } = database;
  const api = new Hono<Variables>();
  for (const [path, unreadable] of [
    ["/verify/*", "/verify/0"],
    ["/en/verify/*", "/en/verify/0"],
  ] as const)
    api.get(path, async (c, next) => (isReadable(c.req.path) ? next() : c.redirect(unreadable)));
  return api
    .get("/verify/:token/anh", async (c) => {
      const digest = await photoOf(db, c.req.param("token"));
      if (digest === null) throw new AppError("notFound");
      const response = await thumbnailResponse({ db, files }, digest, c.req.raw);
      response.headers.set("Cache-Control", "public, max-age=86400");
      return response;
    })
    .get("/api/v1/certificates/:token/verification", async (c: Context<Variables>) => {
      const token = c.req.param("token") ?? "";
      const found = await answerToken({ db, files }, { token, ip: c.get("ip") });
      return found ? c.json(presentVerification(found)) : unknown(c);
    });
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

/** The answer with its words, for programs that show them. */
function presentVerification(found: Verification) {
  return { ...found, tone: toneOf(found.state, found.isDemo), ...wordsOf(found) };
}

function wordsOf({ state, isDemo }: Verification) {
  return {
    title: { vi: titleOf(state, isDemo, "vi"), en: titleOf(state, isDemo, "en") },
    meaning: { vi: meaningOf(state, isDemo, "vi"), en: meaningOf(state, isDemo, "en") },
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
