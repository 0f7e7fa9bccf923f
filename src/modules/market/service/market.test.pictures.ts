import assert from "node:assert/strict";
import { test } from "node:test";
import sharp from "sharp";
import { recordFile } from "#core/files/record.ts";
import { buildGround } from "#modules/dossiers/factory.ts";
import { buildVaultPaper } from "#modules/producers/factory.ts";
import { rolledBack } from "#tests/support/db.ts";
import { buildProfile, builtProducerPage, builtProductPage } from "../factory.ts";
import { acceptVersion, withdrawProfile } from "./decide.server.ts";
import { addedPicture, database, fails, files, jpeg } from "./market.test.world.ts";
import { getOwnProducerForm } from "./own.server.ts";
import { isPublicPicture, publicPictureResponse } from "./pictures.server.ts";
import { proposeProducer, proposeProduct } from "./propose.server.ts";
import { publicProfile } from "./published.server.ts";

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
