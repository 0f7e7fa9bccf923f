import { z } from "zod";
import { optionalDay } from "#core/input/day.ts";
import { optional, optionalLine, optionalText, requiredLine } from "#core/input/text.ts";
import { foldText } from "#core/text.ts";
import { type AgencyKind, agencyKinds } from "./model.ts";

const kinds = Object.keys(agencyKinds) as [AgencyKind, ...AgencyKind[]];
/** The most names that papers may call one agency by besides its own. */
const mostNames = 20;

/** An agency of the province; `expectedVersion` 0 for a new one. Days in Vietnam. */
export const SaveAgency = z
  .strictObject({
    expectedVersion: z.coerce.number({ error: "Hãy tải lại trang." }).int().min(0),
    name: requiredLine(200, "Hãy nhập tên cơ quan."),
    kind: z.enum(kinds, { error: "Hãy chọn loại." }),
    /** One a line. */
    otherNames: optionalText(2_000).transform((text) => [
      ...new Set((text ?? "").split("\n").flatMap((line) => line.trim() || [])),
    ]),
    since: optionalDay,
    until: optionalDay,
    basis: optionalLine(300),
    successorId: optional(z.uuid("Hãy chọn cơ quan trong danh sách.")),
  })
  .superRefine(({ otherNames, since, until, basis, successorId }, context) => {
    const fault = (name: string, message: string) =>
      context.addIssue({ code: "custom", path: [name], message });
    if (otherNames.length > mostNames || otherNames.some((name) => name.length > 200))
      fault("otherNames", `Nhiều nhất ${mostNames} tên gọi, mỗi dòng một tên.`);
    if (until !== null && since !== null && until < since)
      fault("until", "Ngày kết thúc phải sau ngày thành lập.");
    if (until !== null && basis === null)
      fault("basis", "Hãy ghi văn bản sáp nhập, giải thể: số, ngày.");
    if (successorId !== null && until === null)
      fault("until", "Có cơ quan kế thừa thì phải có ngày kết thúc.");
  });
export type SaveAgency = z.input<typeof SaveAgency>;

/** An agency as far as finding it in papers goes. */
export type NamedAgency = {
  readonly id: string;
  readonly name: string;
  readonly otherNames: readonly string[];
  readonly since: string | null;
  readonly until: string | null;
};

/** Whether an agency is there on a day. */
export function isThere({ since, until }: Pick<NamedAgency, "since" | "until">, on: string) {
  return (since === null || since <= on) && (until === null || until >= on);
}

/** Whether an agency was there at some time from one day to another. */
export function wasThere(
  { since, until }: Pick<NamedAgency, "since" | "until">,
  { from, to }: { readonly from: string; readonly to: string },
): boolean {
  return (since === null || since <= to) && (until === null || until >= from);
}

const key = (name: string) =>
  foldText(name)
    .replace(/[^\p{L}\d]+/gu, " ")
    .trim();

/**
 * The agency that a paper means by a name: its own or another that papers call it by, without
 * regard to case, diacritics and signs; undefined where none does, or several do.
 */
export function agencyNamed<A extends NamedAgency>(
  name: string,
  agencies: readonly A[],
): A | undefined {
  const wanted = key(name);
  if (wanted === "") return undefined;
  const found = agencies.filter((one) =>
    [one.name, ...one.otherNames].some((other) => key(other) === wanted),
  );
  return found.length === 1 ? found[0] : undefined;
}
