import assert from "node:assert/strict";
import type { AddressInfo } from "node:net";
import { after, before, describe, test } from "node:test";
import { serve, type ServerType } from "@hono/node-server";
import type { Browser, Page } from "playwright-core";
import type { Database } from "#core/database/connection.ts";
import { stopRenderer } from "#core/documents/typst.server.ts";
import { buildAccount, builtPassword } from "#modules/people/factory.ts";
import { figurePaths } from "#modules/planning/paths.ts";
import { loadRegister } from "#tests/load/register.ts";
import { testDatabase } from "#tests/support/db.ts";
import { testApp } from "#tests/support/pages.ts";
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

describe("dashboards and reports", { skip: chromiumPath ? false : "no Chromium here" }, () => {
  let database: Database;
  let server: ServerType;
  let browser: Browser;
  let address = "";
  const names = { leader: "", office: "" };

  before(async () => {
    database = await testDatabase();
    await loadRegister(database.db, { to: 200 });
    for (const [who, role] of [
      ["leader", "decisionMaker"],
      ["office", "provinceOfficer"],
    ] as const) {
      const { username } = await buildAccount(database.db, { grants: [{ role, path: "19" }] });
      names[who] = username;
    }
    const { fetch } = await testApp(database);
    await new Promise<void>((listening) => {
      server = serve({ fetch, hostname: "127.0.0.1", port: 0 }, () => listening());
    });
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    browser = await launchBrowser();
  });
  after(async () => {
    stopRenderer();
    await browser?.close();
    server?.close();
    await database?.close();
  });

  async function enter(page: Page, username: string): Promise<void> {
    await page.goto("/dang-nhap");
    await page.locator('[name="identifier"]').fill(username);
    await page.locator('[name="password"]').fill(builtPassword);
    await page.getByRole("main").getByRole("button", { name: "Đăng nhập" }).click();
    await page.waitForURL((url) => !url.pathname.startsWith("/dang-nhap"));
  }

  async function look(page: Page, name: string): Promise<void> {
    for (const [screen, size] of Object.entries(screens)) {
      await page.setViewportSize(size);
      await assertAccessible(page);
      await assertFits(page);
      if (pictures)
        await page.screenshot({ path: `${pictures}/${name}-${screen}.png`, fullPage: true });
    }
  }

  test("a leader sees the province at a glance, and opens the rows behind a figure", async () => {
    const { page, end } = await visit(browser, address);
    await enter(page, names.leader);
    await page.goto(figurePaths.dashboard);
    await page.getByRole("heading", { name: "Tổng quan OCOP: Tỉnh Thái Nguyên" }).waitFor();
    await look(page, "dashboard");
    const headline = page
      .getByRole("list", { name: "Số liệu chính" })
      .getByRole("listitem")
      .first();
    const count = (await headline.locator("strong").textContent()) ?? "";
    await headline.getByRole("link").click();
    await page.getByText(`${count} dòng`, { exact: true }).waitFor();
    await page.goto(figurePaths.pivot);
    await page.getByRole("table").waitFor();
    await end();
  });

  test("an officer makes a report, writes a part, sends it and takes it along", async () => {
    const { page, end } = await visit(browser, address, { viewport: screens.desk });
    await enter(page, names.office);
    await page.goto(figurePaths.reports);
    await page.getByLabel("Kỳ").selectOption("3");
    await page.getByLabel("Năm").fill("2025");
    await page.getByRole("button", { name: "Lập báo cáo" }).click();
    await page.getByRole("heading", { name: "Báo cáo quý III năm 2025" }).waitFor();
    await page.getByRole("link", { name: "Sửa phần Đề xuất, kiến nghị" }).click();
    await page.getByLabel("Nội dung").fill("Đề nghị của chuyến đi này.");
    await page.getByRole("button", { name: "Lưu" }).click();
    await page.getByText("Đề nghị của chuyến đi này.").waitFor();
    await look(page, "report");
    await page.setViewportSize(screens.desk);
    await page.getByText("Gửi báo cáo", { exact: true }).click();
    await page.getByRole("button", { name: "Đồng ý, gửi báo cáo" }).click();
    await page.getByText("Mã kiểm tra của bộ số liệu").waitFor();
    for (const [name, begins] of [
      ["Word", "PK"],
      ["PDF", "%PDF"],
      ["Excel", "PK"],
    ] as const) {
      const href = await page.getByRole("link", { name, exact: true }).getAttribute("href");
      const file = await page.context().request.get(`${address}${href}`);
      assert.equal((await file.body()).subarray(0, begins.length).toString(), begins, name);
    }
    await end();
  });
});
