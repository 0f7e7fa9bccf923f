import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import sharp from "sharp";
import type { UserActor } from "#core/access/actor.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { openDiskStore } from "#core/files/disk.ts";
import { buildAccount } from "#modules/people/factory.ts";
import { buildProducer } from "#modules/producers/factory.ts";
import {
  beginUpload,
  type FileGround,
  receivePiece,
} from "#modules/producers/service/uploads.server.ts";
import { rolledBack, testDatabase } from "#tests/support/db.ts";
import { buildPdf } from "#tests/support/upload-fixtures.ts";
import type { SaveProduct } from "../model.ts";
import { addPicture, getPicture, removePicture } from "./pictures.server.ts";
import { getProduct, listProducts, saveProduct } from "./products.server.ts";

const folder = mkdtempSync(join(tmpdir(), "products-"));
const files = await openDiskStore(folder);
const database = await testDatabase();
after(async () => {
  await database.close();
  rmSync(folder, { recursive: true });
});

async function standing(db: Db, more: Parameters<typeof buildProducer>[1] = {}) {
  const producer = await buildProducer(db, more);
  const { id: userId } = await buildAccount(db, {
    grants: [{ role: "producerOwner", path: producer.unitPath }],
  });
  const actor: UserActor = {
    kind: "user",
    userId,
    grants: [{ role: "producerOwner", jurisdiction: { kind: "own", holderId: producer.id } }],
  };
  return { producer, actor, at: { id: null, producerId: producer.id } };
}

const form = (more: Partial<SaveProduct> = {}): SaveProduct => ({
  name: "Chè xanh Đồng Hỷ",
  regime: "26-2026",
  set: "11",
  description: "",
  packagingSizes: "100 g\n250 g",
  ingredientName: ["Búp chè", ""],
  ingredientOrigin: ["commune", ""],
  ingredientPlace: ["Xóm mẫu", ""],
  ingredientPercent: ["100", ""],
  standard: "TCCS 01:2026",
  shelfLife: "12 tháng",
  storage: "",
  barcode: "4006381333931",
  priceFrom: "150.000",
  priceTo: "450.000",
  priceUnit: "kg",
  yearlyOutput: "5 tấn",
  isKeyProduct: "1",
  chain: "",
  storyOrigin: "",
  storyResources: "",
  storyCulture: "",
  storyValue: "",
  storyTold: "Ngày xưa…",
  storyClipUrl: "",
  storyPlaces: "leaflet",
  version: 0,
  ...more,
});
const fault = (work: Promise<unknown>) =>
  work.then(
    () => "done",
    (error: unknown) =>
      error instanceof AppError
        ? [error.code, ...Object.keys(error.fields)].join(" ")
        : String(error),
  );

test("a product is entered, corrected with its version, and is there once", async () => {
  await rolledBack(database.db, async (tx) => {
    const { actor, at } = await standing(tx);
    const { id } = await saveProduct(tx, actor, at, form());
    const { product } = await getProduct(tx, actor, id);
    assert.deepEqual(product.ingredients, [
      { name: "Búp chè", origin: "commune", place: "Xóm mẫu", percent: "100" },
    ]);
    assert.deepEqual(
      [product.priceFrom, product.story.places, product.isTourism],
      [150_000, ["leaflet"], false],
    );
    assert.equal(
      await fault(saveProduct(tx, actor, at, form({ name: "CHÈ XANH đồng hỷ" }))),
      "conflict name",
    );
    await saveProduct(tx, actor, { ...at, id }, form({ version: 1, shelfLife: "18 tháng" }));
    assert.equal(await fault(saveProduct(tx, actor, { ...at, id }, form({ version: 1 }))), "stale");
    assert.equal((await getProduct(tx, actor, id)).product.shelfLife, "18 tháng");
  });
});

test("a set that no decision has, a wrong barcode, and tourism of who does none are refused", async () => {
  await rolledBack(database.db, async (tx) => {
    const { actor, at } = await standing(tx);
    assert.equal(await fault(saveProduct(tx, actor, at, form({ set: "99" }))), "invalid set");
    assert.equal(
      await fault(saveProduct(tx, actor, at, form({ regime: "1-1900" }))),
      "invalid set",
    );
    assert.equal(await fault(saveProduct(tx, actor, at, form({ set: "26" }))), "invalid set");
    assert.equal(
      await fault(saveProduct(tx, actor, at, form({ barcode: "4006381333932" }))),
      "invalid barcode",
    );
    assert.equal(
      await fault(saveProduct(tx, actor, at, { ...form(), stars: 5 } as SaveProduct)),
      "invalid form",
    );
    const tourism = await standing(tx, { kind: "association", isTourism: true });
    assert.equal(await fault(saveProduct(tx, tourism.actor, tourism.at, form())), "invalid set");
    assert.equal(
      await fault(saveProduct(tx, tourism.actor, tourism.at, form({ set: "26" }))),
      "done",
    );
  });
});

test("products of others are not found, and officers list those of their unit", async () => {
  await rolledBack(database.db, async (tx) => {
    const [mine, foreign] = [await standing(tx), await standing(tx, { path: "24/07000" })];
    const { id } = await saveProduct(tx, foreign.actor, foreign.at, form());
    const own = await saveProduct(tx, mine.actor, mine.at, form());
    assert.equal(await fault(getProduct(tx, mine.actor, id)), "notFound");
    assert.equal(
      await fault(saveProduct(tx, mine.actor, { ...mine.at, id }, form({ version: 1 }))),
      "notFound",
    );
    assert.equal(
      await fault(saveProduct(tx, mine.actor, foreign.at, form({ name: "x" }))),
      "notFound",
    );
    const officer = await buildAccount(tx, { grants: [{ role: "provinceOfficer", path: "19" }] });
    const { products, total } = await listProducts(tx, officer.actor, { text: "che xanh" });
    assert.deepEqual([products.map((product) => product.id), total], [[own.id], 1]);
  });
});

test("pictures come from files that came in, each once, and only pictures", async () => {
  await rolledBack(database.db, async (tx) => {
    const { actor, at, producer } = await standing(tx);
    const ground: FileGround = { db: tx, files };
    const { id } = await saveProduct(tx, actor, at, form());
    const send = async (bytes: Buffer) => {
      const upload = await beginUpload(tx, actor, {
        producerId: producer.id,
        fileName: "a",
        length: bytes.length,
        digest: null,
      });
      await receivePiece(ground, actor, { id: upload.id, start: 0, bytes });
      return upload.id;
    };
    const jpeg = await sharp({
      create: { width: 20, height: 20, channels: 3, background: "green" },
    })
      .jpeg()
      .toBuffer();
    for (let twice = 0; twice < 2; twice++)
      await addPicture(ground, actor, id, {
        uploadId: await send(jpeg),
        kind: "label",
        caption: "Mặt trước",
      });
    const { pictures } = await getProduct(tx, actor, id);
    assert.deepEqual(
      pictures.map(({ kind, caption }) => [kind, caption]),
      [["label", "Mặt trước"]],
    );
    assert.equal(
      await fault(
        addPicture(ground, actor, id, {
          uploadId: await send(await buildPdf()),
          kind: "photo",
          caption: "",
        }),
      ),
      "invalid uploadId",
    );
    const digest = pictures[0]?.digest ?? "";
    const stranger = await standing(tx);
    assert.equal(await fault(getPicture(tx, stranger.actor, id, digest)), "notFound");
    assert.equal((await getPicture(tx, actor, id, digest)).kind, "label");
    await removePicture(tx, actor, id, { kind: "label", digest });
    assert.equal(await fault(getPicture(tx, actor, id, digest)), "notFound");
  });
});
