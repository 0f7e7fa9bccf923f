import type { PrintedDocument } from "#core/documents/blocks.ts";
import { dossierKinds } from "../model.ts";
import { paperNumbers } from "./claims.ts";
import type { DossierFacts } from "./facts.ts";
import { digestWords } from "./digest-words.ts";
import { demoBanner, officeName, printed } from "./wording.ts";

/**
 * The sheet that a producer signs when an officer has entered the dossier for it. It says what is
 * signed for: the sum of the self-assessment and a digest of everything entered, so that a sheet
 * cannot be laid beside another state of the dossier unnoticed. `total`, `stars`: the self-score;
 * `digest`: `contentDigest`.
 */
export function signatureSheet(
  facts: DossierFacts,
  { total, stars, digest }: { total: number; stars: number; digest: string },
): PrintedDocument {
  const { place } = facts;
  const sheet = printed(facts, "Phiếu xác nhận hồ sơ nhập thay", [
    { kind: "letterhead", parent: null, agency: null, number: null, subject: null, dated: null },
    {
      kind: "title",
      text: "Phiếu xác nhận",
      about: "Hồ sơ OCOP do cán bộ nhập thay chủ thể",
    },
    ...demoBanner(facts),
    {
      kind: "paragraph",
      style: "centre",
      text: `Kính gửi: ${officeName(facts.path[0]?.level ?? "commune", place)}`,
    },
    { kind: "field", label: "Chủ thể", value: facts.producerName },
    { kind: "field", label: "Người đại diện", value: facts.representativeName },
    { kind: "field", label: "Sản phẩm", value: facts.productName },
    { kind: "field", label: "Bộ sản phẩm", value: `${facts.set.code}. ${facts.set.title}` },
    { kind: "field", label: "Loại đăng ký", value: dossierKinds[facts.kind] },
    { kind: "field", label: "Tự đánh giá", value: `${total}/100 điểm, ${stars} sao` },
    { kind: "field", label: "Giấy tờ minh chứng", value: `${paperNumbers(facts).size}` },
    {
      kind: "paragraph",
      style: "body",
      text: "Tôi đã được cán bộ đọc lại và cho xem phiếu đăng ký, báo cáo tự đánh giá, điểm từng tiêu chí và giấy tờ minh chứng của hồ sơ này. Nội dung đúng với thực tế của cơ sở. Tôi đồng ý nộp hồ sơ và chịu trách nhiệm về nội dung đã khai.",
    },
    {
      kind: "field",
      label: "Dấu vân tay SHA-256 của nội dung đã nhập",
      value: `\n${digestWords(digest)}`,
    },
    {
      kind: "paragraph",
      style: "note",
      text: "Sửa hồ sơ sau khi ký thì phải in và ký lại phiếu này.",
    },
    {
      kind: "closing",
      recipients: [],
      signers: [
        { post: "Cán bộ nhập hồ sơ", hint: "(Ký, ghi rõ họ tên)", name: null },
        {
          post: "Đại diện chủ thể",
          hint: "(Ký, ghi rõ họ tên, đóng dấu nếu có)",
          name: null,
          dated: { place: null, day: null },
        },
      ],
    },
  ]);
  // What it is signed for has not been filed, and yet the sheet is no draft.
  const left = `Hồ sơ ${facts.id.slice(0, 8)}, nội dung ${digest.slice(0, 8)}.`;
  return { ...sheet, footer: { left, right: facts.isDemo ? "Dữ liệu mẫu" : null } };
}
