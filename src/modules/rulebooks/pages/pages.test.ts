import assert from "node:assert/strict";
import { after, test } from "node:test";
import { gzipSync } from "node:zlib";
import { loadPlaces } from "#modules/places/service/load.server.ts";
import { testDatabase } from "#tests/support/db.ts";
import { posted, testApp } from "#tests/support/pages.ts";
import { listRegimes } from "../book.server.ts";
import { importWording } from "../service/wordings.server.ts";

const database = await testDatabase();
after(() => database.close());
await loadPlaces(database.db);
const app = await testApp(database);

async function page(path: string, init?: RequestInit): Promise<{ status: number; html: string }> {
  const response = await app.request(path, init);
  return { status: response.status, html: await response.text() };
}

/** Hands in a form and gives the address that it leads to. */
async function follow(path: string, init: RequestInit): Promise<string> {
  const response = await app.request(path, init);
  assert.equal(response.status, 303, await response.text());
  return response.headers.get("Location") ?? "";
}

/** As `assert.match`, without printing the page. */
function says(html: string, words: RegExp, yes = true): void {
  assert.equal(words.test(html), yes, `${yes ? "says" : "does not say"} ${words.source}`);
}

const form = "/tu-cham-diem/bo/26-2026/07";
const answers = { "answers.1.1": "2", "answers.1.5": "3", product: "Chè <b>dây</b>", producer: "" };
const tokenIn = (html: string) => /name="token" value="([\w-]{32})"/.exec(html)?.[1] ?? "";

async function saved(
  fields: Record<string, string | readonly string[]> = answers,
): Promise<string> {
  return follow(form, posted({ token: tokenIn((await page(form)).html), ...fields }));
}

test("every public page answers in both languages and links to its twin", async () => {
  const pairs = [
    ["/", "/en"],
    ["/bo-tieu-chi", "/en/criteria"],
    ["/bo-tieu-chi/26-2026", "/en/criteria/26-2026"],
    ["/bo-tieu-chi/148-2023/11", "/en/criteria/148-2023/11"],
    ["/tu-cham-diem", "/en/self-score"],
    ["/tu-cham-diem/bo/1048-2019/08", "/en/self-score/set/1048-2019/08"],
  ] as const;
  for (const [vi, en] of pairs) {
    const [first, second] = [await page(vi), await page(en)];
    assert.deepEqual([first.status, second.status], [200, 200], vi);
    says(first.html, /^<!DOCTYPE html><html lang="vi">/);
    says(second.html, /^<!DOCTYPE html><html lang="en">/);
    assert.ok(first.html.includes(`<a href="${en}" lang="en"`), `${vi} leads to ${en}`);
    assert.ok(second.html.includes(`<a href="${vi}" lang="vi"`), `${en} leads to ${vi}`);
  }
});

test("every set of every decision can be read, and weighs little", async () => {
  for (const regime of listRegimes()) {
    const { html } = await page(`/bo-tieu-chi/${regime}`);
    const sets = [...html.matchAll(new RegExp(`href="(/bo-tieu-chi/${regime}/[^"]+)"`, "g"))];
    assert.equal(sets.length, 26, regime);
    for (const [, path = ""] of sets) {
      const set = await page(path);
      assert.equal(set.status, 200, path);
      assert.equal(set.html.match(/<h1/g)?.length, 1, path);
      assert.ok(gzipSync(set.html).length < 15_000, path);
      assert.ok(!set.html.includes("<script"), `${path} needs no script`);
    }
  }
});

test("an unverified set warns, in the data's own words", async () => {
  const { html } = await page("/bo-tieu-chi/148-2023/11");
  says(html, /chưa đối chiếu xong với văn bản gốc/);
  says(html, /Phần C: cộng 32, quy định 35/);
});

test("what does not exist is not found, in words and in the language asked", async () => {
  for (const path of ["/bo-tieu-chi/99-2099", "/bo-tieu-chi/26-2026/99", "/tu-cham-diem/bo/x/01"]) {
    const { status, html } = await page(path);
    assert.equal(status, 404, path);
    says(html, /Không tìm thấy trang/);
  }
  says((await page("/en/criteria/26-2026/99")).html, /There is no such set of criteria/);
  const link = await page(`/tu-cham-diem/${"x".repeat(32)}`);
  assert.equal(link.status, 404);
  says(link.html, /Không tìm thấy bản tự chấm này/);
});

test("sets are found without diacritics; none found says what to do", async () => {
  const found = await page("/bo-tieu-chi/26-2026?q=ca+phe");
  says(found.html, /1 bộ khớp/);
  says(found.html, /Sản phẩm cà phê, ca cao/);
  says((await page("/tu-cham-diem?q=xe+dap")).html, /Không có bộ nào khớp/);
});

test("the form is whole without a script, and says no name is needed", async () => {
  const { html } = await page(form);
  assert.equal(html.match(/<fieldset[^>]+data-code/g)?.length, 32);
  says(html, /Lưu và xem kết quả/);
  says(html, /Không bắt buộc/);
  says(tokenIn(html), /^[\w-]{32}$/);
  assert.notEqual(tokenIn(html), tokenIn((await page(form)).html));
});

test("saving leads to a private page that nobody keeps and no engine finds", async () => {
  const result = await saved();
  says(result, /^\/tu-cham-diem\/[\w-]{32}$/);
  const response = await app.request(result);
  assert.equal(response.headers.get("Cache-Control"), "no-store");
  says(response.headers.get("X-Robots-Tag") ?? "", /noindex/);
  const html = await response.text();
  says(html, /Chè &lt;b&gt;dây&lt;\/b&gt;/);
  says(html, /4\/100 điểm/);
  says(html, /26\/2026\/QĐ-TTg/);
  says(html, /30 tiêu chí chưa trả lời/);
  says(html, /Lên 3 sao/);
});

test("a form with a mistake comes back with everything typed and the mistake beside its field", async () => {
  const { status, html } = await page(form, posted({ ...answers, "answers.2.1": "7" }));
  assert.equal(status, 422);
  says(html, /Hãy sửa các ô sau/);
  says(html, /href="#field-answers-2-1"[^>]*>Tiêu chí 2\.1: hãy chọn một trong 4 lựa chọn/);
  says(html, /id="field-answers-2-1"[^>]+aria-describedby="field-answers-2-1-error"/);
  says(html, /name="answers\.1\.1"[^>]*checked=""[^>]*value="2"/);
  says(html, /value="Chè &lt;b&gt;dây&lt;\/b&gt;"/);
});

test("an empty form is asked for one answer", async () => {
  const { status, html } = await page(form, posted({}));
  assert.equal(status, 422);
  says(html, /Hãy trả lời ít nhất một tiêu chí/);
});

test("nothing private is kept by the browser: neither the form, nor what came back, nor a result", async () => {
  const result = await saved();
  for (const [path, init] of [
    [form, undefined],
    [form, posted({})],
    [`${result}/sua`, undefined],
    [`${result}/so-sanh/148-2023`, undefined],
  ] as const)
    assert.equal((await app.request(path, init)).headers.get("Cache-Control"), "no-store", path);
});

test("answers can be changed, the link stays", async () => {
  const result = await saved();
  const edit = await page(`${result}/sua`);
  says(edit.html, /name="answers\.1\.1"[^>]*checked=""[^>]*value="2"/);
  assert.equal(await follow(`${result}/sua`, posted({ ...answers, "answers.1.1": "3" })), result);
  says((await page(result)).html, /5\/100 điểm/);
});

test("a confirmed ground rejects the dossier, and says so", async () => {
  const { html } = await page(await saved({ ...answers, confirmed: ["/0"] }));
  says(html, /Hồ sơ bị loại/);
  says(html, /Đường lên sao ngắn nhất/, false);
});

test("own costs are taken, kept in the fields, and can be cleared", async () => {
  const result = await saved();
  const field = /name="(costs\.[^"]+)"/.exec((await page(result)).html)?.[1] ?? "";
  assert.equal(await follow(result, posted({ intent: "costs", [field]: "2,5" })), `${result}#ways`);
  says((await page(result)).html, new RegExp(`value="2,5"`));
  const wrong = await page(result, posted({ intent: "costs", [field]: "nhiều lắm" }));
  assert.equal(wrong.status, 422);
  says(wrong.html, /Hãy nhập một số từ 0 trở lên/);
  says(wrong.html, /value="nhiều lắm"/);
  await follow(result, posted({ intent: "clear-costs" }));
  says((await page(result)).html, /value="2,5"/, false);
});

test("another decision is held beside it, and can be gone on with", async () => {
  const result = await saved();
  const compare = `${result}/so-sanh/148-2023`;
  const { status, html } = await page(compare);
  assert.equal(status, 200);
  says(html, /Phải trả lời lại/);
  const edit = await follow(compare, posted({}));
  says(edit, /^\/tu-cham-diem\/[\w-]{32}\/sua$/);
  assert.notEqual(edit, `${result}/sua`);
  says((await page(edit)).html, /148\/QĐ‑TTg/);
  assert.equal((await page(`${result}/so-sanh/99-2099`)).status, 404);
});

test("a deleted self-assessment is gone", async () => {
  const result = await saved();
  const next = await follow(result, posted({ intent: "delete" }));
  says((await page(next)).html, /Đã xoá bản tự chấm/);
  assert.equal((await page(result)).status, 404);
  assert.equal((await page(`${result}/phieu.pdf`)).status, 404);
});

test("sheets are printed as PDF, blank and filled", async () => {
  const blank = await app.request("/bo-tieu-chi/26-2026/07/phieu-danh-gia.pdf");
  assert.equal(blank.headers.get("Content-Type"), "application/pdf");
  assert.equal(
    Buffer.from(await blank.arrayBuffer())
      .subarray(0, 5)
      .toString(),
    "%PDF-",
  );
  const filled = await app.request(`${await saved()}/phieu.pdf`);
  assert.equal(filled.headers.get("Cache-Control"), "no-store");
  assert.equal(
    Buffer.from(await filled.arrayBuffer())
      .subarray(0, 5)
      .toString(),
    "%PDF-",
  );
});

test("a province's official wording stands beside ours when asked for", async () => {
  const csv = "set,code,option,text\n07,1.1,2,Lời văn chính thức của tỉnh\n";
  await importWording(database.db, "operator", { regime: "26-2026", province: "19", csv });
  const path = "/bo-tieu-chi/26-2026/07";
  says((await page(path)).html, /Kèm lời văn chính thức của tỉnh Thái Nguyên/);
  says((await page(path)).html, /Lời văn chính thức của tỉnh/, false);
  const { html } = await page(`${path}?loi-van=19`);
  says(html, /Lời văn chính thức của tỉnh/);
  says(html, /Nguyên liệu trong tỉnh: từ 50% đến dưới 75%/);
});

test("a write that another site makes is refused", async () => {
  const response = await app.request(form, {
    ...posted(answers),
    headers: { Origin: "https://evil.example" },
  });
  assert.equal(response.status, 403);
});
