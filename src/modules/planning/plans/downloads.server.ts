import { Hono } from "hono";
import { contentResponse } from "#core/files/serve.ts";
import type { Services } from "#core/http/context.ts";
import { type SignedInVariables, signedIn } from "#core/http/user.ts";
import { taskFile } from "./service/task-files.server.ts";

/** Files that answers to tasks came with, for whoever sees the task. */
export function taskDownloads({ database, files }: Services): Hono<SignedInVariables> {
  return new Hono<SignedInVariables>().get(
    "/ke-hoach/nhiem-vu/:task/tep/:digest",
    signedIn,
    async (c) => {
      const { task: taskId, digest } = c.req.param();
      const file = await taskFile(database.db, c.get("actor"), { taskId, digest });
      return contentResponse(files, file, c.req.raw);
    },
  );
}
