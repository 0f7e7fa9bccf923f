import { randomUUID } from "node:crypto";
import { and, eq, inArray, max, sql } from "drizzle-orm";
import type { Db } from "#core/database/connection.ts";
import { formatDay } from "#core/input/day.ts";
import { foldText } from "#core/text.ts";
import { currentVersion } from "#modules/places/model.ts";
import { findBook } from "#modules/rulebooks/book.server.ts";
import { decisionItems, decisions, recognitions } from "../schema.server.ts";
import { decisionsOf, type PlannedDecision } from "./decisions-of-plan.ts";
import type { Pieces } from "./pieces.server.ts";
import type { PlanIds } from "./plan-ids.server.ts";
import { type Plan, unknownSet } from "./plan-model.ts";
import { importMade } from "./schema.server.ts";

export type Made = typeof importMade.$inferInsert;

/** What recognitions of an import are entered with. */
export type RecogniseBy = {
  readonly importId: string;
  readonly userId: string | null;
  readonly plan: Plan;
  readonly ids: PlanIds;
  readonly pieces: Pieces;
  /** What the import has made before, entered on record together with what is made here. */
  readonly made: Made[];
};

/**
 * Enters the dated recognitions of a plan under their decisions: new ones as recorded decisions,
 * more products under one that an import entered before. A decision that somebody entered by hand
 * keeps its own products. Gives the recognition that each entry became, by `entryKey`.
 */
export class Recognising {
  readonly #tx: Db;
  readonly #by: RecogniseBy;
  readonly #became = new Map<string, string>();

  constructor(tx: Db, by: RecogniseBy) {
    this.#tx = tx;
    this.#by = by;
  }

  #note(kind: Made["kind"], thingId: string): void {
    this.#by.made.push({ importId: this.#by.importId, kind, thingId });
  }

  /** Decisions first as drafts with their products, then issued, then what was recognised. */
  async enter(): Promise<ReadonlyMap<string, string>> {
    const planned = decisionsOf(this.#by.plan);
    const standing = await this.#standing(planned);
    const fresh = planned
      .filter((one) => !standing.has(keyOf(one)))
      .map((one) => ({ ...one, id: randomUUID() }));
    await this.#by.pieces.each(fresh, (piece) =>
      this.#tx.insert(decisions).values(piece.map((one) => this.#draft(one))),
    );
    for (const { id } of fresh) this.#note("decision", id);
    const older = planned.flatMap((one) => {
      const found = standing.get(keyOf(one));
      // One that somebody entered by hand has its products; only an import's takes more.
      return found?.isImported ? [{ ...one, id: found.id, seq: found.last }] : [];
    });
    const all = [...fresh.map((one) => ({ ...one, seq: 0 })), ...older];
    const items = all.flatMap(({ id, seq, items: products }) =>
      products.map(({ productKey, stars }, at) => ({
        decisionId: id,
        seq: seq + at + 1,
        productId: this.#by.ids.product(productKey),
        stars,
      })),
    );
    await this.#by.pieces.each(items, (piece) => this.#tx.insert(decisionItems).values(piece));
    await this.#issue(fresh);
    await this.#recognise(all);
    return this.#became;
  }

  #draft(one: PlannedDecision & { readonly id: string }): typeof decisions.$inferInsert {
    const isDistrict = one.level === "district" && one.district !== null;
    return {
      id: one.id,
      provinceCode: one.provinceCode,
      unitVersion: isDistrict ? "pre-2025" : currentVersion,
      unitCode: isDistrict ? (one.district ?? one.provinceCode) : one.provinceCode,
      unitPath: one.provinceCode,
      level: one.level,
      kind: "recognition",
      issuer: one.issuer,
      regime: one.regime,
      title: `Công nhận sản phẩm OCOP ngày ${formatDay(one.day)} (nhập từ sổ đăng ký)`,
      legalBasis: [],
      isRecorded: true,
      numberText: one.number,
      signedOn: one.day,
      createdBy: this.#by.userId,
    };
  }

  async #issue(fresh: readonly { readonly id: string }[]): Promise<void> {
    if (fresh.length === 0) return;
    await this.#tx
      .update(decisions)
      .set({ state: "issued", issuedBy: this.#by.userId, issuedAt: sql`now()` })
      .where(sql`${decisions.id} = any(${sql.param(fresh.map(({ id }) => id))}::uuid[])`);
  }

  /** Decisions of these numbers that the system has, with the last place among their products. */
  async #standing(planned: readonly PlannedDecision[]) {
    const found = new Map<string, { id: string; isImported: boolean; last: number }>();
    const numbers = [...new Set(planned.map(({ number }) => number))];
    if (numbers.length === 0) return found;
    const rows = await this.#tx
      .select({
        id: decisions.id,
        provinceCode: decisions.provinceCode,
        issuer: decisions.issuer,
        number: decisions.numberText,
        day: decisions.signedOn,
        made: importMade.importId,
        last: max(decisionItems.seq),
      })
      .from(decisions)
      .leftJoin(
        importMade,
        and(eq(importMade.kind, "decision"), eq(importMade.thingId, decisions.id)),
      )
      .leftJoin(decisionItems, eq(decisionItems.decisionId, decisions.id))
      .where(inArray(decisions.numberText, numbers))
      .groupBy(decisions.id, importMade.importId);
    for (const { id, provinceCode, issuer, number, day, made, last } of rows)
      found.set(keyOf({ provinceCode, issuer, number: number ?? "", day: day ?? "" }), {
        id,
        isImported: made !== null,
        last: last ?? 0,
      });
    return found;
  }

  async #recognise(all: readonly (PlannedDecision & { readonly id: string })[]): Promise<void> {
    const names = new Map(this.#by.plan.products.map((one) => [one.key, one]));
    const rows = all.flatMap((decision) =>
      decision.items.map((item): typeof recognitions.$inferInsert => {
        const { place, id: producerId, name: producerName } = this.#by.ids.holder(item.productKey);
        const product = names.get(item.productKey);
        const id = randomUUID();
        this.#became.set(entryKey(item), id);
        this.#note("recognition", id);
        return {
          id,
          provinceCode: place.provinceCode,
          unitVersion: place.version,
          unitCode: place.code,
          unitPath: place.path,
          producerId,
          productId: this.#by.ids.product(item.productKey),
          decisionId: decision.id,
          regime: item.regime,
          setCode: product ? setUnder(item.regime, product) : unknownSet,
          stars: item.stars,
          producerName,
          productName: product?.name ?? "",
          recognisedOn: item.day,
          expiresOn: item.expiresOn,
        };
      }),
    );
    await this.#by.pieces.each(this.#by.made, (piece) => this.#tx.insert(importMade).values(piece));
    await this.#by.pieces.each(rows, (piece) => this.#tx.insert(recognitions).values(piece));
  }
}

/**
 * The product's set under a regime. Sets are numbered by each regime for itself: under another one it
 * is the set that bears the same title, which is what the register wrote, or unknown.
 */
function setUnder(
  regime: string,
  product: { readonly regime: string; readonly set: string },
): string {
  if (product.regime === regime) return product.set;
  const setsOf = (of: string) => findBook(of)?.rulebook.sets ?? [];
  const title = setsOf(product.regime).find(({ code }) => code === product.set)?.title;
  const same = setsOf(regime).filter((set) => foldText(set.title) === foldText(title ?? ""));
  return title !== undefined && same.length === 1 ? (same[0]?.code ?? unknownSet) : unknownSet;
}

/** What tells an entry of a plan from the others. */
export const entryKey = ({
  row,
  round,
  productKey,
}: {
  row: number;
  round: number;
  productKey: string;
}) => `${row}|${round}|${productKey}`;

function keyOf(one: Pick<PlannedDecision, "provinceCode" | "issuer" | "number" | "day">): string {
  return JSON.stringify([one.provinceCode, one.issuer, one.number, one.day]);
}
