import assert from "node:assert/strict";
import type { AddressInfo } from "node:net";
import { setTimeout } from "node:timers/promises";
import { after, before, describe, test } from "node:test";
import { serve, type ServerType } from "@hono/node-server";
import { sql } from "drizzle-orm";
import type { Browser } from "playwright-core";
import type { Database } from "#core/database/connection.ts";
import { qrPng } from "#core/documents/qr.server.ts";
import { loadReferenceData } from "../../src/load.ts";
import {
  anyToken,
  buildCertified,
  type Certified,
  changeRecognition,
  withoutGuards,
} from "../support/certified.ts";
import { testDatabase } from "../support/db.ts";
import { builtPages } from "../support/pages.ts";
import { testServices } from "../support/services.ts";
import { signInAs } from "../support/sign-in.ts";
import { createApp } from "../../src/app.ts";
import { xssPayloads } from "../support/xss-payloads.ts";
import {
  assertAccessible,
  assertFits,
  chromiumPath,
  holdBack,
  launchBrowser,
  visit,
} from "./support.ts";

/** Where pictures of the pages are left to look at; none without it. */
const shots = process.env["OCOP_SHOTS"];

describe("verification on a phone", { skip: chromiumPath ? false : "no Chromium here" }, () => {
  let database: Database;
  let app: ReturnType<typeof createApp>;
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
    const altered = await buildCertified(db);
    built["altered"] = altered;
    await db.transaction(async (tx) => {
      await withoutGuards(tx);
      await changeRecognition(tx, altered, { stars: 5 });
    });
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

  test("the public lists are readable by everyone", async () => {
    const { page, end } = await visit(browser, address);
    for (const path of [
      "/cong-khai",
      "/en/register",
      "/cong-khai/quyet-dinh",
      "/cong-khai?sao=9&q=chè",
      `/cong-khai/san-pham/${built["revoked"]?.recognitionId ?? ""}`,
      `/en/register/product/${built["expiring"]?.recognitionId ?? ""}`,
    ]) {
      await page.goto(path);
      await assertFits(page);
      await assertAccessible(page);
    }
    await page.goto("/cong-khai");
    if (shots) await page.screenshot({ path: `${shots}/register.png`, fullPage: true });
    await end();
  });

  test("a producer's certificates and the office's radar are readable by everyone", async () => {
    const { db } = database;
    const of = built["expiring"];
    for (const [userId, path] of [
      [of?.ground.owner.userId, "/cong-nhan"],
      [of?.ground.province.userId, "/cong-nhan/radar"],
      [of?.ground.province.userId, "/cong-nhan/luot-quet"],
    ] as const) {
      const { rows } = await db.execute<{ username: string }>(
        sql`select username from users where id = ${userId ?? ""}`,
      );
      const cookie = await signInAs(db, rows[0]?.username ?? "");
      const { page, end } = await visit(browser, address);
      await page.context().addCookies(
        cookie.split("; ").map((pair) => {
          const at = pair.indexOf("=");
          return { name: pair.slice(0, at), value: pair.slice(at + 1), url: address };
        }),
      );
      const response = await page.goto(path);
      assert.equal(response?.status(), 200, path);
      await assertFits(page);
      await assertAccessible(page);
      if (shots)
        await page.screenshot({
          path: `${shots}/${path.slice(1).replaceAll("/", "-")}.png`,
          fullPage: true,
        });
      await end();
    }
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

  test("the camera page opens a real code from a picture, and no other address", async () => {
    const token = built["valid"]?.token ?? "";
    const picture = async (text: string) => ({
      name: "ma.png",
      mimeType: "image/png",
      buffer: await qrPng(text),
    });
    const { page, end } = await visit(browser, address);
    for (const path of ["/quet", "/en/scan"]) {
      await page.goto(path);
      await assertFits(page);
      await assertAccessible(page);
    }
    // On a weak network the picture may be chosen before the script that reads it has come.
    const arrive = await holdBack(page, /island-scan-[^/]*[.]js$/);
    await page.goto("/quet", { waitUntil: "commit" });
    const chooser = page.locator("input[type=file]");
    await chooser.setInputFiles(await picture(`https://evil.example/verify/${token}`));
    arrive();
    await page.getByText("Đây không phải mã chính thức").waitFor();
    if (shots) await page.screenshot({ path: `${shots}/scan-other.png`, fullPage: true });
    await chooser.setInputFiles(await picture(`${address}/verify/${token}`));
    await page.getByText("Giấy chứng nhận còn hiệu lực").waitFor();
    await end();
  });

  test("the camera page checks the code that needs no network, without one", async () => {
    const of = built["valid"];
    const { rows } = await database.db.execute<{ credential: string }>(
      sql`select credential from certificates where token = ${of?.token ?? ""}`,
    );
    const { page, end } = await visit(browser, address);
    await page.goto("/quet");
    // Asked from outside: waiting in the page is against its security policy.
    const hasKeys = () => page.evaluate("localStorage.getItem('ocop-verify-keys') !== null");
    for (let tries = 0; tries < 120 && !(await hasKeys()); tries += 1) await setTimeout(250);
    assert.equal(await hasKeys(), true);
    await page.context().setOffline(true);
    const text = `${address}/verify/${of?.token ?? ""}#${rows[0]?.credential ?? ""}`;
    await page.locator("input[type=file]").setInputFiles({
      name: "ma.png",
      mimeType: "image/png",
      buffer: await qrPng(text, "low"),
    });
    await page.getByText("Đã kiểm tra chữ ký ngay trên máy").waitFor();
    if (shots) await page.screenshot({ path: `${shots}/scan-offline.png`, fullPage: true });
    await end();
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
    // They are written down a few seconds later, many at once.
    const counted = async () => {
      const { rows } = await database.db.execute<{ count: number }>(sql`
        select sum(count)::int as count from certificate_scans s
        join certificates c on c.id = s.certificate_id where c.token = ${token}`);
      return rows[0]?.count ?? 0;
    };
    for (let tries = 0; tries < 60 && (await counted()) < 3; tries += 1) await setTimeout(250);
    assert.ok((await counted()) >= 3);
  });
});
