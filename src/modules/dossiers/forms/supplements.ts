import { formatNumber } from "#core/input/number.ts";
import type { FormFacts } from "./facts.ts";
import type { Field } from "./fields.ts";

const text = "text";

/** What an upgrade must show and prove. */
export const changes: readonly Field[] = [
  {
    name: "summary",
    label: "Những thay đổi so với lần được công nhận trước",
    kind: text,
    required: true,
    hint: "Nói ngắn: đã thay đổi gì để xứng đáng hạng cao hơn; minh chứng gắn ở từng tiêu chí.",
  },
  {
    name: "production",
    label: "Thay đổi về nguyên liệu, công nghệ",
    kind: text,
    required: false,
    hint: "Vùng nguyên liệu mới, máy mới, quy trình mới.",
  },
  {
    name: "quality",
    label: "Thay đổi về chất lượng, bao bì, nhãn",
    kind: text,
    required: false,
    hint: "Chứng nhận mới, tiêu chuẩn mới, bao bì mới.",
  },
  {
    name: "market",
    label: "Thay đổi về thị trường, doanh thu",
    kind: text,
    required: false,
    hint: "Kênh bán mới, doanh thu tăng bao nhiêu.",
  },
];

const same = "Ghi “không đổi” nếu vẫn như lần trước.";

/** What a renewal must bring up to date after three years. */
export const updates: readonly Field[] = [
  {
    name: "material",
    label: "Nguyên liệu",
    kind: text,
    required: true,
    hint: `Nguồn, vùng, tỷ lệ trong xã và trong tỉnh. ${same}`,
  },
  { name: "technology", label: "Công nghệ, quy trình", kind: text, required: true, hint: same },
  { name: "packaging", label: "Bao bì", kind: text, required: true, hint: same },
  { name: "label", label: "Nhãn", kind: text, required: true, hint: same },
  {
    name: "declaration",
    label: "Công bố chất lượng",
    kind: text,
    required: true,
    hint: `Số và ngày của bản công bố đang dùng. ${same}`,
  },
  {
    name: "tests",
    label: "Kiểm nghiệm định kỳ",
    kind: text,
    required: true,
    hint: "Các lần kiểm nghiệm trong ba năm qua.",
  },
  { name: "market", label: "Thị trường", kind: text, required: true, hint: same },
  {
    name: "output",
    label: "Sản lượng ba năm qua",
    kind: text,
    required: true,
    hint: "Từng năm một dòng.",
  },
  {
    name: "revenue",
    label: "Doanh thu ba năm qua",
    kind: text,
    required: true,
    hint: "Từng năm một dòng.",
    prefill: ({ years }) => revenueLines(years),
  },
  {
    name: "replacedPapers",
    label: "Giấy tờ hết hạn đã thay",
    kind: text,
    required: false,
    hint: "Ghi giấy cũ và giấy mới; giấy mới gắn ở tiêu chí của nó.",
  },
];

function revenueLines(years: FormFacts["years"]): string | null {
  const lines = years
    .flatMap(({ year, revenue }) =>
      revenue === null ? [] : [`${year}: ${formatNumber(revenue)} đồng`],
    )
    .slice(0, 3);
  return lines.length === 0 ? null : lines.join("\n");
}
