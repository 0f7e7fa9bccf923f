import assert from "node:assert/strict";
import type { AddressInfo } from "node:net";
import { after, before, describe, test } from "node:test";
import { serve, type ServerType } from "@hono/node-server";
import { eq } from "drizzle-orm";
import type { Browser, Page } from "playwright-core";
import { addDays } from "#core/calendar/day.ts";
import { today } from "#core/calendar/today.ts";
import type { Database } from "#core/database/connection.ts";
import { buildGround } from "#modules/dossiers/factory.ts";
import { dossiers } from "#modules/dossiers/schema.server.ts";
import { users } from "#modules/people/schema.server.ts";
import { loadPlaces } from "#modules/places/service/load.server.ts";
import { testDatabase } from "#tests/support/db.ts";
import { testApp } from "#tests/support/pages.ts";
import { buildRecognised, earlierWords } from "#tests/support/recognised.ts";
import { fillIn } from "./fill.ts";
import { slowLine } from "./line.ts";
import { signIn } from "./sign-in.ts";
import {
  assertAccessible,
  assertFits,
  chromiumPath,
  launchBrowser,
  screens,
  visit,
} from "./support.ts";

/** Folder for pictures of the screens; none are taken where it is not set. */
const pictures = process.env["OCOP_PICTURES"];

describe(
  "a recognised product comes back",
  {
    skip: chromiumPath ? false : "no Chromium here",
  },
  () => {
    let database: Database;
    let server: ServerType;
    let browser: Browser;
    let address = "";

    before(async () => {
      database = await testDatabase();
      await loadPlaces(database.db);
      const { fetch } = await testApp(database);
      await new Promise<void>((listening) => {
        server = serve({ fetch, hostname: "127.0.0.1", port: 0 }, () => listening());
      });
      address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
      browser = await launchBrowser();
    });
    after(async () => {
      await browser?.close();
      server?.close();
      await database?.close();
    });

    async function look(page: Page, name: string): Promise<void> {
      await assertAccessible(page);
      await assertFits(page);
      if (pictures) await page.screenshot({ path: `${pictures}/${name}.png`, fullPage: true });
    }

    /** A producer with a recognised product, signed in, before the form of its next dossier. */
    async function arrive(width: keyof typeof screens, modest: boolean) {
      const { db } = database;
      const ground = await buildGround(db);
      const { owner } = ground;
      await buildRecognised(db, ground, { modest });
      const [account] = await db.select().from(users).where(eq(users.id, owner.userId));
      const guest = await visit(browser, address, { viewport: screens[width] });
      const { page } = guest;
      await signIn(page, account?.username ?? "", "/ho-so");
      await look(page, `${width}-list`);
      await page.getByRole("link", { name: "Mở hồ sơ mới" }).click();
      // The list of dossiers names the product too.
      await page.waitForURL("/ho-so/mo");
      await page.getByRole("link", { name: /Rau an toàn/ }).click();
      return { ...guest, ground };
    }

    /** Fills the written parts; the answers came with the dossier. */
    async function write(page: Page, hub: string, parts: readonly string[]): Promise<void> {
      for (const part of parts) {
        await page.goto(`${hub}/phan/${part}`);
        await page.evaluate(fillIn);
        await page.getByRole("button", { name: /^Lưu, (sang mục sau|về hồ sơ)$/ }).click();
        await page.waitForURL((url) => !url.pathname.endsWith(`/phan/${part}`));
      }
    }

    async function file(page: Page, hub: string): Promise<void> {
      await page.goto(`${hub}/nop`);
      await page.getByLabel(/Tôi cam kết/).check();
      await page.getByRole("button", { name: "Nộp hồ sơ" }).click();
      await page.waitForURL(/bien-nhan/);
    }

    test("a renewal on a telephone: prefilled, what has ended is named, what changed is asked", async () => {
      const { page, ground, end } = await arrive("phone", false);
      page.context().setDefaultTimeout(45_000);
      await slowLine(page.context(), page);
      const now = await today(database.db);
      await page.getByLabel(/Đánh giá lại/).check();
      await page.getByLabel("Đang có mấy sao?").selectOption("4");
      await page.getByLabel(/hết hạn ngày nào/).fill(addDays(now, 90));
      await look(page, "renewal-open");
      await page.getByRole("button", { name: "Mở hồ sơ" }).click();
      await page.waitForURL(/\/ho-so\/[0-9a-f-]{36}$/);
      const hub = page.url();
      await page.getByText("Giấy tờ của lần trước không còn dùng được").waitFor();
      await look(page, "renewal-hub");
      await page.goto(`${hub}/phan/general`);
      const described = page.getByLabel(/Mô tả/).first();
      assert.equal(await described.inputValue(), earlierWords);
      await page.goto(`${hub}/phan/updates`);
      await look(page, "renewal-updates");
      await write(page, hub, ["registration", "general", "results", "updates", "plan"]);
      await page.goto(`${hub}/nop`);
      await look(page, "renewal-file");
      await file(page, hub);
      await look(page, "renewal-receipt");
      const [filed] = await database.db.select().from(dossiers).where(eq(dossiers.state, "filed"));
      assert.equal(filed?.kind, "renewal");
      assert.equal(filed.producerId, ground.producerId);
      await end();
    });

    test("an upgrade at a desk: what changed stands beside the box that asks for it", async () => {
      const { page, end } = await arrive("desk", true);
      await page.getByLabel(/Nâng hạng/).check();
      await page.getByLabel("Đang có mấy sao?").selectOption("3");
      await look(page, "upgrade-open");
      await page.getByRole("button", { name: "Mở hồ sơ" }).click();
      await page.waitForURL(/\/ho-so\/[0-9a-f-]{36}$/);
      const hub = page.url();
      await page.goto(`${hub}/tieu-chi/1.1`);
      await page.locator('input[name="option"][value="3"]').check();
      await look(page, "upgrade-criterion");
      await page.getByRole("button", { name: "Lưu, sang mục sau" }).click();
      await page.waitForURL(/tieu-chi\/1\.2/);
      await page.goto(`${hub}/phan/changes`);
      await page.getByText("Hệ thống thấy 1 tiêu chí đã đổi mức").click();
      await look(page, "upgrade-changes");
      assert.match(await page.locator("dl.change").innerText(), /Lần trước[\s\S]*Lần này/);
      await write(page, hub, ["registration", "general", "results", "changes", "plan"]);
      await page.goto(hub);
      await look(page, "upgrade-hub");
      await page.goto(`${hub}/loi-khuyen#thay-doi`);
      await look(page, "upgrade-advice");
      await file(page, hub);
      await look(page, "upgrade-receipt");
      await end();
    });
  },
);
