import assert from "node:assert/strict";
import type { AddressInfo } from "node:net";
import { after, before, describe, test } from "node:test";
import { serve, type ServerType } from "@hono/node-server";
import { eq } from "drizzle-orm";
import type { Browser, Page } from "playwright-core";
import sharp from "sharp";
import type { Database } from "#core/database/connection.ts";
import { dossierFilings, dossiers } from "#modules/dossiers/schema.server.ts";
import { loadPlaces } from "#modules/places/service/load.server.ts";
import { papers, producers } from "#modules/producers/schema.server.ts";
import { testDatabase } from "#tests/support/db.ts";
import { testApp } from "#tests/support/pages.ts";
import { fillIn } from "./fill.ts";
import { type Line, slowLine } from "./line.ts";
import { assertAccessible, assertFits, chromiumPath, launchBrowser, visit } from "./support.ts";

/** Folder for pictures of the screens; none are taken where it is not set. */
const pictures = process.env["OCOP_PICTURES"];
const password = "ruộng bậc thang mùa gặt";

describe(
  "a new producer, from an account to a receipt",
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

    let shots = 0;
    async function look(page: Page, name: string): Promise<void> {
      await assertAccessible(page);
      await assertFits(page);
      shots += 1;
      const path = `${pictures}/account-${String(shots).padStart(2, "0")}-${name}.png`;
      if (pictures) await page.screenshot({ path, fullPage: true });
    }

    async function openAccount(page: Page): Promise<void> {
      await page.goto("/dang-nhap");
      await page.getByRole("link", { name: "Mở tài khoản chủ thể" }).click();
      await page.getByLabel("Xã, phường, đặc khu").fill("dong hy");
      await page.getByRole("button", { name: "Tìm" }).click();
      await page.getByRole("link", { name: /Xã Đồng Hỷ/ }).waitFor();
      await look(page, "commune");
      await page.getByRole("link", { name: /Xã Đồng Hỷ/ }).click();
      await page.getByLabel("Họ tên của bạn").waitFor();
      await page.waitForLoadState("load");
      await page.getByLabel("Họ tên của bạn").fill("Nguyễn Thị Thử");
      await page.getByLabel(/Số điện thoại di động/).fill("0912 345 678");
      await page.getByLabel("Đặt mật khẩu").fill(password);
      await page.getByLabel("Nhập lại mật khẩu").fill(password);
      await look(page, "person");
      await page.getByRole("button", { name: "Mở tài khoản" }).click();
      await page.waitForURL("/co-so/moi");
    }

    async function registerProducer(page: Page): Promise<string> {
      await page.getByLabel("Tên chủ thể").fill("Hợp tác xã Rau Đồng Hỷ (dữ liệu thử)");
      assert.ok(
        await page.getByLabel(/Xã Đồng Hỷ/).isChecked(),
        "the account's commune is offered",
      );
      await page.getByLabel(/Địa chỉ/).fill("Xóm Thử");
      await look(page, "producer");
      await page.getByRole("button", { name: "Lưu cơ sở" }).click();
      await page.waitForURL(/co-so\/[0-9a-f-]{36}$/);
      await look(page, "home");
      return page.url();
    }

    async function enterProduct(page: Page, home: string): Promise<void> {
      await page.goto(`${home}/san-pham/moi`);
      await page
        .getByLabel("Tên sản phẩm, đúng như trên nhãn")
        .fill("Rau cải Đồng Hỷ (dữ liệu thử)");
      await page.getByLabel("Bộ sản phẩm").selectOption({ index: 1 });
      await page.getByLabel("Mô tả sản phẩm").fill("Rau cải trồng trên nương, thu hái trong ngày.");
      await page.getByRole("button", { name: "Lưu sản phẩm" }).click();
      await page.waitForURL(/san-pham\/[0-9a-f-]{36}/);
      await look(page, "product");
    }

    /** A photo of the registration, whose sending the network breaks in the middle. */
    async function keepPaper(page: Page, home: string, line: Line): Promise<void> {
      const noise = Buffer.alloc(700 * 900 * 3, 0).map((_, at) => (at * 7919) % 251);
      const photo = await sharp(noise, { raw: { width: 700, height: 900, channels: 3 } })
        .jpeg({ quality: 90 })
        .toBuffer();
      assert.ok(photo.length > 150_000, "too small a photo to be cut in the middle");
      await page.goto(`${home}/giay-to`);
      await page.getByLabel("Số, ký hiệu").fill("4607000123");
      await page.getByLabel("Nơi cấp hoặc bên ký").fill("Phòng Kinh tế (dữ liệu thử)");
      await page.getByLabel("Ngày cấp").fill("15/01/2020");
      const [chooser] = await Promise.all([
        page.waitForEvent("filechooser"),
        page.getByRole("button", { name: "Chọn tệp" }).click(),
      ]);
      await chooser.setFiles({ name: "dang-ky.jpg", mimeType: "image/jpeg", buffer: photo });
      await page.getByText("dang-ky.jpg").waitFor();
      await line.cut();
      await page.waitForTimeout(1_500);
      assert.equal(await page.getByText("Đã nhận").count(), 0, "sent before the line was cut");
      await line.mend();
      await page.getByText("Đã nhận").waitFor({ timeout: 60_000 });
      await look(page, "paper");
      await page.getByRole("button", { name: "Lưu vào tủ" }).click();
      await page.getByText("Đã lưu vào tủ giấy tờ").waitFor();
      const kept = await database.db.select().from(papers);
      assert.equal(kept.length, 1);
      assert.equal(kept[0]?.mediaType, "image/jpeg");
    }

    const saved = (page: Page, said: string) =>
      page.locator(`[data-save-state="${said}"]`).waitFor({ state: "visible" });

    /** Every page of the form, one thumb, one button; in the middle of a note the network goes again. */
    async function fillForm(page: Page, line: Line): Promise<number> {
      let pages = 0;
      for (; !/\/ho-so\/[0-9a-f-]{36}$/.test(page.url()); pages += 1) {
        const here = page.url();
        await page.evaluate(fillIn);
        if (here.endsWith("/tieu-chi/1.1")) {
          await page.getByText("Giấy đăng ký kinh doanh, đăng ký HTX").first().click();
          await saved(page, "onServer");
          await line.cut();
          await page.getByLabel("Giải thích thêm").fill("Nguyên liệu mua của bà con trong xã");
          await saved(page, "offline");
          await look(page, "cut-off");
          await line.mend();
          await saved(page, "onServer");
        }
        await page.getByRole("button", { name: /^Lưu, (sang mục sau|về hồ sơ)$/ }).click();
        await page.waitForURL((url) => url.href !== here, { waitUntil: "domcontentloaded" });
        assert.ok(pages < 80, "the form never ends");
      }
      return pages;
    }

    test("account, producer, product, paper, self-score, filing: the network is cut twice", async () => {
      const guest = await visit(browser, address, { hasTouch: true, isMobile: true });
      const { page } = guest;
      page.context().setDefaultTimeout(45_000);
      const line = await slowLine(page.context(), page);
      await openAccount(page);
      const home = await registerProducer(page);
      await enterProduct(page, home);
      await keepPaper(page, home, line);

      await page.goto("/ho-so");
      await page.getByRole("link", { name: "Mở hồ sơ mới" }).click();
      await page.waitForURL("/ho-so/mo");
      await page.getByRole("link", { name: /Rau cải Đồng Hỷ/ }).click();
      await page.waitForURL(/\/ho-so\/mo\?/);
      await look(page, "open");
      await page.getByRole("button", { name: "Mở hồ sơ" }).click();
      await page.waitForURL(/\/ho-so\/[0-9a-f-]{36}$/);
      await look(page, "hub");
      const hub = page.url();
      // The worker that keeps pages for the time without a network stands ready before the walk.
      await page.evaluate("navigator.serviceWorker.ready.then(() => true)");
      await page.goto(`${hub}/phan/registration`);
      const pages = await fillForm(page, line);
      assert.ok(pages > 20, `${pages} pages`);

      await page.goto(`${hub}/nop`);
      await look(page, "file");
      await page.getByLabel(/Tôi cam kết/).check();
      await page.getByRole("button", { name: "Nộp hồ sơ" }).click();
      await page.waitForURL(/bien-nhan/);
      const [filing] = await database.db.select().from(dossierFilings);
      assert.ok(filing);
      await page.getByText(filing.receiptCode).first().waitFor();
      const code = page.locator(".qr img");
      const width = await code.evaluate(async (image: HTMLImageElement) => {
        await image.decode();
        return image.naturalWidth;
      });
      assert.ok(width > 50, "the QR");
      await look(page, "receipt");
      const [row] = await database.db.select().from(dossiers).where(eq(dossiers.state, "filed"));
      const [producer] = await database.db.select().from(producers);
      assert.equal(row?.producerId, producer?.id);
      assert.equal(row?.isOnBehalf, false);
      assert.match(JSON.stringify(filing.snapshot), /Nguyên liệu mua của bà con trong xã/);
      await guest.end();
    });
  },
);
