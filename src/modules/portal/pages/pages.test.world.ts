import assert from "node:assert/strict";
import { after, before } from "node:test";
import { gzipSync } from "node:zlib";
import { readFileSync } from "node:fs";
import { eq, sql } from "drizzle-orm";
import { today } from "#core/calendar/today.ts";
import { buildOfficer } from "#modules/dossiers/factory.ts";
import { buildPoint } from "#modules/market/factory.ts";
import { addPointProduct } from "#modules/market/service/points.server.ts";
import { buildProducer } from "#modules/producers/factory.ts";
import { buildProduct } from "#modules/products/factory.ts";
import { registerEntries, registerImports } from "#modules/recognition/import/schema.server.ts";
import { recognitions } from "#modules/recognition/schema.server.ts";
import { testDatabase } from "#tests/support/db.ts";
import { testApp } from "#tests/support/pages.ts";
import { buildPublic, buildPublicCertificate } from "#tests/support/public.ts";
import { xssPayloads } from "#tests/support/xss-payloads.ts";

const database = await testDatabase();
after(() => database.close());
const { db } = database;
const app = await testApp(database);

export const gtin = "8936000000011";
export let tea = "";
export let teaToken = "";
export let honey = "";
export let revoked = "";
export let hostile = "";
export let producer = "";

async function slugOf(productId: string): Promise<string> {
  const { rows } = await db.execute<{ slug: string; producer: string }>(
    sql`select slug, producer_slug as producer from public_products where product_id = ${productId}::uuid`,
  );
  producer = rows[0]?.producer ?? producer;
  return rows[0]?.slug ?? "";
}

/** The home page before anything was recognised. */
export let empty = "";
/** A product of which an old register tells the year only; its 36 months end some day of this year. */
export let undated = "";
export let year = 0;

/** What an import of a register enters where it knows no day. */
async function enterWithoutDay(): Promise<string> {
  year = Number((await today(db)).slice(0, 4)) - 3;
  const owner = await buildProducer(db, { path: "19/05692", name: "Hợp tác xã miến Việt Cường" });
  const product = await buildProduct(db, { producer: owner, name: "Miến dong", set: "06" });
  const [made] = await db
    .insert(registerImports)
    .values({
      provinceCode: "19",
      fileName: "so-cu.csv",
      digest: "0".repeat(64),
      layout: {} as never,
      report: {} as never,
    })
    .returning();
  await db.insert(registerEntries).values({
    provinceCode: "19",
    importId: made?.id ?? "",
    row: 2,
    round: 0,
    producerId: owner.id,
    productId: product.id,
    stars: 3,
    year,
    decision: "12/QĐ-UBND",
  });
  return slugOf(product.id);
}

before(async () => {
  empty = await (await app.request("/")).text();
  undated = await enterWithoutDay();
  const first = await buildPublic(db, {
    product: "Chè đinh Thượng Nguồn",
    producer: "Hợp tác xã chè Thượng Nguồn",
    stars: 4,
    barcode: gtin,
  });
  teaToken = await buildPublicCertificate(db, first);
  const over = await buildPublic(db, {
    product: "Mật ong hoa vải",
    stars: 3,
    set: "04",
    recognisedOn: "2022-03-02",
  });
  const taken = await buildPublic(db, { product: "Tinh bột nghệ", stars: 3, set: "07" });
  const evil = await buildPublic(db, { product: xssPayloads.slice(0, 12).join(" ").slice(0, 190) });
  await db
    .update(recognitions)
    .set({
      revokedOn: "2026-06-01",
      revocationGround: "breachOfLaw",
      revocationId: taken.decision.id,
    })
    .where(eq(recognitions.id, taken.recognition.id));
  const office = await buildOfficer(db, "provinceOfficer", "19");
  const pointId = await buildPoint(db, office, { name: "Gian hàng OCOP chợ xã" });
  for (const { product } of [first, taken])
    await addPointProduct(db, office, { pointId, productId: product.id });
  [honey, revoked, hostile, tea] = [
    await slugOf(over.product.id),
    await slugOf(taken.product.id),
    await slugOf(evil.product.id),
    await slugOf(first.product.id),
  ];
});

export async function page(path: string, init?: RequestInit) {
  const response = await app.request(path, init);
  return { status: response.status, html: await response.text(), headers: response.headers };
}

/** As `assert.match`, without printing the page. */
export function says(html: string, words: RegExp | string, yes = true): void {
  const found = typeof words === "string" ? html.includes(words) : words.test(html);
  assert.equal(found, yes, `${yes ? "says" : "does not say"} ${String(words)}`);
}

/** Everything that the portal shows to anybody, in Vietnamese and in English. */
export const pairs = (): (readonly [string, string])[] => [
  ["/", "/en"],
  ["/san-pham", "/en/products"],
  [`/san-pham/${tea}`, `/en/products/${tea}`],
  [`/san-pham/${revoked}`, `/en/products/${revoked}`],
  [`/chu-the/${producer}`, `/en/producers/${producer}`],
  ["/xa/05692", "/en/communes/05692"],
  ["/tinh/19", "/en/provinces/19"],
  ["/diem-ban", "/en/points-of-sale"],
  ["/tin", "/en/news"],
  ["/gioi-thieu", "/en/about"],
  ["/tham-gia", "/en/join"],
  ["/du-lieu", "/en/open-data"],
];

const assets = new Map<string, number>();
/** Compressed bytes of an asset, as a browser loads it. */
export function weigh(path: string): number {
  const known = assets.get(path);
  if (known !== undefined) return known;
  const bytes = readFileSync(new URL(`../../../../build/client${path}`, import.meta.url));
  const weight = gzipSync(bytes).length;
  assets.set(path, weight);
  return weight;
}
