import { answerKeptForm } from "#core/http/kept-form.ts";
import { saveKept } from "#modules/cycle/plans/pages/own/save.server.ts";
import type { Route } from "./+types/save.ts";

/** Where the script of a plan's forms saves. */
export function action({ context, params, request }: Route.ActionArgs): Promise<Response> {
  return answerKeptForm(context, request, ({ db, actor }, form) =>
    saveKept(db, actor, params.plan, form),
  );
}
