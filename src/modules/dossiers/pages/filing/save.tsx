import { AppError, toAppError, toProblem } from "#core/errors.ts";
import { requestContext } from "#core/http/context.ts";
import { findSession } from "#core/session/session.ts";
import { saveCriterion, saveWritten, sectionOf } from "#modules/dossiers/service/filing.server.ts";
import { partOf, readCriterionForm, readSectionForm, versionOf } from "../../filing/form.ts";
import type { Route } from "./+types/save.ts";

const noStore = { "Cache-Control": "no-store" };

/**
 * Where the script of a form page saves: the same fields as the page itself, the answer as JSON.
 * 200 kept (with the self-score), 409 with what stands there, 401 once the session has ended,
 * else problem details.
 */
export async function action({ context, params, request }: Route.ActionArgs): Promise<Response> {
  const { database, denied, log, requestId } = context.get(requestContext);
  try {
    const session = await findSession(context);
    if (!session || session.pending !== null) throw new AppError("unauthenticated");
    const form = await request.formData();
    const part = partOf(form);
    if (!part) throw new AppError("invalid", { log: "a saved page names no part" });
    const { db } = database;
    const { actor } = session;
    const kept =
      part.kind === "criterion"
        ? await saveCriterion(db, actor, params.id, readCriterionForm(form, part.name))
        : await saveSection(form, part.name);
    return Response.json(kept, { status: kept.outcome === "stale" ? 409 : 200, headers: noStore });

    async function saveSection(sent: FormData, name: string) {
      const section = await sectionOf(db, actor, params.id, name);
      const typed = readSectionForm(sent, section.fields);
      return saveWritten(db, actor, params.id, {
        section,
        data: typed,
        expectedVersion: versionOf(sent),
      });
    }
  } catch (thrown) {
    const error = toAppError(thrown);
    await denied(error);
    if (error.status >= 500) log.error({ requestId, err: thrown }, "a form page was not saved");
    return Response.json(toProblem(error, requestId), {
      status: error.status,
      headers: { ...noStore, "Content-Type": "application/problem+json; charset=utf-8" },
    });
  }
}
