import { answerPrefix } from "#modules/rulebooks/self-score/fields.ts";
import type { Remarks, StandingAnswer } from "../sheets/outcome.ts";
import { notePrefix, remarkFields, roundField, versionPrefix } from "./fields.ts";

/** What a browser without scripts sends: the whole sheet, each criterion with the version it was shown. */
export type PostedSheet = {
  readonly round: number;
  readonly answers: ReadonlyMap<
    string,
    { readonly option: number | null; readonly note: string | null; readonly base: number }
  >;
  readonly remarks: Remarks & { readonly baseVersion: number };
};

const textOf = (form: FormData, name: string): string | null => {
  const value = form.get(name);
  return typeof value === "string" && value.trim() !== "" ? value.trim() : null;
};
const wholeOf = (form: FormData, name: string): number => Number(textOf(form, name) ?? 0);

/** Reads the form of a sheet; what is no number becomes one that the service refuses. */
export function readSheetForm(form: FormData): PostedSheet {
  const codes = [...form.keys()]
    .filter((name) => name.startsWith(versionPrefix))
    .map((name) => name.slice(versionPrefix.length));
  const rejects = form.get(remarkFields.proposesRejection) === "1";
  return {
    round: wholeOf(form, roundField),
    answers: new Map(
      codes.map((code) => {
        const option = textOf(form, `${answerPrefix}${code}`);
        return [
          code,
          {
            option: option === null ? null : Number(option),
            note: textOf(form, `${notePrefix}${code}`),
            base: wholeOf(form, `${versionPrefix}${code}`),
          },
        ];
      }),
    ),
    remarks: {
      comment: textOf(form, remarkFields.comment),
      proposesRejection: rejects,
      rejectionReason: textOf(form, remarkFields.rejectionReason),
      stopAt: textOf(form, remarkFields.stopAt),
      baseVersion: wholeOf(form, remarkFields.version),
    },
  };
}

/** What a whole form changes against what stands: the rest need not be written at all. */
export function changesOf(
  posted: PostedSheet,
  standing: Readonly<Record<string, StandingAnswer>>,
): { criterion: string; option: number | null; note: string | null; baseVersion: number }[] {
  return [...posted.answers].flatMap(([criterion, { option, note, base }]) => {
    const known = standing[criterion];
    const isSame = (known?.option ?? null) === option && (known?.note ?? null) === note;
    return isSame ? [] : [{ criterion, option, note, baseVersion: base }];
  });
}
