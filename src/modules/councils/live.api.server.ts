import { Hono } from "hono";
import type { Services } from "#core/http/context.ts";
import { requireUser, type SessionVariables } from "#core/http/user.ts";
import { type Broadcast, createBroadcast, eventResponse } from "#core/live/broadcast.ts";
import { liveOf } from "#core/live/hub.ts";
import { loadSession as loadSignIn } from "#modules/people/service/session.server.ts";
import { can } from "./access.ts";
import type { SessionState } from "./model.ts";
import { boardOf } from "./service/board.server.ts";
import { authorise, channelOf, loadSession, subjectOf } from "./service/load.server.ts";

const over: readonly SessionState[] = ["closed", "converted", "cancelled"];

/**
 * The live board of a session as server-sent events (`councilPaths.live`): the board at once,
 * then whenever something has been committed, in whatever process. One reading serves every
 * watcher, since the board shows all of them the same. Sign-in and right are asked again at
 * every heartbeat. 204 for a session that is over: the browser stops coming back.
 */
export function councilLive(services: Services): Hono<SessionVariables> {
  const { database, env, log } = services;
  const { db } = database;
  const broadcasts = new Map<string, Broadcast>();

  function broadcastOf(id: string): Broadcast {
    const known = broadcasts.get(id);
    if (known) return known;
    const made = createBroadcast(liveOf(database), channelOf(id), async () => {
      const board = await boardOf(db, await loadSession(db, id));
      return { text: JSON.stringify(board), ended: over.includes(board.state) };
    });
    for (const [other, { watchers }] of broadcasts) if (watchers() === 0) broadcasts.delete(other);
    broadcasts.set(id, made);
    return made;
  }

  return new Hono<SessionVariables>().get("/phien/:session/su-kien", async (c) => {
    const actor = await requireUser(c);
    const loaded = await loadSession(db, c.req.param("session"));
    authorise(actor, "see", subjectOf(loaded));
    if (over.includes(loaded.session.state)) return c.body(null, 204);
    const { headers, signal } = c.req.raw;
    const stream = await broadcastOf(loaded.session.id).open({
      lastSeen: c.req.header("Last-Event-ID") ?? null,
      signal,
      isAllowed: async () => {
        const signIn = await loadSignIn({ db, env, log }, headers);
        if (!signIn || signIn.pending !== null) return false;
        return can(signIn.actor, "see", subjectOf(await loadSession(db, loaded.session.id)));
      },
    });
    return eventResponse(stream);
  });
}
