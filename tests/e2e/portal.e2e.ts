import assert from "node:assert/strict";
import type { AddressInfo } from "node:net";
import { after, before, describe, test } from "node:test";
import { serve, type ServerType } from "@hono/node-server";
import { eq } from "drizzle-orm";
import type { Browser } from "playwright-core";
import type { Database } from "#core/database/connection.ts";
import { recognitions } from "#modules/recognition/schema.server.ts";
import { createApp } from "../../src/app.ts";
import { testDatabase } from "../support/db.ts";
import { builtPages } from "../support/pages.ts";
import { buildPublic, buildPublicCertificate } from "../support/public.ts";
import { testServices } from "../support/services.ts";
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

const tea = "Chè đinh Thượng Nguồn";
const starch = "Tinh bột nghệ đỏ";

describe("the portal in a browser", { skip: chromiumPath ? false : "no Chromium here" }, () => {
  let database: Database;
  let server: ServerType;
  let address: string;
  let browser: Browser;

  before(async () => {
    database = await testDatabase();
    const { db } = database;
    const first = await buildPublic(db, {
      product: tea,
      producer: "Hợp tác xã chè Thượng Nguồn",
      barcode: "8936000000011",
    });
    await buildPublicCertificate(db, first);
    const taken = await buildPublic(db, { product: starch, stars: 3, set: "07" });
    await db
      .update(recognitions)
      .set({
        revokedOn: "2026-06-01",
        revocationGround: "breachOfLaw",
        revocationId: taken.decision.id,
      })
      .where(eq(recognitions.id, taken.recognition.id));
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

  test("without a script: from the home page to a product, its producer and its commune", async () => {
    const { page, end } = await visit(browser, address, { javaScriptEnabled: false });
    await page.goto("/");
    await page.getByRole("searchbox").fill("che dinh");
    await page.getByRole("main").getByRole("button", { name: "Tìm" }).click();
    await page.getByText("1 sản phẩm", { exact: true }).waitFor();
    await page.getByRole("link", { name: tea }).click();
    await page.getByText("Đang được công nhận OCOP").waitFor();
    await page.getByRole("link", { name: "Hợp tác xã chè Thượng Nguồn" }).first().click();
    await page.getByRole("heading", { name: "Hợp tác xã chè Thượng Nguồn" }).waitFor();
    await page
      .getByRole("link", { name: /Xã Đồng Hỷ/i })
      .first()
      .click();
    await page.getByRole("heading", { name: /Sản phẩm OCOP xã Đồng Hỷ/i }).waitFor();
    await page.goto("/san-pham");
    await page.getByText("Lọc theo ngành").click();
    await page.getByLabel("Trạng thái hôm nay").selectOption("revoked");
    await page.getByRole("button", { name: "Lọc" }).click();
    await page.getByRole("link", { name: starch }).click();
    await page.getByText("Đã bị thu hồi công nhận").waitFor();
    await page.getByRole("link", { name: "English" }).click();
    await page.getByText("The recognition has been revoked").waitFor();
    await end();
  });

  test("every page can be read by everybody, on a phone and at a desk", async () => {
    const { page, end } = await visit(browser, address);
    await page.goto("/san-pham");
    const product = await page.getByRole("link", { name: tea }).getAttribute("href");
    const english = (product ?? "").replace("/san-pham/", "/en/products/");
    const paths = {
      phone: [
        "/",
        "/san-pham?q=che&state=current",
        "/en/products?q=zzz",
        product ?? "",
        "/tinh/19",
        "/en/communes/05692",
        "/diem-ban",
        "/tin",
        "/gioi-thieu",
        "/en/join",
        "/du-lieu",
      ],
      desk: ["/en", "/san-pham?stars=4", english, "/gioi-thieu"],
    } as const;
    for (const [screen, of] of Object.entries(paths) as [keyof typeof paths, readonly string[]][]) {
      await page.setViewportSize(screens[screen]);
      for (const path of of) {
        await page.goto(path);
        await assertFits(page);
        await assertAccessible(page);
        if (shots)
          await page.screenshot({
            path: `${shots}/portal${path.replaceAll(/\W+/g, "-")}-${screen}.png`,
            fullPage: true,
          });
      }
    }
    await page.goto("/01/8936000000011");
    assert.match(page.url(), /\/en\/products\/|\/san-pham\/che-dinh/);
    await end();
  });
});
