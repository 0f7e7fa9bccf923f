import "./pages.test.texts.ts";
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { gzipSync } from "node:zlib";
import {
  empty,
  gtin,
  honey,
  hostile,
  page,
  pairs,
  producer,
  revoked,
  says,
  tea,
  teaToken,
  undated,
  weigh,
  year,
} from "./pages.test.world.ts";

describe("the portal", () => {
  test("answers in both languages, each page naming its one address and its twin", async () => {
    for (const pair of pairs())
      for (const [at, path] of pair.entries()) {
        const { status, html } = await page(path);
        assert.equal(status, 200, path);
        says(html, new RegExp(`^<!DOCTYPE html><html lang="${at === 0 ? "vi" : "en"}">`));
        says(html, `<link rel="canonical" href="http://localhost${path}"/>`);
        says(html, `<link rel="alternate" hrefLang="vi" href="http://localhost${pair[0]}"/>`);
        says(html, `<link rel="alternate" hrefLang="en" href="http://localhost${pair[1]}"/>`);
        says(html, `<a href="${at === 0 ? pair[1] : pair[0]}" lang=`);
        assert.equal(html.split("<h1").length, 2, `${path} has one h1`);
        assert.ok(
          (/<meta name="description" content="[^"]{40,}"/.exec(html) ?? []).length > 0,
          path,
        );
        says(html, "undefined", false);
      }
  });

  test("weighs less than 60 KB with its styles, and text pages run no script", async () => {
    for (const path of pairs().flat()) {
      const { html } = await page(path);
      const loaded = [...html.matchAll(/(?:href|src)="(\/assets\/[^"]+\.(?:css|js|svg))"/g)];
      const weight = [...new Set(loaded.map(([, file = ""]) => file))]
        .map(weigh)
        .reduce((sum, one) => sum + one, gzipSync(html).length);
      assert.ok(weight < 60 * 1024, `${path} weighs ${weight}`);
      const scripts = html.match(/<script(?! type="application\/ld\+json")[^>]*>/g) ?? [];
      // The two pages with a search of their own suggest while one types.
      const suggests = ["/", "/en", "/san-pham", "/en/products"].includes(path);
      assert.equal(scripts.length, suggests ? 1 : 0, path);
      for (const script of scripts)
        assert.match(script, /src="\/assets\/island-suggest-[^"]+\.js"/);
    }
  });

  test("says first what does not hold any more, and points to no shop for it", async () => {
    const gone = await page(`/san-pham/${revoked}`);
    says(gone.html, /Đã bị thu hồi công nhận<\/strong>Thu hồi ngày 01\/6\/2026\./);
    assert.ok(gone.html.indexOf("Đã bị thu hồi công nhận") < gone.html.indexOf("<h1"));
    says(gone.html, "trang này không giới thiệu nơi bán");
    says(gone.html, "hasCertification", false);
    const over = await page(`/en/products/${honey}`);
    says(over.html, "The recognition has expired");
    says(over.html, "It was valid through 2 March 2025.");
    const holds = await page(`/san-pham/${tea}`);
    says(holds.html, "Đang được công nhận OCOP</strong>Có giá trị đến hết ngày 02/3/2029.");
    says(holds.html, `href="/verify/${teaToken}"`);
  });

  test("says what is known of a recognition without a day, and no more", async () => {
    const { html } = await page(`/san-pham/${undated}`);
    says(html, `Công nhận năm ${year}, không rõ ngày`);
    says(html, `trong khoảng từ 01/01/${year + 3} đến 31/12/${year + 3}`);
    says(html, "chưa có giấy chứng nhận trên hệ thống");
    says(html, "12/QĐ-UBND");
    says((await page("/en/products?state=uncertain")).html, `/en/products/${undated}`);
  });

  test("says on a new installation what will stand there, and leads on", () => {
    says(empty, "Chưa có sản phẩm nào trong sổ đăng ký");
    says(empty, 'href="/tu-cham-diem"');
    says(empty, "NaN", false);
  });

  test("tells search engines what is certified, as data that nothing can break out of", async () => {
    const { html } = await page(`/san-pham/${tea}`);
    const [, json = ""] = /<script type="application\/ld\+json">(.*?)<\/script>/.exec(html) ?? [];
    const data = JSON.parse(json) as Record<string, unknown>;
    assert.equal(data["@type"], "Product");
    assert.equal(data["gtin"], gtin);
    const certified = data["hasCertification"] as { certificationRating: { ratingValue: number } };
    assert.equal(certified.certificationRating.ratingValue, 4);
    const evil = await page(`/san-pham/${hostile}`);
    assert.equal(evil.status, 200);
    says(evil.html, /<script>alert|<img src=x|onerror=[^&"]*alert\(1\)>/i, false);
    for (const [, inside = ""] of evil.html.matchAll(
      /<script type="application\/ld\+json">(.*?)<\/script>/g,
    ))
      assert.doesNotThrow(() => JSON.parse(inside));
  });

  test("finds without diacritics, filters by address and says what to do where nothing is found", async () => {
    const found = await page("/san-pham?q=che+dinh");
    says(found.html, `/san-pham/${tea}`);
    says(found.html, `/san-pham/${honey}`, false);
    const expired = await page("/san-pham?state=expired");
    says(expired.html, `/san-pham/${honey}`);
    says(expired.html, `/san-pham/${tea}`, false);
    const none = await page("/san-pham?q=xe+tang");
    assert.equal(none.status, 200);
    says(none.html, "Không có sản phẩm nào khớp với");
    says(none.html, "noindex");
    for (const odd of ["?stars=9&page=-4&kind=x&q=%00%F0%9F%98%80", `?q=${"a%20".repeat(900)}`])
      assert.equal((await page(`/san-pham${odd}`)).status, 200, odd.slice(0, 40));
  });

  test("names at a point of sale only what is recognised today, each with its page", async () => {
    const { html } = await page("/diem-ban");
    says(html, "Gian hàng OCOP chợ xã");
    says(html, `href="/san-pham/${tea}"`);
    says(html, "Tinh bột nghệ", false);
  });

  test("offers a set only where it has products, also one with the province's number", async () => {
    const { html } = await page("/san-pham?province=19");
    says(html, '<option value="11">');
    says(html, '<option value="19">', false);
  });

  test("leads an old address of a product or producer to its present one", async () => {
    const key = tea.slice(-10);
    for (const [old, now] of [
      [`/san-pham/ten-cu-${key}`, `/san-pham/${tea}`],
      [`/en/products/${key}`, `/en/products/${tea}`],
      [`/chu-the/ten-cu-${producer.slice(-10)}`, `/chu-the/${producer}`],
    ] as const) {
      const { status, headers } = await page(old);
      assert.deepEqual([status, headers.get("Location")], [301, now]);
    }
    for (const missing of ["/san-pham/khong-co-0123456789", "/san-pham/x", "/xa/99999", "/tinh/1"])
      assert.equal((await page(missing)).status, 404, missing);
  });

  test("leads a GS1 code to its product, with and without leading zeros, and says when it knows none", async () => {
    for (const code of [gtin, `0${gtin}`]) {
      const { status, headers } = await page(`/01/${code}`);
      assert.deepEqual([status, headers.get("Location")], [302, `/san-pham/${tea}`]);
    }
    const english = await page(`/01/${gtin}`, { headers: { "Accept-Language": "en-GB,en" } });
    assert.equal(english.headers.get("Location"), `/en/products/${tea}`);
    const lot = await page(`/01/${gtin}/10/L-2026%2F7`);
    assert.equal(lot.status, 200);
    says(lot.html, "L-2026/7");
    says(lot.html, `/san-pham/${tea}`);
    for (const [code, words] of [
      ["8930000000002", "Mã đúng dạng"],
      ["8936000000014", "không phải mã GTIN hợp lệ"],
      ["abc", "không phải mã GTIN hợp lệ"],
    ] as const) {
      const { status, html } = await page(`/01/${code}`);
      assert.equal(status, 404, code);
      says(html, words);
    }
  });

  test("tells the rules with the article of each, from the data in force", async () => {
    const about = await page("/gioi-thieu");
    for (const words of ["26/2026/QĐ-TTg", "khoản 3 Điều 3", "từ 70 đến dưới 90 điểm", "36 tháng"])
      says(about.html, words);
    const join = await page("/en/join");
    for (const words of ["article 7(2)", "15 working days", "before 30 April", "180 to 120 days"])
      says(join.html, words);
  });

  test("lists every page for search engines and what is new as feeds", async () => {
    const index = await page("/sitemap.xml");
    says(index.html, "http://localhost/sitemap/products-1.xml");
    const products = await page("/sitemap/products-1.xml");
    says(products.html, `<loc>http://localhost/san-pham/${tea}</loc>`);
    says(products.html, `<loc>http://localhost/en/producers/${producer}</loc>`);
    says((await page("/sitemap/pages.xml")).html, "<loc>http://localhost/xa/05692</loc>");
    assert.equal((await page("/sitemap/products-99.xml")).status, 404);
    const feed = await page("/san-pham/moi.atom");
    says(feed.html, "<title>Chè đinh Thượng Nguồn (4 sao)</title>");
    assert.match(feed.headers.get("Content-Type") ?? "", /^application\/atom\+xml/);
    says((await page("/robots.txt")).html, "Sitemap: http://localhost/sitemap.xml");
  });
});
