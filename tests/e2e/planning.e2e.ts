import assert from "node:assert/strict";
import type { AddressInfo } from "node:net";
import { after, before, describe, test } from "node:test";
import { serve, type ServerType } from "@hono/node-server";
import type { Browser, Locator, Page } from "playwright-core";
import type { Database } from "#core/database/connection.ts";
import { buildAccount } from "#modules/people/factory.ts";
import { planPaths } from "#modules/planning/plans/paths.ts";
import { openPlan, saveSheet } from "#modules/planning/plans/service/edit.server.ts";
import { enterShippedPlan } from "#modules/planning/plans/service/historic.server.ts";
import { shippedPlan } from "#modules/planning/plans/shipped.server.ts";
import { testDatabase } from "#tests/support/db.ts";
import { testApp } from "#tests/support/pages.ts";
import { signIn } from "./sign-in.ts";
import {
  assertAccessible,
  assertFits,
  becomes,
  chromiumPath,
  holdBack,
  launchBrowser,
  screens,
  visit,
} from "./support.ts";

/** Folder for pictures of the screens; none are taken where it is not set. */
const pictures = process.env["OCOP_PICTURES"];

/** A range as a spreadsheet puts it on the clipboard; the second line's amount is 100 too little. */
const copied = [
  "1\tTập huấn chủ thể\tlớp\t4\t100\t400\t400\t",
  '2\t"Hội chợ\nmùa thu"\tsự kiện\t2\t500\t900\t600\t300',
].join("\r\n");

describe("a plan", { skip: chromiumPath ? false : "no Chromium here" }, () => {
  let database: Database;
  let server: ServerType;
  let browser: Browser;
  let address = "";

  before(async () => {
    database = await testDatabase();
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

  async function paste(cell: Locator, text: string): Promise<void> {
    await cell.evaluate((element, range) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData("text/plain", range);
      const event = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
      element.dispatchEvent(event);
    }, text);
  }

  test("is pasted from a spreadsheet, shows what does not agree, is mended, and survives a colleague's save", async () => {
    const { db } = database;
    const account = await buildAccount(db, { grants: [{ role: "provinceOfficer", path: "19" }] });
    const colleague = await buildAccount(db, { grants: [{ role: "provinceOfficer", path: "19" }] });
    const shipped = shippedPlan("backan-2018-2020");
    assert.ok(shipped);
    const { id: historic } = await db.transaction((tx) =>
      enterShippedPlan(tx, account.actor, shipped),
    );
    const { id: planId } = await openPlan(db, account.actor, {
      unitCode: "19",
      title: "Kế hoạch <b>thử</b>",
      from: 2026,
      to: 2026,
      money: "million",
    });

    const office = await visit(browser, address, { viewport: screens.desk });
    const { page } = office;
    await signIn(page, account.username, planPaths.list);
    await page.goto(planPaths.sheet(planId));
    const cell = (column: string, row: number) =>
      page.getByLabel(`${column}, dòng ${row}`, { exact: true });
    await cell("Thành tiền", 1).fill("1.300");
    await paste(cell("TT", 2), copied);
    await page.getByText("số lượng × đơn giá: 1.000").waitFor();
    assert.equal(await cell("Thành tiền", 1).inputValue(), "1.300");
    assert.equal(await cell("Hoạt động", 3).inputValue(), "Hội chợ mùa thu");
    await look(page, "sheet-findings");
    await cell("Huy động khác", 3).fill("-400");
    await page.getByText("Số tiền không được âm.").waitFor();
    await cell("Huy động khác", 3).fill("400");
    await cell("Thành tiền", 3).fill("1 tỷ");
    await cell("Thành tiền", 1).fill("1.400");
    await page.getByText("Mọi tổng đã nhập đều khớp.").waitFor();
    // Another page would take what is not saved: it is asked first.
    await page.getByRole("link", { name: "Về trang kế hoạch" }).click();
    await page.getByRole("dialog", { name: "Chưa lưu nội dung vừa nhập" }).waitFor();
    await look(page, "sheet-unsaved");
    await page.getByRole("button", { name: "Ở lại để lưu" }).click();
    assert.equal(await cell("Thành tiền", 1).inputValue(), "1.400");
    await page.getByRole("button", { name: "Lưu bảng" }).click();
    await page.getByText("Đã lưu bảng.").waitFor();

    const cells = { name: "Tổng cộng", total: "1.500" };
    await saveSheet(db, colleague.actor, {
      planId,
      lock: 2,
      rows: JSON.stringify([{ id: "total", depth: 0, partial: false, cells }]),
      themes: "{}",
    });
    await cell("Hoạt động", 2).fill("Tập huấn hai đợt");
    await page.getByRole("button", { name: "Lưu bảng" }).click();
    await page.getByText("Người khác vừa thay đổi", { exact: true }).waitFor();
    await page.getByText("Thành tiền: 1.400 → 1.500").waitFor();
    assert.equal(await cell("Hoạt động", 2).inputValue(), "Tập huấn hai đợt");
    await look(page, "sheet-stale");
    await page.getByRole("button", { name: "Đã xem, giữ nội dung tôi nhập" }).click();
    await page.getByRole("button", { name: "Lưu bảng" }).click();
    await page.getByText("Đã lưu bảng.").waitFor();

    await page.goto(planPaths.targets(planId));
    await page.getByLabel("Đơn vị, dòng 1", { exact: true }).fill("Hóa Thượng");
    await page.getByRole("button", { name: "Lưu chỉ tiêu" }).click();
    await page.getByText("nay thuộc Xã Đồng Hỷ (05692)").waitFor();
    await look(page, "targets-refused");
    await paste(
      page.getByLabel("Đơn vị, dòng 1", { exact: true }),
      "Xã Đồng Hỷ\t3\r\n05707\t2\r\n",
    );
    await page.getByLabel(/, tổng$/).fill("6");
    await page.getByRole("button", { name: "Lưu chỉ tiêu" }).click();
    await page.getByText("Đã lưu chỉ tiêu.").waitFor();

    for (const [name, at] of [
      ["plans", planPaths.list],
      ["plan", planPaths.one(planId)],
      ["plan-historic", planPaths.one(historic)],
      ["spending", planPaths.spending(historic)],
      ["tasks", planPaths.tasks],
      ["differences", planPaths.differences(planId)],
    ] as const) {
      await page.goto(at);
      await page.getByRole("heading", { level: 1 }).waitFor();
      await look(page, name);
    }
    // On an old phone somebody types and presses before the page's script has come.
    const early = await page.context().newPage();
    const arrive = await holdBack(early, /[.]js$/);
    await early.goto(planPaths.sheet(planId), { waitUntil: "commit" });
    await early.getByLabel("Hoạt động, dòng 4", { exact: true }).fill("Gõ sớm");
    await early.getByLabel("Thành tiền, dòng 4", { exact: true }).fill("-400");
    await early.getByLabel("Thêm dòng sau 2", { exact: false }).click();
    arrive();
    await early.getByText("Số tiền không được âm.").waitFor();
    await becomes(
      () => early.getByLabel("Hoạt động, dòng 5", { exact: true }).inputValue(),
      "Gõ sớm",
    );
    await early.close();

    await page.goto(planPaths.one(planId));
    await page.getByText("cộng lại: 5").waitFor();
    await page.setViewportSize(screens.phone);
    for (const [name, at] of [
      ["plans-phone", planPaths.list],
      ["plan-phone", planPaths.one(historic)],
      ["sheet-phone", planPaths.sheet(planId)],
    ] as const) {
      await page.goto(at);
      await page.getByRole("heading", { level: 1 }).waitFor();
      await look(page, name);
    }
    await office.end();
  });
});
