import type { PlanForDossier } from "#modules/cycle/service/plans-for-dossiers.server.ts";
import type { SectionName } from "./definitions.ts";

type Written = Pick<PlanForDossier, "content" | "figures" | "targetStars" | "done" | "blocked">;
type Boxes = Readonly<Record<string, string>>;

/** The longest that a box of a dossier takes, with room to spare. */
const mostText = 9_000;

/**
 * What the plan's words say in the boxes of Mẫu 02: what was done by it, and what comes next. Boxes
 * for which the plan has nothing are left out.
 */
export function sectionsFromPlan(plan: Written): Partial<Record<SectionName, Boxes>> {
  const { production, market, standards, target } = plan.content;
  return {
    results: filled({
      capacity: lines(
        said("Công suất", production["capacity"]),
        said("Nhà xưởng, máy móc", production["facilities"]),
      ),
      markets: lines(said("Khách mua", market["customers"]), said("Kênh bán", market["channels"])),
      planDone: plan.done
        .map(({ title, on }) => `- ${title}${on === null ? "" : ` (xong ngày ${dayOf(on)})`}`)
        .join("\n"),
      difficulties: plan.blocked
        .map(({ title, why }) => `- ${title}${why === null ? "" : `: ${why}`}`)
        .join("\n"),
    }),
    plan: filled({
      goal: lines(`Mục tiêu ${plan.targetStars} sao.`, textOf(target["goal"])),
      production: lines(
        said("Nguyên liệu", production["materials"]),
        said("Vùng nguyên liệu", production["area"]),
        said("Quy trình", production["process"]),
        said("Người làm", production["staff"]),
      ),
      quality: lines(
        said("Tiêu chuẩn khác", standards["other"]),
        said("Lộ trình", standards["roadmap"]),
      ),
      market: lines(
        said("Định giá", market["pricing"]),
        said("Quảng bá", market["promotion"]),
        plan.figures?.breakEven
          ? `Điểm hòa vốn: ${plan.figures.breakEven.units} ${plan.figures.unit} một năm.`
          : "",
      ),
      support: textOf(target["support"]),
    }),
  };
}

function textOf(value: string | readonly string[] | null | undefined): string {
  return typeof value === "string" ? value : "";
}

function said(label: string, value: string | readonly string[] | null | undefined): string {
  const text = textOf(value);
  return text === "" ? "" : `${label}: ${text}`;
}

function lines(...of: readonly string[]): string {
  return of.filter((line) => line !== "").join("\n");
}

function filled(boxes: Boxes): Boxes {
  return Object.fromEntries(
    Object.entries(boxes).flatMap(([name, text]) =>
      text === "" ? [] : [[name, text.slice(0, mostText)] as const],
    ),
  );
}

/** 2026-05-04 as 04/05/2026. */
function dayOf(day: string): string {
  return day.split("-").toReversed().join("/");
}
