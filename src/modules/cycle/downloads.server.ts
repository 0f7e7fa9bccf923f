import { Hono } from "hono";
import type { Services } from "#core/http/context.ts";
import { type SignedInVariables, signedIn } from "#core/http/user.ts";
import { hasRole } from "#core/access/actor.ts";
import { AppError } from "#core/errors.ts";
import { workbook, workbookType } from "#core/sheets/xlsx.server.ts";
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
        throw new AppError("forbidden", { denied: "idea.sheet" });
      const file = c.req.param("file");
      const year = Number(/\d{4}/.exec(file)?.[0]);
      return c.body(workbook([ideasSheet(database.db, actor, year)]), 200, {
        "Content-Type": workbookType,
        "Content-Disposition": `attachment; filename="${file}"`,
        "Cache-Control": "no-store",
      });
    },
  );
}
