import type { DocumentName } from "../../documents/paths.ts";
import type { FilePurpose } from "../../model.ts";

/** The papers that a commune signs, what prints each, and where a report names the signed one. */
export const signedPapers = {
  signedReport: {
    title: "Báo cáo của Ủy ban nhân dân cấp xã (Mẫu 03)",
    document: "communeReport",
    column: "signedDigest",
  },
  signedRequest: {
    title: "Văn bản đề nghị đánh giá, phân hạng",
    document: "requestLetter",
    column: "signedRequestDigest",
  },
} as const satisfies Partial<
  Record<FilePurpose, { title: string; document: DocumentName; column: string }>
>;
export type SignedPaper = keyof typeof signedPapers;

/** Whether what a form says is one of the papers. */
export function isSignedPaper(name: unknown): name is SignedPaper {
  return typeof name === "string" && Object.hasOwn(signedPapers, name);
}
