import { type Context, Hono } from "hono";
import { z } from "zod";
import { AppError } from "#core/errors.ts";
import type { Services } from "#core/http/context.ts";
import { consistencyBetween, entriesFrom, makeCheckpoint, proofOf } from "./log/heads.server.ts";
import { readKeySet } from "./service/seal-check.server.ts";
import { statusList } from "./service/status-list.server.ts";

const Place = z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER);

/** How long answers are kept, in seconds: a revocation is seen within a minute. */
const keepSeconds = 20;

/**
 * What makes certificates verifiable without trusting the server: public keys, status list, and
 * the transparency log with its signed heads and proofs. Open to all.
 */
export function transparencyApi({ database, env }: Services): Hono {
  const { db } = database;
  const signing = { db, env };
  const list = kept(() => statusList(signing));
  const head = kept(() => makeCheckpoint(signing));
  const number = (text: string | undefined) => {
    const parsed = Place.safeParse(text);
    if (!parsed.success) throw new AppError("invalid");
    return parsed.data;
  };
  return new Hono()
    .get("/.well-known/jwks.json", async (c) => shared(c).json(await readKeySet(db)))
    .get("/api/v1/certificates/status", async (c) =>
      shared(c).body(await list(), 200, { "Content-Type": "application/jose" }),
    )
    .get("/api/v1/log/checkpoint", async (c) => {
      const checkpoint = await head();
      if (!checkpoint) throw new AppError("notFound", { vi: "Nhật ký chưa có dòng nào." });
      return shared(c).json(checkpoint);
    })
    .get("/api/v1/log/entries", async (c) =>
      shared(c).json({ entries: await entriesFrom(db, number(c.req.query("from") ?? "0")) }),
    )
    .get("/api/v1/log/consistency", async (c) =>
      shared(c).json({
        proof: await consistencyBetween(db, number(c.req.query("from")), number(c.req.query("to"))),
      }),
    )
    .get("/api/v1/log/proof/:token", async (c) => {
      const proof = await proofOf(signing, c.req.param("token"));
      if (!proof) throw new AppError("notFound", { vi: "Không có giấy chứng nhận mang mã này." });
      return shared(c).json(proof);
    });
}

/** An answer that anybody, programs of other hosts too, may keep for a while. */
function shared(c: Context): Context {
  c.header("Cache-Control", `public, max-age=${keepSeconds}`);
  c.header("Access-Control-Allow-Origin", "*");
  return c;
}

/** An answer made at most once in so many seconds, however many ask. */
function kept<T>(make: () => Promise<T>): () => Promise<T> {
  let made: { readonly at: number; readonly answer: Promise<T> } | undefined;
  return () => {
    if (made && performance.now() - made.at < keepSeconds * 1000) return made.answer;
    const answer = make();
    made = { at: performance.now(), answer };
    answer.catch(() => (made = undefined));
    return answer;
  };
}
