import { z } from "zod";
import { day, optionalDay } from "#core/input/day.ts";
import { optionalLine, optionalText, requiredLine, tick } from "#core/input/text.ts";
import { Id } from "./model.ts";
import { draftFieldNames } from "./drafting.ts";

const Version = z.coerce.number().int().min(1);

/** One or several, as a form with ticked boxes sends them. */
const oneOrMore = z.preprocess(
  (value) => (value === undefined || value === "" ? [] : [value].flat()),
  z.array(Id).min(1, "Hãy chọn ít nhất một sản phẩm.").max(500, "Mỗi quyết định nhiều nhất 500."),
);

export const DraftDecision = z.strictObject({
  kind: z.enum(["recognition", "approval"], { error: "Hãy chọn loại quyết định." }),
  dossierIds: oneOrMore,
});
export type DraftDecision = z.input<typeof DraftDecision>;

export const OnDecision = z.strictObject({ decisionId: Id, expectedVersion: Version });
export type OnDecision = z.input<typeof OnDecision>;

export const SaveDraft = OnDecision.extend({
  title: requiredLine(500, "Hãy nhập trích yếu."),
  /** Lines of the legal basis, one a line. */
  legalBasis: optionalText(10_000),
  texts: z.partialRecord(z.enum(draftFieldNames), optionalText(10_000)),
});
export type SaveDraft = z.input<typeof SaveDraft>;

export const IssueDecision = OnDecision.extend({
  /** Today unless said. */
  signedOn: optionalDay.optional(),
  signerName: requiredLine(200, "Hãy nhập họ tên người ký."),
  signerTitle: requiredLine(200, "Hãy nhập chức vụ người ký."),
});
export type IssueDecision = z.input<typeof IssueDecision>;

const stars = z.coerce.number().int().min(1, "Hãy chọn số sao.").max(5, "Hãy chọn số sao.");

/** That whoever sends a signed copy has compared it; a ticked box of a form. */
export const copyConfirmed = tick.default(false);

/** A product of a decision that was taken elsewhere or in the past. */
export const RecordedItem = z.strictObject({
  productId: z.uuid("Hãy chọn sản phẩm."),
  /** The dossier that it decides about, if it is in the platform. */
  dossierId: Id.nullable().default(null),
  stars,
  /** Number of the paper certificate; null when it is not known. */
  certificateNumber: optionalLine(60),
  productCode: optionalLine(60),
  /** The last valid day as the paper says; reckoned from the decision where it says nothing. */
  expiresOn: optionalDay,
});

export const RecordDecision = z.strictObject({
  regime: requiredLine(40, "Hãy chọn quyết định về bộ tiêu chí."),
  level: z.enum(["district", "province", "central"], { error: "Hãy chọn cấp ban hành." }),
  /** Code of the district of before July 2025 that decided. */
  districtCode: optionalLine(3).default(null),
  /** Code of the province of before July 2025 that decided; null: today's. */
  formerProvinceCode: optionalLine(2).default(null),
  issuer: requiredLine(200, "Hãy nhập cơ quan, người ban hành."),
  numberText: requiredLine(60, "Hãy nhập số quyết định."),
  signedOn: day,
  signerName: optionalLine(200),
  title: requiredLine(500, "Hãy nhập trích yếu."),
  copyConfirmed,
  items: z.array(RecordedItem).min(1, "Hãy chọn ít nhất một sản phẩm.").max(500),
});
export type RecordDecision = z.input<typeof RecordDecision>;
