import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import {
  assertAccessible,
  assertFits,
  chromiumPath,
  holdBack,
  launchBrowser,
  type Program,
  screens,
  startProgram,
  visit,
} from "./support.ts";

const form = "/tu-cham-diem/bo/26-2026/07";

/** Answers the first `count` questions with their last option. */
async function answer(page: Page, count: number): Promise<void> {
  const questions = page.locator("fieldset[data-code]");
  for (let i = 0; i < count; i++) await questions.nth(i).locator("input").last().check();
}

async function save(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Lưu và xem kết quả" }).click();
  await page.waitForURL(/\/tu-cham-diem\/[\w-]{32}$/);
}

describe("self-scoring in a browser", { skip: chromiumPath ? false : "no Chromium here" }, () => {
  let program: Program;
  let browser: Browser;
  before(async () => {
    program = await startProgram();
    browser = await launchBrowser();
  });
  after(async () => {
    await browser?.close();
    await program?.stop();
  });

  for (const [name, viewport] of Object.entries(screens))
    test(`every page is accessible and fits a ${name}`, async () => {
      const { page, end } = await visit(browser, program.address, { viewport });
      await page.goto(form);
      await answer(page, 12);
      await save(page);
      const result = new URL(page.url()).pathname;
      const pages = [
        "/",
        "/en",
        "/bo-tieu-chi",
        "/bo-tieu-chi/148-2023",
        "/bo-tieu-chi/26-2026?q=khong+co",
        "/bo-tieu-chi/148-2023/11",
        "/bo-tieu-chi/26-2026/26",
        "/en/criteria/26-2026/07",
        "/tu-cham-diem",
        form,
        "/tu-cham-diem/bo/26-2026/26",
        result,
        result.replace("/tu-cham-diem", "/en/self-score"),
        `${result}/sua`,
        `${result}/so-sanh/1048-2019`,
      ];
      for (const path of pages) {
        assert.equal((await page.goto(path))?.status(), 200, path);
        await assertAccessible(page);
        await assertFits(page);
      }
      await end();
    });

  test("without a script: from the home page to the result, and back to correct it", async () => {
    const { page, end } = await visit(browser, program.address, { javaScriptEnabled: false });
    await page.goto("/");
    await page.getByRole("link", { name: "Bắt đầu tự chấm" }).click();
    await page.getByLabel("Tìm bộ tiêu chí").fill("rau cu qua");
    await page.getByRole("button", { name: "Tìm" }).click();
    await page.getByRole("link", { name: "Chế biến từ rau, củ, quả, hạt" }).click();
    await page.getByRole("button", { name: "Lưu và xem kết quả" }).click();
    await page.getByText("Hãy trả lời ít nhất một tiêu chí").first().waitFor();
    await answer(page, 31);
    await page.getByLabel("Tên sản phẩm").fill("Chè dây Ba Bể");
    await save(page);
    await page.getByRole("heading", { name: "Chè dây Ba Bể" }).waitFor();
    await page.getByText("1 tiêu chí chưa trả lời").waitFor();
    await page.getByRole("link", { name: "Sửa câu trả lời" }).click();
    await page.locator("fieldset[data-code]").last().locator("input").last().check();
    await save(page);
    await page.getByText("Sản phẩm đã ở hạng cao nhất").waitFor();
    await page.getByText("Xoá bản tự chấm này").click();
    await page.getByRole("button", { name: "Xoá vĩnh viễn" }).click();
    await page.getByText("Đã xoá bản tự chấm").waitFor();
    await end();
  });

  test("with the script: the bar shows what the server then says", async () => {
    const { page, end } = await visit(browser, program.address);
    await page.goto(form);
    const rejected = page.locator("[data-rejected]");
    const ground = page.getByRole("checkbox", { name: "Giả mạo hồ sơ" });
    assert.equal(await rejected.isVisible(), false);
    await ground.check();
    assert.equal(await rejected.isVisible(), true);
    await ground.uncheck();
    await answer(page, 20);
    const shown = Number(await page.locator("[data-total]").textContent());
    const unmet = await page.locator("[data-unmet] li").count();
    await save(page);
    await page.getByText(`${shown}/100 điểm`).waitFor();
    assert.equal(await page.locator(".gates > li").count(), unmet);
    await end();
  });

  test("by keyboard alone: a question is reached, answered, and the answer let go of", async () => {
    const { page, end } = await visit(browser, program.address);
    await page.goto(form);
    await page.keyboard.press("Tab");
    assert.equal(await page.locator(":focus").textContent(), "Đến nội dung chính");
    const first = page.locator("fieldset[data-code]").first();
    for (let i = 0; i < 40 && !(await first.locator("input:focus").count()); i++)
      await page.keyboard.press("Tab");
    await page.keyboard.press("Space");
    await page.keyboard.press("ArrowDown");
    assert.equal(await first.locator("input:checked").inputValue(), "2");
    assert.equal(await page.locator("[data-total]").textContent(), "2");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    assert.equal(await first.locator("input:checked").count(), 0);
    assert.equal(await page.locator("[data-total]").textContent(), "0");
    await page.locator("fieldset[data-code]").nth(1).locator("input").first().check();
    await save(page);
    await end();
  });

  test("nothing typed is lost by leaving or a dead network, and it is forgotten once saved", async () => {
    const { page, end } = await visit(browser, program.address);
    await page.goto(form);
    await answer(page, 5);
    await page.getByLabel("Tên sản phẩm").fill("Miến dong");
    const warned = new Promise<string>((resolve) =>
      page.once("dialog", (dialog) => {
        resolve(dialog.type());
        void dialog.accept();
      }),
    );
    await page.goto("/bo-tieu-chi");
    assert.equal(await warned, "beforeunload");

    // On a weak network the next answer may come before the script that puts the others back.
    const arrive = await holdBack(page, /island-self-score-[^/]*[.]js$/);
    await page.goto(form, { waitUntil: "commit" });
    const sixth = page.locator("fieldset[data-code]").nth(5).locator("input").last();
    await sixth.check();
    arrive();
    await page.getByText("Đã lấy lại những gì bạn đang làm dở").waitFor();
    assert.equal(await page.locator("fieldset[data-code] input:checked").count(), 6);
    const kept = (await page.evaluate("Object.values(localStorage).join()")) as string;
    assert.ok(kept.includes(`"${await sixth.getAttribute("name")}"`), "the early one is kept too");
    assert.equal(await page.getByLabel("Tên sản phẩm").inputValue(), "Miến dong");

    await page.context().setOffline(true);
    await page.getByRole("button", { name: "Lưu và xem kết quả" }).click();
    await page.getByText("Đang mất mạng").waitFor();
    await page.context().setOffline(false);
    await save(page);
    await page.goto(form);
    assert.equal(await page.locator("fieldset[data-code] input:checked").count(), 0);
    await end();
  });

  test("a page stays light, the fonts apart, which are kept for a year", async () => {
    const { page, end } = await visit(browser, program.address);
    const session = await page.context().newCDPSession(page);
    await session.send("Network.enable");
    const sizes = new Map<string, number>();
    const kinds = new Map<string, string>();
    session.on("Network.responseReceived", ({ requestId, type }) => kinds.set(requestId, type));
    session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) =>
      sizes.set(requestId, encodedDataLength),
    );
    await page.goto(form, { waitUntil: "networkidle" });
    const sum = (wanted: (kind: string) => boolean): number =>
      [...sizes].reduce((total, [id, size]) => total + (wanted(kinds.get(id) ?? "") ? size : 0), 0);
    assert.ok(sum((kind) => kind !== "Font") <= 60_000, `${sum((kind) => kind !== "Font")} bytes`);
    assert.ok(
      sum((kind) => kind === "Script") <= 20_000,
      `${sum((kind) => kind === "Script")} bytes`,
    );
    await end();
  });
});
