import assert from "node:assert/strict";
import type { AddressInfo } from "node:net";
import { after, before, describe, test } from "node:test";
import { serve, type ServerType } from "@hono/node-server";
import type { Browser, Page } from "playwright-core";
import { today } from "#core/calendar/today.ts";
import type { Database } from "#core/database/connection.ts";
import { type BuiltGround, buildGround } from "#modules/dossiers/factory.ts";
import { buildFair, buildKeeping, buildPoint } from "#modules/market/factory.ts";
import { createApp } from "../../src/app.ts";
import { loadReferenceData } from "../../src/load.ts";
import { testDatabase } from "../support/db.ts";
import { builtPages } from "../support/pages.ts";
import { testServices } from "../support/services.ts";
import {
  assertAccessible,
  assertFits,
  becomes,
  chromiumPath,
  launchBrowser,
  screens,
  waitForScripts,
} from "./support.ts";
import { openAs } from "./xss.ts";

/** Where pictures of the pages are left to look at; none without it. */
const shots = process.env["OCOP_SHOTS"];

describe("the market's year", { skip: chromiumPath ? false : "no Chromium here" }, () => {
  let database: Database;
  let server: ServerType;
  let address: string;
  let browser: Browser;
  let world: BuiltGround & { pointId: string; fairId: string };

  before(async () => {
    database = await testDatabase();
    await loadReferenceData(database);
    const ground = await buildGround(database.db, { productName: "Miến dong thử nghiệm" });
    const pointId = await buildPoint(database.db, ground.province);
    await buildKeeping(database.db, ground.province, pointId);
    const { fairId } = await buildFair(database.db, ground.province, {
      producerIds: [ground.producerId],
    });
    world = { ...ground, pointId, fairId };
    const app = createApp(await testServices(database), await builtPages());
    server = serve({ fetch: app.fetch, port: 0, hostname: "127.0.0.1" });
    await new Promise<void>((resolve) => server.once("listening", () => resolve()));
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    browser = await launchBrowser();
  });
  after(async () => {
    await browser?.close();
    server?.close();
    await database?.close();
  });

  const look = async (page: Page, name: string) => {
    if (shots) await page.screenshot({ path: `${shots}/${name}.png`, fullPage: true });
    await assertFits(page);
    await assertAccessible(page);
  };
  const open = async (userId: string) => {
    const context = await openAs(browser, database.db, { address, userId });
    context.setDefaultTimeout(30_000);
    const page = await context.newPage();
    waitForScripts(page);
    return { page, context };
  };

  test("a producer tells its year and its fair on a phone, and the office sees the sums", async () => {
    const own = await open(world.owner.userId);
    const { page } = own;
    const year = Number((await today(database.db)).slice(0, 4)) - 1;
    await page.goto("/so-lieu");
    await page.getByRole("link", { name: new RegExp(`Năm ${year}`) }).click();
    await page.getByLabel("Doanh thu cả năm (đồng)").fill("850");
    await page.getByLabel("Tổng số lao động").fill("12");
    await page.getByLabel("Trong đó nữ").fill("7");
    await page.getByLabel("Miến dong thử nghiệm: làm ra bao nhiêu").fill("1.200");
    await page.getByLabel("Miến dong thử nghiệm: đơn vị tính").fill("kg");
    await page.getByRole("button", { name: `Lưu số liệu năm ${year}` }).click();
    // What looks like millions is asked back, with everything typed still there.
    await page.getByRole("checkbox", { name: /Tôi đã xem lại/ }).waitFor();
    assert.equal(await page.getByLabel("Tổng số lao động").inputValue(), "12");
    await look(page, "figures-asked");
    await page.getByLabel("Doanh thu cả năm (đồng)").fill("850 triệu");
    await page.getByRole("button", { name: `Lưu số liệu năm ${year}` }).click();
    await page.getByText("Đã lưu số liệu").waitFor();
    await becomes(() => page.getByLabel("Doanh thu cả năm (đồng)").inputValue(), "850.000.000");
    await look(page, "figures-told");

    await page.goto("/hoi-cho");
    await page.getByRole("link", { name: /Hội chợ thử nghiệm/ }).click();
    await page.getByLabel("Miến dong thử nghiệm").check();
    await page.getByLabel("Bán được bao nhiêu tiền (đồng)").fill("18,5 triệu");
    await page.getByLabel("Số hợp đồng, bản ghi nhớ đã ký").fill("1");
    await page.getByLabel("Giá trị các hợp đồng (đồng)").fill("120.000.000");
    await page.getByRole("button", { name: "Lưu kết quả" }).click();
    await page.getByText("Đã lưu kết quả hội chợ").waitFor();
    await look(page, "fair-told");
    await own.context.close();

    const office = await open(world.province.userId);
    for (const [at, path, text, screen] of [
      ["figures", `/thi-truong/so-lieu?nam=${year}`, "850.000.000", "phone"],
      ["fairs", "/thi-truong/hoi-cho", "18.500.000", "phone"],
      ["fair", `/thi-truong/hoi-cho/${world.fairId}`, "120.000.000", "desk"],
      ["points", "/quan-ly-diem-ban", "60.000.000", "desk"],
      ["keeping", `/quan-ly-diem-ban/${world.pointId}/theo-doi`, "Bảng giá thiếu", "phone"],
      ["channels", "/thi-truong/kenh-ban", "Chưa có đường dẫn nào", "phone"],
    ] as const) {
      await office.page.setViewportSize(screens[screen]);
      await office.page.goto(path);
      await office.page.getByText(text).first().waitFor();
      await look(office.page, `office-${at}-${screen}`);
    }
    await office.context.close();
  });
});
