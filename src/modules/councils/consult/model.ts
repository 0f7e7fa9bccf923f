import type { Answers } from "#modules/rulebooks/model.ts";

/** Why a file was taken in during a review, with the words for its link. */
export const consultFilePurposes = {
  surveyPhoto: "Ảnh khảo sát",
  signature: "Chữ ký người khảo sát",
  labResult: "Phiếu kết quả kiểm nghiệm",
} as const satisfies Record<string, string>;
export type ConsultFilePurpose = keyof typeof consultFilePurposes;

/** What a laboratory found against what was asked. */
export const labVerdicts = {
  met: "Đạt yêu cầu",
  notMet: "Không đạt yêu cầu",
} as const satisfies Record<string, string>;
export type LabVerdict = keyof typeof labVerdicts;

/** One consultant's review as the team's report freezes it. */
export type ReportedReview = {
  readonly userId: string;
  readonly name: string;
  readonly submittedAt: string;
  /** By criterion: the option found, why, on which papers. */
  readonly findings: Readonly<
    Record<
      string,
      {
        readonly option: number | null;
        readonly reason: string | null;
        readonly papers: readonly string[];
      }
    >
  >;
};

/** A visit as the report freezes it; contents by their digests. */
export type ReportedSurvey = {
  readonly id: string;
  readonly on: string;
  readonly by: string;
  readonly people: string;
  readonly findings: string;
  readonly position: { readonly latitude: number; readonly longitude: number } | null;
  readonly photos: readonly string[];
  readonly signature: string | null;
  readonly signedName: string | null;
};

/** A laboratory test as the report freezes it. */
export type ReportedTest = {
  readonly id: string;
  readonly indicators: string;
  readonly lab: string | null;
  readonly askedOn: string;
  readonly receivedOn: string | null;
  readonly verdict: LabVerdict | null;
  readonly result: string | null;
  readonly note: string | null;
};

/** All that a consult team's report says, whole: what its digest is taken over. */
export type ReportContent = {
  readonly form: "ocop-consult-report-1";
  readonly dossier: string;
  readonly stage: string;
  readonly team: string;
  /** Digest of the filing that was reviewed; null for a past round without its papers. */
  readonly filing: string | null;
  readonly regime: string;
  readonly set: string;
  readonly rulebook: string;
  /** What the producer claims. */
  readonly claims: Answers;
  readonly reviews: readonly ReportedReview[];
  readonly surveys: readonly ReportedSurvey[];
  readonly tests: readonly ReportedTest[];
  readonly summary: string;
  readonly recommendation: string;
};
