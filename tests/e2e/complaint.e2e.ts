import assert from "node:assert/strict";
import type { AddressInfo } from "node:net";
import { after, before, describe, test } from "node:test";
import { serve, type ServerType } from "@hono/node-server";
import { sql } from "drizzle-orm";
import type { Browser, Page } from "playwright-core";
import sharp from "sharp";
import type { Database } from "#core/database/connection.ts";
import { openCase } from "#modules/supervision/cases/service/open.server.ts";
import { askProducer, verifyCase } from "#modules/supervision/cases/service/work.server.ts";
import { createApp } from "../../src/app.ts";
import { loadReferenceData } from "../../src/load.ts";
import { buildCertified, type Certified } from "../support/certified.ts";
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

describe("complaints and cases", { skip: chromiumPath ? false : "no Chromium here" }, () => {
  let database: Database;
  let app: ReturnType<typeof createApp>;
  let server: ServerType;
  let address: string;
  let browser: Browser;
  let certified: Certified;

  before(async () => {
    database = await testDatabase();
    await loadReferenceData(database);
    certified = await buildCertified(database.db, { productName: "Chè tôm nõn Đồng Hỷ" });
    app = createApp(await testServices(database), await builtPages());
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
  const photo = async (side = 400) =>
    sharp({ create: { width: side, height: side, channels: 3, background: "#963" } })
      .jpeg()
      .toBuffer();

  for (const javaScriptEnabled of [true, false])
    test(`a shopper tells from the certificate's page and asks by the code, ${javaScriptEnabled ? "with" : "without"} a script`, async () => {
      const { page, end } = await visit(browser, address, { javaScriptEnabled });
      await page.goto(`/verify/${certified.token}`);
      await page.getByRole("link", { name: "Phản ánh về sản phẩm này" }).click();
      await page.getByLabel("Điều đã thấy").waitFor();
      if (javaScriptEnabled) await look(page, "complaint-form");
      // Sent empty: the answer names each field, and what was typed is still there.
      await page.getByLabel("Điều đã thấy").fill("<script>alert(1)</script> nhãn in 5 sao");
      await page.getByRole("button", { name: "Gửi phản ánh" }).click();
      await page.getByText("Hãy chọn việc cần phản ánh.").first().waitFor();
      assert.equal(
        await page.getByLabel("Điều đã thấy").inputValue(),
        "<script>alert(1)</script> nhãn in 5 sao",
      );
      if (javaScriptEnabled) await look(page, "complaint-errors");
      await page.getByText("Nhãn, hạng sao hoặc nhãn hiệu").click();
      await page.getByLabel("Ảnh nhãn").setInputFiles({
        name: "nhan.jpg",
        mimeType: "image/jpeg",
        buffer: await photo(),
      });
      await page.getByRole("button", { name: "Gửi phản ánh" }).click();
      await page.getByRole("heading", { name: "Đã nhận phản ánh" }).waitFor();
      const code = (await page.locator("dd strong").first().textContent()) ?? "";
      assert.match(code, /^(\w{4}-){4}\w{4}$/);
      if (javaScriptEnabled) await look(page, "complaint-received");
      await page.goto(`/en/report/status?ma=${code.toLowerCase()}`);
      await page.getByText("Received, waiting for the office").waitFor();
      await end();
    });

  test("a photo that is too large comes back with what was typed, in both languages", async () => {
    const { page } = await visit(browser, address, { javaScriptEnabled: false });
    await page.goto("/en/report");
    await assertFits(page);
    const text = page.getByLabel("What you saw", { exact: true });
    await text.fill("Five stars on the label");
    await page.getByText("Label, stars or OCOP mark").click();
    await page.getByLabel("Name of the product").fill("Tea");
    await page.getByLabel("Province where it is made").selectOption({ label: "Tỉnh Thái Nguyên" });
    await page.getByLabel("Photo of the label").setInputFiles({
      name: "large.jpg",
      mimeType: "image/jpeg",
      buffer: Buffer.alloc(10 * 1024 * 1024 + 1, 1),
    });
    await page.getByRole("button", { name: "Send the report" }).click();
    await page
      .getByText(/at most 10 MB/)
      .first()
      .waitFor();
    assert.equal(await text.inputValue(), "Five stars on the label");
    await page.getByRole("button", { name: "Send the report" }).click();
    await page.getByRole("heading", { name: "Your report was received" }).waitFor();
    await page.context().close();
    // Larger than the program takes at all: a stranger's words come back all the same.
    const form = new FormData();
    form.set("text", "Nhãn in năm sao");
    form.set("photo", new Blob([new Uint8Array(22 * 1024 * 1024)]), "to.jpg");
    const answer = await fetch(`${address}/phan-anh`, {
      method: "POST",
      body: form,
      headers: { origin: address },
    });
    assert.equal(answer.status, 413);
    assert.match(await answer.text(), /Nhãn in năm sao/);
  });

  test("officials read it as text, lead a case, and the producer answers; every page is readable", async () => {
    const { db } = database;
    const { ground } = certified;
    const { caseId, version } = await db.transaction(async (tx) => {
      const { id } = await openCase(tx, ground.province, {
        recognitionId: certified.recognitionId,
        origin: "office",
        ground: "misuseOfOcopMark",
        facts: "<b>Bao bì</b> in 5 sao.",
      });
      return { caseId: id, version: 1 };
    });
    await verifyCase(db, ground.province, { caseId, expectedVersion: version });
    await askProducer(db, ground.province, {
      caseId,
      expectedVersion: version + 1,
      question: "Vì sao in 5 sao?",
      answerBy: "2199-01-01",
    });
    const { rows } = await db.execute<{ id: string }>(
      sql`select id from product_complaints where photo_digest is not null limit 1`,
    );
    const pages: [string, string, string, keyof typeof screens][] = [
      [ground.province.userId, "/phan-anh-san-pham", "inbox", "desk"],
      [ground.province.userId, `/phan-anh-san-pham/${rows[0]?.id}`, "complaint", "phone"],
      [ground.province.userId, "/thu-hoi", "cases", "phone"],
      [ground.province.userId, `/thu-hoi/${caseId}`, "case", "desk"],
      [ground.owner.userId, "/giai-trinh", "questions", "phone"],
      [ground.owner.userId, `/giai-trinh/${caseId}`, "question", "phone"],
      // Pages of the office that no journey of their own comes by.
      [ground.province.userId, "/thu-hoi/mo", "case-open", "phone"],
      [ground.province.userId, "/nhap-so-dang-ky", "import", "phone"],
      [ground.province.userId, "/tap-cham", "practice", "phone"],
      [ground.province.userId, "/xung-dot", "ties", "phone"],
    ];
    for (const [userId, path, name, screen] of pages) {
      const found = await db.execute<{ username: string }>(
        sql`select username from users where id = ${userId}`,
      );
      const cookie = await signInAs(db, found.rows[0]?.username ?? "");
      const { page, end } = await visit(browser, address, { viewport: screens[screen] });
      await page.context().addCookies(
        cookie.split("; ").map((pair) => {
          const at = pair.indexOf("=");
          return { name: pair.slice(0, at), value: pair.slice(at + 1), url: address };
        }),
      );
      assert.equal((await page.goto(path))?.status(), 200, path);
      await look(page, name);
      await end();
    }
  });
});
