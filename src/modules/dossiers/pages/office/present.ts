import { downloadPaths } from "../../documents/paths.ts";
import { askedCriteria } from "../../filing/criteria.ts";
import { type FieldValue, isEmpty } from "../../forms/fields.ts";
import type { Field } from "../../forms/fields.ts";
import type { DossierView } from "../../service/describe.server.ts";

/** What every page of a dossier says at its head. */
export function headOf(view: DossierView) {
  const { dossier } = view;
  return {
    id: dossier.id,
    version: dossier.version,
    productName: dossier.productName,
    producerName: dossier.producerName,
    producerId: dossier.producerId,
    unitName: view.unitName,
    kind: dossier.kind,
    state: dossier.state,
    setCode: dossier.setCode,
    setTitle: view.set.title,
    regime: dossier.regime,
    decision: view.decision,
    numberText: dossier.numberText,
    filedOn: dossier.filedOn,
    isDemo: dossier.isDemo,
    isOnBehalf: dossier.isOnBehalf,
    isRecorded: dossier.isRecorded,
    clock: view.clock,
  };
}
export type DossierHead = ReturnType<typeof headOf>;

/** One filled box of Mẫu 01 or Mẫu 02, as text. */
export type FilledBox = { readonly key: string; readonly label: string; readonly text: string };

/** The written parts with what the producer filled in; empty boxes are left out. */
export function writtenParts(view: DossierView) {
  return view.sections.map(({ section, data }) => ({
    name: section.name,
    title: section.title,
    boxes: section.fields.flatMap((field): FilledBox[] => {
      const value = data[field.name];
      return isEmpty(value)
        ? []
        : [
            {
              key: `${section.name}.${field.name}`,
              label: field.label,
              text: boxText(field, value),
            },
          ];
    }),
  }));
}

/** A box's value as people read it. */
function boxText(field: Field, value: FieldValue | undefined): string {
  const named = (one: unknown) => field.choices?.[String(one)] ?? String(one);
  if (Array.isArray(value)) return value.map(named).join(", ");
  if (field.kind === "choice") return named(value);
  if (field.kind === "day") return String(value).split("-").reverse().join("/");
  const suffix =
    field.unit ?? { percent: "%", money: "đồng", profit: "đồng" }[field.kind as string];
  if (typeof value === "number" || field.kind === "percent")
    return `${grouped(String(value))}${suffix === "%" ? "%" : suffix ? ` ${suffix}` : ""}`;
  return String(value);
}

/** `1250000.5` as `1.250.000,5`. */
function grouped(text: string): string {
  const [whole = "", decimals] = text.split(".");
  const parted = whole.replace(/\B(?=(\d{3})+$)/g, ".");
  return decimals ? `${parted},${decimals}` : parted;
}

/** A paper behind a criterion, as the page shows it. */
export type ShownPaper = {
  readonly id: string;
  readonly title: string;
  readonly kindName: string;
  readonly mediaType: string | null;
  /** Where its content is read: by whoever sees the dossier, without any right to the producer's vault. */
  readonly href: string;
  readonly isLink: boolean;
  readonly pages: number | null;
  readonly expiresOn: string | null;
  readonly state: string;
};

function shownPaper(
  { dossier }: DossierView,
  paper: DossierView["evidence"][number]["paper"],
): ShownPaper {
  return {
    id: paper.id,
    title: paper.title,
    kindName: paper.kindName,
    mediaType: paper.mediaType,
    href: paper.url ?? downloadPaths.paper(dossier.id, paper.id),
    isLink: paper.url !== null,
    pages: paper.pageCount,
    expiresOn: paper.expiresOn,
    state: paper.state,
  };
}

/** Every criterion of the set with what the producer claims and what backs it, part by part. */
export function claimsOf(view: DossierView) {
  const papers = Map.groupBy(view.evidence, ({ criterion }) => criterion);
  const lacking = new Set(view.missingEvidence);
  const changed = new Set(view.changes?.map(({ criterion }) => criterion));
  const asked = askedCriteria(view.set);
  return view.set.parts.map((part) => ({
    code: part.code,
    title: part.title,
    max: part.max,
    points: view.score.parts[part.code] ?? 0,
    claims: asked
      .filter((one) => one.part === part)
      .map(({ leaf }) => {
        const answer = view.answers[leaf.code];
        const option = leaf.options.find(({ n }) => n === answer?.option);
        const unmet = view.score.unmet.find(({ criterion }) => criterion === leaf.code);
        return {
          code: leaf.code,
          title: leaf.title,
          max: leaf.max,
          points: option?.points ?? null,
          label: option?.label ?? null,
          note: answer?.note ?? null,
          papers: (papers.get(leaf.code) ?? []).map(({ paper }) => shownPaper(view, paper)),
          lacksEvidence: lacking.has(leaf.code),
          changed: changed.has(leaf.code),
          unmet: unmet
            ? {
                stars: unmet.stars,
                label: leaf.options.find(({ n }) => n === unmet.needs)?.label ?? "",
              }
            : null,
        };
      }),
  }));
}
export type PartClaims = ReturnType<typeof claimsOf>[number];

/** Every paper that the dossier rests on, once. */
export function papersOf(view: DossierView): readonly ShownPaper[] {
  return [
    ...new Map(view.evidence.map(({ paper }) => [paper.id, shownPaper(view, paper)])).values(),
  ];
}
