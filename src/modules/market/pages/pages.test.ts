import assert from "node:assert/strict";
import { after, test } from "node:test";
import sharp from "sharp";
import { buildAccount } from "#modules/people/factory.ts";
import { buildGround } from "#modules/dossiers/factory.ts";
import { buildPicture } from "#modules/products/factory.ts";
import { browserOf } from "#tests/support/browser.ts";
import { testDatabase } from "#tests/support/db.ts";
import { builtPages, posted } from "#tests/support/pages.ts";
import { testServices } from "#tests/support/services.ts";
import { createApp } from "../../../app.ts";
import { moderationPaths, newsPaths, ownPaths, pointPaths, publicPicture } from "../paths.ts";
import { findProfile, versionsOf } from "../service/load.server.ts";
import { listPublishedNews, pointsOfSale, publicProfile } from "../service/published.server.ts";

const database = await testDatabase();
after(() => database.close());
const { db } = database;
const services = await testServices(database);
const app = createApp(services, await builtPages());
const ground = await buildGround(db, { productName: "Chè tôm nõn thử" });
const { productId, producerId, path } = ground;
const digest = await buildPicture({ db, files: services.files }, productId, {
  content: await sharp({ create: { width: 700, height: 500, channels: 3, background: "#386641" } })
    .jpeg()
    .toBuffer(),
});
const enter = browserOf(db, app);
const owner = await enter(ground.owner.userId);
const office = await enter(
  (await buildAccount(db, { grants: [{ role: "provinceOfficer", path: path.slice(0, 2) }] })).id,
);
const commune = await enter(ground.commune.userId);
type Visitor = typeof owner;

async function open({ send }: Visitor, address: string, init: RequestInit = {}) {
  const response = await send(address, init);
  return { status: response.status, text: (await response.text()).replaceAll("<!-- -->", "") };
}

const page = ownPaths.product(productId);
const typed = {
  intent: "send",
  productId,
  expectedSeq: "0",
  shortLine: "Chè non hái sớm",
  buyLinks: "cua-hang.vi-du.vn",
  "pictures.0.digest": digest,
  "pictures.0.use": "1",
  "pictures.0.alt": "Búp chè trên tay",
  "pictures.0.altEn": "",
  cover: digest,
};

test("a producer's page is written without a script, judged on screen, and taken down at once", async () => {
  const empty = await open(owner, page);
  assert.match(empty.text, /Sản phẩm thử nghiệm/);
  assert.match(empty.text, /Chưa có|Gửi duyệt/);
  const wrong = await open(owner, page, posted({ ...typed, "pictures.0.alt": "", position: "x" }));
  assert.equal(wrong.status, 400);
  assert.match(wrong.text, /Vị trí chưa đúng/);
  assert.match(wrong.text, /id="field-pictures-0-alt-error"/);
  assert.match(wrong.text, /value="Chè non hái sớm"/);
  assert.match((await open(owner, await owner.hand(page, typed))).text, /Đã gửi/);

  const profile = await findProfile(db, { productId });
  const [pending] = await versionsOf(db, [profile?.id ?? ""]);
  const judging = moderationPaths.one(profile?.id ?? "");
  assert.match((await open(office, moderationPaths.list)).text, /Chè tôm nõn thử/);
  const seen = await open(commune, judging);
  assert.match(seen.text, /Chè non hái sớm/);
  assert.doesNotMatch(seen.text, /value="accept"/);
  assert.equal(
    (await open(commune, judging, posted({ intent: "accept", versionId: pending?.id ?? "" })))
      .status,
    403,
  );
  const shown = publicPicture(digest, 480, "webp");
  assert.equal((await app.request(`http://localhost${shown}`)).status, 404);
  const accepted = await open(
    office,
    judging,
    posted({ intent: "accept", versionId: pending?.id ?? "" }),
  );
  assert.match(accepted.text, /Đã duyệt/);
  const picture = await app.request(`http://localhost${shown}`);
  assert.equal(picture.status, 200);
  assert.equal(picture.headers.get("Content-Type"), "image/webp");
  assert.equal(picture.headers.get("Set-Cookie"), null);
  const odd = shown.replace("-480.", "-481.");
  assert.equal((await app.request(`http://localhost${odd}`)).status, 404);

  const down = { intent: "withdraw", versionId: pending?.id ?? "" };
  assert.match((await open(owner, await owner.hand(page, down))).text, /Đã gỡ/);
  assert.equal(await publicProfile(db, { productId }), null);
  assert.equal((await app.request(`http://localhost${shown}`)).status, 404);
});

test("a producer's own page shows its number in a box and sends it only when it is ticked", async () => {
  const own = ownPaths.producer(producerId);
  assert.match((await open(owner, own)).text, /value="0912 345 678"/);
  const form = {
    intent: "send",
    producerId,
    expectedSeq: "0",
    intro: "Trồng chè trên đồi.",
    phone: "0912 345 678",
    address: "Xóm thử",
    showAddress: "1",
  };
  assert.match((await open(owner, await owner.hand(own, form))).text, /Đã gửi/);
  const profile = await findProfile(db, { producerId });
  const [version] = await versionsOf(db, [profile?.id ?? ""]);
  assert.ok(version?.content.kind === "producer");
  assert.deepEqual([version.content.phone, version.content.address], [null, "Xóm thử"]);
});

test("a point of sale is registered by a form that asks again for an unclear commune", async () => {
  const form = {
    intent: "save",
    expectedVersion: "0",
    name: "Quầy OCOP thử",
    kind: "counter",
    level: "commune",
    address: "Trụ sở xã",
    position: "21.6, 105.85",
    openingHours: "",
    phone: "",
    runBy: "",
  };
  const unclear = await open(office, pointPaths.add, posted({ ...form, communeText: "dong" }));
  assert.equal(unclear.status, 400);
  assert.match(unclear.text, /name="communeCode"/);
  const saved = await office.send(pointPaths.add, posted({ ...form, communeCode: "05692" }));
  assert.equal(saved.status, 303);
  const one = saved.headers.get("Location") ?? "";
  await open(office, one, posted({ intent: "add", productId }));
  assert.match((await open(office, one)).text, /Chè tôm nõn thử/);
  assert.equal((await pointsOfSale(db, { productId })).points[0]?.name, "Quầy OCOP thử");
});

test("news is written, linked and published by forms", async () => {
  const newsId = /name="newsId" value="([^"]+)"/.exec(
    (await open(office, newsPaths.add)).text,
  )?.[1];
  assert.ok(newsId);
  const form = {
    intent: "save",
    newsId,
    expectedVersion: "0",
    kind: "story",
    title: "Chuyện chè thử",
    lead: "Mở đầu.",
    body: "Một.\n\nHai.",
  };
  const saved = await office.send(newsPaths.add, posted(form));
  assert.equal(saved.headers.get("Location"), newsPaths.one(newsId));
  const one = newsPaths.one(newsId);
  assert.match((await open(office, `${one}?tim=che`)).text, /Gắn Chè tôm nõn thử/);
  await open(office, one, posted({ intent: "link", productId }));
  await open(office, one, posted({ intent: "move", step: "publish", expectedVersion: "1" }));
  assert.equal((await listPublishedNews(db, { productId })).news[0]?.title, "Chuyện chè thử");
});
