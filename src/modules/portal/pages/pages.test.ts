import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
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
import { findBook, listRegimes } from "#modules/rulebooks/book.server.ts";
import { testDatabase } from "#tests/support/db.ts";
import { testApp } from "#tests/support/pages.ts";
import { buildPublic, buildPublicCertificate } from "#tests/support/public.ts";
import { xssPayloads } from "#tests/support/xss-payloads.ts";
import { drawingOf } from "../drawings.ts";
import { pairOf, portalPaths } from "../paths.ts";
import { aboutTexts } from "./texts/about.ts";
import { catalogueTexts } from "./texts/catalogue.ts";
import { digitalLinkTexts } from "./texts/digital-link.ts";
import { homeTexts } from "./texts/home.ts";
import { joinTexts } from "./texts/join.ts";
import { localityTexts } from "./texts/locality.ts";
import { newsTexts } from "./texts/news.ts";
import { openDataTexts } from "./texts/open-data.ts";
import { pointTexts } from "./texts/points.ts";
import { producerTexts } from "./texts/producer.ts";
import { productTexts } from "./texts/product.ts";

const database = await testDatabase();
after(() => database.close());
const { db } = database;
const app = await testApp(database);

const gtin = "8936000000011";
let tea = "";
let teaToken = "";
let honey = "";
let revoked = "";
let hostile = "";
let producer = "";

async function slugOf(productId: string): Promise<string> {
  const { rows } = await db.execute<{ slug: string; producer: string }>(
    sql`select slug, producer_slug as producer from public_products where product_id = ${productId}::uuid`,
  );
  producer = rows[0]?.producer ?? producer;
  return rows[0]?.slug ?? "";
}

/** The home page before anything was recognised. */
let empty = "";
/** A product of which an old register tells the year only; its 36 months end some day of this year. */
let undated = "";
let year = 0;

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

async function page(path: string, init?: RequestInit) {
  const response = await app.request(path, init);
  return { status: response.status, html: await response.text(), headers: response.headers };
}

/** As `assert.match`, without printing the page. */
function says(html: string, words: RegExp | string, yes = true): void {
  const found = typeof words === "string" ? html.includes(words) : words.test(html);
  assert.equal(found, yes, `${yes ? "says" : "does not say"} ${String(words)}`);
}

/** Everything that the portal shows to anybody, in Vietnamese and in English. */
const pairs = (): (readonly [string, string])[] => [
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
function weigh(path: string): number {
  const known = assets.get(path);
  if (known !== undefined) return known;
  const bytes = readFileSync(new URL(`../../../../build/client${path}`, import.meta.url));
  const weight = gzipSync(bytes).length;
  assets.set(path, weight);
  return weight;
}

describe("the portal", () => {
  test("answers in both languages, each page naming its one address and its twin", async () => {
    for (const pair of pairs())
      for (const [at, path] of pair.entries()) {
        const { status, html } = await page(path);
        assert.equal(status, 200, path);
        says(html, new RegExp(`^<!DOCTYPE html><html lang="${at === 0 ? "vi" : "en"}">`));
        says(html, `<link rel="canonical" href="http://localhost${path}"/>`);
        says(html, `<link rel="alternate" hrefLang="vi" href="http://localhost${pair[0]}"/>`);
        says(html, `<link rel="alternate" hrefLang="en" href="http://localhost${pair[1]}"/>`);
        says(html, `<a href="${at === 0 ? pair[1] : pair[0]}" lang=`);
        assert.equal(html.split("<h1").length, 2, `${path} has one h1`);
        assert.ok(
          (/<meta name="description" content="[^"]{40,}"/.exec(html) ?? []).length > 0,
          path,
        );
        says(html, "undefined", false);
      }
  });

  test("weighs less than 60 KB with its styles, and text pages run no script", async () => {
    for (const path of pairs().flat()) {
      const { html } = await page(path);
      const loaded = [...html.matchAll(/(?:href|src)="(\/assets\/[^"]+\.(?:css|js|svg))"/g)];
      const weight = [...new Set(loaded.map(([, file = ""]) => file))]
        .map(weigh)
        .reduce((sum, one) => sum + one, gzipSync(html).length);
      assert.ok(weight < 60 * 1024, `${path} weighs ${weight}`);
      const scripts = html.match(/<script(?! type="application\/ld\+json")[^>]*>/g) ?? [];
      // The two pages with a search of their own suggest while one types.
      const suggests = ["/", "/en", "/san-pham", "/en/products"].includes(path);
      assert.equal(scripts.length, suggests ? 1 : 0, path);
      for (const script of scripts)
        assert.match(script, /src="\/assets\/island-suggest-[^"]+\.js"/);
    }
  });

  test("says first what does not hold any more, and points to no shop for it", async () => {
    const gone = await page(`/san-pham/${revoked}`);
    says(gone.html, /Đã bị thu hồi công nhận<\/strong>Thu hồi ngày 01\/6\/2026\./);
    assert.ok(gone.html.indexOf("Đã bị thu hồi công nhận") < gone.html.indexOf("<h1"));
    says(gone.html, "trang này không giới thiệu nơi bán");
    says(gone.html, "hasCertification", false);
    const over = await page(`/en/products/${honey}`);
    says(over.html, "The recognition has expired");
    says(over.html, "It was valid through 2 March 2025.");
    const holds = await page(`/san-pham/${tea}`);
    says(holds.html, "Đang được công nhận OCOP</strong>Có giá trị đến hết ngày 02/3/2029.");
    says(holds.html, `href="/verify/${teaToken}"`);
  });

  test("says what is known of a recognition without a day, and no more", async () => {
    const { html } = await page(`/san-pham/${undated}`);
    says(html, `Công nhận năm ${year}, không rõ ngày`);
    says(html, `trong khoảng từ 01/01/${year + 3} đến 31/12/${year + 3}`);
    says(html, "chưa có giấy chứng nhận trên hệ thống");
    says(html, "12/QĐ-UBND");
    says((await page("/en/products?state=uncertain")).html, `/en/products/${undated}`);
  });

  test("says on a new installation what will stand there, and leads on", () => {
    says(empty, "Chưa có sản phẩm nào trong sổ đăng ký");
    says(empty, 'href="/tu-cham-diem"');
    says(empty, "NaN", false);
  });

  test("tells search engines what is certified, as data that nothing can break out of", async () => {
    const { html } = await page(`/san-pham/${tea}`);
    const [, json = ""] = /<script type="application\/ld\+json">(.*?)<\/script>/.exec(html) ?? [];
    const data = JSON.parse(json) as Record<string, unknown>;
    assert.equal(data["@type"], "Product");
    assert.equal(data["gtin"], gtin);
    const certified = data["hasCertification"] as { certificationRating: { ratingValue: number } };
    assert.equal(certified.certificationRating.ratingValue, 4);
    const evil = await page(`/san-pham/${hostile}`);
    assert.equal(evil.status, 200);
    says(evil.html, /<script>alert|<img src=x|onerror=[^&"]*alert\(1\)>/i, false);
    for (const [, inside = ""] of evil.html.matchAll(
      /<script type="application\/ld\+json">(.*?)<\/script>/g,
    ))
      assert.doesNotThrow(() => JSON.parse(inside));
  });

  test("finds without diacritics, filters by address and says what to do where nothing is found", async () => {
    const found = await page("/san-pham?q=che+dinh");
    says(found.html, `/san-pham/${tea}`);
    says(found.html, `/san-pham/${honey}`, false);
    const expired = await page("/san-pham?state=expired");
    says(expired.html, `/san-pham/${honey}`);
    says(expired.html, `/san-pham/${tea}`, false);
    const none = await page("/san-pham?q=xe+tang");
    assert.equal(none.status, 200);
    says(none.html, "Không có sản phẩm nào khớp với");
    says(none.html, "noindex");
    for (const odd of ["?stars=9&page=-4&kind=x&q=%00%F0%9F%98%80", `?q=${"a%20".repeat(900)}`])
      assert.equal((await page(`/san-pham${odd}`)).status, 200, odd.slice(0, 40));
  });

  test("names at a point of sale only what is recognised today, each with its page", async () => {
    const { html } = await page("/diem-ban");
    says(html, "Gian hàng OCOP chợ xã");
    says(html, `href="/san-pham/${tea}"`);
    says(html, "Tinh bột nghệ", false);
  });

  test("offers a set only where it has products, also one with the province's number", async () => {
    const { html } = await page("/san-pham?province=19");
    says(html, '<option value="11">');
    says(html, '<option value="19">', false);
  });

  test("leads an old address of a product or producer to its present one", async () => {
    const key = tea.slice(-10);
    for (const [old, now] of [
      [`/san-pham/ten-cu-${key}`, `/san-pham/${tea}`],
      [`/en/products/${key}`, `/en/products/${tea}`],
      [`/chu-the/ten-cu-${producer.slice(-10)}`, `/chu-the/${producer}`],
    ] as const) {
      const { status, headers } = await page(old);
      assert.deepEqual([status, headers.get("Location")], [301, now]);
    }
    for (const missing of ["/san-pham/khong-co-0123456789", "/san-pham/x", "/xa/99999", "/tinh/1"])
      assert.equal((await page(missing)).status, 404, missing);
  });

  test("leads a GS1 code to its product, with and without leading zeros, and says when it knows none", async () => {
    for (const code of [gtin, `0${gtin}`]) {
      const { status, headers } = await page(`/01/${code}`);
      assert.deepEqual([status, headers.get("Location")], [302, `/san-pham/${tea}`]);
    }
    const english = await page(`/01/${gtin}`, { headers: { "Accept-Language": "en-GB,en" } });
    assert.equal(english.headers.get("Location"), `/en/products/${tea}`);
    const lot = await page(`/01/${gtin}/10/L-2026%2F7`);
    assert.equal(lot.status, 200);
    says(lot.html, "L-2026/7");
    says(lot.html, `/san-pham/${tea}`);
    for (const [code, words] of [
      ["8930000000002", "Mã đúng dạng"],
      ["8936000000014", "không phải mã GTIN hợp lệ"],
      ["abc", "không phải mã GTIN hợp lệ"],
    ] as const) {
      const { status, html } = await page(`/01/${code}`);
      assert.equal(status, 404, code);
      says(html, words);
    }
  });

  test("tells the rules with the article of each, from the data in force", async () => {
    const about = await page("/gioi-thieu");
    for (const words of ["26/2026/QĐ-TTg", "khoản 3 Điều 3", "từ 70 đến dưới 90 điểm", "36 tháng"])
      says(about.html, words);
    const join = await page("/en/join");
    for (const words of ["article 7(2)", "15 working days", "before 30 April", "180 to 120 days"])
      says(join.html, words);
  });

  test("lists every page for search engines and what is new as feeds", async () => {
    const index = await page("/sitemap.xml");
    says(index.html, "http://localhost/sitemap/products-1.xml");
    const products = await page("/sitemap/products-1.xml");
    says(products.html, `<loc>http://localhost/san-pham/${tea}</loc>`);
    says(products.html, `<loc>http://localhost/en/producers/${producer}</loc>`);
    says((await page("/sitemap/pages.xml")).html, "<loc>http://localhost/xa/05692</loc>");
    assert.equal((await page("/sitemap/products-99.xml")).status, 404);
    const feed = await page("/san-pham/moi.atom");
    says(feed.html, "<title>Chè đinh Thượng Nguồn (4 sao)</title>");
    assert.match(feed.headers.get("Content-Type") ?? "", /^application\/atom\+xml/);
    says((await page("/robots.txt")).html, "Sitemap: http://localhost/sitemap.xml");
  });
});

/** Every text that is empty, by the way to it. */
function emptyTexts(texts: object, path = ""): string[] {
  return Object.entries(texts).flatMap(([name, text]: [string, unknown]) => {
    if (typeof text === "string") return text.trim() === "" ? [`${path}${name}`] : [];
    return typeof text === "object" && text !== null ? emptyTexts(text, `${path}${name}.`) : [];
  });
}

test("every text stands in both languages, and English words are no copies", () => {
  const all = {
    aboutTexts,
    catalogueTexts,
    digitalLinkTexts,
    homeTexts,
    joinTexts,
    localityTexts,
    newsTexts,
    openDataTexts,
    pointTexts,
    producerTexts,
    productTexts,
  };
  for (const [name, { vi, en }] of Object.entries(all)) {
    assert.deepEqual(Object.keys(en).toSorted(), Object.keys(vi).toSorted(), name);
    assert.deepEqual(emptyTexts(en, `${name}.en.`), []);
    for (const [key, text] of Object.entries(en))
      if (typeof text === "string" && text.length > 6)
        assert.notEqual(text, (vi as Record<string, unknown>)[key], `${name}.${key}`);
  }
});

test("every set of the decisions that are shipped has a drawing, and one of another decision none", () => {
  for (const regime of listRegimes())
    for (const { code } of findBook(regime)?.rulebook.sets ?? [])
      assert.notEqual(drawingOf(`${regime}/${code}`), undefined, `${regime}/${code}`);
  assert.equal(drawingOf("1-2040/11"), undefined);
});

test("addresses of both languages have the same parts", () => {
  for (const { vi, en } of Object.values(portalPaths))
    assert.deepEqual(vi.match(/:\w+/g), en.match(/:\w+/g));
  assert.deepEqual(pairOf("commune", "05692"), { vi: "/xa/05692", en: "/en/communes/05692" });
});
