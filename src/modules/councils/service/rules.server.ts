import { asc, eq } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import { appendAudit } from "#core/audit/append.ts";
import type { Day } from "#core/calendar/day.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { parseInput } from "#core/input/parse.ts";
import {
  type CouncilRules,
  mergeCouncilRules,
  PartialCouncilRulesSchema,
} from "#modules/rulebooks/council-rules.ts";
import { loadProcedures } from "#modules/rulebooks/procedure.server.ts";
import { events } from "../events.server.ts";
import { AdoptRules } from "../inputs.ts";
import { settingNames, textsOf } from "../operating-rules.ts";
import { councilRules } from "../schema.server.ts";
import { digestOf } from "../sheets/seal.server.ts";
import { authorisedCouncil, councilFacts, requireRunning } from "./councils.server.ts";

export type RulesRow = typeof councilRules.$inferSelect;

/**
 * Adopts a version of a council's rules: what differs from the default, and the Quy chế's own
 * words where they differ from the proposed ones. Earlier versions stay; sessions keep the one
 * they opened with. Throws `invalid` for a day before the version that it follows.
 */
export async function adoptRules(
  db: Db,
  actor: UserActor,
  input: AdoptRules,
): Promise<{ seq: number; digest: string }> {
  const { councilId, rules: own, texts: ownTexts, effectiveOn } = parseInput(AdoptRules, input);
  const rules = mergeCouncilRules(
    loadProcedures().councilRulesDefault,
    parseInput(PartialCouncilRulesSchema, own ?? {}),
  );
  const texts = wording(rules, ownTexts);
  return db.transaction(async (tx) => {
    const { council } = await authorisedCouncil(tx, actor, "establish", councilId, { lock: true });
    requireRunning(council);
    if (council.kind !== "council")
      throw new AppError("invalid", { fields: { councilId: "Tổ tư vấn không có Quy chế chấm." } });
    const last = (await listRules(tx, councilId)).at(-1);
    if (effectiveOn < (last?.effectiveOn ?? council.decisionOn))
      throw new AppError("invalid", {
        fields: {
          effectiveOn: last
            ? "Ngày hiệu lực không được trước bản đang có."
            : "Ngày hiệu lực không được trước ngày thành lập hội đồng.",
        },
      });
    const seq = (last?.seq ?? 0) + 1;
    const digest = digestOf({ rules, texts });
    await tx.insert(councilRules).values({
      councilId,
      seq,
      rules,
      texts,
      digest,
      effectiveOn,
      adoptedBy: actor.userId,
    });
    await appendAudit(tx, events.rulesAdopted, {
      ...councilFacts(actor, council),
      details: { seq, digest, effectiveOn },
    });
    return { seq, digest };
  });
}

/** The words of each setting: the council's own, else those proposed for its value. */
function wording(
  rules: CouncilRules,
  own: Readonly<Record<string, string | null>>,
): Record<string, string> {
  const proposed = textsOf(rules);
  return Object.fromEntries(settingNames.map((name) => [name, own[name] ?? proposed[name]]));
}

/** Every version of a council's rules, the first one first. Rights are the caller's business. */
export function listRules(db: Db, councilId: string): Promise<RulesRow[]> {
  return db
    .select()
    .from(councilRules)
    .where(eq(councilRules.councilId, councilId))
    .orderBy(asc(councilRules.seq));
}

/** The version in force on a day: the last adopted of those that have begun; undefined before the first. */
export function rulesOn<Version extends Pick<RulesRow, "effectiveOn">>(
  versions: readonly Version[],
  day: Day,
): Version | undefined {
  return versions.findLast(({ effectiveOn }) => effectiveOn <= day);
}
