import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { eq } from "drizzle-orm";
import type { Browser, Page } from "playwright-core";
import sharp from "sharp";
import { openTestFolder } from "#tests/support/db.ts";
import { users } from "#modules/people/schema.server.ts";
import { buildDesks } from "../support/desk.ts";
import { slowLine } from "./line.ts";
import { confirm } from "./confirm.ts";
import { signIn } from "./sign-in.ts";
import {
  assertGood,
  becomes,
  chromiumPath,
  filled,
  launchBrowser,
  type Program,
  screens,
  startProgram,
  visit,
} from "./support.ts";

type Desks = Awaited<ReturnType<typeof buildDesks>>;

describe(
  "a commune's and a province's desk",
  { skip: chromiumPath ? false : "no Chromium here" },
  () => {
    const folder = mkdtempSync(join(tmpdir(), "ocop-desk-"));
    let program: Program;
    let browser: Browser;
    let desks: Desks;
    let ownerName = "";
    before(async () => {
      const database = await openTestFolder(folder);
      desks = await buildDesks(database.db);
      const [owner] = await database.db
        .select()
        .from(users)
        .where(eq(users.id, desks.late.ground.owner.userId));
      ownerName = owner?.username ?? "";
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
      test(`every page of the desks is accessible and fits a ${name}`, async () => {
        const ofCommune = await visit(browser, program.address, { viewport });
        await signIn(ofCommune.page, desks.commune.username, "/van-phong");
        const { late, forwarded, returned } = desks;
        for (const path of [
          "",
          "/bang",
          "/tin-nhan",
          `/ho-so/${late.dossierId}`,
          `/ho-so/${late.dossierId}/tra-lai`,
          `/ho-so/${returned.dossierId}`,
          `/ho-so/${forwarded.dossierId}/bao-cao`,
          `/ho-so/${forwarded.dossierId}/mau-san-pham`,
          `/ho-so/${forwarded.dossierId}/mau-san-pham/1`,
        ]) {
          assert.equal((await ofCommune.page.goto(`/van-phong${path}`))?.status(), 200, path);
          await assertGood(ofCommune.page);
        }
        await ofCommune.end();
        const ofProvince = await visit(browser, program.address, { viewport });
        await signIn(ofProvince.page, desks.province.username, "/van-phong");
        for (const path of ["", "/bang", "/tiep-nhan", "/dot", `/ho-so/${forwarded.dossierId}`]) {
          assert.equal((await ofProvince.page.goto(`/van-phong${path}`))?.status(), 200, path);
          await assertGood(ofProvince.page);
        }
        await ofProvince.end();
      });

    test("from the inbox over the report, the visit in the field and the samples to the province", async () => {
      const { page, end } = await visit(browser, program.address, {
        hasTouch: true,
        isMobile: true,
        geolocation: { latitude: 21.70111, longitude: 105.80222 },
        permissions: ["geolocation"],
      });
      page.context().setDefaultTimeout(45_000);
      const line = await slowLine(page.context(), page);
      await signIn(page, desks.commune.username, "/van-phong");
      await page.getByRole("link", { name: "Miến dong Khe Vai", exact: true }).click();
      await confirm(page, "Tiếp nhận, cấp số phiếu");
      await page.getByText(/Đã tiếp nhận: Phiếu số/).waitFor();

      await page.getByRole("link", { name: "Ghi báo cáo Mẫu 03" }).click();
      await page.getByRole("heading", { name: "Nguyên liệu địa phương" }).waitFor();
      await assertGood(page);
      for (const topic of [
        "Nguyên liệu địa phương",
        "Lao động địa phương",
        "Nguồn gốc ý tưởng sản phẩm",
        "Bản sắc, trí tuệ địa phương",
      ]) {
        const part = page.getByRole("region", { name: topic });
        await part.getByLabel("Đúng như chủ thể khai").check();
        await part.getByLabel("Nhận xét").fill(`Đã xem tại xóm Khe Vai: ${topic.toLowerCase()}.`);
      }
      // The browser dies before it is saved: what was typed is there again.
      await page.reload();
      const first = page.getByRole("region", { name: "Nguyên liệu địa phương" });
      assert.match(await filled(first.getByLabel("Nhận xét")), /Khe Vai/);
      await becomes(() => first.getByLabel("Đúng như chủ thể khai").isChecked(), true);
      await page.getByRole("button", { name: "Lưu báo cáo" }).click();
      await page.getByText("Đã lưu báo cáo.").waitFor();
      await page.getByText("Báo cáo đã đủ").waitFor();

      await line.lift();
      await inTheField(page);

      await page.goto(`/van-phong/ho-so/${desks.fresh.dossierId}/mau-san-pham`);
      await page.getByLabel("Bên giao").fill("Chủ thể mẫu");
      await page.getByLabel("Bên nhận").fill("Cán bộ xã");
      await page.getByRole("button", { name: "Ghi sổ" }).click();
      await page.getByText("Hãy ghi tình trạng mẫu").first().waitFor();
      assert.equal(await page.getByLabel("Bên giao").inputValue(), "Chủ thể mẫu");
      await page.getByLabel("Tình trạng mẫu").fill("Nguyên bao bì");
      await page.getByRole("button", { name: "Ghi sổ" }).click();
      await page.getByText("Đã ghi sổ").waitFor();

      await page.goto(`/van-phong/ho-so/${desks.fresh.dossierId}`);
      await confirm(page, "Chuyển hồ sơ lên cấp trên");
      await page.getByText("Đã chuyển hồ sơ lên cấp trên.").waitFor();
      await end();

      const ofProvince = await visit(browser, program.address, { viewport: screens.desk });
      await signIn(ofProvince.page, desks.province.username, "/van-phong");
      await ofProvince.page.goto("/van-phong/tiep-nhan");
      await ofProvince.page
        .getByRole("button", { name: "Nhận, cấp số hồ sơ Miến dong Khe Vai" })
        .click();
      await ofProvince.page.getByText(/Đã tiếp nhận: Phiếu số/).waitFor();
      await ofProvince.end();
    });

    /** The visit: written and photographed without a network, closed, opened again, sent later. */
    async function inTheField(page: Page): Promise<void> {
      await page.goto(`/van-phong/ho-so/${desks.fresh.dossierId}/thuc-dia`);
      await page.getByText("mở không cần mạng").waitFor();
      await assertGood(page);
      await page.evaluate("navigator.serviceWorker.ready.then(() => true)");
      await page.context().setOffline(true);
      await page.getByLabel("Ai đã đi kiểm tra").fill("Nguyễn Văn Mẫu, công chức kinh tế");
      await page.getByRole("button", { name: "Lấy vị trí" }).click();
      await page.getByText("21.70111, 105.80222").waitFor();
      const buffer = await sharp({
        create: { width: 900, height: 600, channels: 3, background: "#6b8e4e" },
      })
        .jpeg()
        .toBuffer();
      await page
        .locator('input[type="file"]')
        .setInputFiles({ name: "vuon.jpg", mimeType: "image/jpeg", buffer });
      await page.getByAltText("Ảnh thực địa 1").waitFor();
      await page.reload();
      await page.getByAltText("Ảnh thực địa 1").waitFor();
      assert.match(await filled(page.getByLabel("Ai đã đi kiểm tra")), /Nguyễn Văn Mẫu/);
      await page.getByRole("button", { name: "Gửi về báo cáo" }).click();
      await page.getByText("Đang mất mạng").waitFor();
      await page.context().setOffline(false);
      await page.getByText("Đã gửi về báo cáo").waitFor();
      await page.getByRole("link", { name: "Xem báo cáo Mẫu 03" }).click();
      await page.getByAltText("Ảnh thực địa 1").waitFor();
    }

    /** The producer's side of the return, on a slow line. */
    async function handInAgain(): Promise<void> {
      const { page, end } = await visit(browser, program.address, {
        hasTouch: true,
        isMobile: true,
      });
      page.context().setDefaultTimeout(45_000);
      await slowLine(page.context(), page);
      await signIn(page, ownerName, `/ho-so/${desks.late.dossierId}`);
      await page.getByRole("heading", { name: "Cần bổ sung 1 mục" }).waitFor();
      await page.getByText("Gắn bản tự công bố còn hiệu lực.").waitFor();
      await page.getByRole("link", { name: "Mở để sửa" }).click();
      // The script that saves comes last on a slow line; this waits for it, of the new page.
      await page.waitForURL(new RegExp(`/ho-so/${desks.late.dossierId}/(phan|tieu-chi)/`));
      await page.getByLabel("Giải thích thêm").fill("Đã có bản tự công bố số 01/2026.");
      await page.locator('[data-save-state="onServer"]').waitFor();
      await page.goto(`/ho-so/${desks.late.dossierId}`);
      await page.getByRole("button", { name: "Đã sửa xong" }).click();
      await page.getByRole("heading", { name: "Đã sửa xong các mục được yêu cầu" }).waitFor();
      await page.getByRole("link", { name: "Kiểm tra và nộp lại" }).click();
      await page.getByLabel(/Tôi cam kết/).check();
      await page.getByRole("button", { name: /^Nộp lại/ }).click();
      await page.waitForURL("**/bien-nhan**");
      await assertGood(page);
      await end();
    }

    test("a return on a phone: mistakes keep what was typed, the producer mends it on theirs and hands it in again", async () => {
      const { page, end } = await visit(browser, program.address);
      await signIn(page, desks.commune.username, "/van-phong");
      await page.getByRole("link", { name: "Chè tôm nõn Đồi Cọ", exact: true }).click();
      await page.getByRole("link", { name: "Trả lại để bổ sung" }).click();
      const eighth = page.getByLabel("8 Công bố chất lượng sản phẩm", { exact: true });
      await eighth.fill("Gắn bản tự công bố còn hiệu lực.");
      await page.getByRole("button", { name: "Trả lại cho chủ thể" }).click();
      await page.getByText("Hãy ghi lý do trả lại.").first().waitFor();
      assert.match(await eighth.inputValue(), /tự công bố/);
      await page.getByLabel("Lý do chung").fill("Thiếu bản công bố chất lượng.");
      await page.getByRole("button", { name: "Trả lại cho chủ thể" }).click();
      await page.getByText("Đã trả lại để bổ sung, còn 1/1 mục").waitFor();
      await page.getByText("Đồng hồ đứng yên").waitFor();
      await page.goto("/van-phong");
      await page.getByRole("heading", { name: "Đang chờ chủ thể bổ sung (2)" }).waitFor();
      await end();
      await handInAgain();
    });
  },
);
