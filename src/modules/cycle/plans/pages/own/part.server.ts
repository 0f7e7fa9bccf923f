import type { UserActor } from "#core/access/actor.ts";
import { control, versionOf } from "#core/field/form.ts";
import { formatNumber } from "#core/input/number.ts";
import { formatDong } from "#core/money.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { formFields } from "#core/input/parse.ts";
import { type PlanPart, planPartNames, planParts } from "../../model.ts";
import { type FinanceList, financeLists } from "../../part-inputs.ts";
import {
  type FinanceData,
  isPart,
  type NamedAmount,
  type PlanContent,
  planFields,
  type TextData,
} from "../../parts.ts";
import { planPaths } from "../../paths.ts";
import { figuresOf } from "../../figures.ts";
import { describePlan } from "../../service/describe.server.ts";
import { savePart } from "../../service/write.server.ts";
import { next } from "../../states.ts";

/** What a part's form shows: the boxes as people write them. */
export async function partOf(db: Db, actor: UserActor, planId: string, name: string) {
  const { row, content, versions, may } = await describePlan(db, actor, planId);
  if (!isPart(name)) throw new AppError("notFound", { vi: "Phương án không có phần này." });
  return {
    planId: row.id,
    productName: row.productName,
    part: name,
    title: planParts[name],
    fields: name === "finance" ? [] : planFields[name],
    values: boxesOfPart(name, content),
    version: versions[name] ?? 0,
    figures: name === "finance" ? figuresOf(content.finance) : null,
    writable: may.write && next("write", row.state) !== null,
    steps: stepsAround(row.id, name),
  };
}

/** A part as the boxes of its form show it. */
export function boxesOfPart(
  part: PlanPart,
  content: PlanContent,
): Record<string, string | string[]> {
  return part === "finance" ? financeBoxes(content.finance) : textBoxes(content[part]);
}

/** The boxes that a form sends, without the controls around them. */
export function sentBoxes(form: FormData): Record<string, string | string[]> {
  return Object.fromEntries(
    Object.entries(formFields(form)).filter(([name]) => !name.startsWith("_")),
  );
}

type StepLink = { readonly href: string; readonly title: string };

/** The pages before and after a part; the standing comes last. */
function stepsAround(
  planId: string,
  part: PlanPart,
): { readonly previous: StepLink | null; readonly next: StepLink } {
  const link = (to: PlanPart): StepLink => ({
    href: planPaths.part(planId, to),
    title: planParts[to],
  });
  const before = planPartNames[planPartNames.indexOf(part) - 1];
  const after = nextPart(part);
  return {
    previous: before ? link(before) : null,
    next: after ? link(after) : { href: planPaths.standing(planId), title: "Hiện trạng" },
  };
}

function nextPart(part: PlanPart): PlanPart | null {
  return planPartNames[planPartNames.indexOf(part) + 1] ?? null;
}

function textBoxes(data: TextData): Record<string, string | string[]> {
  return Object.fromEntries(
    Object.entries(data).flatMap(([name, value]) =>
      value === null ? [] : [[name, typeof value === "string" ? value : [...value]] as const],
    ),
  );
}

function financeBoxes(data: FinanceData): Record<string, string> {
  const boxes: Record<string, string> = {
    ...(data.firstYear === null ? {} : { firstYear: String(data.firstYear) }),
    ...(data.unit === null ? {} : { unit: data.unit }),
    ...(data.price === null ? {} : { price: formatDong(BigInt(data.price)) }),
  };
  for (const [at, volume] of data.volumes.entries()) boxes[`volume.${at}`] = formatNumber(volume);
  const keep = (list: FinanceList, at: number, { name, amount }: NamedAmount) => {
    boxes[`${list}.${at}.name`] = name;
    boxes[`${list}.${at}.amount`] = formatDong(BigInt(amount));
  };
  for (const list of ["unitCost", "yearlyCost", "otherIncome", "investment"] as const)
    for (const [at, row] of data[financeLists[list]].entries()) keep(list, at, row);
  for (const [at, { year, source }] of data.investments.entries()) {
    boxes[`investment.${at}.year`] = String(year);
    boxes[`investment.${at}.source`] = source;
  }
  return boxes;
}

/** Keeps what the form of a part sends; tells where to go on. */
export async function keepPart(
  db: Db,
  actor: UserActor,
  { planId, part }: { planId: string; part: string },
  form: FormData,
): Promise<"next" | "here"> {
  const boxes = sentBoxes(form);
  await savePart(db, actor, { planId, part, boxes, expectedVersion: versionOf(form) });
  return form.get(control.go) === "next" ? "next" : "here";
}
