import type { UserActor } from "#core/access/actor.ts";
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
  planFields,
  type TextData,
} from "../../parts.ts";
import { figuresOf } from "../../figures.ts";
import { describePlan } from "../../service/describe.server.ts";
import { savePart } from "../../service/write.server.ts";
import { next } from "../../states.ts";

/** What a part's form shows: the boxes as people write them. */
export async function partOf(db: Db, actor: UserActor, planId: string, name: string) {
  const { row, content, versions, may } = await describePlan(db, actor, planId);
  if (!isPart(name)) throw new AppError("notFound", { vi: "Phương án không có phần này." });
  const values = name === "finance" ? financeBoxes(content.finance) : textBoxes(content[name]);
  return {
    planId: row.id,
    productName: row.productName,
    part: name,
    title: planParts[name],
    fields: name === "finance" ? [] : planFields[name],
    values,
    version: versions[name] ?? 0,
    figures: name === "finance" ? figuresOf(content.finance) : null,
    writable: may.write && next("write", row.state) !== null,
    next: nextPart(name),
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
  const { expectedVersion, go, ...boxes } = formFields(form);
  await savePart(db, actor, {
    planId,
    part,
    boxes,
    expectedVersion: expectedVersion ?? "",
  });
  return go === "next" ? "next" : "here";
}
