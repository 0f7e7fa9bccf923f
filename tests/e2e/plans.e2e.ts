import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { eq } from "drizzle-orm";
import type { Browser, Page } from "playwright-core";
import { filledParts } from "#modules/cycle/plans/factory.ts";
import { buildGround } from "#modules/dossiers/factory.ts";
import { builtPassword } from "#modules/people/factory.ts";
import { users } from "#modules/people/schema.server.ts";
import { openTestFolder } from "#tests/support/db.ts";
import {
  assertAccessible,
  assertFits,
  chromiumPath,
  launchBrowser,
  type Program,
  screens,
  startProgram,
  visit,
} from "./support.ts";

/** Folder for pictures of the screens; none are taken where it is not set. */
const pictures = process.env["OCOP_PICTURES"];

describe(
  "a business plan, in a browser",
  { skip: chromiumPath ? false : "no Chromium here" },
  () => {
    const folder = mkdtempSync(join(tmpdir(), "ocop-plans-"));
    let program: Program;
    let browser: Browser;
    let [owner, office] = ["", ""];
    before(async () => {
      const database = await openTestFolder(folder);
      const { db } = database;
      const ground = await buildGround(db, { setCode: "07", productName: "Miến dong thử nghiệm" });
      const nameOf = async (id: string): Promise<string> => {
        const [account] = await db.select().from(users).where(eq(users.id, id));
        return account?.username ?? "";
      };
      [owner, office] = [await nameOf(ground.owner.userId), await nameOf(ground.province.userId)];
      await database.close();
      program = await startProgram({ OCOP_DATA_DIR: folder, OCOP_DEMO: "0" });
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
      if (pictures) await page.screenshot({ path: `${pictures}/plan-${name}.png`, fullPage: true });
    }

    async function signIn(page: Page, username: string): Promise<void> {
      await page.goto("/dang-nhap");
      await page.locator('[name="identifier"]').fill(username);
      await page.locator('[name="password"]').fill(builtPassword);
      await page.getByRole("button", { name: "Đăng nhập", exact: true }).click();
      await page.waitForURL((url) => !url.pathname.startsWith("/dang-nhap"));
    }

    async function fillPart(
      page: Page,
      boxes: Readonly<Record<string, string | readonly string[]>>,
    ) {
      for (const [name, value] of Object.entries(boxes)) {
        const box = page.locator(`[name="${name}"]`);
        if (name === "aimed")
          for (const one of value) await page.locator(`[name="aimed"][value="${one}"]`).check();
        else if (name === "stars")
          await page.locator(`[name="stars"][value="${String(value)}"]`).check();
        else if (/\.(year|source)$/.test(name)) await box.selectOption(String(value));
        else if ((await box.count()) > 0) await box.fill(String(value));
      }
    }

    /** The producer writes the plan part by part, mends what was wrong, and files it. */
    async function writePlan(page: Page): Promise<string> {
      await signIn(page, owner);
      await page.goto("/phuong-an-cua-toi/mo");
      await page.getByLabel(/Miến dong thử nghiệm/).check();
      await page.getByRole("button", { name: "Lập phương án" }).click();
      await page.waitForURL(/phuong-an-cua-toi\/[0-9a-f-]{36}$/);
      const plan = page.url();
      await page.getByRole("link", { name: /^[✓○]? ?Sản xuất/ }).click();
      for (const part of ["production", "market", "finance", "standards", "target"] as const) {
        await page.waitForURL(new RegExp(`/phan/${part}`));
        if (part === "finance") {
          await fillPart(page, { ...filledParts.finance, price: "âm ba nghìn" });
          await page.getByRole("button", { name: "Lưu", exact: true }).click();
          await page.getByRole("heading", { name: "Hãy sửa các ô sau" }).waitFor();
          await look(page, "finance-refused");
          // Nothing that was typed is lost.
          assert.equal(await page.locator('[name="volume.2"]').inputValue(), "12.000");
          await fillPart(page, { price: "60.000" });
          await page.getByRole("button", { name: "Lưu", exact: true }).click();
          await page.getByText("4.500 gói 500 g một năm").waitFor();
          await look(page, "finance");
        } else await fillPart(page, filledParts[part]);
        await page.getByRole("button", { name: "Lưu và sang phần tiếp" }).click();
      }
      await page.waitForURL(/hien-trang$/);
      await look(page, "standing");
      await page.locator('[name="answers.1.1"]').selectOption("1");
      await page.getByRole("button", { name: "Lưu và xem việc cần làm" }).click();
      await page.waitForURL(plan);
      await look(page, "hub");
      await page.getByRole("button", { name: "Nộp phương án" }).click();
      await page.getByText("Đã nộp phương án").waitFor();
      return plan;
    }

    /** The office judges it and chooses it. */
    async function choosePlan(page: Page): Promise<void> {
      await signIn(page, office);
      await page.goto("/phuong-an");
      await look(page, "office-list");
      await page.getByRole("link", { name: "Miến dong thử nghiệm" }).click();
      await page.waitForURL(/phuong-an\/[0-9a-f-]{36}$/);
      for (const topic of ["feasibility", "market", "finance", "staff"])
        await page.locator(`[name="mark.${topic}"]`).selectOption("good");
      await page.getByLabel("Chọn để triển khai").check();
      await page.getByLabel(/^Tôi không là chủ/).check();
      await look(page, "office-filed");
      await page.getByRole("button", { name: "Ghi kết quả và báo chủ thể" }).click();
      await page.getByRole("heading", { name: "Tiến độ đến mục tiêu" }).waitFor();
      await look(page, "office-chosen");
    }

    test("is written on a phone, chosen, carried out, and goes into a dossier", async () => {
      const { page: phone, end } = await visit(browser, program.address);
      const plan = await writePlan(phone);
      const desk = await visit(browser, program.address, { viewport: screens.desk });
      await choosePlan(desk.page);

      await phone.goto(`${plan}/viec`);
      await look(phone, "works");
      const task = phone.locator("section.card").filter({ hasText: "Chưa làm" }).first();
      const title = await task.getByRole("heading").innerText();
      await task.locator("summary", { hasText: "Đã xong" }).click();
      await task.getByRole("button", { name: "Ghi đã xong" }).click();
      await phone.getByText("Đã ghi: việc đã xong.").waitFor();
      await phone.getByRole("link", { name: "Lập hồ sơ" }).click();
      await phone.getByLabel(/Lấy thông tin từ phương án/).isChecked();
      await look(phone, "into-dossier");
      await phone.getByRole("button", { name: "Mở hồ sơ" }).click();
      await phone.waitForURL(/ho-so\/[0-9a-f-]{36}$/);
      await phone.goto(`${phone.url()}/phan/results`);
      const done = await phone.locator('[name="planDone"]').inputValue();
      assert.ok(done.includes(title), `${done} tells of ${title}`);
      await desk.end();
      await end();
    });
  },
);
