import { Hono } from "hono";
import type { Services } from "#core/http/context.ts";
import { type SignedInVariables, signedIn } from "#core/http/user.ts";
import { hasRole } from "#core/access/actor.ts";
import { AppError } from "#core/errors.ts";
import { workbookResponse } from "#core/sheets/response.server.ts";
import { ideaPermissions } from "./access.ts";
import { ideasSheet } from "./ideas/sheet.server.ts";

/** The year's ideas as a workbook, for the offices. */
export function cycleDownloads({ database }: Pick<Services, "database">): Hono<SignedInVariables> {
  return new Hono<SignedInVariables>().get(
    "/chu-trinh/:file{y-tuong-20[0-9]{2}\\.xlsx}",
    signedIn,
    async (c) => {
      const actor = c.get("actor");
      if (!hasRole(actor, "auditor", ...ideaPermissions.see.roles))
        throw new AppError("forbidden", {
          denied: "idea.sheet",
          roles: ["auditor", ...ideaPermissions.see.roles],
        });
      const year = Number(/\d{4}/.exec(c.req.param("file"))?.[0]);
      return workbookResponse(c.req.raw, `Ý tưởng OCOP năm ${year}`, (spool) =>
        spool([ideasSheet(database.db, actor, year)]),
      );
    },
  );
}
