import assert from "node:assert/strict";
import { after, test } from "node:test";
import { eq } from "drizzle-orm";
import { addDays } from "#core/calendar/day.ts";
import { today } from "#core/calendar/today.ts";
import { loadPlaces } from "#modules/places/service/load.server.ts";
import { browserOf, filledIn, says } from "#tests/support/browser.ts";
import { testDatabase } from "#tests/support/db.ts";
import { testApp } from "#tests/support/pages.ts";
import { buildRecognised, earlierWords } from "#tests/support/recognised.ts";
import { buildGround } from "../../factory.ts";
import { describeDossier } from "../../service/describe.server.ts";

const database = await testDatabase();
after(() => database.close());
const { db } = database;
await loadPlaces(db);
const browser = browserOf(db, await testApp(database));
const now = await today(db);

/** A producer whose product was recognised once, at the page that opens the next dossier. */
async function recognised(wanted: Parameters<typeof buildRecognised>[2] = {}) {
  const ground = await buildGround(db);
  const earlier = await buildRecognised(db, ground, wanted);
  const { owner, productId } = ground;
  const seen = await browser(owner.userId);
  const opening = `/ho-so/mo?san-pham=${productId}`;
  /** Opens the next dossier; its page. */
  const open = (fields: Record<string, string>) =>
    seen.hand(opening, {
      productId,
      previousId: earlier.dossierId,
      previousStars: "3",
      setCode: "",
      certificateExpiresOn: "",
      ...fields,
    });
  return { ...ground, ...seen, earlier, opening, open };
}

test("a renewal is prefilled from the last recognition and asks for what the law wants updated", async () => {
  const { page, hand, open, opening, owner, earlier, producerId } = await recognised();
  says(await page(opening), /<details open=""><summary>Giấy chứng nhận đang có/);
  says(
    await page(opening),
    new RegExp(`value="${earlier.dossierId}"[^>]*>Hồ sơ nộp ngày 10/6/2026`),
  );
  const hub = await open({ kind: "renewal", certificateExpiresOn: addDays(now, 100) });
  const start = await page(hub);
  says(start, /Giấy chứng nhận đang có hết hạn ngày/);
  says(start, /chưa thay đổi tiêu chí nào/);
  says(start, /Giấy tờ của lần trước không còn dùng được/);
  says(start, /an toàn thực phẩm năm 2023: đã hết hạn ngày 31\/01\/2026[^<]*tiêu chí/);
  says(start, new RegExp(`/co-so/${producerId}/giay-to\\?ve=`));

  says(await page(`${hub}/phan/general`), new RegExp(earlierWords));
  const asked = await page(`${hub}/tieu-chi/3.1`);
  says(asked, /<input[^>]*type="radio"[^>]*checked=""[^>]*value="[1-9]/);
  assert.ok(new RegExp(`<input[^>]*checked=""[^>]*value="${earlier.lasting}"`).test(asked));
  const replaced = await page(`${hub}/tieu-chi/1.1`);
  assert.ok(
    !new RegExp(`checked=""[^>]*value="${earlier.ended}"`).test(replaced),
    "an ended paper",
  );

  const id = hub.split("/").at(-1) ?? "";
  const view = await describeDossier(db, owner, id);
  const data = (name: string) => view.sections.find(({ section }) => section.name === name)?.data;
  assert.equal(data("general")?.["labour"], undefined, "figures are of their year");
  assert.deepEqual(data("plan"), {}, "plans are made anew");
  assert.equal(data("updates")?.["material"], undefined);
  says(await page(`${hub}/nop`), /Cập nhật sau ba năm: còn thiếu Nguyên liệu/);

  for (const name of ["registration", "general", "results", "updates", "plan"])
    await hand(`${hub}/phan/${name}`, filledIn(await page(`${hub}/phan/${name}`)));
  const ready = await page(`${hub}/nop`);
  const version = / name="version" value="(\d+)"/.exec(ready)?.[1] ?? "";
  const receipt = await hand(`${hub}/nop`, { version, again: "", declared: "1" });
  says(await page(receipt), /Giấy biên nhận nộp hồ sơ[\s\S]*Đánh giá lại/);
});

test("a renewal outside its window says so and is not filed", async () => {
  const { page, open, opening, handBack, productId, hand } = await recognised();
  const words = { productId, kind: "renewal", previousStars: "", certificateExpiresOn: "" };
  const wrong = await handBack(opening, words, 400);
  says(wrong, /Hãy nhập ngày hết hạn[\s\S]*Hãy chọn hạng sao/);
  for (const [days, said] of [
    [300, /Chưa đến hoặc đã quá thời gian nộp hồ sơ đánh giá lại/],
    [-400, /Chưa đến hoặc đã quá thời gian nộp hồ sơ đánh giá lại/],
  ] as const) {
    const hub = await open({ kind: "renewal", certificateExpiresOn: addDays(now, days) });
    const check = await page(`${hub}/nop`);
    says(check, said);
    says(check, /<button>Nộp hồ sơ/, false);
    await hand(`${hub}/rut`, { act: "discard" });
  }
});

test("an upgrade shows what changed beside the box that asks for it, and is not filed without", async () => {
  const { page, hand, open } = await recognised({ modest: true });
  const hub = await open({ kind: "upgrade" });
  says(await page(`${hub}/phan/changes`), /Hệ thống thấy/, false);
  const answer = { ...filledIn(await page(`${hub}/tieu-chi/1.1`)), option: "3" };
  await hand(`${hub}/tieu-chi/1.1`, answer);
  says(await page(hub), /So với lần trước[^<]*3 sao[\s\S]*đã thay đổi[^.]*1[^.]*tiêu chí/);
  const changes = await page(`${hub}/phan/changes`);
  says(changes, /Hệ thống thấy 1 tiêu chí đã đổi mức/);
  says(changes, /Tiêu chí 1\.1[\s\S]*Lần trước[\s\S]*dưới 50%[\s\S]*Lần này[\s\S]*75%/);
  says(await page(`${hub}/loi-khuyen`), /Thay đổi so với lần trước[\s\S]*1\.1[\s\S]*Lần này/);
  for (const name of ["registration", "general", "results", "plan"])
    await hand(`${hub}/phan/${name}`, filledIn(await page(`${hub}/phan/${name}`)));
  const check = await page(`${hub}/nop`);
  says(check, /Những thay đổi để nâng hạng: còn thiếu/);
  says(check, /<button>Nộp hồ sơ/, false);
  await hand(`${hub}/phan/changes`, filledIn(changes));
  const version = / name="version" value="(\d+)"/.exec(await page(`${hub}/nop`))?.[1] ?? "";
  const receipt = await hand(`${hub}/nop`, { version, again: "", declared: "1" });
  says(await page(receipt), /Loại hồ sơ[\s\S]*[Nn]âng hạng/);
});

test("a change of legal form in between does not break a renewal", async () => {
  const { page, open, owner, producerId } = await recognised();
  const { changeForm } = await import("#modules/producers/service/register.server.ts");
  const { producers } = await import("#modules/producers/schema.server.ts");
  const [before] = await db.select().from(producers).where(eq(producers.id, producerId));
  await changeForm(db, owner, producerId, {
    kind: "company",
    companyForm: "limited",
    name: `Công ty TNHH ${before?.name ?? ""}`,
    taxCode: "",
    registrationNumber: "",
    communityCapitalPercent: "",
    from: "2026-09-01",
    basis: "Giấy chứng nhận đăng ký doanh nghiệp ngày 01/9/2026",
    version: before?.version ?? 0,
  });
  const hub = await open({ kind: "renewal", certificateExpiresOn: addDays(now, 60) });
  const start = await page(hub);
  says(start, /Công ty TNHH/);
  says(await page(`${hub}/phan/general`), new RegExp(earlierWords));
});
