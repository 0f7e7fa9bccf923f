import assert from "node:assert/strict";
import type { AddressInfo } from "node:net";
import { after, before, describe, test } from "node:test";
import { serve, type ServerType } from "@hono/node-server";
import { eq } from "drizzle-orm";
import type { Browser, BrowserContextOptions } from "playwright-core";
import sharp from "sharp";
import type { Database } from "#core/database/connection.ts";
import { buildDraft, buildGround } from "#modules/dossiers/factory.ts";
import { users } from "#modules/people/schema.server.ts";
import { loadPlaces } from "#modules/places/service/load.server.ts";
import { papers } from "#modules/producers/schema.server.ts";
import { testDatabase } from "#tests/support/db.ts";
import { testApp } from "#tests/support/pages.ts";
import { signIn } from "./sign-in.ts";
import {
  assertAccessible,
  assertFits,
  chromiumPath,
  launchBrowser,
  screens,
  takenOver,
  visit,
} from "./support.ts";

/** Folder for pictures of the screens; none are taken where it is not set. */
const pictures = process.env["OCOP_PICTURES"];

describe("the vault of a producer", { skip: chromiumPath ? false : "no Chromium here" }, () => {
  let database: Database;
  let server: ServerType;
  let browser: Browser;
  let address = "";
  /** Pieces being taken in at this moment, and the most there ever were. */
  const sending = { now: 0, most: 0 };

  before(async () => {
    database = await testDatabase();
    await loadPlaces(database.db);
    const app = await testApp(database);
    const counted = async (request: Request): Promise<Response> => {
      if (request.method !== "PATCH") return app.fetch(request);
      sending.now += 1;
      sending.most = Math.max(sending.most, sending.now);
      try {
        return await app.fetch(request);
      } finally {
        sending.now -= 1;
      }
    };
    await new Promise<void>((listening) => {
      server = serve({ fetch: counted, hostname: "127.0.0.1", port: 0 }, () => listening());
    });
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    browser = await launchBrowser();
  });
  after(async () => {
    await browser?.close();
    server?.close();
    await database?.close();
  });

  /** A producer with a draft, signed in. */
  async function arrive(options: BrowserContextOptions = {}) {
    const { db } = database;
    const ground = await buildGround(db);
    const { producerId, owner } = ground;
    const [account] = await db.select().from(users).where(eq(users.id, owner.userId));
    const dossier = await buildDraft(db, ground, { complete: false });
    const guest = await visit(browser, address, options);
    const { page } = guest;
    await signIn(page, account?.username ?? "", "/ho-so");
    const look = async (name: string): Promise<void> => {
      await assertAccessible(page);
      await assertFits(page);
      if (pictures) await page.screenshot({ path: `${pictures}/vault-${name}.png` });
    };
    const kept = () => db.select().from(papers).where(eq(papers.producerId, producerId));
    return { ...guest, look, kept, dossier, vault: `/co-so/${producerId}/giay-to` };
  }

  async function photos(count: number) {
    const files = [];
    for (let at = 0; at < count; at += 1) {
      const create = {
        width: 60 + (at % 20),
        height: 40 + Math.floor(at / 20),
        channels: 3,
      } as const;
      const buffer = await sharp({ create: { ...create, background: "#6a4" } })
        .jpeg()
        .toBuffer();
      files.push({ name: `Ảnh ${at + 1}.jpg`, mimeType: "image/jpeg", buffer });
    }
    return files;
  }

  test("two hundred photos chosen at once: a few on the line at a time, and a paper of each", async () => {
    const { page, look, kept, vault, end } = await arrive();
    page.context().setDefaultTimeout(120_000);
    await page.goto(vault);
    await page.getByLabel("Loại giấy tờ").selectOption("photo");
    const [chooser] = await Promise.all([
      page.waitForEvent("filechooser"),
      page.getByRole("button", { name: "Chọn tệp" }).click(),
    ]);
    await chooser.setFiles(await photos(200));
    await page.getByText(/Đã nhận \d+ trên 200 tệp/).waitFor();
    await look("sending");
    await page.getByText("Đã nhận 200 trên 200 tệp").waitFor();
    assert.ok(sending.most >= 1 && sending.most <= 3, `${sending.most} at once`);
    await page.getByLabel(/Mỗi tệp là một giấy tờ riêng/).check();
    await look("many");
    await page.getByRole("button", { name: "Lưu vào tủ" }).click();
    await page.getByText("Đã lưu 200 giấy tờ vào tủ.").waitFor();
    const titles = new Set((await kept()).map(({ title }) => title));
    assert.equal(titles.size, 200);
    assert.ok(titles.has("Ảnh 200"));
    await look("kept");
    await end();
  });

  test("from a criterion to the vault and back; what was written wrong is corrected", async () => {
    const { page, look, kept, dossier, end } = await arrive({ viewport: screens.desk });
    const criterion = `/ho-so/${dossier}/tieu-chi/1.1`;
    await page.goto(criterion);
    await page.getByRole("link", { name: /Thêm giấy tờ vào kho/ }).click();
    await page.waitForURL(/\/giay-to/);
    await takenOver(page);
    await page.getByLabel("Loại giấy tờ").selectOption("materialOrigin");
    const [chooser] = await Promise.all([
      page.waitForEvent("filechooser"),
      page.getByRole("button", { name: "Chọn tệp" }).click(),
    ]);
    await chooser.setFiles(await photos(1));
    await page.getByText("Đã nhận", { exact: true }).waitFor();
    await page.getByRole("button", { name: "Lưu vào tủ" }).click();
    await page.getByText("Đã lưu vào tủ giấy tờ.").waitFor();
    await page.getByRole("link", { name: /^Sửa: / }).click();
    // The page before has a box of that name too.
    await page.waitForURL(/\/giay-to\/[0-9a-f-]{36}/);
    await page.getByLabel("Tên gọi").fill("Sổ mua nguyên liệu năm 2025");
    await look("edit");
    await page.getByRole("button", { name: "Lưu", exact: true }).click();
    await page.getByText("Sổ mua nguyên liệu năm 2025").first().waitFor();
    const picture = page.locator("img[src*=thumbnail]");
    assert.ok(
      await picture.evaluate(async (image: HTMLImageElement) => {
        await image.decode();
        return image.naturalWidth > 10;
      }),
    );
    await look("desk");
    await page.getByRole("link", { name: /Quay lại tiêu chí đang làm/ }).click();
    await page.waitForURL(criterion);
    await page.getByText("Sổ mua nguyên liệu năm 2025").first().waitFor();
    assert.equal((await kept()).length, 1);
    await end();
  });

  test("without JavaScript: every box is there, and a file comes with the form", async () => {
    const { page, kept, vault, end } = await arrive({ javaScriptEnabled: false });
    await page.goto(vault);
    await page.getByLabel("Loại giấy tờ").selectOption("businessRegistration");
    await page.locator('input[type=file][name="files"]').setInputFiles(await photos(2));
    await page.getByLabel("Số, ký hiệu").fill("4607000123");
    await page.getByLabel("Nơi cấp hoặc bên ký").fill("Phòng Kinh tế");
    await page.getByLabel("Ngày cấp").fill("15/01/2020");
    if (pictures) await page.screenshot({ path: `${pictures}/vault-plain.png`, fullPage: true });
    await page.getByRole("button", { name: "Lưu vào tủ" }).click();
    await page.getByText("Đã lưu vào tủ giấy tờ.").waitFor();
    const [paper] = await kept();
    assert.equal(paper?.mediaType, "application/pdf");
    assert.equal(paper.pageCount, 2);
    await end();
  });
});
