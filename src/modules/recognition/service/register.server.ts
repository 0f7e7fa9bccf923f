import { and, count, desc, eq, ilike, or, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { today } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import { foldText } from "#core/text.ts";
import { currentVersion, type UnitRef } from "#modules/places/model.ts";
import { findUnits, keyOfRef } from "#modules/places/service/units.server.ts";
import { type CertificateState, certificateStates } from "../model.ts";
import { certificates, decisionItems, decisions, recognitions } from "../schema.server.ts";
import { stateSql } from "./state-sql.server.ts";

const stateNames = Object.keys(certificateStates) as [CertificateState, ...CertificateState[]];

/** What the public lists can be narrowed by; anything else in an address is left out. */
export const RegisterFilter = z.object({
  text: z.string().trim().max(120).default("").catch(""),
  state: z.enum(stateNames).nullable().default(null).catch(null),
  stars: z.coerce.number().int().min(1).max(5).nullable().default(null).catch(null),
  year: z.coerce.number().int().min(2018).max(2200).nullable().default(null).catch(null),
  page: z.coerce.number().int().min(1).max(10_000).default(1).catch(1),
});
export type RegisterFilter = z.infer<typeof RegisterFilter>;

export const registerPageSize = 50;
/** Rows of one download; a country has some twenty thousand. */
const mostExported = 100_000;

/** A recognition as the public lists have it. The address of its page is on the product, not here. */
export type RegisterRow = Awaited<ReturnType<typeof selectRows>>[number] & {
  /** The commune of the producer, in today's names. */
  readonly place: string;
};

/** Text of a column made comparable as `foldText` does. */
function folded(column: SQL): SQL {
  return sql`replace(regexp_replace(normalize(lower(${column}), NFKD), U&'[\\0300-\\036F]', '', 'g'), 'đ', 'd')`;
}

function conditions(filter: RegisterFilter, state: SQL): SQL | undefined {
  const words = foldText(filter.text).split(" ").filter(Boolean);
  const number = `%${filter.text.replace(/[\\%_]/g, "\\$&")}%`;
  const names = sql`${recognitions.productName} || ' ' || ${recognitions.producerName}`;
  const named = and(...words.map((word) => sql`${folded(names)} like ${`%${word}%`}`));
  return and(
    filter.text === ""
      ? undefined
      : or(named, ilike(certificates.numberText, number), ilike(decisions.numberText, number)),
    filter.state === null ? undefined : sql`${state} = ${filter.state}`,
    filter.stars === null ? undefined : eq(recognitions.stars, filter.stars),
    filter.year === null
      ? undefined
      : sql`extract(year from ${recognitions.recognisedOn}) = ${filter.year}`,
  );
}

function selectRows(
  db: Db,
  filter: RegisterFilter,
  { state, limit, offset }: { state: SQL<CertificateState | null>; limit: number; offset: number },
) {
  return db
    .select({
      id: recognitions.id,
      number: certificates.numberText,
      productName: recognitions.productName,
      producerName: recognitions.producerName,
      stars: recognitions.stars,
      state,
      regime: recognitions.regime,
      recognisedOn: recognitions.recognisedOn,
      expiresOn: recognitions.expiresOn,
      extendedUntil: recognitions.extendedUntil,
      revokedOn: recognitions.revokedOn,
      decision: decisions.numberText,
      issuer: decisions.issuer,
      isDemo: recognitions.isDemo,
      unitPath: recognitions.unitPath,
    })
    .from(recognitions)
    .innerJoin(decisions, eq(decisions.id, recognitions.decisionId))
    .leftJoin(certificates, eq(certificates.recognitionId, recognitions.id))
    .where(conditions(filter, state))
    .orderBy(desc(recognitions.recognisedOn), recognitions.productName, recognitions.id)
    .limit(limit)
    .offset(offset);
}

/** Names of today's communes by their paths. */
async function placeNames(db: Db, paths: readonly string[]): Promise<(path: string) => string> {
  const codes = [...new Set(paths.flatMap((path) => path.split("/")))];
  const refs = codes.map((code): UnitRef => ({ version: currentVersion, code }));
  const units = await findUnits(db, refs);
  return (path) =>
    path
      .split("/")
      .toReversed()
      .flatMap((code) => units.get(keyOfRef({ version: currentVersion, code }))?.fullName ?? [])
      .join(", ");
}

/** Every recognition ever, newest first, with its state today; one page of it and how many in all. */
export async function listRegister(
  db: Db,
  filter: RegisterFilter,
): Promise<{ rows: RegisterRow[]; total: number; checkedOn: string }> {
  const checkedOn = await today(db);
  const state = stateSql(checkedOn);
  const offset = (filter.page - 1) * registerPageSize;
  const rows = await selectRows(db, filter, { state, limit: registerPageSize, offset });
  const [counted] = await db
    .select({ total: count() })
    .from(recognitions)
    .innerJoin(decisions, eq(decisions.id, recognitions.decisionId))
    .leftJoin(certificates, eq(certificates.recognitionId, recognitions.id))
    .where(conditions(filter, state));
  const nameOf = await placeNames(
    db,
    rows.map(({ unitPath }) => unitPath),
  );
  return {
    rows: rows.map((row) => ({ ...row, place: nameOf(row.unitPath) })),
    total: counted?.total ?? 0,
    checkedOn,
  };
}

/** How many recognitions there ever were, by what they are today; states that none is in are left out. */
export async function countByState(
  db: Db,
): Promise<Readonly<Partial<Record<CertificateState, number>>>> {
  const state = stateSql(await today(db));
  const rows = await db
    .select({ state, total: count() })
    .from(recognitions)
    .groupBy(sql`1`);
  return Object.fromEntries(rows.flatMap((row) => (row.state ? [[row.state, row.total]] : [])));
}

/** The same rows, all of them, for a download. */
export async function exportRegister(db: Db, filter: RegisterFilter): Promise<RegisterRow[]> {
  const state = stateSql(await today(db));
  const rows = await selectRows(db, filter, { state, limit: mostExported, offset: 0 });
  const nameOf = await placeNames(
    db,
    rows.map(({ unitPath }) => unitPath),
  );
  return rows.map((row) => ({ ...row, place: nameOf(row.unitPath) }));
}

/** Every decision that was issued, newest first, with how many products it is about. */
export async function listDecisions(db: Db, { page }: Pick<RegisterFilter, "page">) {
  return db
    .select({
      id: decisions.id,
      kind: decisions.kind,
      number: decisions.numberText,
      signedOn: decisions.signedOn,
      issuer: decisions.issuer,
      title: decisions.title,
      isRecorded: decisions.isRecorded,
      isDemo: decisions.isDemo,
      products: sql<number>`(select count(*)::int from ${decisionItems} where ${decisionItems.decisionId} = ${decisions.id})`,
    })
    .from(decisions)
    .where(eq(decisions.state, "issued"))
    .orderBy(desc(decisions.signedOn), decisions.id)
    .limit(registerPageSize)
    .offset((page - 1) * registerPageSize);
}
