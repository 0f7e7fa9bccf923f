import { randomUUID } from "node:crypto";
import { and, eq, inArray, max, sql } from "drizzle-orm";
import type { Db } from "#core/database/connection.ts";
import { formatDay } from "#core/input/day.ts";
import { currentVersion } from "#modules/places/model.ts";
import { enterProducers } from "#modules/producers/service/import.server.ts";
import { enterProducts } from "#modules/products/service/import.server.ts";
import { decisionItems, decisions, recognitions } from "../schema.server.ts";
import { decisionsOf, type PlannedDecision } from "./decisions-of-plan.ts";
import { type Plan, type PlannedProducer, unknownSet } from "./plan-model.ts";
import { markReplaced } from "./replaced.server.ts";
import { importMade, registerEntries } from "./schema.server.ts";

type Made = typeof importMade.$inferInsert;

const atOnce = 1000;

async function inPieces<Row>(
  rows: readonly Row[],
  insert: (piece: Row[]) => PromiseLike<unknown>,
): Promise<void> {
  for (let at = 0; at < rows.length; at += atOnce) await insert(rows.slice(at, at + atOnce));
}

/** The writes of one import: identifiers are given here, so that rows go in many at once. */
export class Entering {
  readonly #tx: Db;
  readonly #importId: string;
  readonly #userId: string | null;
  readonly #plan: Plan;
  readonly #producers: ReadonlyMap<string, PlannedProducer & { readonly id: string }>;
  readonly #productIds: ReadonlyMap<string, string>;
  readonly #producerOfProduct: ReadonlyMap<string, string>;
  readonly #made: Made[] = [];
  /** By row, round and product: the recognition that an entry became. */
  readonly #became = new Map<string, string>();

  constructor(tx: Db, importId: string, userId: string | null, plan: Plan) {
    this.#tx = tx;
    this.#importId = importId;
    this.#userId = userId;
    this.#plan = plan;
    this.#producers = new Map(
      plan.producers.map((one) => [one.key, { ...one, id: one.knownId ?? randomUUID() }]),
    );
    this.#productIds = new Map(
      plan.products.map(({ key, knownId }) => [key, knownId ?? randomUUID()]),
    );
    this.#producerOfProduct = new Map(plan.products.map((one) => [one.key, one.producerKey]));
  }

  readonly provinceOfProduct = (key: string): string => this.#holder(key).place.provinceCode;

  #holder(productKey: string): PlannedProducer & { readonly id: string } {
    const producer = this.#producers.get(this.#producerOfProduct.get(productKey) ?? "");
    if (!producer) throw new Error(`product ${productKey} has no producer in the plan`);
    return producer;
  }

  #productId(key: string): string {
    const id = this.#productIds.get(key);
    if (id === undefined) throw new Error(`no product ${key} in the plan`);
    return id;
  }

  #note(kind: Made["kind"], thingId: string): void {
    this.#made.push({ importId: this.#importId, kind, thingId });
  }

  async enterAll(): Promise<void> {
    await this.#enterHolders();
    await this.#enterDecisions();
    await this.#enterEntries();
    await markReplaced(this.#tx, [...this.#productIds.values()]);
  }

  async #enterHolders(): Promise<void> {
    const producers = [...this.#producers.values()].filter(({ knownId }) => knownId === null);
    await enterProducers(
      this.#tx,
      producers.map(({ id, name, kind, companyForm, isTourism, place, address, phone }) => ({
        id,
        name,
        kind,
        companyForm,
        isTourism,
        address,
        phone,
        provinceCode: place.provinceCode,
        unitVersion: place.version,
        unitCode: place.code,
        unitPath: place.path,
        createdBy: this.#userId,
      })),
    );
    for (const { id } of producers) this.#note("producer", id);
    const products = this.#plan.products.filter(({ knownId }) => knownId === null);
    await enterProducts(
      this.#tx,
      products.map(({ key, name, regime, set, isTourism }) => ({
        id: this.#productId(key),
        provinceCode: this.provinceOfProduct(key),
        producerId: this.#holder(key).id,
        name,
        regime,
        set,
        isTourism,
        createdBy: this.#userId,
      })),
    );
    for (const { key } of products) this.#note("product", this.#productId(key));
  }

  /** Decisions first as drafts with their products, then issued, then what was recognised. */
  async #enterDecisions(): Promise<void> {
    const planned = decisionsOf(this.#plan);
    const standing = await this.#standing(planned);
    const fresh = planned
      .filter((one) => !standing.has(keyOf(one)))
      .map((one) => ({ ...one, id: randomUUID() }));
    await inPieces(fresh, (piece) =>
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
        productId: this.#productId(productKey),
        stars,
      })),
    );
    await inPieces(items, (piece) => this.#tx.insert(decisionItems).values(piece));
    await this.#issue(fresh);
    await this.#recognise(all);
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
      createdBy: this.#userId,
    };
  }

  async #issue(fresh: readonly { readonly id: string }[]): Promise<void> {
    if (fresh.length === 0) return;
    await this.#tx
      .update(decisions)
      .set({ state: "issued", issuedBy: this.#userId, issuedAt: sql`now()` })
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
    const names = new Map(this.#plan.products.map((one) => [one.key, one]));
    const rows = all.flatMap((decision) =>
      decision.items.map((item): typeof recognitions.$inferInsert => {
        const { place, id: producerId, name: producerName } = this.#holder(item.productKey);
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
          productId: this.#productId(item.productKey),
          decisionId: decision.id,
          regime: item.regime,
          // Sets are numbered by each regime for itself: that of another one is not this one's.
          setCode: product?.regime === item.regime ? product.set : unknownSet,
          stars: item.stars,
          producerName,
          productName: product?.name ?? "",
          recognisedOn: item.day,
          expiresOn: item.expiresOn,
        };
      }),
    );
    await inPieces(this.#made, (piece) => this.#tx.insert(importMade).values(piece));
    await inPieces(rows, (piece) => this.#tx.insert(recognitions).values(piece));
  }

  async #enterEntries(): Promise<void> {
    const rows = this.#plan.recognitions.map((one): typeof registerEntries.$inferInsert => ({
      provinceCode: this.provinceOfProduct(one.productKey),
      importId: this.#importId,
      row: one.row,
      round: one.round,
      producerId: this.#holder(one.productKey).id,
      productId: this.#productId(one.productKey),
      stars: one.stars,
      recognisedOn: one.day,
      year: one.year,
      decision: one.decision,
      issuer: one.issuer,
      level: one.level,
      regime: one.regime,
      source: one.source,
      expiresOn: one.expiresOn,
      expiresFrom: one.expiresFrom,
      expiresTo: one.expiresTo,
      recognitionId: this.#became.get(entryKey(one)) ?? null,
    }));
    await inPieces(rows, (piece) => this.#tx.insert(registerEntries).values(piece));
  }
}

const entryKey = ({ row, round, productKey }: { row: number; round: number; productKey: string }) =>
  `${row}|${round}|${productKey}`;

function keyOf(one: Pick<PlannedDecision, "provinceCode" | "issuer" | "number" | "day">): string {
  return JSON.stringify([one.provinceCode, one.issuer, one.number, one.day]);
}
