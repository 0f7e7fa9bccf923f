import { Hono } from "hono";
import { contentResponse } from "#core/files/serve.ts";
import type { Services } from "#core/http/context.ts";
import { type SignedInVariables, signedIn } from "#core/http/user.ts";
import { workbookResponse } from "#core/sheets/response.server.ts";
import { taskFile } from "./service/task-files.server.ts";
import { paperPlan } from "./service/workbook.server.ts";
import { planWorkbook } from "./workbook.ts";

/** Plans as workbooks, and the files that answers to tasks came with, for whoever sees them. */
export function planDownloads({ database: { db }, files }: Services): Hono<SignedInVariables> {
  return new Hono<SignedInVariables>()
    .get("/ke-hoach/nhiem-vu/:task/tep/:digest", signedIn, async (c) => {
      const { task: taskId, digest } = c.req.param();
      const file = await taskFile(db, c.get("actor"), { taskId, digest });
      return contentResponse(files, file, c.req.raw);
    })
    .get("/ke-hoach/:plan/ke-hoach.xlsx", signedIn, async (c) => {
      const asked = { planId: c.req.param("plan"), version: c.req.query("ban") ?? null };
      const paper = await paperPlan(db, c.get("actor"), asked);
      return workbookResponse(c.req.raw, paper.plan.title, (spool) => spool(planWorkbook(paper)));
    });
}
