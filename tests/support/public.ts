import { randomInt } from "node:crypto";
import { sql } from "drizzle-orm";
import { provinceOf } from "#core/access/kernel.ts";
import type { Day } from "#core/calendar/day.ts";
import type { Db } from "#core/database/connection.ts";
import { currentVersion } from "#modules/places/model.ts";
import { buildProducer } from "#modules/producers/factory.ts";
import { buildProduct } from "#modules/products/factory.ts";
import { certificates, decisions, recognitions } from "#modules/recognition/schema.server.ts";
import { lastDayOf } from "#modules/recognition/rules.ts";
import { anyToken } from "./certified.ts";

export type PublicToBuild = {
  readonly product?: string;
  readonly producer?: string;
  /** In today's tree. */
  readonly path?: string;
  readonly kind?: "cooperative" | "household" | "company";
  readonly set?: string;
  readonly stars?: number;
  readonly recognisedOn?: Day;
  readonly producerId?: string;
  readonly barcode?: string;
};

/** A recognised product as the public register shows it, made without the year that leads to it. */
export async function buildPublic(db: Db, wanted: PublicToBuild = {}) {
  const { path = "19/05692", stars = 4, recognisedOn = "2026-03-02", set = "11" } = wanted;
  const provinceCode = provinceOf(path);
  const unit = {
    unitVersion: currentVersion,
    unitCode: path.split("/").at(-1) ?? "",
    unitPath: path,
  } as const;
  const producer = wanted.producerId
    ? { id: wanted.producerId, provinceCode, name: wanted.producer ?? "Hợp tác xã thử nghiệm" }
    : await buildProducer(db, {
        path,
        kind: wanted.kind ?? "cooperative",
        ...(wanted.producer === undefined ? {} : { name: wanted.producer }),
      });
  const product = await buildProduct(db, {
    producer,
    set,
    barcode: wanted.barcode ?? null,
    ...(wanted.product === undefined ? {} : { name: wanted.product }),
  });
  const [decision] = await db
    .insert(decisions)
    .values({
      ...unit,
      provinceCode,
      level: "province",
      kind: "recognition",
      state: "issued",
      issuer: "Ủy ban nhân dân tỉnh",
      regime: "26-2026",
      title: "Quyết định thử nghiệm",
      legalBasis: [],
      numberText: `${randomInt(1e9)}/QĐ-UBND`,
      signedOn: recognisedOn,
    })
    .returning();
  if (!decision) throw new Error("the decision was not stored");
  const [recognition] = await db
    .insert(recognitions)
    .values({
      ...unit,
      provinceCode,
      producerId: producer.id,
      productId: product.id,
      decisionId: decision.id,
      regime: "26-2026",
      setCode: set,
      stars,
      producerName: producer.name,
      productName: product.name,
      recognisedOn,
      expiresOn: lastDayOf(recognisedOn, 36),
    })
    .returning();
  if (!recognition) throw new Error("the recognition was not stored");
  return { producer, product, decision, recognition };
}

/** Gives a recognition of `buildPublic` its certificate, unsealed. */
export async function buildPublicCertificate(
  db: Db,
  { recognition, decision, producer, product }: Awaited<ReturnType<typeof buildPublic>>,
): Promise<string> {
  const token = anyToken();
  const year = Number(recognition.recognisedOn.slice(0, 4));
  const numberText = `${randomInt(1e9)}/${year}`;
  await db.insert(certificates).values({
    provinceCode: recognition.provinceCode,
    recognitionId: recognition.id,
    year,
    issuer: decision.issuer,
    numberText,
    token,
    statusIndex: randomInt(1e9),
    facts: {
      number: numberText,
      productName: product.name,
      producerName: producer.name,
      address: "Thôn mẫu",
      productCode: null,
      setCode: recognition.setCode,
      regime: recognition.regime,
      stars: recognition.stars,
      decisionNumber: decision.numberText ?? "",
      decisionOn: recognition.recognisedOn,
      issuer: decision.issuer,
      issuedOn: recognition.recognisedOn,
      expiresOn: recognition.expiresOn,
      photo: null,
    },
  });
  return token;
}

/** Makes a transaction that will be rolled back settle the public register as its end would. */
export async function settlePublic(tx: Db): Promise<void> {
  await tx.execute(sql`set constraints public_settle immediate`);
  await tx.execute(sql`set constraints public_settle deferred`);
}
