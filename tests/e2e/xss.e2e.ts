import assert from "node:assert/strict";
import type { AddressInfo } from "node:net";
import { after, before, describe, test } from "node:test";
import { serve, type ServerType } from "@hono/node-server";
import { sql } from "drizzle-orm";
import type { Browser, BrowserContext } from "playwright-core";
import sharp from "sharp";
import type { Database, Db } from "#core/database/connection.ts";
import { examineFile } from "#core/files/intake/examine.ts";
import { recordFile } from "#core/files/record.ts";
import type { FileStore } from "#core/files/store.ts";
import { buildDraft, buildGround, builtReport } from "#modules/dossiers/factory.ts";
import {
  receiveDossier,
  recordSamples,
  returnDossier,
  saveReview,
} from "#modules/dossiers/service/commune.server.ts";
import { attachEvidence } from "#modules/dossiers/service/draft.server.ts";
import { fileDossier } from "#modules/dossiers/service/file.server.ts";
import { writeMessage } from "#modules/dossiers/service/messages.server.ts";
import { buildAccount } from "#modules/people/factory.ts";
import { papers } from "#modules/producers/schema.server.ts";
import { productPictures } from "#modules/products/schema.server.ts";
import { createApp } from "../../src/app.ts";
import { loadReferenceData } from "../../src/load.ts";
import { testDatabase } from "../support/db.ts";
import { builtPages } from "../support/pages.ts";
import { testServices } from "../support/services.ts";
import { xssPayloads } from "../support/xss-payloads.ts";
import { chromiumPath, launchBrowser } from "./support.ts";
import { markupIn, openAs, poison, watch } from "./xss.ts";

/** Columns that hold what people write, by table. JSON: every text inside that is not a code. */
const written: Readonly<Record<string, readonly string[]>> = {
  producers: ["name", "address", "main_activity", "registration_number"],
  producer_forms: ["name", "registration_number", "basis"],
  producer_representatives: ["full_name", "position", "ethnicity"],
  producer_years: ["cooperative_grade", "capacity", "markets", "material_standard", "source_note"],
  product_years: ["unit"],
  products: [
    "name",
    "description",
    "packaging_sizes",
    "standard",
    "shelf_life",
    "storage",
    "price_unit",
    "yearly_output",
    "chain",
  ],
  product_pictures: ["caption"],
  papers: ["title", "number", "issuer", "note"],
  uploads: ["file_name", "refusal"],
  users: ["name", "title"],
  dossiers: ["producer_name", "product_name"],
  dossier_answers: ["note"],
  dossier_messages: ["subject", "body"],
  dossier_rounds: ["basis"],
  commune_reviews: ["request"],
};

/** Text columns of the same tables that only the program writes, from closed lists or by its own rules. */
const coded =
  /^(province_code|unit_\w+|place_\w+|office_\w+|kind|company_form|name_folded|tax_code|phone|email|website|sex|number_text|regime|set_code|set|barcode|digest|media_type|declared_digest|state|stage|action|from_\w+|to_\w+|criterion|section|channel|purpose|code|code_hash|sheet_digest|signed_digest|signed_request_digest|rulebook_digest|receipt_code|act|url|username|source)$/;

/** JSON columns, with a text that stands in each free place. */
const writtenJson = (
  text: string,
): Readonly<Record<string, Readonly<Record<string, unknown>>>> => ({
  products: {
    ingredients: [{ name: text, origin: null, place: text, percent: null }],
    story: {
      origin: text,
      resources: text,
      culture: text,
      value: text,
      told: text,
      clipUrl: null,
      places: [],
    },
  },
  commune_reviews: {
    visit: {
      on: "2026-06-01",
      latitude: null,
      longitude: null,
      people: text,
      note: text,
      photos: [],
    },
    meeting: { on: "2026-06-02", place: text, people: text, minutes: text },
  },
});

/** Every word of a form's section, whatever it was. */
async function poisonSections(db: Db, text: string): Promise<void> {
  await db.execute(sql`
    update dossier_sections set data = (
      select coalesce(jsonb_object_agg(key, case
        when jsonb_typeof(value) = 'string' and value::text !~ '^"[0-9-]+"$' and key !~ 'phone|email|choice'
        then to_jsonb(${text}::text) else value end), '{}')
      from jsonb_each(data))`);
}

type World = Awaited<ReturnType<typeof buildWorld>>;

async function buildWorld(db: Db, files: FileStore, text: string) {
  const ground = await buildGround(db);
  const { producerId, productId, owner, commune } = ground;
  const picture = await sharp({
    create: { width: 40, height: 30, channels: 3, background: "#2a7" },
  })
    .jpeg()
    .toBuffer();
  const stored = await files.put(picture);
  await recordFile(db, stored, "image/jpeg");
  const { digest } = stored;
  const [paper] = await db
    .insert(papers)
    .values({
      provinceCode: "19",
      producerId,
      kind: "businessRegistration",
      title: "Giấy",
      digest,
      mediaType: "image/jpeg",
    })
    .returning({ id: papers.id });
  const paperId = paper?.id ?? "";
  await db.insert(productPictures).values({ productId, digest, kind: "photo", position: 0 });
  const dossierId = await buildDraft(db, ground);
  await attachEvidence(db, owner, { dossierId, criterion: "1.1", paperId });
  await poison(db, text, written, writtenJson(text));
  await poisonSections(db, text);
  const { receiptCode } = await fileDossier(db, owner, { dossierId });
  await receiveDossier(db, commune, { dossierId });
  await saveReview(db, commune, {
    dossierId,
    expectedVersion: 0,
    ...builtReport(["localMaterial", "localLabour", "ideaOrigin", "localIdentity"]),
  });
  await recordSamples(db, commune, {
    dossierId,
    act: "received",
    quantity: 5,
    giver: xssPayloads[0] ?? "",
    taker: xssPayloads[16] ?? "",
    condition: text.slice(0, 300),
    onDay: "2026-06-01",
  });
  await writeMessage(db, commune, { dossierId, to: "producer", body: text.slice(0, 2000) });
  await writeMessage(db, owner, { dossierId, to: "office", body: text.slice(0, 2000) });
  await poison(db, text, written, writtenJson(text));
  const admin = await buildAccount(db, { grants: [{ role: "admin", path: "19" }], name: text });
  return { ...ground, dossierId, paperId, receiptCode, admin: admin.actor };
}

/** Addresses that show what was written, by who opens them. */
function addresses(world: World, text: string): readonly (readonly [Who, readonly string[]])[] {
  const { dossierId, producerId, productId, receiptCode } = world;
  const mine = `/ho-so/${dossierId}`;
  const desk = `/van-phong/ho-so/${dossierId}`;
  const place = `/co-so/${producerId}`;
  const typed = encodeURIComponent(text.slice(0, 1500));
  return [
    [
      "nobody",
      ["/", `/bien-nhan/${receiptCode}`, `/dia-danh?q=${typed}`, `/dang-nhap?tiep=${typed}`],
    ],
    [
      "owner",
      [
        "/ho-so",
        "/ho-so/mo",
        "/ho-so/tin-nhan",
        mine,
        ...["registration", "general", "results", "plan"].map((name) => `${mine}/phan/${name}`),
        `${mine}/tieu-chi/1.1`,
        `${mine}/loi-khuyen`,
        `${mine}/nop`,
        `${mine}/bien-nhan`,
        `${mine}/rut`,
        "/co-so",
        place,
        `${place}/thong-tin`,
        `${place}/giay-to`,
        `${place}/tai-khoan`,
        `${place}/san-pham`,
        `${place}/san-pham/${productId}`,
        "/tai-khoan",
      ],
    ],
    [
      "commune",
      [
        "/van-phong",
        `/van-phong/bang?tim=${typed}`,
        "/van-phong/bang",
        "/van-phong/tiep-nhan",
        "/van-phong/tin-nhan",
        "/van-phong/chu-the",
        `/van-phong/chu-the?tim=${typed}`,
        desk,
        `${desk}/tra-lai`,
        `${desk}/bao-cao`,
        `${desk}/thuc-dia`,
        `${desk}/mau-san-pham`,
        `${desk}/mau-san-pham/1`,
        place,
      ],
    ],
    ["province", ["/van-phong", "/van-phong/bang", "/van-phong/dot", desk, "/van-phong/chu-the"]],
    ["admin", ["/quan-tri/tai-khoan", `/quan-tri/tai-khoan/${world.owner.userId}`]],
  ];
}
type Who = "nobody" | "owner" | "commune" | "province" | "admin";

describe("texts that would be code", { skip: chromiumPath ? false : "no Chromium here" }, () => {
  let database: Database;
  let files: FileStore;
  let server: ServerType;
  let browser: Browser;
  let address = "";

  before(async () => {
    database = await testDatabase();
    await loadReferenceData(database);
    const services = await testServices(database);
    ({ files } = services);
    const app = createApp(services, await builtPages());
    await new Promise<void>((listening) => {
      server = serve({ fetch: app.fetch, hostname: "127.0.0.1", port: 0 }, () => listening());
    });
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    browser = await launchBrowser();
  });
  after(async () => {
    await browser?.close();
    server?.close();
    await database?.close();
  });

  test("every column that people write into takes part", async () => {
    const { rows } = await database.db.execute<{ table: string; column: string }>(sql`
      select table_name as "table", column_name as "column" from information_schema.columns
      where table_schema = 'public' and data_type = 'text'`);
    const left = rows
      .filter(({ table }) =>
        /^(producer|product(?!_complaints)|paper|upload|users$|dossier|commune_)/.test(table),
      )
      .filter(({ table, column }) => !written[table]?.includes(column) && !coded.test(column))
      .map(({ table, column }) => `${table}.${column}`);
    // Append-only: they are written through the use cases below.
    assert.deepEqual(left.sort(), [
      "dossier_events.reason",
      "dossier_returns.reason",
      "dossier_samples.condition",
      "dossier_samples.giver",
      "dossier_samples.taker",
    ]);
  });

  const open = (world: World, who: Who): Promise<BrowserContext> =>
    openAs(browser, database.db, {
      address,
      userId: who === "nobody" ? null : world[who].userId,
    });

  for (const [name, list] of [
    ["as they come", xssPayloads],
    // Boxes that cut a long text off show its other end: CI, which has little time, takes one.
    ...(process.env["CI"] ? [] : [["in the other order", xssPayloads.toReversed()] as const]),
  ] as const)
    test(
      `${xssPayloads.length} of them, ${name}, run on no page`,
      { timeout: 280_000 },
      async () => {
        const text = list.join(" ");
        const world = await buildWorld(database.db, files, text);
        const wrong: string[] = [];
        let shown = 0;
        for (const [who, paths] of addresses(world, text)) {
          const context = await open(world, who);
          const page = await context.newPage();
          const say = (what: string) => wrong.push(`${who} ${page.url().slice(0, 90)}: ${what}`);
          watch(page, address, say);
          for (const path of paths) {
            const response = await page.goto(path, { waitUntil: "load" });
            if (response?.status() !== 200) say(`${path} answers ${response?.status()}`);
            await page.waitForTimeout(100);
            for (const found of await markupIn(page)) say(found);
            if ((await page.content()).includes("alert(1)")) shown += 1;
          }
          await context.close();
        }
        assert.deepEqual(wrong, []);
        assert.ok(shown > 20, `the texts stood on ${shown} pages only`);
      },
    );

  test("a return with such reasons runs nowhere either", async () => {
    const text = xssPayloads.join(" ").slice(0, 1800);
    const world = await buildWorld(database.db, files, "Chữ thường");
    const { dossierId, commune } = world;
    await returnDossier(database.db, commune, {
      dossierId,
      reason: text,
      items: [{ item: "criterion:1.2", reason: text.slice(0, 900) }],
    });
    const context = await open(world, "owner");
    const page = await context.newPage();
    const wrong: string[] = [];
    watch(page, address, (what) => wrong.push(what));
    for (const path of [`/ho-so/${dossierId}`, `/ho-so/${dossierId}/nop`]) {
      await page.goto(path);
      wrong.push(...(await markupIn(page)));
    }
    await context.close();
    assert.deepEqual(wrong, []);
  });

  test("as a file they are refused, and as a file's name they stay a name", async () => {
    for (const payload of xssPayloads)
      await assert.rejects(examineFile(Buffer.from(payload)), { name: "IntakeRefusal" }, payload);
    const world = await buildWorld(database.db, files, "Chữ thường");
    const context = await open(world, "owner");
    const path = `/api/v1/papers/${world.paperId}/file`;
    for (const payload of xssPayloads) {
      await database.db.execute(
        sql`update papers set title = ${payload} where id = ${world.paperId}`,
      );
      const response = await context.request.head(path);
      assert.equal(response.status(), 200, payload);
      const headers = response.headers();
      assert.match(
        headers["content-disposition"] ?? "",
        /^inline; filename="[a-z0-9-]+\.jpg"; filename\*=UTF-8''[\w%.~!-]+$/,
        payload,
      );
      assert.match(headers["content-security-policy"] ?? "", /^sandbox; default-src 'none'/);
      assert.equal(headers["content-type"], "image/jpeg");
    }
    await context.close();
  });
});
