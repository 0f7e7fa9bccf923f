import assert from "node:assert/strict";
import type { AddressInfo } from "node:net";
import { after, before, describe, test } from "node:test";
import { serve, type ServerType } from "@hono/node-server";
import { sql } from "drizzle-orm";
import type { Browser } from "playwright-core";
import type { Database } from "#core/database/connection.ts";
import { loadReferenceData } from "../../src/load.ts";
import {
  anyToken,
  buildCertified,
  type Certified,
  changeRecognition,
  withoutGuards,
} from "../support/certified.ts";
import { testDatabase } from "../support/db.ts";
import { testApp } from "../support/pages.ts";
import { xssPayloads } from "../support/xss-payloads.ts";
import { assertAccessible, assertFits, chromiumPath, launchBrowser, visit } from "./support.ts";

/** Where pictures of the pages are left to look at; none without it. */
const shots = process.env["OCOP_SHOTS"];

describe("verification on a phone", { skip: chromiumPath ? false : "no Chromium here" }, () => {
  let database: Database;
  let app: Awaited<ReturnType<typeof testApp>>;
  let server: ServerType;
  let address: string;
  let browser: Browser;
  const built: Record<string, Certified> = {};

  before(async () => {
    database = await testDatabase();
    const { db } = database;
    await loadReferenceData(database);
    built["valid"] = await buildCertified(db, {
      productName: "Chè tôm nõn Đồng Hỷ đặc biệt, hộp quà 200 g",
    });
    built["expiring"] = await buildCertified(db, { endsIn: 60, stars: 5 });
    built["expired"] = await buildCertified(db, {
      endsIn: -30,
      stars: 3,
      issuedBy: {
        issuer: "Ủy ban nhân dân huyện Đồng Hỷ",
        level: "district",
        unitVersion: "pre-2025",
        unitCode: "169",
        unitPath: "19/05692",
      },
    });
    built["revoked"] = await buildCertified(db);
    await changeRecognition(db, built["revoked"], {
      revokedOn: "2026-06-01",
      revocationGround: "breachOfLaw",
      revocationId: built["valid"].decisionId,
    });
    built["altered"] = await buildCertified(db);
    await withoutGuards(db);
    await changeRecognition(db, built["altered"], { stars: 5 });
    app = await testApp(database);
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

  const heads = {
    valid: "Giấy chứng nhận còn hiệu lực",
    expiring: "Còn hiệu lực, đang trong kỳ đánh giá lại",
    expired: "Giấy chứng nhận đã hết hiệu lực",
    revoked: "Giấy chứng nhận đã bị thu hồi",
    altered: "Dữ liệu không khớp chữ ký",
  };
  for (const [state, head] of Object.entries(heads))
    test(`says "${head}" in both languages, readable by everyone`, async () => {
      const token = built[state]?.token ?? "";
      const { page, end } = await visit(browser, address, { javaScriptEnabled: true });
      for (const path of [`/verify/${token}`, `/en/verify/${token}`]) {
        const response = await page.goto(path);
        assert.equal(response?.status(), 200);
        await assertFits(page);
        await assertAccessible(page);
        if (shots)
          await page.screenshot({
            path: `${shots}/${state}${path.startsWith("/en") ? "-en" : ""}.png`,
            fullPage: true,
          });
      }
      await page.goto(`/verify/${token}`);
      assert.equal(await page.locator("h1").textContent(), head);
      assert.equal(await page.locator("script").count(), 0);
      await end();
    });

  test("tells a shopper where the code is unknown, torn or garbage", async () => {
    const context = await browser.newContext({
      baseURL: address,
      viewport: { width: 360, height: 740 },
    });
    const page = await context.newPage();
    const garbage = ["x".repeat(5_000), "a/b/c", "%F0%9F%8C%BF", "%E0%A4%A", "..%2f..%2fetc"];
    for (const code of [anyToken(), ...garbage]) {
      const response = await page.goto(`/verify/${code}`);
      assert.equal(response?.status(), 404, code.slice(0, 40));
      assert.equal(
        await page.locator("h1").textContent(),
        "Không có giấy chứng nhận nào mang mã này",
        code.slice(0, 40),
      );
    }
    await assertAccessible(page);
    await assertFits(page);
    if (shots) await page.screenshot({ path: `${shots}/unknown.png`, fullPage: true });
    await context.close();
  });

  test("runs nothing that a name or a code brings along", async () => {
    const { db } = database;
    const { token } = await buildCertified(db, { productName: xssPayloads.join(" ") });
    const { page, end } = await visit(browser, address);
    let dialogs = 0;
    page.on("dialog", (dialog) => {
      dialogs += 1;
      void dialog.dismiss();
    });
    await page.goto(`/verify/${token}`);
    assert.equal(await page.locator("main script, main iframe, main img").count(), 0);
    assert.equal(dialogs, 0);
    await end();
    for (const payload of xssPayloads) {
      const answer = await app.request(`/verify/${encodeURIComponent(payload)}`);
      assert.equal(answer.status, 404, payload);
      if (/[<"]/.test(payload)) assert.ok(!(await answer.text()).includes(payload), payload);
    }
  });

  test("is kept for less than a minute, answers an unchanged page without its bytes, and counts", async () => {
    const token = built["valid"]?.token ?? "";
    const first = await app.request(`/verify/${token}`);
    assert.match(first.headers.get("Cache-Control") ?? "", /^public, max-age=([1-5]?\d)$/);
    const etag = first.headers.get("ETag") ?? "";
    const again = await app.request(`/verify/${token}`, { headers: { "If-None-Match": etag } });
    assert.deepEqual([again.status, await again.text()], [304, ""]);
    const json = await app.request(`/api/v1/certificates/${token}/verification`);
    const body = (await json.json()) as { state: string; facts: { stars: number } };
    assert.deepEqual([body.state, body.facts.stars], ["valid", 4]);
    assert.doesNotMatch(JSON.stringify(body), /phone|email|taxCode/i);
    const unknown = await app.request(`/api/v1/certificates/${anyToken()}/verification`);
    assert.equal(unknown.status, 404);
    assert.equal(((await unknown.json()) as { state: string }).state, "unknown");
    await new Promise((resolve) => setTimeout(resolve, 5_500));
    const { rows } = await database.db.execute<{ count: number }>(sql`
      select sum(count)::int as count from certificate_scans s
      join certificates c on c.id = s.certificate_id where c.token = ${token}`);
    assert.ok((rows[0]?.count ?? 0) >= 3);
  });
});
