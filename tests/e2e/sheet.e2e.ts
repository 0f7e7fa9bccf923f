import assert from "node:assert/strict";
import type { AddressInfo } from "node:net";
import { setTimeout } from "node:timers/promises";
import { after, before, describe, test } from "node:test";
import { serve, type ServerType } from "@hono/node-server";
import { and, eq } from "drizzle-orm";
import type { Browser, BrowserContext, Page } from "playwright-core";
import type { Database } from "#core/database/connection.ts";
import { type BuiltCouncil, type BuiltPerson, buildCouncil } from "#modules/councils/factory.ts";
import { conflictDeclarations } from "#modules/councils/conflicts/schema.server.ts";
import { readStanding } from "#modules/councils/sheets/open.server.ts";
import { saveAnswers } from "#modules/councils/sheets/save.server.ts";
import { councilSheets, sheetAnswers } from "#modules/councils/sheets/schema.server.ts";
import { builtPassword } from "#modules/people/factory.ts";
import { loadPlaces } from "#modules/places/service/load.server.ts";
import { testDatabase } from "#tests/support/db.ts";
import { everyAnswer, type Hall, openHall, writeOf } from "#tests/support/hall.ts";
import { testApp } from "#tests/support/pages.ts";
import { assertAccessible, assertFits, chromiumPath, launchBrowser, screens } from "./support.ts";

/** Folder for pictures of the screens; none are taken where it is not set. */
const pictures = process.env["OCOP_PICTURES"];

/** Resolves once the sheet of a page lies in the device's store of pages. */
const isKept = (path: string) => `(async () => {
  for (let tries = 0; tries < 400; tries += 1) {
    const store = await caches.open("ocop-pages:/phien");
    if (await store.match(location.origin + ${JSON.stringify(path)})) return true;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return false;
})()`;

describe("a member's sheet", { skip: chromiumPath ? false : "no Chromium here" }, () => {
  let database: Database;
  let server: ServerType;
  let browser: Browser;
  let council: BuiltCouncil;
  let address = "";

  before(async () => {
    database = await testDatabase();
    await loadPlaces(database.db);
    council = await buildCouncil(database.db, { members: 3 });
    const app = await testApp(database);
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

  /** A product being scored, of its own session. */
  const hall = (items = 1) => openHall(database.db, { council, items });

  async function device(
    person: BuiltPerson,
    path: string,
    options: Parameters<Browser["newContext"]>[0] = {},
  ): Promise<{ context: BrowserContext; page: Page; errors: string[] }> {
    const context = await browser.newContext({
      baseURL: address,
      viewport: screens.phone,
      locale: "vi-VN",
      timezoneId: "Asia/Ho_Chi_Minh",
      ...options,
    });
    context.setDefaultTimeout(30_000);
    const page = await context.newPage();
    const errors: string[] = [];
    page.on("pageerror", (error) => errors.push(error.message));
    await page.goto(path);
    await page.getByLabel("Số điện thoại, thư điện tử hoặc tên đăng nhập").fill(person.username);
    await page.getByLabel("Mật khẩu").fill(builtPassword);
    await page.getByRole("button", { name: "Đăng nhập", exact: true }).click();
    await page.waitForURL(path);
    return { context, page, errors };
  }

  const sheetPath = ({ sessionId, itemId }: Hall) => `/phien/${sessionId}/phieu/${itemId}`;
  const standing = async (on: Hall, who: BuiltPerson) =>
    (await readStanding(database.db, who.actor, on)).answers;
  const says = (page: Page, state: string) =>
    page.locator(`[data-save-state="${state}"]`).waitFor({ state: "visible" });
  const questionAt = (page: Page, code: string) => page.locator(`[data-code="${code}"]`);
  const radio = (page: Page, code: string, option: number) =>
    questionAt(page, code).locator(`input[value="${option}"]`);

  async function tabTo(page: Page, isThere: string): Promise<void> {
    for (let tabs = 0; tabs < 120 && !(await page.evaluate(isThere)); tabs += 1)
      await page.keyboard.press("Tab");
  }

  /** Waits until the system has it; a line on the screen may still be of before. */
  async function until(holds: () => Promise<boolean>): Promise<void> {
    for (let tries = 0; tries < 100 && !(await holds()); tries += 1) await setTimeout(100);
  }

  async function picture(page: Page, name: string): Promise<void> {
    if (pictures) await page.screenshot({ path: `${pictures}/${name}.png` });
  }

  async function fullPicture(page: Page, name: string): Promise<void> {
    if (pictures) await page.screenshot({ path: `${pictures}/${name}.png`, fullPage: true });
  }

  test("from the declaration to the signature, accessible on the smallest screen and on a desk", async () => {
    const on = await hall(2);
    const member = on.first;
    await database.db
      .delete(conflictDeclarations)
      .where(eq(conflictDeclarations.userId, member.id));
    for (const [name, viewport] of Object.entries(screens)) {
      const { context, page, errors } = await device(member, "/phien", { viewport });
      const look = async (screen: string) => {
        await assertAccessible(page);
        await assertFits(page);
        await fullPicture(page, `${name}-${screen}`);
      };
      await look("sessions");
      if (name === "phone") {
        await page.goto(sheetPath(on));
        await page.waitForURL(/khai-bao/);
        await look("declare");
        await page.getByText("Có xung đột lợi ích", { exact: true }).first().click();
        await fullPicture(page, "phone-declare-open");
        await page.getByRole("button", { name: /Cam kết và mở 2 hồ sơ/ }).click();
        await page.waitForURL(/\/phieu$/);
      } else await page.goto(`/phien/${on.sessionId}/phieu`);
      await look("own-sheets");
      await page.goto(sheetPath(on));
      await says(page, "onServer");
      await look("sheet");
      await picture(page, `${name}-sheet-top`);
      await page.keyboard.press("?");
      await page.locator("dialog[open]").waitFor();
      await assertAccessible(page);
      await page.keyboard.press("Escape");
      if (name === "phone") {
        for (const { criterion, option } of everyAnswer(on.set, 1).slice(0, -2))
          await radio(page, criterion, option ?? 1).check();
        await questionAt(page, "1.1").getByText("Ghi chú cho tiêu chí 1.1").click();
        await page.getByLabel("Ghi chú cho tiêu chí 1.1").fill("Vùng nguyên liệu 12 ha tại xã.");
        await page.getByLabel("Nhận xét").fill("Sản phẩm tốt, cần hoàn thiện bao bì.");
        await page.locator(".sheet-bar summary").click();
        await picture(page, "phone-bar");
        await page.locator(".sheet-bar summary").click();
      }
      await page.getByRole("button", { name: "Xem lại và ký" }).click();
      await page.waitForURL(/\/ky$/);
      await look("review");
      await context.close();
      assert.deepEqual(errors, []);
    }
    const { context, page } = await device(member, `${sheetPath(on)}/ky`);
    await page.getByLabel("Mật khẩu của bạn").fill("sai mật khẩu");
    await page.getByRole("button", { name: "Ký phiếu" }).click();
    await page.getByText("Còn 2 tiêu chí chưa chấm").waitFor();
    await page.getByLabel(/Để trống 2 tiêu chí/).check();
    await page.getByLabel("Mật khẩu của bạn").fill("sai mật khẩu");
    await page.getByRole("button", { name: "Ký phiếu" }).click();
    await page.getByText("Mật khẩu đang dùng chưa đúng.").waitFor();
    await page.getByLabel(/Để trống 2 tiêu chí/).check();
    await page.getByLabel("Mật khẩu của bạn").fill(builtPassword);
    await page.getByRole("button", { name: "Ký phiếu" }).click();
    await page.getByText(/Đã ký lúc/).waitFor();
    await assertAccessible(page);
    await fullPicture(page, "phone-signed");
    await page.goto(sheetPath(on));
    await page.getByText("Bạn đã ký phiếu này").waitFor();
    assert.equal(await radio(page, "1.1", 1).isDisabled(), true);
    await context.close();
  });

  test("without scripts the sheet is a form: filled in, sent, signed", async () => {
    const on = await hall();
    const { context, page } = await device(on.second, sheetPath(on), { javaScriptEnabled: false });
    const answers = everyAnswer(on.set);
    for (const { criterion, option } of answers) await radio(page, criterion, option ?? 1).check();
    await page.getByRole("button", { name: "Lưu", exact: true }).click();
    await page.waitForURL(/da-luu/);
    assert.equal(Object.keys(await standing(on, on.second)).length, answers.length);
    await page.getByRole("button", { name: "Xem lại và ký" }).click();
    await page.waitForURL(/\/ky$/);
    await page.getByLabel("Mật khẩu của bạn").fill(builtPassword);
    await page.getByRole("button", { name: "Ký phiếu" }).click();
    await page.getByText(/Đã ký lúc/).waitFor();
    await context.close();
  });

  test("from the keyboard alone: digits choose, j and k move, n writes, the browser's keys stay", async () => {
    const on = await hall();
    const { context, page } = await device(on.first, sheetPath(on), { viewport: screens.desk });
    await says(page, "onServer");
    const codes = on.set.leaves.map(({ code }) => code);
    await page.keyboard.press("j");
    assert.equal(await page.evaluate("document.activeElement.dataset.code"), codes[0]);
    await page.keyboard.press("2");
    await page.keyboard.press("n");
    await page.keyboard.type("jk 12 ghi chú?");
    await page.keyboard.press("Escape");
    await page.keyboard.press("ArrowDown");
    assert.equal(await page.evaluate("document.activeElement.dataset.code"), codes[1]);
    await page.keyboard.press("1");
    await page.keyboard.press("k");
    await page.keyboard.press("j");
    await page.keyboard.press("j");
    for (let at = 2; at < codes.length; at += 1) {
      await page.keyboard.press("1");
      await page.keyboard.press("j");
    }
    await until(async () => Object.keys(await standing(on, on.first)).length === codes.length);
    await says(page, "onServer");
    await picture(page, "desk-keyboard");
    const now = await standing(on, on.first);
    assert.equal(Object.keys(now).length, codes.length);
    assert.equal(now[codes[0] ?? ""]?.option, 2);
    assert.equal(now[codes[0] ?? ""]?.note, "jk 12 ghi chú?");
    assert.equal(now[codes[1] ?? ""]?.option, 1);
    // The way to the signature, by Tab and Enter only.
    await page.keyboard.press("Tab");
    await tabTo(page, 'document.activeElement?.value === "sign"');
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/ky$/);
    await tabTo(page, 'document.activeElement?.name === "password"');
    await page.keyboard.type(builtPassword);
    await page.keyboard.press("Enter");
    await page.getByText(/Đã ký lúc/).waitFor();
    await context.close();
  });

  test("with a thumb on 360 points: every target is large enough, the total follows every touch", async () => {
    const on = await hall();
    const { context, page } = await device(on.first, sheetPath(on), {
      hasTouch: true,
      isMobile: true,
    });
    await says(page, "onServer");
    const small = await page.evaluate(`[...document.querySelectorAll(
      "main .choice, main button:not([hidden]), main summary, .evidence a")]
      .filter((element) => element.checkVisibility())
      .map((element) => [element.textContent.trim().slice(0, 30), element.getBoundingClientRect()])
      .filter(([, box]) => box.height < 43.5 || box.width < 43.5)
      .map(([text, box]) => text + " " + Math.round(box.width) + "×" + Math.round(box.height))`);
    assert.deepEqual(small, []);
    const [leaf] = on.set.leaves;
    const best = leaf?.options.toSorted((a, b) => b.points - a.points)[0];
    await radio(page, leaf?.code ?? "", best?.n ?? 1).tap();
    await says(page, "onServer");
    assert.equal(await page.locator("[data-total]").innerText(), String(best?.points));
    assert.equal(await page.locator("[data-done]").innerText(), "1");
    await page.getByRole("button", { name: "Chưa chấm ↓" }).tap();
    await page.locator(`[data-code="${on.set.leaves[1]?.code}"]:focus`).waitFor();
    await picture(page, "phone-thumb");
    await page.getByRole("button", { name: "Bỏ chọn" }).first().tap();
    await until(async () => (await standing(on, on.first))[leaf?.code ?? ""]?.option === null);
    assert.equal((await standing(on, on.first))[leaf?.code ?? ""]?.option, null);
    await context.close();
  });

  test("ten minutes without a network, the tablet closed in between: nothing lost, nothing twice", async () => {
    const on = await hall();
    const path = sheetPath(on);
    const { context, page } = await device(on.first, `/phien/${on.sessionId}/phieu`);
    assert.equal(await page.evaluate(isKept(path)), true);
    await page.goto(path);
    const answers = everyAnswer(on.set, 1);
    const [first, ...rest] = answers;
    await radio(page, first?.criterion ?? "", first?.option ?? 1).check();
    await says(page, "onServer");
    await context.setOffline(true);
    for (const { criterion, option } of rest.slice(0, 10))
      await radio(page, criterion, option ?? 1).check();
    await page.getByText("Chưa có mạng: 10 mục chờ gửi").waitFor();
    await picture(page, "phone-offline");
    await page.close();

    // Minutes later, still without a network, the tablet is opened again.
    const second = await context.newPage();
    await second.clock.install({ time: Date.now() + 10 * 60_000 });
    await second.goto(path);
    await second.getByText("Chưa có mạng: 10 mục chờ gửi").waitFor();
    for (const { criterion, option } of rest.slice(0, 10))
      assert.equal(await radio(second, criterion, option ?? 1).isChecked(), true, criterion);
    for (const { criterion, option } of rest.slice(10))
      await radio(second, criterion, option ?? 1).check();
    await questionAt(second, "1.1").getByText("Ghi chú cho tiêu chí 1.1").click();
    await second.getByLabel("Ghi chú cho tiêu chí 1.1").fill("Ghi lúc mất mạng");
    await second.clock.runFor(2_000);
    await second.getByRole("button", { name: "Xem lại và ký" }).click();
    await second.locator("[data-needs-network]").waitFor({ state: "visible" });
    assert.equal(Object.keys(await standing(on, on.first)).length, 1);
    await second.close();

    // The network is back: another page of the hall sends what the device holds.
    await context.setOffline(false);
    const third = await context.newPage();
    await third.goto("/phien");
    const all = async () => Object.keys(await standing(on, on.first)).length;
    for (let tries = 0; tries < 100 && (await all()) < answers.length; tries++)
      await setTimeout(100);
    const now = await standing(on, on.first);
    for (const { criterion, option } of answers)
      assert.equal(now[criterion]?.option, option, criterion);
    assert.equal(now["1.1"]?.note, "Ghi lúc mất mạng");
    // Each touch has made one version: what was sent before the page closed was not done twice.
    const [sheet] = await database.db
      .select()
      .from(councilSheets)
      .where(and(eq(councilSheets.itemId, on.itemId), eq(councilSheets.userId, on.first.id)));
    const rows = await database.db
      .select()
      .from(sheetAnswers)
      .where(eq(sheetAnswers.sheetId, sheet?.id ?? ""));
    for (const row of rows) {
      assert.equal(new Set(row.writes).size, row.writes.length);
      assert.equal(row.version, row.criterion === "1.1" ? 2 : 1, row.criterion);
    }
    await third.goto(path);
    await third.getByText("Đã lưu", { exact: true }).waitFor();
    await context.close();
  });

  test("the answer to a save is lost: the same write is sent again and done once", async () => {
    const on = await hall();
    const { context, page } = await device(on.first, sheetPath(on));
    await says(page, "onServer");
    let eaten = 0;
    await page.route("**/luu", async (route) => {
      await route.fetch();
      eaten += 1;
      await route.abort();
    });
    await radio(page, "1.1", 2).check();
    await says(page, "offline");
    assert.equal((await standing(on, on.first))["1.1"]?.version, 1);
    await page.unroute("**/luu");
    await radio(page, "1.2", 1).check();
    await says(page, "onServer");
    assert.ok(eaten > 0);
    assert.equal((await standing(on, on.first))["1.1"]?.version, 1);
    assert.equal((await standing(on, on.first))["1.2"]?.version, 1);
    await context.close();
  });

  test("two devices of one member: both values are shown, the member chooses", async () => {
    const on = await hall();
    const { context, page } = await device(on.first, sheetPath(on));
    await says(page, "onServer");
    const place = { sessionId: on.sessionId, itemId: on.itemId, round: 1 };
    // The other device, meanwhile.
    await saveAnswers(database.db, on.first.actor, {
      ...place,
      writes: [writeOf("1.1", 2), writeOf("1.2", 1)],
    });
    await radio(page, "1.1", 1).check();
    const panel = questionAt(page, "1.1").locator(".clash");
    await panel.waitFor();
    assert.match(await panel.innerText(), /Mức 2[\s\S]*Mức 1/);
    await says(page, "choose");
    await assertAccessible(page);
    await picture(page, "phone-clash");
    assert.equal((await standing(on, on.first))["1.1"]?.option, 2);
    await panel.getByRole("button", { name: "Giữ bản trên máy này" }).click();
    await says(page, "onServer");
    assert.equal((await standing(on, on.first))["1.1"]?.option, 1);
    await radio(page, "1.2", 2).check();
    await panelOf(page, "1.2").getByRole("button", { name: "Lấy bản đã lưu" }).click();
    await says(page, "onServer");
    assert.equal(await radio(page, "1.2", 1).isChecked(), true);
    assert.equal((await standing(on, on.first))["1.2"]?.option, 1);
    await context.close();
  });

  const panelOf = (page: Page, code: string) => questionAt(page, code).locator(".clash");

  test("signed elsewhere meanwhile: what is on this device is refused in words, not lost in silence", async () => {
    const on = await hall();
    const { context, page } = await device(on.first, sheetPath(on));
    await says(page, "onServer");
    await database.db
      .update(councilSheets)
      .set({ enteredBy: on.council.secretary.id })
      .where(eq(councilSheets.itemId, on.itemId));
    await radio(page, "1.1", 1).check();
    await says(page, "refused");
    assert.match(await page.locator("[data-save-words]").innerText(), /Phiếu giấy của bạn/);
    assert.equal(await radio(page, "1.1", 1).isChecked(), true);
    await context.close();
  });
});
