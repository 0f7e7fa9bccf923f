import { formatDay } from "#core/input/day.ts";
import { type Period, periodInSentence } from "../indicators/period.ts";
import type { KeptFigure } from "./digest.ts";
import type { ReportTexts, TextBlock } from "./model.ts";

/** What proposed words are made of. */
export type Told = {
  readonly period: Period;
  readonly unitName: string;
  /** The last day that the figures tell of. */
  readonly on: string;
  readonly figures: readonly Omit<KeptFigure, "rowKeys">[];
};

/** A value as a paper has it: đồng in millions with up to three decimals, as the programme's documents do. */
export function valueText(value: number | null, unit: string): string {
  if (value === null) return "Chưa có số liệu";
  if (unit === "đồng")
    return (value / 1_000_000).toLocaleString("vi-VN", { maximumFractionDigits: 3 });
  return value.toLocaleString("vi-VN", { maximumFractionDigits: 1 });
}

/** The unit beside `valueText`. */
export const unitText = (unit: string) => (unit === "đồng" ? "triệu đồng" : unit);

/** A name inside a sentence: its first word is written small, but not that of Thành phố Hồ Chí Minh. */
export const inSentence = (name: string) =>
  name === "Thành phố Hồ Chí Minh" ? name : name.charAt(0).toLowerCase() + name.slice(1);

/** What a report says in one sentence when there was none of it. */
const happenings: Readonly<Record<string, string>> = {
  "dossiers-filed": "hồ sơ mới",
  "ideas-registered": "ý tưởng đăng ký mới",
  trainings: "lớp tập huấn",
  "funds-paid": "kinh phí hỗ trợ đã chi",
};

/** Proposed words of every part, from the figures: an officer puts their own in place of them. */
export function proposedTexts({ period, unitName, on, figures }: Told): Record<TextBlock, string> {
  const of = new Map(figures.map((one) => [one.indicatorId, one]));
  const said = (id: string) => {
    const one = of.get(id);
    return one?.value == null ? null : `${valueText(one.value, one.unit)} ${unitText(one.unit)}`;
  };
  /** Whether there was any of one of these. */
  const had = (...ids: string[]) => ids.some((id) => (of.get(id)?.value ?? 0) > 0);
  const nothingOf = Object.entries(happenings)
    .filter(([id]) => of.get(id)?.value === 0)
    .map(([, name]) => name);
  const stars = (of.get("products-valid")?.by.star ?? [])
    .toSorted((a, b) => Number(b.key) - Number(a.key))
    .map(({ key, value }) => `${value.toLocaleString("vi-VN")} sản phẩm ${key} sao`);
  const kinds = (of.get("producers-with-product")?.by.kind ?? [])
    .toSorted((a, b) => b.value - a.value)
    .map(
      ({ label, value }) =>
        `${value.toLocaleString("vi-VN")} ${label.charAt(0).toLowerCase()}${label.slice(1)}`,
    );
  const communes = of.get("communes-with-product");
  const name = periodInSentence(period);
  const lines = (...all: (string | null | false | undefined)[]) => all.filter(Boolean).join("\n");
  return {
    overview: lines(
      `Đến ngày ${formatDay(on)}, ${inSentence(unitName)} có ${said("products-valid") ?? "0 sản phẩm"} đang được công nhận${stars.length > 0 ? `, trong đó ${stars.join(", ")}` : ""}.`,
      kinds.length > 0 &&
        `Các sản phẩm trên thuộc ${said("producers-with-product")}: ${kinds.join(", ")}.`,
      communes?.value != null &&
        communes.whole !== null &&
        `Có ${communes.value}/${communes.whole} xã, phường, đặc khu có sản phẩm đang được công nhận.`,
    ),
    results: lines(
      `Trong ${name}: công nhận ${said("products-recognised") ?? "0 sản phẩm"}, trong đó ${said("products-first") ?? "0 sản phẩm"} lần đầu được công nhận, ${said("products-upgraded") ?? "0 sản phẩm"} nâng hạng sao.`,
      had("dossiers-filed", "dossiers-decided") &&
        `Tiếp nhận ${said("dossiers-filed") ?? "0 hồ sơ"}; ${said("dossiers-decided") ?? "0 hồ sơ"} đã có kết quả đánh giá.`,
      had("ideas-registered", "ideas-chosen") &&
        `Có ${said("ideas-registered") ?? "0 ý tưởng"} đăng ký mới, ${said("ideas-chosen") ?? "0 ý tưởng"} được chọn.`,
      had("trainings", "trainees") &&
        `Tổ chức ${said("trainings") ?? "0 lớp"} tập huấn với ${said("trainees") ?? "0 lượt người"} tham gia.`,
      had("funds-paid") && `Kinh phí hỗ trợ chủ thể đã chi trong kỳ: ${said("funds-paid")}.`,
      nothingOf.length > 0 && `Trong kỳ chưa phát sinh: ${nothingOf.join(", ")}.`,
    ),
    difficulties: lines(
      had("products-lapsed") &&
        `Có ${said("products-lapsed")} hết hạn trong kỳ mà không được công nhận lại.`,
      had("products-ending") &&
        `Có ${said("products-ending")} sẽ hết hạn trong 6 tháng tới, cần hướng dẫn chủ thể nộp hồ sơ đánh giá lại.`,
    ),
    next: "Tiếp tục hướng dẫn chủ thể hoàn thiện sản phẩm, nộp hồ sơ đánh giá và đánh giá lại đúng hạn.",
    proposals: "Không có.",
    addressees: "",
    recipients: "Lưu: VT",
    signer: "THỦ TRƯỞNG CƠ QUAN",
  };
}

/** The words of every part: what officers wrote, else what is proposed. */
export function textsOf(written: ReportTexts, told: Told): Record<TextBlock, string> {
  return { ...proposedTexts(told), ...written };
}
