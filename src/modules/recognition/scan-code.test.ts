import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { anyToken, signPayload, testKeySet } from "#tests/support/certified.ts";
import { workTime } from "#tests/support/work-time.ts";
import { checkOffline } from "./offline-check.ts";
import { readCode } from "./scan-code.ts";
import { titleOf, toneOf } from "./verification.ts";

const host = "ocop.example";
const token = anyToken();

test("only an address of this host that leads to a certificate is an official code", () => {
  for (const text of [`https://${host}/verify/${token}`, `http://${host}/en/verify/${token}`])
    assert.deepEqual(readCode(text, host), { kind: "official", token, credential: null });
  assert.deepEqual(readCode(`https://${host}/verify/${token}#a.b.c`, host), {
    kind: "official",
    token,
    credential: "a.b.c",
  });
  for (const text of [
    `https://ocop.example.evil.vn/verify/${token}`,
    `https://evil.vn/verify/${token}`,
    `https://${host}@evil.vn/verify/${token}`,
    `https://evil.vn@${host}/verify/${token}`,
    `https://${host}:8443/verify/${token}`,
    `javascript:alert(1)//${host}/verify/${token}`,
    `https://${host}/verify/${token}/anh`,
    `https://${host}/verify/${token.toUpperCase()}`,
    `https://${host}/dang-xuat`,
    token,
    "x".repeat(9_000),
  ])
    assert.deepEqual(readCode(text, host), { kind: "other" }, text.slice(0, 60));
  fc.assert(fc.property(fc.string(), (text) => readCode(text, host).kind === "other"));
});

const facts = {
  number: "1/2026/OCOP",
  productName: "Chè",
  producerName: "Hợp tác xã",
  address: "Xã Đồng Hỷ",
  productCode: null,
  setCode: "01",
  regime: "26-2026",
  stars: 4,
  decisionNumber: "1/QĐ-UBND",
  decisionOn: "2026-01-01",
  issuer: "Ủy ban nhân dân tỉnh",
  issuedOn: "2026-01-01",
  expiresOn: "2029-01-01",
  photo: null,
};

/** A signed status list in which certificate 5 has this value. */
async function listWith(value: number): Promise<string> {
  const bits = Uint8Array.from([0, value << 4]);
  const stream = new Blob([bits]).stream().pipeThrough(new CompressionStream("gzip"));
  const list = Buffer.from(await new Response(stream).arrayBuffer()).toString("base64url");
  return signPayload({ iat: 1_790_000_000, bits: 2, size: 8, list }, { typ: "ocop-status+jws" });
}

test("a sample never passes for a certificate, with or without a network", async () => {
  const credential = await signPayload({
    iss: "https://ocop.example",
    iat: 1_790_000_000,
    token,
    status: { index: 5, list: "https://ocop.example/status" },
    facts,
    demo: true,
  });
  const answer = await checkOffline(
    { token, credential },
    { keys: testKeySet, statusList: null, day: "2026-11-22" },
  );
  assert.deepEqual("isDemo" in answer && [answer.state, answer.isDemo], ["valid", true]);
  for (const lang of ["vi", "en"] as const)
    for (const state of ["valid", "expiring", "extended"] as const) {
      assert.match(
        titleOf(state, true, lang),
        /^(Giấy mẫu, không có giá trị|Sample without effect)/,
      );
      assert.doesNotMatch(titleOf(state, false, lang), /mẫu|Sample/);
      assert.notEqual(toneOf(state, true), "good");
    }
});

test("without a network signature, dates and the kept list decide", async () => {
  const credential = await signPayload({
    iss: "https://ocop.example",
    iat: 1_790_000_000,
    token,
    status: { index: 5, list: "https://ocop.example/status" },
    facts,
  });
  const ask = async (
    kept: { statusList?: string | null; day?: string } = {},
    given: { token?: string; credential?: string } = {},
  ) =>
    (
      await checkOffline(
        { token, credential, ...given },
        { keys: testKeySet, statusList: null, day: "2026-11-22", ...kept },
      )
    ).state;
  assert.equal(await ask(), "valid");
  assert.equal(await ask({ day: "2029-01-02" }), "expired");
  assert.equal(await ask({ statusList: await listWith(1) }), "revoked");
  assert.equal(await ask({ statusList: await listWith(2) }), "replaced");
  assert.equal(await ask({ statusList: await listWith(3), day: "2029-01-02" }), "extended");
  assert.equal(await ask({ statusList: "forged.list.here" }), "valid");
  assert.equal(await ask({}, { token: anyToken() }), "altered");
  const started = workTime();
  for (let at = 0; at < credential.length; at += 11) {
    const bent =
      credential.slice(0, at) + (credential[at] === "A" ? "B" : "A") + credential.slice(at + 1);
    assert.match(await ask({}, { credential: bent }), /altered|unknownKey/, `byte ${at}`);
  }
  assert.ok(workTime() - started < 5_000);
});
