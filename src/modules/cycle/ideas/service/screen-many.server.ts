import { inArray } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { parseInput } from "#core/input/parse.ts";
import { ideas } from "../../schema.server.ts";
import { ScreenMany } from "../inputs.ts";
import { authorisedIdea } from "./read.server.ts";
import { screenIdea } from "./screen.server.ts";

/** An idea that could not be decided on with the others, and why. */
export type LeftOut = { readonly id: string; readonly title: string; readonly why: string };

/**
 * Decides on many ideas with one word and one reason, each under the rules of a single one and in
 * a transaction of its own: what one of them forbids does not hold up the others, and is told.
 * Throws `invalid` where the form lacks something for all of them, `notFound` for an idea that the
 * actor may not see; nothing is done then.
 */
export async function screenMany(
  db: Db,
  actor: UserActor,
  input: ScreenMany,
): Promise<{ done: number; left: readonly LeftOut[] }> {
  const { chosen, move, reason, noTies } = parseInput(ScreenMany, input);
  for (const { ideaId } of chosen) await authorisedIdea(db, actor, "see", ideaId);
  const titles = await titlesOf(
    db,
    chosen.map(({ ideaId }) => ideaId),
  );
  const left: LeftOut[] = [];
  for (const one of chosen)
    try {
      const told = { ...one, move, noTies, reason: reason ?? "", setCode: "", note: "" };
      await screenIdea(db, actor, told);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      left.push({ id: one.ideaId, title: titles.get(one.ideaId) ?? "", why: whyOf(error) });
    }
  return { done: chosen.length - left.length, left };
}

/** What stands against one idea, in words. */
function whyOf({ fields, vi }: AppError): string {
  const [first] = Object.values(fields);
  return "setCode" in fields ? "Chưa có bộ sản phẩm; mở ý tưởng để chọn." : (first ?? vi);
}

async function titlesOf(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await db
    .select({ id: ideas.id, title: ideas.title })
    .from(ideas)
    .where(inArray(ideas.id, [...ids]));
  return new Map(rows.map(({ id, title }) => [id, title]));
}
