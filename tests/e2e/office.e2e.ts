import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import type { Browser } from "playwright-core";
import { openTestFolder } from "#tests/support/db.ts";
import { buildGround, fillDossier } from "#modules/dossiers/factory.ts";
import { receiveDossier, saveReview } from "#modules/dossiers/service/commune.server.ts";
import { openDossier } from "#modules/dossiers/service/open.server.ts";
import { buildAccount } from "#modules/people/factory.ts";
import { buildDesks, buildPaper } from "../support/desk.ts";
import { buildPdf } from "../support/upload-fixtures.ts";
import { signIn } from "./sign-in.ts";
import {
  assertGood,
  becomes,
  chromiumPath,
  launchBrowser,
  type Program,
  screens,
  startProgram,
  visit,
} from "./support.ts";

/** A scan of so many pages, as a chosen file. */
async function scan(pages: number) {
  return { name: "ban-quet.pdf", mimeType: "application/pdf", buffer: await buildPdf({ pages }) };
}

describe(
  "an officer at work for others, in a browser",
  { skip: chromiumPath ? false : "no Chromium here" },
  () => {
    const folder = mkdtempSync(join(tmpdir(), "ocop-office-"));
    let program: Program;
    let browser: Browser;
    let desks: Awaited<ReturnType<typeof buildDesks>>;
    let helped: { dossierId: string; productId: string };
    let admin = "";
    before(async () => {
      const database = await openTestFolder(folder);
      const { db } = database;
      desks = await buildDesks(db);
      admin = (await buildAccount(db, { grants: [{ role: "admin", path: "" }] })).username;
      const officer = desks.commune.actor;
      const ground = await buildGround(db, { productName: "Bánh gai Sông Cầu" });
      await buildPaper(db, ground);
      const { id } = await openDossier(db, officer, {
        productId: ground.productId,
        kind: "first",
        setCode: null,
        previousId: null,
        previousStars: null,
        certificateExpiresOn: null,
      });
      await fillDossier(db, officer, id);
      helped = { dossierId: id, productId: ground.productId };
      await receiveDossier(db, officer, { dossierId: desks.soon.dossierId });
      await saveReview(db, officer, {
        dossierId: desks.soon.dossierId,
        expectedVersion: 0,
        request: "Đề nghị cấp tỉnh đánh giá.",
      });
      await database.close();
      program = await startProgram({ OCOP_DATA_DIR: folder });
      browser = await launchBrowser();
    });
    after(async () => {
      await browser?.close();
      await program?.stop();
      rmSync(folder, { recursive: true, force: true });
    });

    for (const [name, viewport] of Object.entries(screens))
      test(`every page of this work is accessible and fits a ${name}`, async () => {
        const ofCommune = await visit(browser, program.address, { viewport });
        await signIn(ofCommune.page, desks.commune.username, "/van-phong");
        for (const path of [
          "/nhap-thay",
          `/ho-so/${helped.dossierId}`,
          `/ho-so/${helped.dossierId}/xac-nhan`,
          `/ho-so/${desks.soon.dossierId}/ban-ky`,
          `/ho-so/${desks.returned.dossierId}/dien-bien`,
        ]) {
          assert.equal((await ofCommune.page.goto(`/van-phong${path}`))?.status(), 200, path);
          await assertGood(ofCommune.page);
        }
        await ofCommune.end();
        const ofProvince = await visit(browser, program.address, { viewport });
        await signIn(ofProvince.page, desks.province.username, "/van-phong");
        for (const query of ["", "?ngay=2024-05-10"]) {
          const path = `/van-phong/ghi-ho-so-cu/${helped.productId}${query}`;
          assert.equal((await ofProvince.page.goto(path))?.status(), 200, path);
          await assertGood(ofProvince.page);
        }
        await ofProvince.end();
      });

    test("an administrator gives a key and an address, on a phone and at a desk", async () => {
      const { page, end } = await visit(browser, program.address);
      await signIn(page, admin, "/quan-tri/lien-thong");
      const hostile = `Sàn tỉnh <img src=x onerror="document.title='x'">`;
      await page.getByRole("button", { name: "Cấp khóa" }).click();
      await page.getByText("Hãy ghi tên đơn vị").first().waitFor();
      await assertGood(page);
      await page.getByLabel("Đơn vị, hệ thống sử dụng").fill(hostile);
      await page.getByLabel("Thư điện tử người phụ trách").fill("kythuat@example.vn");
      await page.getByRole("button", { name: "Cấp khóa" }).click();
      assert.match(await page.getByLabel("Khóa vừa cấp").innerText(), /^ocop_[\w-]{43}$/);
      await page.getByLabel("Đơn vị, hệ thống nhận").fill(hostile);
      await page.getByLabel("Địa chỉ nhận (https)").fill("https://example.vn/nhan-tin");
      await page.getByRole("button", { name: "Thêm địa chỉ" }).click();
      await page.getByRole("button", { name: "Tạm dừng" }).waitFor();
      await becomes(() => page.getByText(hostile).count(), 2);
      for (const viewport of Object.values(screens)) {
        await page.setViewportSize(viewport);
        await assertGood(page);
      }
      await page.reload();
      assert.equal(await page.getByLabel("Khóa vừa cấp").count(), 0, "shown once");
      await end();
    });

    test("on a phone, from the producer without one to a filed dossier with its signed sheet", async () => {
      const { page, end } = await visit(browser, program.address);
      await signIn(page, desks.commune.username, "/van-phong");
      await page.locator("#main").getByRole("link", { name: "Nhập thay chủ thể" }).click();
      await page.getByLabel("Tìm sản phẩm").fill("bánh gai");
      await page.getByRole("button", { name: "Tìm" }).click();
      await page.getByRole("link", { name: "Mở hồ sơ đang làm của Bánh gai Sông Cầu" }).click();
      await page.getByRole("link", { name: "Chủ thể xác nhận" }).click();
      await page.getByRole("button", { name: "Gửi mã cho chủ thể" }).click();
      await page.getByText("Đã gửi mã cho chủ thể").waitFor();
      await page.getByLabel("Mã chủ thể đọc cho bạn").fill("12");
      await page.getByRole("button", { name: "Xác nhận bằng mã" }).click();
      await page.getByText("Mã gồm 6 chữ số.").first().waitFor();
      await page.getByRole("button", { name: "Lưu phiếu đã ký" }).click();
      await page.getByText("Hãy chọn tệp").first().waitFor();
      await page.getByLabel("Phiếu đã ký").setInputFiles(await scan(1));
      await page.getByRole("button", { name: "Lưu phiếu đã ký" }).click();
      await page.getByText("Đã lưu phiếu có chữ ký").waitFor();
      await page.getByRole("link", { name: "Đi đến bước nộp" }).click();
      await page.getByLabel(/cam kết|chịu trách nhiệm|cam đoan/i).check();
      await page.getByRole("button", { name: /^Nộp hồ sơ/ }).click();
      await page.waitForURL("**/bien-nhan**");
      await end();
    });

    test("a dossier of 2024 is recorded with its district, and walks its own stages", async () => {
      const { page, end } = await visit(browser, program.address, { viewport: screens.desk });
      await signIn(page, desks.province.username, "/van-phong");
      await page.goto("/van-phong/nhap-thay?tim=mi%E1%BA%BFn+dong");
      await page.getByRole("link", { name: /Ghi hồ sơ đợt cũ của Miến dong/ }).click();
      await page.getByLabel("Ngày nộp khi đó").fill("2024-05-10");
      await page.getByRole("button", { name: "Tiếp tục" }).click();
      await page.getByText("qua các cấp huyện, tỉnh, trung ương").waitFor();
      const units = page.getByLabel("Xã, huyện khi đó");
      const former = units.locator("option").nth(1);
      assert.match((await former.textContent()) ?? "", /, (Huyện|Thành phố|Thị xã)/);
      await units.selectOption((await former.getAttribute("value")) ?? "");
      await page.getByLabel("Bộ sản phẩm khi đó").selectOption({ index: 1 });
      await page.getByLabel("Số phiếu tiếp nhận khi đó").fill("12/PTN-2024");
      await page.getByRole("button", { name: "Mở hồ sơ để ghi" }).click();
      await page.waitForURL(/\/ho-so\/[0-9a-f-]{36}$/);
      const id = page.url().split("/").at(-1) ?? "";
      await page.goto(`/ho-so/${id}/nop`);
      await page.getByLabel(/cam kết|chịu trách nhiệm|cam đoan/i).check();
      await page.getByRole("button", { name: /^Nộp hồ sơ/ }).click();
      await page.waitForURL("**/bien-nhan**");
      await page.goto(`/van-phong/ho-so/${id}`);
      await page.locator("summary", { hasText: "Tiếp nhận, cấp số phiếu" }).click();
      await page.getByRole("button", { name: /^Đồng ý, tiếp nhận/ }).click();
      await page.getByText("Đã tiếp nhận: 12/PTN-2024.").waitFor();
      await page.getByText("Ghi lại đợt cũ").waitFor();
      await end();
    });

    test("the signed report is uploaded, read back, and its words then guarded", async () => {
      const { page, end } = await visit(browser, program.address, { viewport: screens.desk });
      await signIn(page, desks.commune.username, "/van-phong");
      await page.goto(`/van-phong/ho-so/${desks.soon.dossierId}/bao-cao`);
      await page.getByRole("link", { name: "Tải lên bản đã ký" }).click();
      const report = page.getByRole("region", { name: /Mẫu 03/ });
      await report.locator('input[type="file"]').setInputFiles(await scan(2));
      await report.getByRole("button", { name: "Tải lên" }).click();
      await page.getByText("Đã lưu bản đã ký.").waitFor();
      const href = await report.getByRole("link", { name: "Xem bản đã ký" }).getAttribute("href");
      const file = await page.request.get(href ?? "");
      assert.deepEqual([file.status(), file.headers()["content-type"]], [200, "application/pdf"]);
      await page.getByText("cần ký lại").waitFor();
      await end();
    });
  },
);
