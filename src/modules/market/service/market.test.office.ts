import assert from "node:assert/strict";
import { test } from "node:test";
import { buildGround } from "#modules/dossiers/factory.ts";
import { rolledBack } from "#tests/support/db.ts";
import { buildNews, buildPoint } from "../factory.ts";
import { newsSlug } from "../news-slug.ts";
import { linkNews, listNews, moveNews, saveNews } from "./news.server.ts";
import { isPublicPicture } from "./pictures.server.ts";
import { addPointProduct, describePoint, movePoint, savePoint } from "./points.server.ts";
import { findPublishedNews, listPublishedNews, pointsOfSale } from "./published.server.ts";
import { database, files, fails, jpeg } from "./market.test.world.ts";

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
