import assert from "node:assert/strict";
import type { AddressInfo } from "node:net";
import { after, before, describe, test } from "node:test";
import { serve, type ServerType } from "@hono/node-server";
import { eq } from "drizzle-orm";
import type { Browser, Page } from "playwright-core";
import { today } from "#core/calendar/today.ts";
import type { Database } from "#core/database/connection.ts";
import { recordAnyFile } from "#modules/dossiers/factory.ts";
import { buildAccount, builtPassword } from "#modules/people/factory.ts";
import { users } from "#modules/people/schema.server.ts";
import { buildVaultPaper } from "#modules/producers/factory.ts";
import { buildBudget, buildMeasure } from "#modules/support/factory.ts";
import { putInCharge } from "#modules/support/service/officers.server.ts";
import { buildCertified } from "#tests/support/certified.ts";
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

describe("money for a producer", { skip: chromiumPath ? false : "no Chromium here" }, () => {
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

  async function signIn(username: string, width: keyof typeof screens, to: string) {
    const guest = await visit(browser, address, { viewport: screens[width] });
    await guest.page.goto(`/dang-nhap?tiep=${to}`);
    await guest.page.getByLabel(/Số điện thoại, thư điện tử/).fill(username);
    await guest.page.getByLabel("Mật khẩu").fill(builtPassword);
    await guest.page.getByRole("button", { name: "Đăng nhập", exact: true }).click();
    await guest.page.waitForURL((url) => url.pathname === to);
    return guest;
  }

  test("a right shows by itself, is claimed on a telephone, approved by the department, paid by the office, and seen by the producer", async () => {
    const { db } = database;
    const { ground } = await buildCertified(db, { endsIn: 1_000 });
    const measureId = await buildMeasure(db, ground.province);
    const year = Number((await today(db)).slice(0, 4));
    await buildBudget(db, ground.province, { measureId, year, amount: "30 triệu" });
    const account = (role: "departmentOfficer" | "provinceOfficer") =>
      buildAccount(db, { grants: [{ role, path: "19" }] });
    const department = await account("departmentOfficer");
    const payer = await account("provinceOfficer");
    await putInCharge(db, ground.province, { measureId, userId: department.id });
    const producer = { id: ground.producerId, provinceCode: "19" };
    await buildVaultPaper(db, producer, { digest: await recordAnyFile(db), title: "Hóa đơn in" });
    const [owner] = await db.select().from(users).where(eq(users.id, ground.owner.userId));

    const phone = await signIn(owner?.username ?? "", "phone", "/ho-tro-cua-toi");
    await look(phone.page, "own-rights");
    await phone.page.getByRole("button", { name: "Lập đề nghị" }).click();
    await phone.page.getByLabel("Chi phí cả việc (đồng)").fill("40 triệu");
    await phone.page.getByLabel("Đề nghị hỗ trợ (đồng)").fill("25 triệu");
    await phone.page.getByLabel("Dùng vào việc gì").fill("In 5.000 hộp");
    await phone.page.getByRole("button", { name: "Lưu số tiền" }).click();
    await phone.page.getByText("nhiều nhất là 20.000.000 đồng").first().waitFor();
    assert.equal(await phone.page.getByLabel("Dùng vào việc gì").inputValue(), "In 5.000 hộp");
    await look(phone.page, "own-refused");
    await phone.page.getByLabel("Đề nghị hỗ trợ (đồng)").fill("20.000.000");
    await phone.page.getByRole("button", { name: "Lưu số tiền" }).click();
    await phone.page.getByText("Đã lưu. Bước tiếp").waitFor();
    for (const paper of ["Hợp đồng", "Hóa đơn"]) {
      await phone.page.getByLabel(paper, { exact: true }).selectOption({ label: "Hóa đơn in" });
      const form = phone.page.locator("form", {
        has: phone.page.getByLabel(paper, { exact: true }),
      });
      await form.getByRole("button").click();
      await form.getByText("Đã có: Hóa đơn in").waitFor();
    }
    await look(phone.page, "own-claim");
    await phone.page.getByLabel(/Tôi cam kết/).check();
    await phone.page.getByRole("button", { name: "Nộp đề nghị" }).click();
    await phone.page.getByText("Chờ duyệt").first().waitFor();

    const desk = await signIn(department.username, "desk", "/ho-tro/de-nghi");
    await look(desk.page, "claims");
    await desk.page.getByRole("link", { name: /Hợp tác xã/ }).click();
    await desk.page.getByText("Duyệt đề nghị", { exact: true }).click();
    await look(desk.page, "claim");
    await desk.page.getByRole("button", { name: "Đồng ý, duyệt đề nghị" }).click();
    await desk.page.getByText("Đã duyệt, chờ chi trả").waitFor();
    await desk.end();

    const office = await signIn(payer.username, "desk", "/ho-tro/de-nghi");
    await office.page.getByRole("link", { name: /Hợp tác xã/ }).click();
    await office.page.getByLabel("Số chứng từ").fill("UNC 15");
    await office.page.getByRole("button", { name: "Ghi chi trả" }).click();
    await office.page.getByText("Đã chi đủ").waitFor();
    await office.page.goto("/ho-tro/kinh-phi");
    await office.page.getByRole("cell", { name: "30.000.000" }).first().waitFor();
    await look(office.page, "budget");
    await office.end();

    await phone.page.goto("/ho-tro-cua-toi");
    await phone.page.getByText("đã nhận 20.000.000 đồng").waitFor();
    await phone.end();
  });
});
