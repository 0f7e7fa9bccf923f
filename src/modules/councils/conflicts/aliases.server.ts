import { randomUUID } from "node:crypto";
import { and, asc, eq, inArray } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import { appendAudit } from "#core/audit/append.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { parseInput } from "#core/input/parse.ts";
import { foldText } from "#core/text.ts";
import { events } from "../events.server.ts";
import { AddAlias, RemoveAlias } from "./inputs.ts";
import { lookAgain, registerOf } from "./register.server.ts";
import { organisationAliases } from "./schema.server.ts";

export type AliasRow = typeof organisationAliases.$inferSelect;

/**
 * Says that two names mean one organisation; whatever else either of them meant means it too.
 * Sessions that have not ended are looked through at once.
 */
export async function addAlias(db: Db, actor: UserActor, input: AddAlias): Promise<void> {
  const { name, sameAs } = parseInput(AddAlias, input);
  const { provinceCode } = registerOf(actor);
  const names = new Map([name, sameAs].map((one) => [foldText(one), one]));
  if (names.size < 2 || names.has(""))
    throw new AppError("invalid", {
      fields: { name: "Hai tên này vốn đã được coi là một; không cần ghi." },
    });
  await db.transaction(async (tx) => {
    const known = await tx
      .select()
      .from(organisationAliases)
      .where(
        and(
          eq(organisationAliases.provinceCode, provinceCode),
          inArray(organisationAliases.folded, [...names.keys()]),
        ),
      )
      .for("update");
    const organisationId = known[0]?.organisationId ?? randomUUID();
    for (const other of known)
      await tx
        .update(organisationAliases)
        .set({ organisationId })
        .where(
          and(
            eq(organisationAliases.provinceCode, provinceCode),
            eq(organisationAliases.organisationId, other.organisationId),
          ),
        );
    await tx
      .insert(organisationAliases)
      .values(
        [...names].map(([folded, written]) => ({
          provinceCode,
          folded,
          name: written,
          organisationId,
          createdBy: actor.userId,
        })),
      )
      .onConflictDoNothing();
    await lookAgain(tx, actor, { provinceCode });
    await appendAudit(tx, events.aliasAdded, {
      actorId: actor.userId,
      subjectId: organisationId,
      provinceCode,
      details: { names: [...names.keys()] },
    });
  });
}

/** Takes a name out of the list; whom it put out of a product stays out. */
export async function removeAlias(db: Db, actor: UserActor, input: RemoveAlias): Promise<void> {
  const { folded } = parseInput(RemoveAlias, input);
  const { provinceCode } = registerOf(actor);
  await db.transaction(async (tx) => {
    const [row] = await tx
      .delete(organisationAliases)
      .where(
        and(
          eq(organisationAliases.provinceCode, provinceCode),
          eq(organisationAliases.folded, folded),
        ),
      )
      .returning();
    if (!row) throw new AppError("notFound", { vi: "Không có tên gọi này." });
    await appendAudit(tx, events.aliasRemoved, {
      actorId: actor.userId,
      subjectId: row.organisationId,
      provinceCode,
      details: { names: [folded] },
    });
  });
}

/** The organisations of a province that go by several names; the names of each by alphabet. */
export async function listAliases(
  db: Db,
  provinceCode: string,
): Promise<readonly (readonly AliasRow[])[]> {
  const rows = await db
    .select()
    .from(organisationAliases)
    .where(eq(organisationAliases.provinceCode, provinceCode))
    .orderBy(asc(organisationAliases.name));
  return [...Map.groupBy(rows, ({ organisationId }) => organisationId).values()];
}
