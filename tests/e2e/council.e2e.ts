import assert from "node:assert/strict";
import type { AddressInfo } from "node:net";
import { after, before, describe, test } from "node:test";
import { serve, type ServerType } from "@hono/node-server";
import type { Browser, BrowserContext, Page } from "playwright-core";
import type { Database } from "#core/database/connection.ts";
import {
  type BuiltPerson,
  type BuiltSession,
  buildCouncil,
  buildSession,
} from "#modules/councils/factory.ts";
import { resultsOf } from "#modules/councils/service/current-result.server.ts";
import { builtPassword } from "#modules/people/factory.ts";
import { loadPlaces } from "#modules/places/service/load.server.ts";
import type { Answers } from "#modules/rulebooks/model.ts";
import { getBook } from "#modules/rulebooks/service/shelf.server.ts";
import { createApp } from "../../src/app.ts";
import { testDatabase } from "../support/db.ts";
import { builtPages } from "../support/pages.ts";
import { testServices } from "../support/services.ts";
import { signInAs } from "../support/sign-in.ts";
import { answersWorth } from "../support/worth.ts";
import {
  assertAccessible,
  assertFits,
  chromiumPath,
  launchBrowser,
  screens,
  waitForScripts,
} from "./support.ts";

/** Folder for pictures of the screens; none are taken where it is not set. */
const pictures = process.env["OCOP_PICTURES"];

/** A device that somebody is signed in on. */
type Device = { readonly context: BrowserContext };
type Size = (typeof screens)[keyof typeof screens];
type Seat = Device & { readonly page: Page };
const isSeat = (one: Device | Seat): one is Seat => "page" in one;
type Said = { comment?: string; rejectionReason?: string };

const set = getBook("26-2026").compiled.get("01");
const worth = (total: number, missing?: number): Answers => {
  if (!set) throw new Error("no set 01");
  return answersWorth(set, total, missing === undefined ? {} : { missing });
};

describe("a council", { skip: chromiumPath ? false : "no Chromium here" }, () => {
  let database: Database;
  let server: ServerType;
  let browser: Browser;
  let address = "";

  before(async () => {
    database = await testDatabase();
    await loadPlaces(database.db);
    const app = createApp(await testServices(database), await builtPages());
    await new Promise<void>((listening) => {
      server = serve({ fetch: app.fetch, hostname: "127.0.0.1", port: 0 }, () => listening());
    });
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    browser = await launchBrowser();
  });
  after(async () => {
    await browser?.close();
    server?.close();
    await database?.close();
  });

  /** A device of somebody who is signed in. */
  async function device({ username }: BuiltPerson, viewport: Size = screens.desk): Promise<Device> {
    const context = await browser.newContext({
      baseURL: address,
      viewport,
      locale: "vi-VN",
      timezoneId: "Asia/Ho_Chi_Minh",
    });
    context.setDefaultTimeout(60_000);
    const cookies = (await signInAs(database.db, username)).split("; ").map((cookie) => {
      const at = cookie.indexOf("=");
      return { name: cookie.slice(0, at), value: cookie.slice(at + 1), url: address };
    });
    await context.addCookies(cookies);
    return { context };
  }

  async function seat(
    person: BuiltPerson,
    path: string,
    viewport: Size = screens.desk,
  ): Promise<Seat> {
    const { context } = await device(person, viewport);
    const page = await context.newPage();
    waitForScripts(page);
    await page.goto(path);
    return { page, context };
  }

  /** Opens what an act will do, fills in what it asks, and does it. */
  async function confirm(page: Page, label: string, reason?: string): Promise<void> {
    await page.locator("details.confirm > summary", { hasText: label }).first().click();
    const form = page.locator("details.confirm[open] form").first();
    if (reason !== undefined) await form.locator("textarea").fill(reason);
    await form.getByRole("button", { name: /^Đồng ý/ }).click();
  }

  const says = (page: Page, text: string | RegExp) => page.getByText(text).first().waitFor();

  /** What a seat's device is answered, without its page: as the scripts and forms there ask. */
  async function ask(
    seat: Device,
    path: string,
    body?: object | Record<string, string>,
    isForm = false,
  ) {
    const response = await (body === undefined
      ? seat.context.request.get(path)
      : seat.context.request.post(path, {
          headers: { Origin: address },
          ...(isForm ? { form: body as Record<string, string> } : { data: body }),
        }));
    assert.equal(response.status(), 200, path);
    return response;
  }

  async function score(
    one: Device | Seat,
    { sessionId }: Pick<BuiltSession, "sessionId">,
    sheet: { itemId: string; answers: Answers; round?: number; said?: Said; unseen?: boolean },
  ): Promise<void> {
    const { itemId, answers, round = 1, said, unseen = false } = sheet;
    const data = await ask(one, `/phien/${sessionId}/phieu/${itemId}/du-lieu`);
    const standing = (await data.json()) as {
      answers: Record<string, { version: number }>;
      version: number;
    };
    await ask(one, `/phien/${sessionId}/luu`, {
      itemId,
      round,
      writes: Object.entries(answers).map(([criterion, option]) => ({
        criterion,
        option,
        note: null,
        baseVersion: standing.answers[criterion]?.version ?? 0,
        writeId: crypto.randomUUID(),
        deviceAt: null,
      })),
      ...(said
        ? {
            remarks: {
              comment: said.comment ?? null,
              proposesRejection: said.rejectionReason !== undefined,
              rejectionReason: said.rejectionReason ?? null,
              stopAt: null,
              baseVersion: standing.version,
            },
          }
        : {}),
    });
    if (isSeat(one) && !unseen) await sign(one.page, sessionId, itemId);
    else await signUnseen(one, sessionId, itemId);
  }

  async function sign(page: Page, sessionId: string, itemId: string): Promise<void> {
    await page.goto(`/phien/${sessionId}/phieu/${itemId}/ky`);
    await page.getByLabel("Mật khẩu của bạn").fill(builtPassword);
    await page.getByRole("button", { name: "Ký phiếu", exact: true }).click();
    await says(page, /Đã ký lúc/);
  }

  /** Signs as the page's form does without a click: the page is looked at for the first product. */
  async function signUnseen(one: Device, sessionId: string, itemId: string): Promise<void> {
    const path = `/phien/${sessionId}/phieu/${itemId}/ky`;
    const shown = await (await ask(one, path)).text();
    const hidden = shown.matchAll(/<input type="hidden" name="(round|digest)" value="([^"]*)"/g);
    const fields = Object.fromEntries([...hidden].map(([, name, value]) => [name, value ?? ""]));
    const answer = await ask(one, path, { ...fields, password: builtPassword }, true);
    assert.match(await answer.text(), /Đã ký lúc/);
  }

  async function look(page: Page, name: string): Promise<void> {
    await page.waitForLoadState("load");
    await assertAccessible(page);
    await assertFits(page);
    if (pictures) await page.screenshot({ path: `${pictures}/${name}.png`, fullPage: true });
  }

  test("nine members and six products: one offline, one in conflict, one scored again, one rejected, one held by a gate", async () => {
    const council = await buildCouncil(database.db, { members: 9 });
    const hall = await buildSession(database.db, { council, items: 6, open: false });
    const { sessionId, itemIds } = hall;
    const [held = "", conflicted = "", apart = "", rejected = "", best = "", low = ""] = itemIds;
    const itemPath = (itemId: string) => `/phien/${sessionId}/san-pham/${itemId}`;

    // Everybody signs in and declares; the fifth says that a relative owns the second product.
    const declaring = `/phien/${sessionId}/khai-bao`;
    const members = await Promise.all(
      council.members.map((member, at) =>
        [0, 4, 8].includes(at) ? seat(member, declaring, screens.phone) : device(member),
      ),
    );
    await Promise.all(
      members.map(async (one, at) => {
        if (!isSeat(one)) {
          await ask(one, declaring, { all: "1" }, true);
          return;
        }
        if (at === 4) {
          for (const itemId of itemIds)
            await one.page
              .locator(
                `input[name="conflict.${itemId}"][value="${itemId === conflicted ? "relative" : "none"}"]`,
              )
              .dispatchEvent("click");
          await one.page.getByRole("button", { name: "Gửi khai báo" }).click();
        } else await one.page.getByRole("button", { name: /Cam kết và mở/ }).click();
        await one.page.waitForURL(/\/phieu$/, { waitUntil: "commit" });
      }),
    );
    const [first, , , , outsider, , , , far] = members as Seat[];
    assert.ok(first && outsider && far);

    // The secretary opens the session, takes the roll and lets everybody begin.
    const secretary = await seat(council.secretary, `/phien/${sessionId}/chuong-trinh`);
    const desk = secretary.page;
    await confirm(desk, "Mở phiên");
    await says(desk, "Phiên đã mở.");
    const office = `/hoi-dong/${council.councilId}`;
    for (const path of [`/phien/${sessionId}/xung-dot`, office, `${office}/quy-che`]) {
      await desk.goto(path);
      await look(desk, path.replaceAll("/", "-"));
    }
    await desk.goto(`/phien/${sessionId}`);
    await desk.getByRole("button", { name: /Ghi có mặt cả 10 người/ }).click();
    await says(desk, /Có mặt 9\/9/);
    await confirm(desk, "Bắt đầu chấm cả 6 sản phẩm");
    await says(desk, "Đã bắt đầu chấm 6 sản phẩm.");
    const screen = await secretary.context.newPage();
    await screen.goto(`/phien/${sessionId}/man-chieu`);
    const row = (at: number) => desk.locator("li.product").nth(at - 1);
    await row(1).getByRole("button", { name: "Đưa lên màn chiếu" }).click();
    await screen.getByText("Sản phẩm số 1").waitFor();
    // A member's own list follows without being touched.
    await first.page.getByText("Đang xét").waitFor();

    // The ninth loses the hall's network in the middle of the best product's sheet.
    await far.page.goto(`/phien/${sessionId}/phieu/${best}`);
    await far.page.locator('[data-save-state="onServer"]').waitFor({ state: "visible" });
    await far.context.setOffline(true);
    for (const [code, option] of Object.entries(worth(95)))
      await far.page.locator(`[data-code="${code}"] input[value="${option}"]`).check();

    // The others score and sign every product, all at once.
    const plan = (at: number): readonly (readonly [string, Answers, Said?])[] => [
      [held, worth(92, 5)],
      ...(at === 4 ? [] : [[conflicted, worth(72)] as const]),
      [apart, worth([60, 80, 72, 72, 72, 70, 74, 72, 72][at] ?? 72)],
      [rejected, worth(72), at < 2 ? { rejectionReason: "Nhãn hàng hóa giả mạo" } : {}],
      ...(at === 8 ? [] : [[best, worth(95)] as const]),
      [low, worth(45)],
    ];
    const scoreAll = async (one: Device | Seat, at: number) => {
      for (const [itemId, answers, said] of plan(at))
        await score(
          one,
          { sessionId },
          { itemId, answers, unseen: itemId !== held, ...(said ? { said } : {}) },
        );
    };
    await Promise.all(members.slice(0, 8).map(scoreAll));
    await row(5).getByRole("button", { name: "Còn chờ 1 phiếu" }).waitFor();
    await row(5).getByRole("button", { name: "Còn chờ 1 phiếu" }).click();
    await says(desk, /còn chờ phiếu của: Thành viên 9/);
    await screen.getByText("đã ký").first().waitFor();
    await look(desk, "desk-waiting");

    // Back on the network: what was written reaches the system by itself.
    await far.context.setOffline(false);
    await far.page.locator('[data-save-state="onServer"]').waitFor({ state: "visible" });
    await sign(far.page, sessionId, best);
    await scoreAll(far, 8);
    await row(5).getByRole("button", { name: "Công bố phiếu" }).waitFor();

    const close = async (itemId: string, outcome: string) => {
      await desk.goto(itemPath(itemId));
      const reveal = desk.getByRole("button", { name: "Công bố phiếu" });
      if (await reveal.isVisible()) await reveal.click();
      await says(desk, "Đã công bố các phiếu trong hội đồng.");
      await confirm(desk, "Chốt");
      await says(desk, outcome);
    };

    // A product at 92 points that a gate holds at four stars.
    await close(held, "Đã chốt kết quả: 4 sao.");
    await says(desk, "Đủ điểm 5 sao nhưng chưa đạt mức tối thiểu");
    await look(desk, "held");
    // The hall's screen follows: from the revealed sheets to the result.
    await screen.locator("p.stars").waitFor();
    await screen.getByText("92,00 điểm trung bình").waitFor();
    await look(screen, "screen-result");

    // Who is in conflict stays outside, also afterwards.
    await close(conflicted, "Đã chốt kết quả: 4 sao.");
    await says(desk, /từ 8 phiếu/);
    assert.equal((await outsider.page.goto(itemPath(conflicted)))?.status(), 403);

    // Far apart: discussed, scored again, both rounds kept.
    await desk.goto(itemPath(apart));
    await desk.getByRole("button", { name: "Công bố phiếu" }).click();
    await says(desk, /chênh lệch 20 điểm/);
    await look(desk, "apart");
    await confirm(desk, "Chấm lại sau thảo luận", "Thống nhất cách hiểu tiêu chí 1.1 và 1.4.");
    await says(desk, "Đã mở lượt chấm lại.");
    // Elsewhere the product is put on the screen: the page reads itself anew, and its answer stays.
    const readAnew = desk.waitForResponse((response) => response.url().includes(".data"));
    await ask(secretary, `/phien/${sessionId}`, { intent: "goTo", itemId: apart }, true);
    await readAnew;
    await desk.waitForTimeout(300);
    await says(desk, "Đã mở lượt chấm lại.");
    await Promise.all(
      members.map((one) =>
        score(one, { sessionId }, { itemId: apart, answers: worth(72), round: 2, unseen: true }),
      ),
    );
    await close(apart, "Đã chốt kết quả: 4 sao.");
    await says(desk, /chỗ đổi so với lượt trước/);

    // Two propose to reject: a ruling, then the end of the dossier.
    await desk.goto(itemPath(rejected));
    await desk.getByRole("button", { name: "Công bố phiếu" }).click();
    await says(desk, "2 phiếu đề nghị loại hoặc dừng chấm");
    await desk.getByLabel("Xác nhận loại hồ sơ").check();
    await desk.getByLabel("Căn cứ loại").fill("Vi phạm quy định về nhãn hàng hóa");
    await desk.getByRole("button", { name: "Ghi kết luận" }).click();
    await says(desk, "Đã kết luận: loại hồ sơ");
    await confirm(desk, "Chốt: loại hồ sơ");
    await says(desk, "Hồ sơ đã bị loại.");

    await close(best, "Đã chốt kết quả: 5 sao.");
    await close(low, "Đã chốt kết quả: 2 sao.");
    await says(desk, /Cách gần nhất để đạt 3 sao/);

    await desk.goto(`/phien/${sessionId}`);
    await says(desk, "Sản phẩm: 6/6 đã có kết quả");
    await look(desk, "desk-done");
    await confirm(desk, "Kết thúc phiên");
    await says(desk, "Phiên đã kết thúc.");

    const results = await resultsOf(database.db, itemIds);
    const told = new Map(
      results.map((one) => [one.itemId, [one.outcome.mean, one.stars, one.outcome.counted]]),
    );
    assert.deepEqual(
      itemIds.map((itemId) => told.get(itemId)),
      [
        ["92.00", 4, 9],
        ["72.00", 4, 8],
        ["72.00", 4, 9],
        ["72.00", 0, 9],
        ["95.00", 5, 9],
        ["45.00", 2, 9],
      ],
    );
    await Promise.all([...members, secretary].map(({ context }) => context.close()));
  });

  test("a written round whose opinions oppose each other becomes a meeting", async () => {
    const council = await buildCouncil(database.db, { members: 3 });
    const round = await buildSession(database.db, {
      council,
      items: 1,
      mode: "written",
      declared: true,
    });
    const { sessionId, itemIds } = round;
    const [itemId = ""] = itemIds;
    const { page, context } = await seat(council.secretary, `/phien/${sessionId}`);
    await page.getByRole("button", { name: "Bắt đầu chấm" }).click();
    await says(page, "Đã bắt đầu chấm.");
    const members = await Promise.all(council.members.map((member) => device(member)));
    await Promise.all(
      members.map((one, at) =>
        score(one, round, { itemId, answers: worth([46, 54, 52][at] ?? 52) }),
      ),
    );
    await page.getByRole("button", { name: "Công bố phiếu" }).click();
    await says(page, /trái ngược/);
    await look(page, "written");
    await page.getByLabel("Nơi họp").fill("Phòng họp số 2");
    await page.getByLabel("Ngày giờ họp").fill("2026-12-15T08:00");
    await page.getByRole("button", { name: "Chuyển thành phiên họp" }).click();
    await page.waitForURL(/chuong-trinh$/);
    await says(page, "Phiên đánh giá thử (họp)");
    await look(page, "converted");
    await page.goto(`/phien/${sessionId}`);
    await says(page, "Đã chuyển thành phiên họp");
    await Promise.all([...members.map((one) => one.context.close()), context.close()]);
  });
});
