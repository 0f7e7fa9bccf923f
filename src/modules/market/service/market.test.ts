// What stands in public, use case by use case; one process, so that the cases share one database.
import "./market.test.pictures.ts";
import "./market.test.office.ts";
import assert from "node:assert/strict";
import { test } from "node:test";
import { eq, sql } from "drizzle-orm";
import { auditLog } from "#core/audit/schema.server.ts";
import type { Db } from "#core/database/connection.ts";
import { makeSamples } from "#core/database/demo.ts";
import { allInvariants } from "#core/invariants/invariant.ts";
import { dossierMessages } from "#modules/dossiers/messages/schema.server.ts";
import { buildGround } from "#modules/dossiers/factory.ts";
import { buildAccount } from "#modules/people/factory.ts";
import { rolledBack } from "#tests/support/db.ts";
import { buildProfile, builtProducerPage, builtProductPage } from "../factory.ts";
import { demoPages, mark } from "../demo/content.ts";
import { loadDemoMarket } from "../demo.server.ts";
import { news, points, profiles, versionPictures, versions } from "../schema.server.ts";
import { acceptVersion, returnVersion, withdrawProfile } from "./decide.server.ts";
import { versionsOf } from "./load.server.ts";
import { describeProfile, listProfiles } from "./moderation.server.ts";
import { getOwnProducerForm, getOwnProductForm, listOwnPages } from "./own.server.ts";
import { isPublicPicture } from "./pictures.server.ts";
import { dropProposal, proposeProducer, proposeProduct } from "./propose.server.ts";
import { listPublishedNews, publicProfile } from "./published.server.ts";
import { database, files, fails, addedPicture } from "./market.test.world.ts";

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

test("the database itself refuses to rewrite a version, or to show one that was not accepted", () =>
  rolledBack(database.db, async (db) => {
    const { producerId, productId, owner } = await buildGround(db);
    const digest = await addedPicture(db, productId);
    const { profileId, versionId } = await buildProfile(
      db,
      { owner, office: null },
      builtProductPage(productId, { pictures: [{ digest, use: "1", alt: "Rau", altEn: "" }] }),
    );
    const refused = async (code: string, work: (tx: Db) => Promise<unknown>) =>
      assert.rejects(
        db.transaction(async (tx) => work(tx)),
        (error: Error) => (error.cause as { code?: string } | undefined)?.code === code,
      );
    const kept = eq(versions.id, versionId);
    await refused("42501", (tx) => tx.update(versions).set({ latitude: 1, longitude: 1 }));
    await refused("42501", (tx) => tx.update(versions).set({ content: sql`'{}'::jsonb` }));
    await refused("42501", (tx) => tx.delete(versions).where(kept));
    await refused("42501", (tx) => tx.update(versionPictures).set({ alt: "Khác" }));
    const stand = async (tx: Db) =>
      tx.update(profiles).set({ acceptedVersionId: versionId }).where(eq(profiles.id, profileId));
    await refused("23514", stand);
    const ofAnother = await buildProfile(
      db,
      { owner, office: null },
      builtProducerPage(producerId),
    );
    await db
      .update(versions)
      .set({ state: "accepted" })
      .where(eq(versions.id, ofAnother.versionId));
    await refused("23514", (tx) =>
      tx
        .update(profiles)
        .set({ acceptedVersionId: ofAnother.versionId })
        .where(eq(profiles.id, profileId)),
    );
    await db.update(versions).set({ state: "accepted" }).where(kept);
    await stand(db);
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
