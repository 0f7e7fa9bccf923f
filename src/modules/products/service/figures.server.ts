import { and, asc, eq, inArray, sql } from "drizzle-orm";
import type { z } from "zod";
import { belongsTo, type UserActor } from "#core/access/actor.ts";
import { today } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { parseInput } from "#core/input/parse.ts";
import { abilities } from "#modules/producers/access.ts";
import { oddFigures, type Told } from "#modules/producers/figures/jumps.ts";
import { yearsOf } from "#modules/producers/service/figures.server.ts";
import {
  authorisedProducer,
  type ProducerRow,
  type ProducerYear,
  subjectOfRow,
} from "#modules/producers/service/producers.server.ts";
import { saveYear } from "#modules/producers/service/years.server.ts";
import { SaveFigures } from "../figures/inputs.ts";
import { products, productYears } from "../schema.server.ts";

/** What a product yielded in a year, as told. */
export type Output = { readonly output: string; readonly unit: string };

/** The form of a year with the year before beside it. */
export type FiguresForm = {
  readonly producer: Pick<ProducerRow, "id" | "name" | "kind">;
  readonly year: number;
  readonly figures: ProducerYear | null;
  readonly before: ProducerYear | null;
  readonly products: readonly {
    readonly id: string;
    readonly name: string;
    readonly now: Output | null;
    readonly before: Output | null;
  }[];
  /** The producer's own people need not say how they know. */
  readonly isOwn: boolean;
  readonly mayUpdate: boolean;
};

/** Years that can be told: from the programme's first to the one under way. */
const firstYear = 2000;

/** The figures of a year, as its form shows them; `notFound` for another's producer or no such year. */
export async function getFigures(
  db: Db,
  actor: UserActor,
  producerId: string,
  year: number,
): Promise<FiguresForm> {
  const producer = await authorisedProducer(db, actor, "see", producerId);
  if (!Number.isInteger(year) || year < firstYear || year > (await thisYear(db)))
    throw new AppError("notFound", { vi: "Không có số liệu của năm này." });
  const years = await yearsOf(db, producerId, [year, year - 1]);
  const outputs = await outputsOf(db, producerId, [year, year - 1]);
  const { id, name, kind } = producer;
  return {
    producer: { id, name, kind },
    year,
    figures: years.get(year) ?? null,
    before: years.get(year - 1) ?? null,
    products: (await ownProducts(db, producerId)).map((product) => ({
      ...product,
      now: outputs.get(year)?.[product.id] ?? null,
      before: outputs.get(year - 1)?.[product.id] ?? null,
    })),
    isOwn: belongsTo(actor, producerId),
    mayUpdate: abilities(actor, subjectOfRow(producer)).includes("update"),
  };
}

/** The year that the database's clock says it is. */
export async function thisYear(db: Db): Promise<number> {
  return Number((await today(db)).slice(0, 4));
}

/**
 * Enters or corrects a year's figures with what its products yielded. What looks like a slip beside
 * the year before is asked back (`invalid`, with the questions beside their boxes) until it is
 * confirmed; faults are never accepted. `stale` when somebody else has saved in the meantime.
 */
export async function saveFigures(
  db: Db,
  actor: UserActor,
  producerId: string,
  input: SaveFigures,
): Promise<void> {
  const { outputs, confirmed, ...year } = parseInput(SaveFigures, input);
  await db.transaction(async (tx) => {
    const producer = await authorisedProducer(tx, actor, "update", producerId, { lock: true });
    const known = new Set((await ownProducts(tx, producerId)).map(({ id }) => id));
    if (outputs.some(({ productId }) => !known.has(productId)))
      throw new AppError("notFound", { vi: "Không có sản phẩm này.", denied: "product.figures" });
    await saveYear(tx, actor, producerId, yearOnly(input));
    if (confirmed !== true) await askBack(tx, producerId, { ...year, outputs });
    await keepOutputs(tx, producer, year.year, outputs);
  });
}

/** The part of the form that is the producer's own row, as it was typed. */
function yearOnly({ outputs: _outputs, confirmed: _confirmed, ...rest }: SaveFigures) {
  return rest;
}

type Parsed = z.output<typeof SaveFigures>;

async function askBack(
  tx: Db,
  producerId: string,
  now: Omit<Parsed, "confirmed" | "version">,
): Promise<void> {
  const before = (await yearsOf(tx, producerId, [now.year - 1])).get(now.year - 1);
  const last = (await outputsOf(tx, producerId, [now.year - 1])).get(now.year - 1) ?? {};
  const told: Told = {
    ...now,
    outputs: Object.fromEntries(
      now.outputs.flatMap(({ productId, output, unit }) =>
        output === null || unit === null ? [] : [[productId, { output, unit }]],
      ),
    ),
  };
  const odd = oddFigures(before ? { ...before, outputs: last } : null, told);
  if (Object.keys(odd).length > 0)
    throw new AppError("invalid", {
      fields: {
        ...odd,
        confirmed: "Có số cần xem lại. Nếu đúng như vậy, đánh dấu ô này rồi lưu lại.",
      },
    });
}

async function keepOutputs(
  tx: Db,
  { id, provinceCode }: ProducerRow,
  year: number,
  outputs: Parsed["outputs"],
): Promise<void> {
  const told = outputs.flatMap(({ productId, output, unit }) =>
    output === null || unit === null ? [] : [{ provinceCode, productId, year, output, unit }],
  );
  await tx
    .delete(productYears)
    .where(
      and(
        eq(productYears.year, year),
        inArray(
          productYears.productId,
          tx.select({ id: products.id }).from(products).where(eq(products.producerId, id)),
        ),
      ),
    );
  if (told.length > 0) await tx.insert(productYears).values(told);
}

async function ownProducts(db: Db, producerId: string) {
  return db
    .select({ id: products.id, name: products.name })
    .from(products)
    .where(eq(products.producerId, producerId))
    .orderBy(asc(products.nameFolded), asc(products.id));
}

async function outputsOf(
  db: Db,
  producerId: string,
  years: readonly number[],
): Promise<ReadonlyMap<number, Record<string, Output>>> {
  const rows = await db
    .select({
      year: productYears.year,
      productId: productYears.productId,
      output: sql<string>`trim_scale(${productYears.output})::text`,
      unit: productYears.unit,
    })
    .from(productYears)
    .innerJoin(products, eq(products.id, productYears.productId))
    .where(and(eq(products.producerId, producerId), inArray(productYears.year, [...years])));
  const byYear = new Map<number, Record<string, Output>>();
  for (const { year, productId, output, unit } of rows)
    byYear.set(year, { ...byYear.get(year), [productId]: { output, unit } });
  return byYear;
}
