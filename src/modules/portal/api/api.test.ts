import assert from "node:assert/strict";
import { after, before, suite, test } from "node:test";
import fc from "fast-check";
import sharp from "sharp";
import type { Database } from "#core/database/connection.ts";
import { testDatabase } from "#tests/support/db.ts";
import { judge, type OpenApi, probesOf } from "#tests/support/fuzz-api.ts";
import { buildPublic, buildPublicCertificate } from "#tests/support/public.ts";
import { testServices } from "#tests/support/services.ts";
import { createApp } from "../../../app.ts";
import { examples } from "./examples.ts";

const noPages = () => Promise.reject(new Error("no pages in this test"));

let database: Database;
let app: ReturnType<typeof createApp>;
let openapi: OpenApi;
let honey: Awaited<ReturnType<typeof buildPublic>>;
let token: string;

before(async () => {
  database = await testDatabase();
  const { db } = database;
  honey = await buildPublic(db, { product: "Mật ong bạc hà", producer: "Hợp tác xã Ba Bể" });
  token = await buildPublicCertificate(db, honey);
  await buildPublic(db, {
    product: "Chè đinh",
    stars: 5,
    producerId: honey.producer.id,
    set: "11",
  });
  await buildPublic(db, { product: "=1+1 miến", kind: "household", path: "08/00970", stars: 3 });
  await buildPublic(db, { product: "Rượu cũ", recognisedOn: "2021-05-01" });
  app = createApp(await testServices(database), noPages);
  openapi = (await read("/api/openapi.json")) as OpenApi;
});
after(() => database.close());

async function read(path: string): Promise<unknown> {
  const response = await app.request(path);
  assert.equal(response.status, 200, path);
  return response.json();
}

type Page = { items: { name: string; state: string }[]; total?: number; next: string | null };

suite("the open interface", () => {
  test("its description is OpenAPI 3.1 and has every address", async () => {
    const { openapi: version } = openapi as unknown as { openapi: string };
    assert.equal(version, "3.1.0");
    assert.deepEqual(Object.keys(openapi.paths).toSorted(), [
      "/certificates/{token}/verification",
      "/growing-areas",
      "/growing-areas.geojson",
      "/places",
      "/places/{version}/{code}",
      "/points-of-sale",
      "/producers",
      "/producers/{id}",
      "/products",
      "/products.{format}",
      "/products/{id}",
      "/recognitions",
      "/suggestions",
    ]);
  });

  test("lists go on page by page and count when asked to", async () => {
    const first = (await read("/api/v1/products?limit=3&count=true")) as Page;
    assert.equal(first.total, 4);
    assert.equal(first.items.length, 3);
    assert.ok(first.next);
    const { pathname, search } = new URL(first.next);
    const second = (await read(pathname + search)) as Page;
    assert.equal(second.items.length, 1);
    assert.equal(second.next, null);
    const over = (await read("/api/v1/products?state=expired")) as Page;
    assert.deepEqual(
      over.items.map(({ name, state }) => ({ name, state })),
      [{ name: "Rượu cũ", state: "expired" }],
    );
  });

  test("one thing is found by its id and by the end of its address", async () => {
    const { id } = honey.product;
    const byId = (await read(`/api/v1/products/${id}`)) as {
      slug: string;
      recognitions: unknown[];
    };
    assert.deepEqual(await read(`/api/v1/products/${byId.slug}`), byId);
    assert.equal(byId.recognitions.length, 1);
    const missing = await app.request("/api/v1/products/nothing-0123456789");
    assert.equal(missing.status, 404);
  });

  test("whoever has the answer is told so, from any page", async () => {
    const answer = await app.request("/api/v1/products");
    const tag = answer.headers.get("ETag") ?? "";
    assert.equal(answer.headers.get("Access-Control-Allow-Origin"), "*");
    const again = await app.request("/api/v1/products", { headers: { "If-None-Match": tag } });
    assert.equal(again.status, 304);
    assert.equal(await again.text(), "");
    // A key is asked about beforehand; a refusal can be read from another site's page too.
    const ask = (path: string, method = "GET") =>
      app.request(path, {
        method: "OPTIONS",
        headers: {
          Origin: "https://example.org",
          "Access-Control-Request-Method": method,
          "Access-Control-Request-Headers": "authorization",
        },
      });
    for (const path of ["/products", "/products.csv", `/certificates/${token}/verification`]) {
      const may = await ask(`/api/v1${path}`);
      assert.equal(may.status, 204, path);
      assert.match(may.headers.get("Access-Control-Allow-Headers") ?? "", /Authorization/);
      assert.equal(may.headers.get("Access-Control-Allow-Credentials"), null);
    }
    assert.equal((await ask("/api/v1/products", "POST")).status, 403);
    const picture = `/api/v1/products/${honey.product.id}/pictures/${"0".repeat(64)}`;
    assert.equal((await ask(picture)).headers.get("Access-Control-Allow-Origin"), null);
    const dead = { headers: { Authorization: `Bearer ${"x".repeat(40)}` } };
    const refused = await app.request("/api/v1/products", dead);
    assert.equal(refused.status, 401);
    assert.equal(refused.headers.get("Access-Control-Allow-Origin"), "*");
  });

  test("files hold the rows of their choice, and no cell is a formula", async () => {
    const csv = await (await app.request("/api/v1/products.csv?province=08")).text();
    const lines = csv.trim().split("\r\n");
    assert.equal(lines.length, 2);
    assert.match(lines[1] ?? "", /,'=1\+1 miến,/);
    const map = (await read("/api/v1/products.geojson")) as {
      features: { geometry: { coordinates: number[] } }[];
    };
    assert.equal(map.features.length, 4);
    const file = (await read("/api/v1/products.json?stars=5")) as Page;
    assert.deepEqual(
      file.items.map(({ name }) => name),
      ["Chè đinh"],
    );
  });

  test("every example of the page on open data is answered, and the catalogue of what is open", async () => {
    for (const { path, headers = {} } of examples) {
      const response = await app.request(path, { headers });
      assert.equal(response.status, 200, path);
      assert.ok((await response.text()).length > 2, path);
    }
    const catalogue = (await read("/api/v1/catalog.jsonld")) as {
      "dcat:dataset": { "dcat:distribution": { "dcat:downloadURL"?: { "@id": string } }[] };
    };
    for (const { "dcat:downloadURL": file } of catalogue["dcat:dataset"]["dcat:distribution"])
      if (file) assert.equal((await app.request(new URL(file["@id"]).pathname)).status, 200);
  });

  test("a product has a picture to be shared with, in both languages, and none where it is not", async () => {
    const { slug } = (await read(`/api/v1/products/${honey.product.id}`)) as { slug: string };
    const sizes = await Promise.all(
      ["vi", "en"].map(async (lang) => {
        const answer = await app.request(`/anh/chia-se/${lang}/${slug}.jpg`);
        assert.equal(answer.headers.get("Content-Type"), "image/jpeg");
        const picture = Buffer.from(await answer.arrayBuffer());
        assert.ok(picture.length < 120_000);
        const { width, height } = await sharp(picture).metadata();
        return [width, height];
      }),
    );
    assert.deepEqual(sizes, [
      [1200, 630],
      [1200, 630],
    ]);
    const missing = await app.request("/anh/chia-se/vi/khong-co-0123456789.jpg");
    assert.equal(missing.status, 404);
  });

  test("nothing about a person is in any answer", async () => {
    const paths = ["/products", "/producers", "/recognitions", `/products/${honey.product.id}`];
    for (const path of [...paths, `/producers/${honey.producer.id}`, "/products.csv"]) {
      const text = await (await app.request(`/api/v1${path}`)).text();
      assert.doesNotMatch(text, /phone"?:"|Thôn mẫu|taxCode|representative/i, path);
    }
  });

  test("whatever is asked, the answer is as described and never a failure of ours", async () => {
    const check = judge(openapi);
    await fc.assert(
      fc.asyncProperty(probesOf(openapi), async (probe) => {
        assert.equal(await check(probe, await app.request(probe.path)), null);
      }),
      { numRuns: 150 },
    );
    const verified = openapi.paths["/certificates/{token}/verification"]?.["get"];
    assert.ok(verified);
    const probe = { path: `/api/v1/certificates/${token}/verification`, operation: verified };
    assert.equal(await check(probe, await app.request(probe.path)), null);
  });
});
