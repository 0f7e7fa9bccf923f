import assert from "node:assert/strict";
import { after, test } from "node:test";
import { eq, sql } from "drizzle-orm";
import sharp from "sharp";
import { auditLog } from "#core/audit/schema.server.ts";
import type { Db } from "#core/database/connection.ts";
import { makeSamples } from "#core/database/demo.ts";
import { allInvariants } from "#core/invariants/invariant.ts";
import { AppError, type ErrorCode } from "#core/errors.ts";
import { recordFile } from "#core/files/record.ts";
import { dossierMessages } from "#modules/dossiers/messages/schema.server.ts";
import { buildGround } from "#modules/dossiers/factory.ts";
import { buildAccount } from "#modules/people/factory.ts";
import { buildVaultPaper } from "#modules/producers/factory.ts";
import { buildPicture } from "#modules/products/factory.ts";
import { rolledBack, testDatabase } from "#tests/support/db.ts";
import { testServices } from "#tests/support/services.ts";
import {
  buildNews,
  buildPoint,
  buildProfile,
  builtProducerPage,
  builtProductPage,
} from "../factory.ts";
import { demoPages, mark } from "../demo/content.ts";
import { loadDemoMarket } from "../demo.server.ts";
import { news, points, profiles, versionPictures, versions } from "../schema.server.ts";
import { newsSlug } from "../news-slug.ts";
import "../invariants.server.ts";
import { acceptVersion, returnVersion, withdrawProfile } from "./decide.server.ts";
import { versionsOf } from "./load.server.ts";
import { describeProfile, listProfiles } from "./moderation.server.ts";
import { linkNews, listNews, moveNews, saveNews } from "./news.server.ts";
import { getOwnProducerForm, getOwnProductForm, listOwnPages } from "./own.server.ts";
import { isPublicPicture, publicPictureResponse } from "./pictures.server.ts";
import { addPointProduct, describePoint, movePoint, savePoint } from "./points.server.ts";
import { dropProposal, proposeProducer, proposeProduct } from "./propose.server.ts";
import {
  findPublishedNews,
  listPublishedNews,
  pointsOfSale,
  publicProfile,
} from "./published.server.ts";

const database = await testDatabase();
after(() => database.close());
const { files } = await testServices(database);

const fails = (code: ErrorCode, field?: string) => (error: unknown) =>
  error instanceof AppError &&
  error.code === code &&
  (field === undefined || field in error.fields);

async function jpeg(width = 1200): Promise<Buffer> {
  return sharp({ create: { width, height: 800, channels: 3, background: "#386641" } })
    .jpeg()
    .toBuffer();
}

/** A picture of a product, in the store. */
async function addedPicture(db: Db, productId: string, width?: number): Promise<string> {
  return buildPicture({ db, files }, productId, { content: await jpeg(width) });
}

const statesOf = async (db: Db, profileId: string) =>
  (await versionsOf(db, [profileId])).map(({ state }) => state);

test("what is accepted stands in public until something newer is accepted, and is kept", () =>
  rolledBack(database.db, async (db) => {
    const { productId, producerId, owner, province } = await buildGround(db);
    const first = builtProductPage(productId, { story: "Chuyện cũ", position: "21.6, 105.8" });
    const { profileId } = await proposeProduct(db, owner, first);
    assert.equal(await publicProfile(db, { productId }), null);
    const [waiting] = (await listProfiles(db, province, { filter: "pending" })).items;
    assert.equal(waiting?.id, profileId);
    const [pending] = await versionsOf(db, [profileId]);
    await acceptVersion(db, province, { versionId: pending?.id ?? "" });
    const standing = await publicProfile(db, { productId });
    assert.ok(standing?.content.kind === "product");
    assert.equal(standing.content.story.vi, "Chuyện cũ");
    assert.deepEqual(standing.position, { latitude: 21.6, longitude: 105.8 });

    await proposeProduct(db, owner, { ...first, story: "Chuyện mới", expectedSeq: 1 });
    assert.deepEqual(await publicProfile(db, { productId }), standing);
    const [newest] = await versionsOf(db, [profileId]);
    await acceptVersion(db, province, { versionId: newest?.id ?? "" });
    const now = await publicProfile(db, { productId });
    assert.ok(now?.content.kind === "product" && now.content.story.vi === "Chuyện mới");
    assert.deepEqual(await statesOf(db, profileId), ["accepted", "replaced"]);
    await assert.rejects(
      acceptVersion(db, province, { versionId: newest?.id ?? "" }),
      fails("conflict"),
    );

    const told = await db
      .select({ to: dossierMessages.officePath, subject: dossierMessages.subject })
      .from(dossierMessages)
      .where(eq(dossierMessages.kind, "profile"));
    assert.equal(told.filter(({ to }) => to === "19").length, 2);
    assert.equal(told.filter(({ to }) => to === null).length, 2);
    const acts = await db
      .select({ action: auditLog.action })
      .from(auditLog)
      .where(eq(auditLog.subjectId, profileId))
      .orderBy(auditLog.seq);
    assert.deepEqual(
      acts.map(({ action }) => action),
      ["profile.proposed", "profile.accepted", "profile.proposed", "profile.accepted"],
    );
    assert.equal(producerId, (await describeProfile(db, province, profileId)).profile.producerId);
  }));

test("one proposal waits at a time: a newer one takes its place, the same one is one", () =>
  rolledBack(database.db, async (db) => {
    const { productId, owner, province } = await buildGround(db);
    const page = builtProductPage(productId);
    const { profileId } = await proposeProduct(db, owner, page);
    await proposeProduct(db, owner, page);
    assert.deepEqual(await statesOf(db, profileId), ["pending"]);
    const [first] = await versionsOf(db, [profileId]);
    await assert.rejects(proposeProduct(db, owner, { ...page, story: "Khác" }), fails("stale"));
    await proposeProduct(db, owner, { ...page, story: "Khác", expectedSeq: 1 });
    assert.deepEqual(await statesOf(db, profileId), ["pending", "dropped"]);
    await assert.rejects(
      acceptVersion(db, province, { versionId: first?.id ?? "" }),
      fails("conflict"),
    );
    const [second] = await versionsOf(db, [profileId]);
    await dropProposal(db, owner, { versionId: second?.id ?? "" });
    assert.deepEqual(await statesOf(db, profileId), ["dropped", "dropped"]);
    assert.equal((await listProfiles(db, province, { filter: "pending" })).total, 0);
  }));

test("what is returned keeps its reason, and its form comes back as it was sent", () =>
  rolledBack(database.db, async (db) => {
    const { productId, owner, province } = await buildGround(db);
    const before = await getOwnProductForm(db, owner, productId);
    assert.equal(before.values["description"], "Sản phẩm thử nghiệm");
    const page = builtProductPage(productId, { buyLinks: "shop.vi-du.vn/rau\nhttps://b.vi-du.vn" });
    const { profileId, versionId } = await buildProfile(db, { owner, office: null }, page);
    await assert.rejects(returnVersion(db, province, { versionId, reason: " " }), fails("invalid"));
    await returnVersion(db, province, { versionId, reason: "Bỏ lời quảng cáo quá mức." });
    const form = await getOwnProductForm(db, owner, productId);
    assert.equal(form.history[0]?.reason, "Bỏ lời quảng cáo quá mức.");
    assert.equal(form.values["buyLinks"], "https://shop.vi-du.vn/rau\nhttps://b.vi-du.vn/");
    await proposeProduct(db, owner, { ...page, expectedSeq: 1, shortLine: "Đã sửa" });
    assert.deepEqual(await statesOf(db, profileId), ["pending", "returned"]);
    const [own] = await listOwnPages(db, owner);
    assert.equal(own?.products[0]?.newest?.state, "pending");
  }));

test("the producer takes its page down at once, the office with a reason", () =>
  rolledBack(database.db, async (db) => {
    const { producerId, owner, province, commune } = await buildGround(db);
    const page = builtProducerPage(producerId, { phone: "0912 345 678", showPhone: "1" });
    const { versionId, profileId } = await buildProfile(db, { owner, office: province }, page);
    const shown = await publicProfile(db, { producerId });
    assert.ok(shown?.content.kind === "producer" && shown.content.phone === "0912345678");
    await assert.rejects(
      withdrawProfile(db, commune, { versionId, reason: "Thử" }),
      fails("forbidden"),
    );
    await assert.rejects(
      withdrawProfile(db, province, { versionId, reason: "" }),
      fails("invalid", "reason"),
    );
    await withdrawProfile(db, owner, { versionId, reason: "" });
    assert.equal(await publicProfile(db, { producerId }), null);
    await assert.rejects(withdrawProfile(db, owner, { versionId, reason: "" }), fails("conflict"));

    await proposeProducer(db, owner, { ...page, expectedSeq: 1 });
    const [again] = await versionsOf(db, [profileId]);
    await acceptVersion(db, province, { versionId: again?.id ?? "" });
    await withdrawProfile(db, province, { versionId: again?.id ?? "", reason: "Sai địa chỉ" });
    assert.deepEqual(await statesOf(db, profileId), ["withdrawn", "withdrawn"]);
    const form = await getOwnProducerForm(db, owner, producerId);
    assert.equal(form.history[0]?.reason, "Sai địa chỉ");
  }));

test("a producer shows photos of its vault as its own, and nothing else of the vault", () =>
  rolledBack(database.db, async (db) => {
    const { producerId, owner, province } = await buildGround(db);
    const holder = { id: producerId, provinceCode: "19" };
    const stored = async (width: number) => {
      const file = await files.put(await jpeg(width));
      await recordFile(db, file, "image/jpeg");
      return file.digest;
    };
    const photo = { kind: "photo", title: "Xưởng sao chè", mediaType: "image/jpeg" } as const;
    const [own, archived, paper] = [await stored(901), await stored(902), await stored(903)];
    await buildVaultPaper(db, holder, { ...photo, digest: own });
    await buildVaultPaper(db, holder, { ...photo, digest: archived, archivedAt: new Date() });
    await buildVaultPaper(db, holder, { digest: paper, mediaType: "image/jpeg" });
    const { pictures } = await getOwnProducerForm(db, owner, producerId);
    assert.deepEqual(
      pictures.map(({ digest, alt }) => ({ digest, alt })),
      [{ digest: own, alt: "Xưởng sao chè" }],
    );
    const show = (digest: string) =>
      builtProducerPage(producerId, { pictures: [{ digest, use: "1", alt: "Xưởng", altEn: "" }] });
    for (const digest of [archived, paper])
      await assert.rejects(proposeProducer(db, owner, show(digest)), fails("invalid", "pictures"));
    await buildProfile(db, { owner, office: province }, show(own));
    assert.equal((await publicProfile(db, { producerId }))?.pictures[0]?.digest, own);
    assert.deepEqual(
      [await isPublicPicture(db, own), await isPublicPicture(db, paper)],
      [true, false],
    );
  }));

test("nothing of the register is public that nobody ticked", () =>
  rolledBack(database.db, async (db) => {
    const { producerId, owner, province } = await buildGround(db);
    const form = await getOwnProducerForm(db, owner, producerId);
    assert.equal(form.values["phone"], "0912 345 678");
    const page = builtProducerPage(producerId, { ...form.values, intro: "Trồng rau." });
    await buildProfile(db, { owner, office: province }, page);
    const shown = JSON.stringify(await publicProfile(db, { producerId }));
    const kept = await db.select().from(versions);
    for (const text of [shown, JSON.stringify(kept)])
      for (const word of ["0912345678", "0912 345 678", form.values["address"] ?? "?"])
        assert.ok(!text.includes(word), word);
  }));

test("another's page is not there, and nobody writes in a producer's name", () =>
  rolledBack(database.db, async (db) => {
    const home = await buildGround(db);
    const other = await buildGround(db, { path: "24/07000" });
    const page = builtProductPage(home.productId);
    const { versionId } = await buildProfile(db, { owner: home.owner, office: null }, page);
    for (const stranger of [other.owner, other.province])
      await assert.rejects(
        withdrawProfile(db, stranger, { versionId, reason: "" }),
        fails("notFound"),
      );
    await assert.rejects(proposeProduct(db, other.owner, page), fails("notFound"));
    for (const official of [home.commune, home.province])
      await assert.rejects(proposeProduct(db, official, page), fails("forbidden"));
    await assert.rejects(acceptVersion(db, home.owner, { versionId }), fails("forbidden"));
    await assert.rejects(acceptVersion(db, home.commune, { versionId }), fails("forbidden"));
    await assert.rejects(acceptVersion(db, other.province, { versionId }), fails("notFound"));
    assert.equal((await listProfiles(db, other.province, { filter: "all" })).total, 0);
    assert.equal((await listProfiles(db, home.commune, { filter: "all" })).total, 1);
  }));

test("an officer who is tied to the producer leaves its page to a colleague", () =>
  rolledBack(database.db, async (db) => {
    const { productId, producerId, path, owner } = await buildGround(db);
    const { actor: tied } = await buildAccount(db, {
      grants: [
        { role: "provinceOfficer", path: "19" },
        { role: "producerStaff", path, holderId: producerId },
      ],
    });
    const page = builtProductPage(productId);
    const { versionId, profileId } = await buildProfile(db, { owner, office: null }, page);
    await assert.rejects(acceptVersion(db, tied, { versionId }), fails("forbidden"));
    await assert.rejects(returnVersion(db, tied, { versionId, reason: "Sửa" }), fails("forbidden"));
    assert.match((await describeProfile(db, tied, profileId)).tie ?? "", /của chủ thể/);
  }));

test("a picture is public while an accepted page shows it, in small sizes that are made once", () =>
  rolledBack(database.db, async (db) => {
    const { productId, owner, province } = await buildGround(db);
    const other = await buildGround(db);
    const digest = await addedPicture(db, productId);
    const second = await addedPicture(db, productId, 300);
    const foreign = await addedPicture(db, other.productId, 640);
    const chosen = (at: string) => ({ digest: at, use: "1", alt: "Rau trên nương", altEn: "" });
    const page = builtProductPage(productId, {
      pictures: [chosen(digest), chosen(second)],
      cover: second,
    });
    await assert.rejects(
      proposeProduct(db, owner, { ...page, pictures: [chosen(foreign)] }),
      fails("invalid", "pictures"),
    );
    await assert.rejects(
      proposeProduct(db, owner, { ...page, pictures: [{ ...chosen(digest), alt: "" }] }),
      fails("invalid", "pictures.0.alt"),
    );
    const ground = { db, files };
    const ask = (of: string, width: 480 | 960 = 480) =>
      publicPictureResponse(
        ground,
        { digest: of, width, format: "webp" },
        new Request("http://localhost/"),
      );
    const { versionId } = await buildProfile(db, { owner, office: null }, page);
    await assert.rejects(ask(digest), fails("notFound"));
    await acceptVersion(db, province, { versionId });
    const shown = await publicProfile(db, { productId });
    assert.deepEqual(
      shown?.pictures.map((one) => one.digest),
      [second, digest],
    );
    const [small, again] = await Promise.all([ask(digest), ask(digest)]);
    assert.match(small.headers.get("Cache-Control") ?? "", /public.*immutable/);
    const bytes = Buffer.from(await small.arrayBuffer());
    assert.deepEqual(bytes, Buffer.from(await again.arrayBuffer()));
    assert.deepEqual((await sharp(bytes).metadata()).width, 480);
    assert.equal((await sharp(bytes).metadata()).format, "webp");
    // A picture that is small stays as small as it is.
    const tiny = await ask(second, 960);
    assert.equal((await sharp(Buffer.from(await tiny.arrayBuffer())).metadata()).width, 300);
    assert.equal(await isPublicPicture(db, foreign), false);
    await assert.rejects(ask(foreign), fails("notFound"));
    await withdrawProfile(db, owner, { versionId, reason: "" });
    await assert.rejects(ask(digest), fails("notFound"));
  }));

test("news is public while it is published, with its picture, paragraphs and what it is about", () =>
  rolledBack(database.db, async (db) => {
    const { productId, producerId, province, owner } = await buildGround(db);
    const ground = { db, files };
    const picture = new Blob([new Uint8Array(await jpeg(500))]);
    await assert.rejects(
      buildNews(ground, province, { picture, pictureAlt: "" }),
      fails("invalid", "pictureAlt"),
    );
    await assert.rejects(
      buildNews(ground, province, { titleEn: "Only a title" }),
      fails("invalid", "bodyEn"),
    );
    await assert.rejects(buildNews(ground, owner), fails("forbidden"));
    const id = await buildNews(ground, province, { isDraft: true, picture });
    await linkNews(db, province, { newsId: id, productId, producerId: "" });
    await linkNews(db, province, { newsId: id, productId: "", producerId });
    assert.equal((await listPublishedNews(db)).total, 0);
    const [draft] = (await listNews(db, province)).news;
    const digest = draft?.pictureDigest ?? "";
    assert.equal(await isPublicPicture(db, digest), false);
    await moveNews(db, province, { newsId: id, expectedVersion: 1, step: "publish", reason: "" });
    const found = await findPublishedNews(db, newsSlug("Tiêu đề khác hẳn", id));
    assert.equal(found?.products[0]?.id, productId);
    assert.equal(found?.producers[0]?.id, producerId);
    assert.equal((await listPublishedNews(db, { productId })).total, 1);
    assert.equal((await listPublishedNews(db, { inEnglish: true })).total, 0);
    assert.equal(await isPublicPicture(db, digest), true);
    await assert.rejects(
      moveNews(db, province, { newsId: id, expectedVersion: 2, step: "withdraw", reason: "" }),
      fails("invalid", "reason"),
    );
    await moveNews(db, province, {
      newsId: id,
      expectedVersion: 2,
      step: "withdraw",
      reason: "Sai",
    });
    assert.equal(await findPublishedNews(db, newsSlug("x", id)), null);
    assert.equal(await isPublicPicture(db, digest), false);
    await assert.rejects(
      moveNews(db, province, { newsId: id, expectedVersion: 1, step: "publish", reason: "" }),
      fails("stale"),
    );
  }));

test("the same new piece sent twice is one, and an id of another office is not told apart", () =>
  rolledBack(database.db, async (db) => {
    const home = await buildGround(db);
    const other = await buildGround(db, { path: "24/07000" });
    const ground = { db, files };
    const id = await buildNews(ground, home.province, { isDraft: true });
    const form = {
      newsId: id,
      expectedVersion: 0,
      kind: "news" as const,
      title: "Tin",
      lead: "Mở",
      body: "Thân",
      titleEn: "",
      leadEn: "",
      bodyEn: "",
      pictureAlt: "",
      pictureAltEn: "",
      dropPicture: "",
    };
    assert.deepEqual(await saveNews(ground, home.province, form), { id });
    assert.equal((await listNews(db, home.province)).total, 1);
    await assert.rejects(saveNews(ground, other.province, form), fails("notFound"));
  }));

test("open points of sale are found by unit, kind and product; closed ones by nobody outside", () =>
  rolledBack(database.db, async (db) => {
    const { productId, province, owner } = await buildGround(db);
    const other = await buildGround(db, { path: "24/07000" });
    await assert.rejects(buildPoint(db, owner), fails("forbidden"));
    const id = await buildPoint(db, province);
    await assert.rejects(buildPoint(db, province), fails("conflict", "name"));
    await addPointProduct(db, province, { pointId: id, productId });
    await addPointProduct(db, province, { pointId: id, productId });
    const found = async (filter: Parameters<typeof pointsOfSale>[1]) =>
      (await pointsOfSale(db, filter)).points.map((point) => point.id);
    assert.deepEqual(await found({ placePath: "19", kind: "point", productId }), [id]);
    assert.deepEqual(await found({ placePath: "1" }), []);
    assert.deepEqual(await found({ kind: "centre" }), []);
    assert.deepEqual(await found({ productId: other.productId }), []);
    const [point] = (await pointsOfSale(db)).points;
    assert.equal(point?.phone, "02083123456");
    assert.deepEqual(point?.position, { latitude: 21.6012, longitude: 105.8521 });
    assert.equal(point?.products[0]?.id, productId);
    await assert.rejects(describePoint(db, other.province, id), fails("notFound"));
    await movePoint(db, province, { pointId: id, expectedVersion: 1, step: "close" });
    assert.deepEqual(await found({}), []);
    await assert.rejects(
      savePoint(db, province, id, {
        expectedVersion: 1,
        name: "Khác",
        kind: "point",
        level: "commune",
        address: "Khác",
        communeCode: "05692",
        position: "",
        openingHours: "",
        phone: "",
        runBy: "",
      }),
      fails("stale"),
    );
  }));

test("the database itself refuses to rewrite a version, or to show one that was not accepted", () =>
  rolledBack(database.db, async (db) => {
    const { productId, owner } = await buildGround(db);
    const digest = await addedPicture(db, productId);
    const { profileId, versionId } = await buildProfile(
      db,
      { owner, office: null },
      builtProductPage(productId, { pictures: [{ digest, use: "1", alt: "Rau", altEn: "" }] }),
    );
    const refused = async (work: (tx: Db) => Promise<unknown>) =>
      assert.rejects(db.transaction(async (tx) => work(tx)));
    await refused((tx) => tx.update(versions).set({ latitude: 1, longitude: 1 }));
    await refused((tx) => tx.update(versions).set({ content: sql`'{}'::jsonb` }));
    await refused((tx) => tx.delete(versions).where(eq(versions.id, versionId)));
    await refused((tx) => tx.update(versionPictures).set({ alt: "Khác" }));
    await refused((tx) =>
      tx.update(profiles).set({ acceptedVersionId: versionId }).where(eq(profiles.id, profileId)),
    );
  }));

test("what stands in public and what was accepted are held against each other", () =>
  rolledBack(database.db, async (db) => {
    const { productId, owner, province } = await buildGround(db);
    const { versionId } = await buildProfile(
      db,
      { owner, office: province },
      builtProductPage(productId),
    );
    const invariant = allInvariants().find(({ name }) => name === "market.oneVersionStands");
    assert.ok(invariant);
    const offences = async () => {
      const found: unknown[] = [];
      for await (const one of invariant.offences({ db, files, deep: false })) found.push(one);
      return found;
    };
    assert.deepEqual(await offences(), []);
    await db.update(versions).set({ state: "withdrawn" }).where(eq(versions.id, versionId));
    assert.equal((await offences()).length, 1);
  }));

test("a demo has pages at every stage, points of sale and news, all samples, and is filled once", () =>
  rolledBack(database.db, async (db) => {
    const services = { database: { ...database, db }, files };
    await buildAccount(db, {
      username: "vanphong",
      grants: [{ role: "provinceOfficer", path: "19" }],
    });
    await buildAccount(db, {
      username: "chuthe",
      grants: [{ role: "producerOwner", path: "19/05692" }],
    });
    await makeSamples(db);
    for (const { product } of demoPages)
      await buildGround(db, { productName: `${product} ${mark}`, isDemo: true });
    assert.equal(await loadDemoMarket(services, false), false, "no demo installation");
    assert.equal(await loadDemoMarket(services, true), true);
    assert.equal(await loadDemoMarket(services, true), false, "filled once");
    const states = new Set((await db.select().from(versions)).map(({ state }) => state));
    assert.deepEqual([...states].toSorted(), ["accepted", "pending", "returned"]);
    for (const table of [profiles, points, news])
      assert.ok((await db.select({ isDemo: table.isDemo }).from(table)).every((row) => row.isDemo));
    assert.equal((await listPublishedNews(db)).total, 2);
    const [cover] = (await db.select().from(versionPictures)).map(({ digest }) => digest);
    assert.ok(cover && (await isPublicPicture(db, cover)));
  }));
