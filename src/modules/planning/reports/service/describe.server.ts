import type { UserActor } from "#core/access/actor.ts";
import { today } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import { canAll } from "../../access.ts";
import { unitName } from "../../indicators/choice.server.ts";
import { periodName } from "../../indicators/period.ts";
import { lastDay } from "../documents/report.server.ts";
import { type TextBlock, textBlocks } from "../model.ts";
import { proposedTexts, textsOf } from "../words.ts";
import { faultOf } from "./check.server.ts";
import { figuresOf } from "./figures.server.ts";
import { authorisedReport, scopeOfReport } from "./load.server.ts";

/** A report as its page shows it. */
export async function describeReport(db: Db, actor: UserActor, id: string) {
  const row = await authorisedReport(db, actor, "see", id);
  const { figures } = await figuresOf(db, row);
  const scope = await scopeOfReport(db, row);
  const sentOn = row.sentAt?.toISOString() ?? null;
  const told = {
    period: row,
    unitName: scope.name,
    on: lastDay(row, sentOn?.slice(0, 10) ?? (await today(db))),
    figures,
  };
  const words = textsOf(row.texts, told);
  return {
    id: row.id,
    unit: unitName(scope.ref),
    unitName: scope.name,
    year: row.year,
    quarter: row.quarter,
    period: periodName(row),
    edition: row.edition,
    state: row.state,
    version: row.version,
    digest: row.digest,
    fault: await faultOf(db, row),
    sentAt: sentOn,
    isDemo: row.isDemo,
    mayWrite: row.state === "draft" && canAll(actor, "report", [row.unitPath]),
    mayFollow: row.state === "sent" && canAll(actor, "report", [row.unitPath]),
    texts: (Object.keys(textBlocks) as TextBlock[]).map((block) => ({
      block,
      name: textBlocks[block],
      text: words[block],
      isOwn: row.texts[block] !== undefined,
    })),
    figures: figures.map(({ by: _parts, ...figure }) => figure),
  };
}

/** One part of a draft to write: its words now, and those that would be proposed. */
export async function describeBlock(db: Db, actor: UserActor, id: string, block: TextBlock) {
  const row = await authorisedReport(db, actor, "report", id);
  const { name } = await scopeOfReport(db, row);
  const { figures } = await figuresOf(db, row);
  const told = { period: row, unitName: name, on: lastDay(row, await today(db)), figures };
  return {
    id: row.id,
    block,
    version: row.version,
    state: row.state,
    text: textsOf(row.texts, told)[block],
    proposed: proposedTexts(told)[block],
    title: `${periodName(row)}, ${name}`,
  };
}
