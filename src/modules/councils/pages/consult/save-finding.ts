import { requestContext } from "#core/http/context.ts";
import { forScript } from "#core/http/script.ts";
import { saveFinding } from "#modules/councils/consult/review.server.ts";
import type { SaveFinding } from "#modules/councils/consult/inputs.ts";
import { openedFor } from "#modules/councils/pages/consult/ground.server.ts";
import type { Route } from "./+types/save-finding.ts";

/** Keeps one finding that the page of a review sends. */
export function action(args: Route.ActionArgs): Promise<Response> {
  return forScript(args.context.get(requestContext), async () => {
    const { db, actor } = await openedFor(args, ["consultMember"]);
    const sent = (await args.request.json().catch(() => ({}))) as object;
    // What it lacks or adds is for the service to refuse.
    const input = { ...sent, assignmentId: args.params.assignment } as SaveFinding;
    return { ok: true, ...(await saveFinding(db, actor, input)) };
  });
}
