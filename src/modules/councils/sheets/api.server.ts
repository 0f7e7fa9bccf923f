import { type Context, Hono } from "hono";
import { contentResponse } from "#core/files/serve.ts";
import type { Services } from "#core/http/context.ts";
import { requireUser, type SessionVariables } from "#core/http/user.ts";
import { parseInput } from "#core/input/parse.ts";
import { SaveSheet } from "./inputs.ts";
import { readEvidence, readStanding } from "./open.server.ts";
import { saveRemarks } from "./remarks.server.ts";
import { keepAnswers } from "./save.server.ts";
import { readScan } from "./scan.server.ts";

/**
 * What the sheet's script asks: to keep answers, how the own sheet stands, and papers of the
 * filing. Plain interfaces beside the pages, since they are asked at every touch.
 */
export function sheetsApi({ database, files }: Services): Hono<SessionVariables> {
  const { db } = database;
  return new Hono<SessionVariables>()
    .post("/phien/:session/luu", async (c) => {
      const actor = await requireUser(c);
      const sent = { ...(await bodyOf(c)), sessionId: c.req.param("session") };
      const { remarks, ...answers } = parseInput(SaveSheet, sent);
      const kept = await keepAnswers(db, actor, answers);
      if (!remarks) return c.json(kept);
      const { writes: _kept, ...place } = answers;
      const said = await saveRemarks(db, actor, { ...place, ...remarks });
      return c.json({ ...kept, remarks: said });
    })
    .get("/phien/:session/phieu/:item/du-lieu", async (c) => {
      const actor = await requireUser(c);
      const standing = await readStanding(db, actor, addressOf(c));
      return c.json(standing);
    })
    .get("/phien/:session/phieu/:item/giay-to/:paper", async (c) => {
      const actor = await requireUser(c);
      const paperId = c.req.param("paper");
      const file = await readEvidence(db, actor, { ...addressOf(c), paperId });
      return contentResponse(files, file, c.req.raw);
    })
    .get("/phien/:session/phieu-giay/:item/:member/ban-quet", async (c) => {
      const actor = await requireUser(c);
      const memberId = c.req.param("member");
      const file = await readScan(db, actor, { ...addressOf(c), memberId });
      return contentResponse(files, file, c.req.raw);
    });
}

function addressOf(c: Context): { sessionId: string; itemId: string } {
  return { sessionId: c.req.param("session") ?? "", itemId: c.req.param("item") ?? "" };
}

/** The body as an object; what is none lacks every field and is refused as that. */
async function bodyOf(c: Context): Promise<object> {
  const body: unknown = await c.req.json().catch(() => null);
  return typeof body === "object" && body !== null ? body : {};
}
