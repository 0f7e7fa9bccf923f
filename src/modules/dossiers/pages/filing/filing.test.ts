import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, test } from "node:test";
import { loadPlaces } from "#modules/places/service/load.server.ts";
import { testDatabase } from "#tests/support/db.ts";
import { papers } from "#modules/producers/schema.server.ts";
import { browserOf, filledIn, says, versionIn } from "#tests/support/browser.ts";
import { posted, testApp } from "#tests/support/pages.ts";
import { type BuiltGround, buildDraft, buildGround } from "../../factory.ts";
import { returnDossier } from "../../service/commune.server.ts";
import { describeDossier } from "../../service/describe.server.ts";

const database = await testDatabase();
after(() => database.close());
const { db } = database;
await loadPlaces(db);
const app = await testApp(database);

const browser = browserOf(db, app);

async function ground(): Promise<BuiltGround & Awaited<ReturnType<typeof browser>>> {
  const built = await buildGround(db);
  return { ...built, ...(await browser(built.owner.userId)) };
}

test("without a script: from opening a dossier through every page to the receipt", async () => {
  const { page, hand, handBack, productId, producerId, owner } = await ground();
  says(await page("/ho-so"), /Chưa có hồ sơ nào đang làm/);
  assert.ok((await page("/ho-so/mo")).includes(`/ho-so/mo?san-pham=${productId}`));
  const opening = `/ho-so/mo?san-pham=${productId}`;
  says(await page(opening), /Nâng hạng[\s\S]*Đánh giá lại/);
  const renewal = await handBack(opening, { productId, kind: "renewal" }, 400);
  says(renewal, /Hãy nhập ngày hết hạn của giấy chứng nhận/);
  const hub = await hand(opening, { productId, kind: "first", previousStars: "", setCode: "" });
  const id = hub.split("/").at(-1) ?? "";
  says(await page(hub), /Việc tiếp theo[\s\S]*Các mục của hồ sơ/);

  let here = `${hub}/phan/registration`;
  let pages = 0;
  for (; here !== hub; pages += 1) here = await hand(here, filledIn(await page(here)));
  const view = await describeDossier(db, owner, id);
  assert.deepEqual(view.score.unanswered, []);
  assert.equal(pages, view.sections.length + Object.keys(view.answers).length);
  assert.equal(
    view.sections.find(({ section }) => section.name === "results")?.data["profit"],
    -5e6,
  );

  const checked = await page(`${hub}/nop`);
  says(checked, /Phải làm xong trước khi nộp/);
  says(checked, /<button>Nộp hồ sơ/, false);

  await keepRegistration(producerId, owner.userId);
  says(await page(`${hub}/nop`), /<button>Nộp hồ sơ/);
  const { version } = (await describeDossier(db, owner, id)).dossier;
  const unsigned = await handBack(`${hub}/nop`, { version: String(version), again: "" }, 400);
  says(unsigned, /đánh dấu lời cam kết/);
  const filing = { version: String(version), again: "", declared: "1" };
  const receipt = await hand(`${hub}/nop`, filing);
  assert.equal(await hand(`${hub}/nop`, filing), receipt, "sent twice, filed once");
  const slip = await page(receipt);
  const code = /receipt-code">([\w-]+)</.exec(slip)?.[1] ?? "";
  says(slip, /data:image\/svg[\s\S]*Quét để kiểm tra biên nhận/);
  const anybody = await app.request(`/bien-nhan/${code.toLowerCase()}`);
  says(await anybody.text(), /Biên nhận này là thật/);
  const wrong = code.replace(/^./, (letter) => (letter === "A" ? "B" : "A"));
  assert.equal((await app.request(`/bien-nhan/${wrong}`)).status, 404);

  // What was filed can be read and no longer be written.
  says(await page(`${hub}/phan/general`), /<fieldset disabled="">/);
  says(await page("/ho-so"), /đang chờ cán bộ tiếp nhận/);
  const first = view.set.parts[0]?.criteria[0];
  assert.ok(first);
  const late = { _part: "section:general", _version: "1", mainActivity: "Sửa sau khi nộp" };
  says(await handBack(`${hub}/phan/general`, late, 409), /đã nộp nên không sửa được/);
});

/** The one paper that every dossier needs. */
async function keepRegistration(producerId: string, userId: string): Promise<string> {
  const [paper] = await db
    .insert(papers)
    .values({
      provinceCode: "19",
      producerId,
      kind: "businessRegistration",
      title: "Giấy đăng ký hợp tác xã",
      url: `https://example.vn/${randomUUID()}`,
      number: randomUUID(),
      issuer: "Phòng Kinh tế",
      issuedOn: "2020-01-15",
      createdBy: userId,
    })
    .returning({ id: papers.id });
  return paper?.id ?? "";
}

test("a returned dossier shows each reason where it is mended, and is handed in again", async () => {
  const built = await ground();
  const { page, hand, handBack, owner, commune, producerId } = built;
  const id = await buildDraft(db, built);
  await keepRegistration(producerId, owner.userId);
  await hand(`/ho-so/${id}/nop`, { declared: "1" });
  await returnDossier(db, commune, {
    dossierId: id,
    reason: "Cần rõ hơn",
    items: [
      { item: "general", reason: "Ghi rõ <b>quy mô</b> sản xuất" },
      { item: "criterion:1.1", reason: "Chưa thấy hợp đồng mua nguyên liệu" },
    ],
  });
  const hub = await page(`/ho-so/${id}`);
  says(hub, /Cần bổ sung 2 mục[\s\S]*Ghi rõ &lt;b&gt;quy mô/);
  says(await page(`/ho-so/${id}/tieu-chi/1.1`), /Chưa thấy hợp đồng mua nguyên liệu/);
  says(await page(`/ho-so/${id}/nop`), /Còn mục bị trả lại chưa bổ sung/);
  says(
    await handBack(`/ho-so/${id}/nop`, { declared: "1", again: "1" }, 422),
    /Còn mục bị trả lại chưa bổ sung/,
  );
  for (const item of ["general", "criterion:1.1"])
    await hand(`/ho-so/${id}`, { item, intent: "answered" });
  says(await page(`/ho-so/${id}`), /Đã sửa xong các mục được yêu cầu/);
  const receipt = await hand(`/ho-so/${id}/nop`, { declared: "1", again: "1" });
  says(await page(receipt), /Lần nộp<\/dt><dd>2/);
});

test("what another tab changed is shown beside what was typed, and never written over", async () => {
  const built = await ground();
  const { page, hand, handBack, save, owner } = built;
  const id = await buildDraft(db, built, { complete: false });
  const here = `/ho-so/${id}/tieu-chi/1.1`;
  const version = versionIn(await page(here));
  await hand(here, { _version: version, option: "1", note: "Tab thứ nhất", _go: "stay" });
  const both = await handBack(
    here,
    { _version: version, option: "2", note: "Tab thứ hai", _go: "stay" },
    409,
  );
  says(both, /vừa được sửa ở nơi khác[\s\S]*Tab thứ nhất[\s\S]*Tab thứ hai/);
  const kept = await describeDossier(db, owner, id);
  assert.equal(kept.answers["1.1"]?.note, "Tab thứ nhất");
  await hand(here, { _version: versionIn(both), option: "2", note: "Tab thứ hai", _go: "next" });
  assert.equal((await describeDossier(db, owner, id)).answers["1.1"]?.option, 2);

  const part = { _part: "criterion:1.1", note: "Tab thứ ba" };
  const stale = await save(id, { ...part, _version: version, option: "3" });
  assert.equal(stale.status, 409);
  assert.deepEqual(stale.said["current"], { option: ["2"], note: ["Tab thứ hai"] });
});

test("a page may be sent until an answer comes: the same again changes nothing", async () => {
  const built = await ground();
  const { save, owner } = built;
  const id = await buildDraft(db, built, { complete: false });
  const answer = { _part: "criterion:1.1", _version: "0", option: "1", note: " Ghi chú " };
  const written = { _part: "section:plan", _version: "1", goal: "Đạt 4 sao", market: "Siêu thị" };
  for (const page of [answer, written]) {
    const first = await save(id, page);
    const again = await save(id, page);
    assert.deepEqual([first.status, again.status], [200, 200], JSON.stringify([first, again]));
    assert.equal(again.said["version"], first.said["version"]);
  }
  assert.equal((await describeDossier(db, owner, id)).answers["1.1"]?.version, 1);
});

test("what is right on a page is kept although another box is wrong", async () => {
  const built = await ground();
  const { handBack, save, owner } = built;
  const id = await buildDraft(db, built, { complete: false });
  const here = `/ho-so/${id}/phan/registration`;
  const typed = { _version: "1", representativeName: "Nguyễn Thị <i>Mẫu</i>", phone: "12345" };
  const html = await handBack(here, typed, 422);
  says(html, /Nguyễn Thị &lt;i&gt;Mẫu[\s\S]*value="12345"/);
  says(html, /href="#field-phone"[^>]*>Điện thoại: /);
  const kept = (await describeDossier(db, owner, id)).sections[0];
  assert.equal(kept?.data["representativeName"], "Nguyễn Thị <i>Mẫu</i>");
  assert.notEqual(kept?.data["phone"], "12345");
  const again = await save(id, { ...typed, _part: "section:registration", _version: "2" });
  assert.deepEqual(Object.keys(again.said["errors"] as object), ["phone"]);
});

test("ticks of papers made in two tabs add up; another producer's paper cannot be ticked", async () => {
  const built = await ground();
  const { save, owner, producerId } = built;
  const id = await buildDraft(db, built, { complete: false });
  const one = await keepRegistration(producerId, owner.userId);
  const two = await keepRegistration(producerId, owner.userId);
  const part = { _part: "criterion:1.1", _version: "0", option: "", note: "" };
  assert.equal((await save(id, { ...part, papers: [one] })).status, 200);
  assert.equal((await save(id, { ...part, papers: [two] })).status, 200);
  const attached = async () =>
    (await describeDossier(db, owner, id)).evidence.map(({ paper }) => paper.id).sort();
  assert.deepEqual(await attached(), [one, two].sort());
  assert.equal((await save(id, { ...part, papers: [], papersBefore: [one] })).status, 200);
  assert.deepEqual(await attached(), [two]);
  const other = await ground();
  const foreign = await keepRegistration(other.producerId, other.owner.userId);
  assert.equal((await save(id, { ...part, papers: [foreign] })).status, 404);
  assert.deepEqual(await attached(), [two]);
});

test("a stranger finds no page of a dossier, and nobody saves without a session", async () => {
  const built = await ground();
  const id = await buildDraft(db, built, { complete: false });
  const stranger = await ground();
  for (const path of [
    "",
    "/phan/general",
    "/tieu-chi/1.1",
    "/loi-khuyen",
    "/nop",
    "/bien-nhan",
    "/rut",
    "/xac-nhan",
  ]) {
    const response = await stranger.send(`/ho-so/${id}${path}`);
    assert.equal(response.status, 404, path);
    says(await response.text(), /Rau an toàn/, false);
  }
  const part = { _part: "criterion:1.1", _version: "0", option: "1" };
  assert.equal((await stranger.save(id, part)).status, 404);
  const nobody = await app.request(`/ho-so/${id}/luu`, posted(part));
  assert.equal(nobody.status, 401);
  const page = await app.request(`/ho-so/${id}/tieu-chi/1.1`);
  assert.equal(page.headers.get("Location"), `/dang-nhap?tiep=%2Fho-so%2F${id}%2Ftieu-chi%2F1.1`);
  assert.equal((await built.send(`/ho-so/${id}`)).headers.get("Cache-Control"), "no-store");
});

test("a draft is given up, a filed dossier is withdrawn with its reason", async () => {
  const built = await ground();
  const { page, hand, handBack, owner, producerId } = built;
  const draft = await buildDraft(db, built, { complete: false });
  assert.equal(await hand(`/ho-so/${draft}/rut`, { act: "discard" }), "/ho-so");
  const id = await buildDraft(db, built);
  await keepRegistration(producerId, owner.userId);
  await hand(`/ho-so/${id}/nop`, { declared: "1" });
  says(await handBack(`/ho-so/${id}/rut`, { act: "withdraw", reason: " " }, 400), /Hãy ghi lý do/);
  await hand(`/ho-so/${id}/rut`, { act: "withdraw", reason: "Làm lại bao bì" });
  says(await page("/ho-so"), /Hồ sơ đã xong \((<!-- -->)?2/);
});

test("a dossier entered by an officer is filed once the producer has given its code", async () => {
  const built = await ground();
  const { page, hand, handBack, owner, producerId } = built;
  const onBehalf = await buildDraft(db, { ...built, owner: built.commune });
  await keepRegistration(producerId, owner.userId);
  const here = `/ho-so/${onBehalf}/xac-nhan`;
  says(await page(`/ho-so/${onBehalf}`), /do cán bộ nhập giúp/);
  await hand(here, { intent: "ask" });
  const code = /đọc mã (\d{6})/.exec(await page("/ho-so/tin-nhan"))?.[1] ?? "";
  assert.match(code, /^\d{6}$/);
  const wrong = String((Number(code) + 1) % 1_000_000).padStart(6, "0");
  says(await handBack(here, { intent: "confirm", code: wrong }, 400), /Mã chưa đúng/);
  assert.equal(await hand(here, { intent: "confirm", code }), `/ho-so/${onBehalf}/nop`);
  says(await page(here), /Chủ thể đã xác nhận/);
});
