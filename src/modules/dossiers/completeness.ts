import { formatDay } from "#core/input/day.ts";
import type { Day } from "#core/calendar/day.ts";
import { paperState } from "#modules/producers/rules/papers.ts";
import type { CompiledSet } from "#modules/rulebooks/compiled.ts";
import type { RegimeProcedure } from "#modules/rulebooks/procedure.ts";
import { evidenceFor } from "./forms/evidence-guide.ts";
import { missingFields, type SectionData } from "./forms/fields.ts";
import { type SectionName, sectionsOf } from "./forms/definitions.ts";
import type { DossierKind } from "./model.ts";

/** One thing that a dossier needs. `must` stops a filing, `should` is only said. */
export type CompletenessItem = {
  readonly code: string;
  readonly label: string;
  readonly ok: boolean;
  readonly severity: "must" | "should";
  /** A section, `criterion:<code>`, `papers` or `samples`: where to go to mend it. */
  readonly where: string;
};

/** A paper as evidence, as far as completeness goes. */
export type EvidencePaper = {
  readonly id: string;
  readonly kind: string;
  readonly title: string;
  readonly issuedOn: Day | null;
  readonly expiresOn: Day | null;
  readonly isArchived: boolean;
};

export type CompletenessInput = {
  readonly kind: DossierKind;
  readonly procedure: RegimeProcedure;
  readonly set: CompiledSet;
  readonly sections: Readonly<Partial<Record<SectionName, SectionData>>>;
  /** Option number by criterion. */
  readonly answers: Readonly<Record<string, number>>;
  readonly evidence: readonly { readonly criterion: string; readonly paper: EvidencePaper }[];
  /** Every paper in the producer's vault; null when the asker may not look into it. */
  readonly vault: readonly EvidencePaper[] | null;
  readonly on: Day;
  /** Samples that the offices have received and not given back. */
  readonly samplesHeld: number;
};

/** How many samples a set needs: null where the regime does not say, 0 for tourism. */
export function samplesNeeded(procedure: RegimeProcedure, setCode: string): number | null {
  const { samples, samplesExceptSets = [] } = procedure.dossier;
  return samples !== null && samplesExceptSets.includes(setCode) ? 0 : samples;
}

/** Everything that a dossier needs before it is filed on a day, in the order of the form. */
export function completenessOf(input: CompletenessInput): readonly CompletenessItem[] {
  return [
    ...sectionItems(input),
    ...answerItems(input),
    ...paperItems(input),
    ...sampleItems(input),
  ];
}

/** Criteria that claim points on nothing: no paper, and not judged on the sample. */
export function missingEvidence({
  set,
  answers,
  evidence,
}: Pick<CompletenessInput, "set" | "answers" | "evidence">): readonly string[] {
  const backed = new Set(evidence.map(({ criterion }) => criterion));
  return set.leaves
    .filter((leaf) => {
      const points = leaf.options[(answers[leaf.code] ?? 0) - 1]?.points ?? 0;
      return points > 0 && !backed.has(leaf.code) && !evidenceFor(leaf.title).onSample;
    })
    .map(({ code }) => code);
}

function sectionItems({ procedure, kind, sections }: CompletenessInput): CompletenessItem[] {
  return sectionsOf(procedure, kind).map((section) => {
    const missing = missingFields(section.fields, sections[section.name] ?? {});
    return {
      code: `section.${section.name}`,
      label:
        missing.length === 0
          ? `${section.title}: đã đủ`
          : `${section.title}: còn thiếu ${missing.map(({ label }) => label).join(", ")}`,
      ok: missing.length === 0,
      severity: "must",
      where: section.name,
    };
  });
}

function answerItems(input: CompletenessInput): CompletenessItem[] {
  const open = input.set.leaves.filter(({ code }) => input.answers[code] === undefined);
  const bare = missingEvidence(input);
  return [
    {
      code: "answers",
      label:
        open.length === 0 ? "Đã tự chấm mọi tiêu chí" : `Còn ${open.length} tiêu chí chưa tự chấm`,
      ok: open.length === 0,
      severity: "must",
      where: open[0] ? `criterion:${open[0].code}` : "answers",
    },
    {
      code: "evidence",
      label:
        bare.length === 0
          ? "Tiêu chí nào có điểm đều có minh chứng"
          : `Chưa có minh chứng cho tiêu chí ${bare.join(", ")}`,
      ok: bare.length === 0,
      severity: "should",
      where: bare[0] === undefined ? "answers" : `criterion:${bare[0]}`,
    },
  ];
}

function paperItems({ evidence, vault, on }: CompletenessInput): CompletenessItem[] {
  const used = new Map(evidence.map(({ paper }) => [paper.id, paper]));
  const bad = [...used.values()].flatMap((paper): CompletenessItem[] => {
    const fault = paperFault(paper, on);
    return fault === null
      ? []
      : [
          {
            code: `paper.${paper.id}`,
            label: `${paper.title}: ${fault}`,
            ok: false,
            severity: "must",
            where: "papers",
          },
        ];
  });
  return [...(vault === null ? [] : [registrationItem(vault, on)]), ...bad];
}

function registrationItem(vault: readonly EvidencePaper[], on: Day): CompletenessItem {
  const kept = vault.filter(
    ({ isArchived, kind }) =>
      !isArchived && (kind === "businessRegistration" || kind === "groupContract"),
  );
  const registered = kept.some((paper) => paperFault(paper, on) === null);
  const [worn] = kept;
  return {
    code: "registrationPaper",
    label: registered
      ? "Đã có giấy đăng ký của chủ thể"
      : worn
        ? `${worn.title}: ${paperFault(worn, on) ?? ""}`
        : "Chưa có giấy đăng ký kinh doanh, đăng ký hợp tác xã hoặc hợp đồng hợp tác trong kho giấy tờ",
    ok: registered,
    severity: "must",
    where: "papers",
  };
}

/** Why a paper does not count on a day, in Vietnamese; null when it does. The last day still counts. */
export function paperFault(
  paper: Pick<EvidencePaper, "issuedOn" | "expiresOn" | "isArchived">,
  on: Day,
): string | null {
  if (paper.isArchived) return "giấy này đã được thay hoặc cất đi, hãy gắn giấy đang dùng";
  if (paper.issuedOn !== null && paper.issuedOn > on)
    return `chỉ có hiệu lực từ ${formatDay(paper.issuedOn)}`;
  if (paperState(paper, on) === "expired")
    return `đã hết hạn ngày ${formatDay(paper.expiresOn ?? on)}`;
  return null;
}

function sampleItems({ procedure, set, samplesHeld }: CompletenessInput): CompletenessItem[] {
  const needed = samplesNeeded(procedure, set.code);
  if (needed === null || needed === 0) return [];
  return [
    {
      code: "samples",
      label:
        samplesHeld >= needed
          ? `Đã nộp ${samplesHeld} mẫu sản phẩm`
          : `Nộp ${needed} mẫu sản phẩm cho Ủy ban nhân dân cấp xã (đã nhận ${samplesHeld})`,
      ok: samplesHeld >= needed,
      severity: "should",
      where: "samples",
    },
  ];
}
