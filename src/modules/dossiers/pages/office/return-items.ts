import type { ReturnItem } from "../../model.ts";
import type { DossierView } from "../../service/describe.server.ts";
import { claimsOf, papersOf } from "./present.ts";

/** Something that a dossier can be returned for. `hint`: what the platform itself found wrong with it. */
export type Returnable = {
  readonly item: string;
  readonly label: string;
  readonly hint: string | null;
};
export type ReturnGroup = { readonly title: string; readonly items: readonly Returnable[] };

/** Prefix of the boxes of the return form; what follows is the item. */
export const reasonBox = "reason:";

/** What a dossier can be returned for, in the order of the form. */
export function returnGroups(view: DossierView): readonly ReturnGroup[] {
  const lacking = view.completeness.filter(({ ok }) => !ok);
  const hintFor = (where: (one: (typeof lacking)[number]) => boolean) =>
    lacking.find(where)?.label ?? null;
  const claims = claimsOf(view).flatMap((part) => part.claims);
  return [
    {
      title: "Mẫu 01 và Mẫu 02",
      items: view.sections.map(({ section }) => ({
        item: section.name,
        label: section.title,
        hint: hintFor(({ code }) => code === `section.${section.name}`),
      })),
    },
    {
      title: "Tiêu chí tự chấm và minh chứng",
      items: claims.map((claim) => ({
        item: `criterion:${claim.code}`,
        label: `${claim.code} ${claim.title}`,
        hint: claim.lacksEvidence
          ? "Có tính điểm nhưng chưa có minh chứng. Hãy gắn giấy tờ chứng minh."
          : claim.label === null
            ? "Chưa tự chấm tiêu chí này."
            : null,
      })),
    },
    {
      title: "Giấy tờ đã gắn",
      items: papersOf(view).map((paper) => ({
        item: `paper:${paper.id}`,
        label: paper.title,
        hint: hintFor(({ code }) => code === `paper.${paper.id}`),
      })),
    },
    {
      title: "Mẫu sản phẩm và việc khác",
      items: [
        { item: "samples", label: "Mẫu sản phẩm", hint: hintFor(({ code }) => code === "samples") },
        {
          item: "other",
          label: "Việc khác",
          hint: hintFor(({ code }) => code === "registrationPaper"),
        },
      ],
    },
  ].filter(({ items }) => items.length > 0);
}

/** The items that a sent form gives a reason for. */
export function sentItems(fields: Readonly<Record<string, string | string[]>>): ReturnItem[] {
  return Object.entries(fields).flatMap(([name, value]) =>
    name.startsWith(reasonBox) && String(value).trim() !== ""
      ? [{ item: name.slice(reasonBox.length), reason: String(value).trim() }]
      : [],
  );
}
