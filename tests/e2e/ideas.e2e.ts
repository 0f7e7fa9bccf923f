import assert from "node:assert/strict";
import type { AddressInfo } from "node:net";
import { after, before, describe, test } from "node:test";
import { serve, type ServerType } from "@hono/node-server";
import type { Browser, Page } from "playwright-core";
import type { Database } from "#core/database/connection.ts";
import { buildAccount } from "#modules/people/factory.ts";
import { createApp } from "../../src/app.ts";
import { loadReferenceData } from "../../src/load.ts";
import { testDatabase } from "../support/db.ts";
import { builtPages } from "../support/pages.ts";
import { testServices } from "../support/services.ts";
import { signInAs } from "../support/sign-in.ts";
import {
  assertAccessible,
  assertFits,
  chromiumPath,
  launchBrowser,
  screens,
  visit,
} from "./support.ts";

/** Where pictures of the pages are left to look at; none without it. */
const shots = process.env["OCOP_SHOTS"];

describe("ideas", { skip: chromiumPath ? false : "no Chromium here" }, () => {
  let database: Database;
  let server: ServerType;
  let address: string;
  let browser: Browser;

  before(async () => {
    database = await testDatabase();
    await loadReferenceData(database);
    const app = createApp(await testServices(database), await builtPages());
    server = serve({ fetch: app.fetch, port: 0, hostname: "127.0.0.1" });
    await new Promise<void>((resolve) => server.once("listening", () => resolve()));
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    browser = await launchBrowser();
  });
  after(async () => {
    await browser?.close();
    server?.close();
    await database?.close();
  });

  const look = async (page: Page, name: string) => {
    await assertFits(page);
    await assertAccessible(page);
    if (shots) await page.screenshot({ path: `${shots}/${name}.png`, fullPage: true });
  };
  /** A signed-in official at a screen. */
  const official = async (
    role: "communeOfficer" | "provinceOfficer",
    path: string,
    screen: keyof typeof screens,
  ) => {
    const { username } = await buildAccount(database.db, { grants: [{ role, path }] });
    const cookie = await signInAs(database.db, username);
    const visitor = await visit(browser, address, { viewport: screens[screen] });
    await visitor.page.context().addCookies(
      cookie.split("; ").map((pair) => {
        const at = pair.indexOf("=");
        return { name: pair.slice(0, at), value: pair.slice(at + 1), url: address };
      }),
    );
    return visitor;
  };

  test("an idea from a phone without an account or a script is screened by the commune and chosen by the office", async () => {
    const phone = await visit(browser, address, { javaScriptEnabled: false });
    await phone.page.goto("/y-tuong");
    await phone.page.getByLabel("Xã, phường, đặc khu").fill("dong hy");
    await phone.page.getByRole("button", { name: "Tìm" }).click();
    await phone.page.getByRole("link", { name: /Đồng Hỷ, Thái Nguyên/ }).click();
    await phone.page.getByLabel("Tên sản phẩm hoặc ý tưởng").fill("Trà hoa vàng sấy lạnh");
    await phone.page.getByRole("button", { name: "Gửi ý tưởng" }).click();
    await phone.page.getByText("Hãy kể về sản phẩm").first().waitFor();
    const title = phone.page.getByLabel("Tên sản phẩm hoặc ý tưởng");
    assert.equal(await title.inputValue(), "Trà hoa vàng sấy lạnh");
    await phone.page.getByLabel("Kể về sản phẩm").fill("Hoa trên đồi nhà, <b>sấy lạnh</b>.");
    await phone.page.getByLabel("Nhóm khởi nghiệp").selectOption("women");
    await phone.page.getByLabel("Họ tên, hoặc tên cơ sở").fill("Nguyễn Thị Thử");
    await phone.page.getByLabel("Số điện thoại").fill("0912 345 678");
    await phone.page.getByRole("button", { name: "Gửi ý tưởng" }).click();
    await phone.page.getByRole("heading", { name: "Đã nhận ý tưởng" }).waitFor();
    const code = (await phone.page.locator("dd strong.code").textContent()) ?? "";
    await phone.end();

    const commune = await official("communeOfficer", "19/05692", "phone");
    await commune.page.goto("/chu-trinh/y-tuong");
    await look(commune.page, "ideas-commune");
    await commune.page.getByRole("link", { name: "Trà hoa vàng sấy lạnh" }).click();
    await commune.page.getByText("0912 345 678").waitFor();
    await look(commune.page, "idea-commune");
    for (const box of await commune.page.getByRole("radio", { name: "Có", exact: true }).all())
      await box.check();
    await commune.page.getByLabel("Bộ sản phẩm").selectOption({ index: 1 });
    await commune.page.getByRole("radio", { name: "Chuyển lên cấp trên" }).check();
    await commune.page.getByLabel(/^Tôi không là chủ/).check();
    await commune.page.getByRole("button", { name: "Ghi kết quả" }).click();
    await commune.page.getByText("Đã chuyển lên văn phòng điều phối tỉnh.").waitFor();
    await commune.end();

    const office = await official("provinceOfficer", "19", "desk");
    await office.page.goto("/chu-trinh/y-tuong");
    await office.page.getByRole("link", { name: "Phụ nữ khởi nghiệp: 1" }).click();
    await office.page.getByRole("link", { name: "Trà hoa vàng sấy lạnh" }).click();
    await office.page.getByRole("radio", { name: "Chọn vào chu trình năm nay" }).check();
    await office.page.getByLabel(/^Tôi không là chủ/).check();
    await office.page.getByRole("button", { name: "Ghi kết quả" }).click();
    await office.page.getByText("Đã chọn ý tưởng vào chu trình của năm.").waitFor();
    await look(office.page, "idea-office");
    for (const path of ["/chu-trinh/lich", "/chu-trinh/tuyen-truyen"]) {
      await office.page.goto(path);
      await look(office.page, path.slice(1).replace("/", "-"));
    }
    await office.end();

    const back = await visit(browser, address);
    await back.page.goto("/y-tuong");
    await look(back.page, "idea-where");
    await back.page.goto("/y-tuong?xa=05692");
    await look(back.page, "idea-form");
    await back.page.goto(`/y-tuong/tra-cuu?ma=${code.toLowerCase()}`);
    await back.page.getByText("Được chọn").waitFor();
    await look(back.page, "idea-chosen");
    await back.end();
  });
});
