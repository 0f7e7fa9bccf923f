import assert from "node:assert/strict";
import type { AddressInfo } from "node:net";
import { setTimeout } from "node:timers/promises";
import { after, before, describe, test } from "node:test";
import { serve, type ServerType } from "@hono/node-server";
import { eq } from "drizzle-orm";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import type { Database } from "#core/database/connection.ts";
import { buildDraft, buildGround } from "#modules/dossiers/factory.ts";
import { describeDossier } from "#modules/dossiers/service/describe.server.ts";
import { builtPassword } from "#modules/people/factory.ts";
import { users } from "#modules/people/schema.server.ts";
import { loadPlaces } from "#modules/places/service/load.server.ts";
import { papers } from "#modules/producers/schema.server.ts";
import { testDatabase } from "#tests/support/db.ts";
import { testApp } from "#tests/support/pages.ts";
import {
  assertAccessible,
  assertFits,
  chromiumPath,
  filled,
  holdBack,
  launchBrowser,
  screens,
} from "./support.ts";

/** What browsers call slow 4G: 400 ms there and back, 400 kbit/s down. */
const slow4g = {
  offline: false,
  latency: 400,
  downloadThroughput: 50_000,
  uploadThroughput: 25_000,
};

/**
 * Resolves once a worker stands ready, so that the next load is in its charge. To wait for this
 * page's own controller may be to wait for ever: a page that was loading while the worker took
 * over is claimed by nobody.
 */
const workerReady = `Promise.race([
  navigator.serviceWorker.ready.then(() => "ready"),
  new Promise((resolve) => setTimeout(() => resolve("no worker"), 20_000)),
])`;

/** Folder for pictures of the screens; none are taken where it is not set. */
const pictures = process.env["OCOP_PICTURES"];

/** Whether the dossier is filled in already, and what is special about the telephone. */
type Asked = BrowserContextOptions & { readonly complete?: boolean };

describe("filing on a telephone", { skip: chromiumPath ? false : "no Chromium here" }, () => {
  let database: Database;
  let server: ServerType;
  let browser: Browser;
  let address = "";
  /** How long every answer takes to come: the browser's own throttle and its "offline" exclude each other. */
  let latency = 0;

  before(async () => {
    database = await testDatabase();
    await loadPlaces(database.db);
    const app = await testApp(database);
    await new Promise<void>((listening) => {
      server = serve({ fetch: late(app.fetch), hostname: "127.0.0.1", port: 0 }, () => listening());
    });
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    browser = await launchBrowser();
  });
  after(async () => {
    await browser?.close();
    server?.close();
    await database?.close();
  });

  const late =
    (answer: (request: Request) => Response | Promise<Response>) => async (request: Request) => {
      await setTimeout(latency);
      return answer(request);
    };

  /** A producer with a draft, signed in on a small telephone. */
  async function producer({ complete = false, ...options }: Asked = {}) {
    const { db } = database;
    const built = await buildGround(db);
    const { producerId, owner } = built;
    await db.insert(papers).values(
      ["businessRegistration" as const, "materialOrigin" as const].map((kind) => ({
        provinceCode: "19",
        producerId,
        kind,
        title: kind === "businessRegistration" ? "Giấy đăng ký hợp tác xã" : "Sổ mua nguyên liệu",
        url: `https://example.vn/${kind}`,
        createdBy: owner.userId,
      })),
    );
    const [account] = await db.select().from(users).where(eq(users.id, owner.userId));
    const id = await buildDraft(db, built, { complete });
    const context = await browser.newContext({
      baseURL: address,
      viewport: screens.phone,
      locale: "vi-VN",
      timezoneId: "Asia/Ho_Chi_Minh",
      hasTouch: true,
      isMobile: true,
      ...options,
    });
    context.setDefaultTimeout(30_000);
    const page = await context.newPage();
    const username = account?.username ?? "";
    await page.goto("/ho-so");
    await signIn(page, username);
    await page.waitForURL("/ho-so");
    const view = () => describeDossier(db, owner, id);
    return { context, page, id, username, view, hub: `/ho-so/${id}` };
  }

  async function signIn(page: Page, username: string): Promise<void> {
    await page.getByLabel("Số điện thoại, thư điện tử hoặc tên đăng nhập").fill(username);
    await page.getByLabel("Mật khẩu").fill(builtPassword);
    await page.getByRole("button", { name: "Đăng nhập", exact: true }).click();
  }

  async function picture(page: Page, name: string): Promise<void> {
    if (pictures) await page.screenshot({ path: `${pictures}/${name}.png`, fullPage: true });
  }

  const state = (page: Page, said: string) =>
    page.locator(`[data-save-state="${said}"]`).waitFor({ state: "visible" });

  test("every page is accessible and fits the smallest screen", async () => {
    const { context, page, hub } = await producer({ complete: true });
    const pages = [
      "",
      "/phan/general",
      "/tieu-chi/1.1",
      "/loi-khuyen",
      "/nop",
      "/rut",
      "/xac-nhan",
    ];
    for (const path of ["/ho-so", "/ho-so/mo", "/ho-so/tin-nhan", ...pages.map((p) => hub + p)]) {
      assert.equal((await page.goto(path))?.status(), 200, path);
      await assertAccessible(page);
      await assertFits(page);
      await picture(page, path.replace(hub, "hub").replaceAll("/", "_"));
    }
    await page.goto(`${hub}/nop`);
    await page.getByLabel(/Tôi cam kết/).check();
    await page.getByRole("button", { name: "Nộp hồ sơ" }).click();
    await page.waitForURL(/bien-nhan/);
    await assertAccessible(page);
    await assertFits(page);
    await picture(page, "receipt");
    await context.close();
  });

  test("the first view of the form weighs at most 200 KB", async () => {
    const { context, page, hub } = await producer();
    const fresh = await context.newPage();
    const wire = await context.newCDPSession(fresh);
    await wire.send("Network.enable");
    await wire.send("Network.setCacheDisabled", { cacheDisabled: true });
    await wire.send("Network.emulateNetworkConditions", slow4g);
    await wire.send("Network.setBypassServiceWorker", { bypass: true });
    let bytes = 0;
    wire.on("Network.loadingFinished", ({ encodedDataLength }) => (bytes += encodedDataLength));
    await page.close();
    await fresh.goto(`${hub}/tieu-chi/1.1`, { waitUntil: "networkidle" });
    assert.ok(bytes > 10_000 && bytes <= 200 * 1024, `${bytes} bytes`);
    await context.close();
  });

  test("the network goes twice and the session ends: nothing typed is lost", async () => {
    const { context, page, hub, view, username } = await producer();
    await page.goto(`${hub}/tieu-chi/1.1`);
    assert.equal(await page.evaluate(workerReady), "ready");
    await page.reload();
    latency = 400;
    await page.locator('input[name="option"]').nth(1).check();
    await state(page, "onServer");
    assert.equal((await view()).answers["1.1"]?.option, 2);

    // First cut, in the middle of a sentence; the page is even closed.
    await context.setOffline(true);
    await page.getByLabel("Giải thích thêm").fill("Nguyên liệu mua của 40 hộ trong xã");
    await state(page, "offline");
    await picture(page, "offline");
    await page.getByRole("button", { name: "Lưu, sang mục sau" }).click();
    await state(page, "mayGoOn");
    await page.close();
    assert.equal((await view()).answers["1.1"]?.note, null);
    await context.setOffline(false);
    const second = await context.newPage();
    await second.goto(`${hub}/tieu-chi/1.1`);
    await state(second, "onServer");
    // The box is filled from what the device keeps, a moment after the page is there.
    assert.equal(
      await filled(second.getByLabel("Giải thích thêm")),
      "Nguyên liệu mua của 40 hộ trong xã",
    );
    assert.equal((await view()).answers["1.1"]?.note, "Nguyên liệu mua của 40 hộ trong xã");

    // Second cut, on a written part; it is sent from another page once the network is back.
    await second.goto(`${hub}/phan/plan`);
    await context.setOffline(true);
    await second.getByLabel(/Mục tiêu sắp tới/).fill("Đạt 4 sao trong hai năm");
    await state(second, "offline");
    await second.goto(`${hub}/tieu-chi/1.1`);
    // The box is filled from what the device keeps, a moment after the page is there.
    assert.equal(
      await filled(second.getByLabel("Giải thích thêm")),
      "Nguyên liệu mua của 40 hộ trong xã",
    );
    await context.setOffline(false);
    await second.goto("/ho-so");
    const plan = async () =>
      (await view()).sections.find(({ section }) => section.name === "plan")?.data;
    for (let tries = 0; tries < 40 && (await plan())?.["goal"] === undefined; tries++)
      await setTimeout(250);
    assert.equal((await plan())?.["goal"], "Đạt 4 sao trong hai năm");

    latency = 0;
    // The session ends while a box is being filled in.
    await second.goto(`${hub}/phan/plan`);
    await context.clearCookies();
    await second.getByLabel(/Kế hoạch sản xuất/).fill("Thêm 5 ha rau");
    await state(second, "signedOut");
    await picture(second, "signed-out");
    await assertAccessible(second);
    await second.getByRole("link", { name: "Đăng nhập lại để gửi" }).click();
    await signIn(second, username);
    await second.waitForURL(/phan\/plan/);
    await state(second, "onServer");
    assert.equal(await second.getByLabel(/Kế hoạch sản xuất/).inputValue(), "Thêm 5 ha rau");
    assert.equal((await plan())?.["production"], "Thêm 5 ha rau");
    await context.close();
  });

  test("a script that comes late takes over what was chosen before; typed back, nothing waits", async () => {
    const { context, page, hub, view } = await producer({ serviceWorkers: "block" });
    const arrive = await holdBack(page, /island-filing-[^/]*[.]js$/);
    await page.goto(`${hub}/tieu-chi/1.1`, { waitUntil: "commit" });
    await page.locator('input[name="option"]').nth(1).check();
    arrive();
    await state(page, "onServer");
    assert.equal((await view()).answers["1.1"]?.option, 2);

    const note = page.getByLabel("Giải thích thêm");
    await page.route("**/luu", (route) => route.abort());
    await note.fill("Không gửi");
    await state(page, "unreachable");
    await note.fill("");
    await state(page, "onServer");
    await page.unroute("**/luu");

    // What the server cannot keep is not left behind by the button, saved by itself before or not.
    await page.goto(`${hub}/phan/registration`);
    const telephone = page.locator('input[name="phone"]');
    await telephone.fill("không có số");
    await state(page, "someWrong");
    await page.getByRole("button", { name: /^Lưu, / }).click();
    await page.getByRole("heading", { name: "Hãy sửa các ô sau" }).waitFor();
    assert.equal(await telephone.inputValue(), "không có số");
    await context.close();
  });

  test("two tabs: both versions are shown, and the person chooses", async () => {
    const { context, page, hub, view } = await producer();
    const other = await context.newPage();
    await page.goto(`${hub}/phan/plan`);
    await other.goto(`${hub}/phan/plan`);
    await page.getByLabel(/Mục tiêu sắp tới/).fill("Bản của thẻ thứ nhất");
    await state(page, "onServer");
    await other.getByLabel(/Mục tiêu sắp tới/).fill("Bản của thẻ thứ hai");
    const panel = other.locator("#two-versions");
    await panel.waitFor();
    assert.match(await panel.innerText(), /thẻ thứ nhất[\s\S]*thẻ thứ hai/);
    await assertAccessible(other);
    await picture(other, "two-versions");
    const goal = async () =>
      (await view()).sections.find(({ section }) => section.name === "plan")?.data["goal"];
    assert.equal(await goal(), "Bản của thẻ thứ nhất");
    await panel.getByRole("button", { name: "Giữ bản trên máy này" }).click();
    await state(other, "onServer");
    assert.equal(await goal(), "Bản của thẻ thứ hai");
    await context.close();
  });
});
