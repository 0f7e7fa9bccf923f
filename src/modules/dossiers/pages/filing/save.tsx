import { AppError } from "#core/errors.ts";
import { versionOf } from "#core/field/form.ts";
import { answerKeptForm } from "#core/http/kept-form.ts";
import { saveCriterion, saveWritten, sectionOf } from "#modules/dossiers/service/filing.server.ts";
import { partOf, readCriterionForm, readSectionForm } from "../../filing/form.ts";
import type { Route } from "./+types/save.ts";

/** Where the script of a form page saves; the answer bears the self-score besides. */
export function action({ context, params, request }: Route.ActionArgs): Promise<Response> {
  return answerKeptForm(context, request, async ({ db, actor }, form) => {
    const part = partOf(form);
    if (!part) throw new AppError("invalid", { log: "a saved page names no part" });
    if (part.kind === "criterion")
      return saveCriterion(db, actor, params.id, readCriterionForm(form, part.name));
    const section = await sectionOf(db, actor, params.id, part.name);
    return saveWritten(db, actor, params.id, {
      section,
      data: readSectionForm(form, section.fields),
      expectedVersion: versionOf(form),
    });
  });
}
