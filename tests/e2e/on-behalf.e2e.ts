import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { eq } from "drizzle-orm";
import type { Browser, Page } from "playwright-core";
import { openTestFolder } from "#tests/support/db.ts";
import { buildAccount } from "#modules/people/factory.ts";
import { users } from "#modules/people/schema.server.ts";
import { buildPdf } from "../support/upload-fixtures.ts";
import { fillIn } from "./fill.ts";
import { signIn } from "./sign-in.ts";
import {
  assertAccessible,
  assertFits,
  chromiumPath,
  launchBrowser,
  type Program,
  startProgram,
  visit,
} from "./support.ts";

/** Folder for pictures of the screens; none are taken where it is not set. */
const pictures = process.env["OCOP_PICTURES"];

async function scan(name: string) {
  return { name, mimeType: "application/pdf", buffer: await buildPdf({ pages: 1 }) };
}

describe(
  "for someone without a telephone, in a browser",
  { skip: chromiumPath ? false : "no Chromium here" },
  () => {
    const folder = mkdtempSync(join(tmpdir(), "ocop-on-behalf-"));
    let program: Program;
    let browser: Browser;
    let username = "";
    before(async () => {
      const database = await openTestFolder(folder);
      const { id } = await buildAccount(database.db, {
        name: "Cán bộ xã thử nghiệm",
        grants: [{ role: "communeOfficer", path: "19/05692" }],
      });
      const [account] = await database.db.select().from(users).where(eq(users.id, id));
      username = account?.username ?? "";
      await database.close();
      program = await startProgram({ OCOP_DATA_DIR: folder });
      browser = await launchBrowser();
    });
    after(async () => {
      await browser?.close();
      await program?.stop();
      rmSync(folder, { recursive: true, force: true });
    });

    async function look(page: Page, name: string): Promise<void> {
      await page.waitForLoadState("load");
      await assertAccessible(page);
      await assertFits(page);
      if (pictures)
        await page.screenshot({ path: `${pictures}/behalf-${name}.png`, fullPage: true });
    }

    async function enterProducer(page: Page): Promise<string> {
      await page.goto("/van-phong/nhap-thay");
      await page.getByRole("link", { name: "Nhập chủ thể mới" }).click();
      await page.getByLabel("Tên chủ thể").fill("Hộ bà Nông Thị Mẫu (dữ liệu thử)");
      await page.getByLabel("Loại hình tổ chức").selectOption("household");
      assert.ok(
        await page.getByLabel(/Xã Đồng Hỷ/).isChecked(),
        "the officer's commune is offered",
      );
      await page.getByLabel(/Địa chỉ/).fill("Xóm Thử");
      // Whosever number it is, the officer wrote it.
      await page.getByLabel("Số điện thoại").fill("0912 345 678");
      await page.getByRole("button", { name: "Lưu cơ sở" }).click();
      await page.waitForURL(/co-so\/[0-9a-f-]{36}$/);
      await look(page, "producer");
      return page.url();
    }

    async function enterProductAndPaper(page: Page, home: string): Promise<void> {
      await page.goto(`${home}/san-pham/moi`);
      await page.getByLabel("Tên sản phẩm, đúng như trên nhãn").fill("Bánh ngải (dữ liệu thử)");
      await page.getByLabel("Bộ sản phẩm").selectOption({ index: 1 });
      await page.getByLabel("Mô tả sản phẩm").fill("Bánh ngải làm trong ngày.");
      await page.getByRole("button", { name: "Lưu sản phẩm" }).click();
      await page.waitForURL(/san-pham\/[0-9a-f-]{36}/);
      await page.goto(`${home}/giay-to`);
      await page.getByLabel("Số, ký hiệu").fill("17H8000123");
      await page.getByLabel("Nơi cấp hoặc bên ký").fill("Phòng Kinh tế (dữ liệu thử)");
      await page.getByLabel("Ngày cấp").fill("15/01/2020");
      const [chooser] = await Promise.all([
        page.waitForEvent("filechooser"),
        page.getByRole("button", { name: "Chọn tệp" }).click(),
      ]);
      await chooser.setFiles(await scan("dang-ky.pdf"));
      await page.getByText("Đã nhận").waitFor();
      await page.getByRole("button", { name: "Lưu vào tủ" }).click();
      await page.getByText("Đã lưu vào tủ giấy tờ").waitFor();
    }

    /** Every page of the form; the page of the dossier again at its end. */
    async function fillForm(page: Page, hub: string): Promise<number> {
      await page.goto(`${hub}/phan/registration`);
      let pages = 0;
      for (; !/\/ho-so\/[0-9a-f-]{36}$/.test(page.url()); pages += 1) {
        const here = page.url();
        await page.evaluate(fillIn);
        await page.getByRole("button", { name: /^Lưu, (sang mục sau|về hồ sơ)$/ }).click();
        await page.waitForURL((url) => url.href !== here, { waitUntil: "domcontentloaded" });
        assert.ok(pages < 80, "the form never ends");
      }
      return pages;
    }

    test("an officer types in producer, product, paper and dossier; only the signed sheet confirms", async () => {
      const { page, end } = await visit(browser, program.address);
      page.context().setDefaultTimeout(45_000);
      await signIn(page, username, "/van-phong");
      const home = await enterProducer(page);
      await enterProductAndPaper(page, home);

      await page.goto("/van-phong/nhap-thay?tim=b%C3%A1nh+ng%E1%BA%A3i");
      await page.getByRole("link", { name: "Mở hồ sơ cho Bánh ngải (dữ liệu thử)" }).click();
      await page.getByRole("button", { name: "Mở hồ sơ" }).click();
      await page.waitForURL(/\/ho-so\/[0-9a-f-]{36}$/);
      const hub = page.url();
      const id = hub.split("/").at(-1) ?? "";
      assert.ok((await fillForm(page, hub)) > 20);
      await look(page, "hub");

      await page.goto(`${hub}/nop`);
      await look(page, "unconfirmed");
      await page.goto(`/van-phong/ho-so/${id}/xac-nhan`);
      await page.getByText("do chính cán bộ nhập hồ sơ này ghi").waitFor();
      assert.equal(await page.getByRole("button", { name: "Gửi mã cho chủ thể" }).count(), 0);
      await look(page, "confirm");
      const href = await page.getByRole("link", { name: /Phiếu xác nhận/ }).getAttribute("href");
      const sheet = await page.request.get(href ?? "");
      assert.deepEqual([sheet.status(), sheet.headers()["content-type"]], [200, "application/pdf"]);
      await page.getByLabel("Phiếu đã ký").setInputFiles(await scan("phieu.pdf"));
      await page.getByRole("button", { name: "Lưu phiếu đã ký" }).click();
      await page.getByText("Đã lưu phiếu có chữ ký").waitFor();
      await page.getByRole("link", { name: "Đi đến bước nộp" }).click();
      await page.getByLabel(/cam kết|chịu trách nhiệm|cam đoan/i).check();
      await page.getByRole("button", { name: /^Nộp hồ sơ/ }).click();
      await page.waitForURL("**/bien-nhan**");
      await look(page, "receipt");
      await end();
    });
  },
);
