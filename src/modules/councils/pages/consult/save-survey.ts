import { requestContext } from "#core/http/context.ts";
import { forScript } from "#core/http/script.ts";
import type { SaveSurvey } from "#modules/councils/consult/inputs.ts";
import { saveSurvey } from "#modules/councils/consult/survey.server.ts";
import { openedFor } from "#modules/councils/pages/consult/ground.server.ts";
import type { Route } from "./+types/save-survey.ts";

/** Keeps a survey that a phone sends, perhaps hours after it was written. */
export function action(args: Route.ActionArgs): Promise<Response> {
  return forScript(args.context.get(requestContext), async () => {
    const { db, actor } = await openedFor(args, ["consultMember"]);
    const sent = (await args.request.json().catch(() => ({}))) as object;
    // What it lacks or adds is for the service to refuse.
    const input = { ...sent, assignmentId: args.params.assignment } as SaveSurvey;
    return saveSurvey(db, actor, input);
  });
}
