import assert from "node:assert/strict";
import type { AddressInfo } from "node:net";
import { test } from "node:test";
import { serve } from "@hono/node-server";
import { buildAccount } from "#modules/people/factory.ts";
import { createApp } from "../../src/app.ts";
import { loadReferenceData } from "../../src/load.ts";
import { testDatabase } from "../support/db.ts";
import { builtPages } from "../support/pages.ts";
import { testServices } from "../support/services.ts";
import { signIn } from "./sign-in.ts";
import { chromiumPath, launchBrowser, screens, visit } from "./support.ts";

/** As a visit to a place of production leaves it: its page, and what was typed there. */
const keepSomething = `(async () => {
  await (await caches.open("ocop-visits")).put("/van-phong/ho-so/1/thuc-dia", new Response("trang"));
  await new Promise((resolve, reject) => {
    const request = indexedDB.open("ocop-office", 1);
    request.onupgradeneeded = () => request.result.createObjectStore("visits");
    request.onerror = () => reject(request.error);
    request.onsuccess = () => {
      const transaction = request.result.transaction("visits", "readwrite");
      transaction.objectStore("visits").put({ note: "Gặp bà Lụa" }, "1");
      transaction.oncomplete = () => { request.result.close(); resolve(); };
    };
  });
})()`;
const kept = `(async () => [...await caches.keys(), ...(await indexedDB.databases()).map(({ name }) => name)])()`;

test(
  "an officer who signs out leaves nothing on the device, and is asked before unsent work goes",
  { skip: chromiumPath ? false : "no Chromium here" },
  async () => {
    const database = await testDatabase();
    await loadReferenceData(database);
    const app = createApp(await testServices(database), await builtPages());
    const server = serve({ fetch: app.fetch, hostname: "127.0.0.1", port: 0 });
    const browser = await launchBrowser();
    try {
      const officer = await buildAccount(database.db, {
        grants: [{ role: "communeOfficer", path: "19/05692" }],
      });
      const { port } = server.address() as AddressInfo;
      const { page, end } = await visit(browser, `http://127.0.0.1:${port}`, {
        viewport: screens.desk,
      });
      await signIn(page, officer.username, "/van-phong");
      await page.waitForLoadState("networkidle");
      await page.evaluate(keepSomething);
      const signOut = page.getByRole("button", { name: "Đăng xuất" });

      // It counts what the device keeps before it asks.
      const asked = new Promise<string>((resolve) =>
        page.once(
          "dialog",
          (dialog) => void dialog.dismiss().then(() => resolve(dialog.message())),
        ),
      );
      await signOut.click();
      assert.match(await asked, /còn giữ 1 bản ghi/);
      await page.waitForTimeout(300);
      assert.equal(new URL(page.url()).pathname, "/van-phong");
      assert.deepEqual(await page.evaluate(kept), ["ocop-visits", "ocop-office"]);

      page.once("dialog", (dialog) => void dialog.accept());
      const left = page.waitForResponse((response) => response.url().endsWith("/dang-xuat"));
      await signOut.click();
      assert.equal((await (await left).allHeaders())["clear-site-data"], '"cache"');
      await page.waitForURL("**/dang-nhap");
      assert.deepEqual(await page.evaluate(kept), []);
      await end();
    } finally {
      await browser.close();
      server.close();
      await database.close();
    }
  },
);
