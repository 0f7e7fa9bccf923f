import assert from "node:assert/strict";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { after, before, describe, test } from "node:test";
import { serve, type ServerType } from "@hono/node-server";
import type { Browser } from "playwright-core";
import type { Database } from "#core/database/connection.ts";
import { createApp } from "../../src/app.ts";
import { testDatabase } from "../support/db.ts";
import { builtPages } from "../support/pages.ts";
import { buildPublic } from "../support/public.ts";
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

describe("the map", { skip: chromiumPath ? false : "no Chromium here" }, () => {
  let database: Database;
  let server: ServerType;
  let address: string;
  let browser: Browser;

  before(async () => {
    database = await testDatabase();
    const communes = ["19/05692", "19/05443", "19/05443", "19/01840"];
    for (const [at, path] of communes.entries())
      await buildPublic(database.db, { product: `Chè mẫu số ${at}`, path, stars: 3 + (at % 3) });
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

  test("without a script it is drawn, counted and listed, in both languages", async () => {
    const { page, end } = await visit(browser, address, { javaScriptEnabled: false });
    await page.goto("/ban-do?stars=3");
    assert.equal(await page.locator(".map-units > li").count(), 2);
    assert.match(await page.locator("main").innerText(), /2 sản phẩm/);
    assert.ok((await page.locator(".map svg path").count()) > 80);
    assert.equal(await page.locator("[data-map-open]").isVisible(), false);
    await page.goto("/en/map");
    assert.match(await page.locator("main").innerText(), /4 products[\s\S]*Indicative areas/);
    await end();
  });

  test("at a tap it opens, and every point of it can be reached by the keyboard", async () => {
    const { page, end } = await visit(browser, address);
    const asked: string[] = [];
    page.on("request", (request) => asked.push(new URL(request.url()).pathname));
    await page.goto("/ban-do");
    await assertFits(page);
    await page.waitForTimeout(300);
    assert.ok(!asked.some((path) => /atlas|\/tiles\//.test(path)), "nothing large before the tap");
    await page.getByRole("button", { name: "Mở bản đồ tương tác" }).press("Enter");
    const inView = page.locator(".map-in-view summary");
    await inView.filter({ hasText: /\((2|3)\)/ }).waitFor();
    await inView.press("Enter");
    const cluster = page.locator(".map-in-view button").first();
    await cluster.press("Enter");
    const card = page.getByRole("dialog");
    await card.waitFor();
    if (shots) await page.screenshot({ path: `${shots}/map-phone.png` });
    await assertAccessible(page);
    await page.keyboard.press("Escape");
    await card.waitFor({ state: "hidden" });
    assert.equal(await cluster.evaluate((one) => one === document.activeElement), true);
    // Boundaries and products of this installation only: nothing is asked of anybody else.
    assert.ok(asked.some((path) => /^\/tiles\/[^/]+\/products\/\d+\/\d+\/\d+\.mvt$/.test(path)));
    await end();
  });

  test("on a wide screen it opens by itself, and asks where somebody is only when told to", async () => {
    const { page, end } = await visit(browser, address, {
      viewport: screens.desk,
      geolocation: { longitude: 105.85, latitude: 21.6 },
      permissions: ["geolocation"],
    });
    await page.goto("/ban-do");
    await page.locator(".map-canvas canvas").waitFor();
    assert.equal(await page.locator(".map-here").isVisible(), false);
    await page.getByRole("button", { name: "Gần tôi" }).click();
    await page.locator(".map-here").waitFor();
    await page.getByRole("checkbox", { name: "Chủ thể" }).check();
    if (shots) {
      await page.waitForTimeout(2000);
      await page.screenshot({ path: `${shots}/map-desk.png` });
    }
    await assertAccessible(page);
    await end();
  });

  test("other sites may frame the map, and no other page", async () => {
    const framing = await frames(["/ban-do/nhung", "/ban-do"].map((path) => address + path));
    const { port } = framing.address() as AddressInfo;
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(`http://127.0.0.1:${port}/`);
    const map = page.frameLocator("iframe").first();
    await map.locator(".map-canvas canvas").waitFor();
    const isRefused = () => page.frames().some((frame) => frame.url().startsWith("chrome-error"));
    for (let tries = 0; tries < 100 && !isRefused(); tries += 1) await page.waitForTimeout(100);
    assert.ok(isRefused(), "the page itself is not framed");
    await context.close();
    framing.close();
    const alone = await visit(browser, address);
    await alone.page.goto("/en/map/embed?stars=5");
    await alone.page.locator(".map-in-view summary").filter({ hasText: "(1)" }).waitFor();
    await assertFits(alone.page);
    await assertAccessible(alone.page);
    if (shots) await alone.page.screenshot({ path: `${shots}/map-embedded.png` });
    await alone.end();
  });
});

/** A foreign site with a page that frames others. */
async function frames(addresses: readonly string[]): Promise<Server> {
  const server = createServer((_request, response) => {
    response.setHeader("Content-Type", "text/html");
    response.end(
      addresses.map((src) => `<iframe src="${src}" width="600" height="500"></iframe>`).join(""),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
  return server;
}
