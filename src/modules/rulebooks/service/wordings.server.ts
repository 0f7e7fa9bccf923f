import { and, desc, eq, max, sql } from "drizzle-orm";
import { z } from "zod";
import { type Actor, anonymous } from "#core/access/actor.ts";
import { can } from "#core/access/kernel.ts";
import { appendAudit } from "#core/audit/append.ts";
import { defineAuditEvent } from "#core/audit/event.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { currentVersion, type PlaceName } from "#modules/places/model.ts";
import { findUnit } from "#modules/places/service/units.server.ts";
import { permissions, provinceSubject } from "../access.ts";
import { rulebookWordings, type WordingTexts } from "../schema.server.ts";
import { readWording } from "../wording.server.ts";
import { getBook } from "./shelf.server.ts";
import { keepVersion } from "./versions.server.ts";

const wordingImported = defineAuditEvent(
  "wording.imported",
  "wording",
  z.strictObject({ regime: z.string(), version: z.int(), digest: z.string(), texts: z.int() }),
);

/** Who imports: an account, or the operator of the installation on the command line. */
export type Importer = Actor | "operator";

export type ImportedWording = {
  readonly version: number | null;
  /** Texts taken over, titles and options together. */
  readonly texts: number;
  readonly sets: number;
};

/**
 * Takes a province's official wording of a decision from a CSV (see `readWording`), as a new
 * version; the last one is shown. Nothing is taken from a file with any mistake: throws
 * `WordingError` with a line for each. `dryRun`: checks only, and the version is null.
 */
export async function importWording(
  db: Db,
  importer: Importer,
  input: { regime: string; province: string; csv: string; dryRun?: boolean },
): Promise<ImportedWording> {
  const { regime, province } = input;
  const actor = importer === "operator" ? anonymous : importer;
  if (importer !== "operator" && !can(actor, permissions.importWording, provinceSubject(province)))
    throw new AppError("forbidden");
  const unit = await findUnit(db, { version: currentVersion, code: province });
  if (unit?.level !== "province")
    throw new AppError("invalid", { vi: `Không có tỉnh mang mã ${province}.` });
  const book = getBook(regime);
  const texts = readWording(book, input.csv);
  const counts = {
    texts: Object.values(texts).reduce((sum, set) => sum + Object.keys(set).length, 0),
    sets: Object.keys(texts).length,
  };
  if (input.dryRun) return { version: null, ...counts };
  return db.transaction(async (tx) => {
    await keepVersion(tx, book);
    // Two imports at the same moment take their turns, so that both get a number.
    await tx.execute(
      sql`select pg_advisory_xact_lock(hashtext(${`wording ${province} ${regime}`}))`,
    );
    const [last] = await tx
      .select({ version: max(rulebookWordings.version) })
      .from(rulebookWordings)
      .where(ofProvince(province, regime));
    const version = (last?.version ?? 0) + 1;
    const importedBy = actor.kind === "user" ? actor.userId : null;
    await tx
      .insert(rulebookWordings)
      .values({ provinceCode: province, regime, version, digest: book.digest, texts, importedBy });
    await appendAudit(tx, wordingImported, {
      actorId: importedBy,
      subjectId: `${province}/${regime}`,
      provinceCode: province,
      details: { regime, version, digest: book.digest, texts: counts.texts },
    });
    return { version, ...counts };
  });
}

/** A province whose wording of a decision is known. */
export type WordingProvince = PlaceName & { readonly code: string };

/** Provinces whose wording of a decision is known, by code. */
export async function listWordingProvinces(
  db: Db,
  regime: string,
): Promise<readonly WordingProvince[]> {
  const rows = await db
    .selectDistinct({ province: rulebookWordings.provinceCode })
    .from(rulebookWordings)
    .where(eq(rulebookWordings.regime, regime))
    .orderBy(rulebookWordings.provinceCode);
  const units = await Promise.all(
    rows.map(({ province: code }) => findUnit(db, { version: currentVersion, code })),
  );
  return units.flatMap((unit) =>
    unit ? [{ code: unit.code, type: unit.type, name: unit.name }] : [],
  );
}

/** A province's last wording of one set: by `code` and `code#n`; empty where there is none. */
export async function findWording(
  db: Db,
  { province, regime, set }: { province: string; regime: string; set: string },
): Promise<WordingTexts[string]> {
  const [row] = await db
    .select({ texts: sql<WordingTexts[string] | null>`${rulebookWordings.texts} -> ${set}` })
    .from(rulebookWordings)
    .where(ofProvince(province, regime))
    .orderBy(desc(rulebookWordings.version))
    .limit(1);
  return row?.texts ?? {};
}

function ofProvince(province: string, regime: string) {
  return and(eq(rulebookWordings.provinceCode, province), eq(rulebookWordings.regime, regime));
}
