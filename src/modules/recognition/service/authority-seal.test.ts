import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, test } from "node:test";
import { renderPdf } from "#core/documents/typst.server.ts";
import { EnvError, parseEnv } from "#core/env.ts";
import { selfMadeP12 } from "#tests/support/p12.ts";
import { qrShape } from "#core/documents/qr.server.ts";
import { certificateData } from "../documents/certificate.ts";
import { AuthorityKeyError, checkSigner } from "./authority-key.server.ts";
import { sealPdf } from "./authority-seal.server.ts";

const folder = mkdtempSync(join(tmpdir(), "ocop-p12-"));
after(() => rmSync(folder, { recursive: true, force: true }));
const now = new Date();
const day = 86_400_000;
const password = "mật-khẩu";

const file = join(folder, "seal.p12");
writeFileSync(file, selfMadeP12({ password }));
const env = (more = {}) =>
  parseEnv({
    SIGNER_P12: file,
    SIGNER_PASSWORD: password,
    SIGNER_NAME: "Ủy ban nhân dân tỉnh thử",
    ...more,
  });

/** A certificate as it is printed. */
async function sheet(): Promise<Uint8Array> {
  const address = "https://ocop.example/verify/abcdefghijklmnopabcdefghijklmnop";
  const data = certificateData({
    facts: {
      number: "7/2026/GCN-OCOP",
      productName: "Chè xanh",
      producerName: "Hợp tác xã Mẫu",
      address: "Xóm Mẫu, tỉnh Thái Nguyên",
      productCode: null,
      setCode: "01",
      regime: "26-2026",
      stars: 4,
      decisionNumber: "12/QĐ-UBND",
      decisionOn: "2026-11-22",
      issuer: "Chủ tịch Ủy ban nhân dân tỉnh Thái Nguyên",
      issuedOn: "2026-11-22",
      expiresOn: "2029-11-22",
      photo: null,
    },
    setTitle: "Rau, củ, quả, hạt tươi",
    regimeDecision: "26/2026/QĐ-TTg",
    place: "Thái Nguyên",
    signerName: "Nguyễn Văn Mẫu",
    signerTitle: "Phó Chủ tịch",
    isDemo: false,
    isCopy: false,
    address,
    page: qrShape(address),
    offline: qrShape(`${address}#${"a".repeat(900)}`, "low"),
  });
  const template = new URL("../documents/certificate.typ", import.meta.url);
  return renderPdf(template, data, { title: "Giấy chứng nhận", createdAt: now });
}

/** What poppler says of the signature in a file. */
function pdfsig(bytes: Uint8Array): string {
  const path = join(folder, "sealed.pdf");
  writeFileSync(path, bytes);
  try {
    return execFileSync("pdfsig", ["-nocert", path], { encoding: "utf8", stdio: "pipe" });
  } catch (error) {
    return String((error as { stdout?: string }).stdout);
  }
}

const withoutPdfsig = existsSync("/usr/bin/pdfsig") ? false : "poppler's pdfsig is not installed";

describe("the seal of the authority", () => {
  test("is a PAdES signature over the whole file that readers check", async (t) => {
    if (withoutPdfsig) return t.skip(withoutPdfsig);
    const { bytes, isSealed } = await sealPdf(env(), await sheet(), now);
    assert.ok(isSealed);
    const said = pdfsig(bytes);
    assert.match(said, /Signature is Valid/);
    assert.match(said, /Total document signed/);
    assert.match(said, /ETSI\.CAdES\.detached/);
    assert.match(said, /SHA-256/);
    return undefined;
  });

  test("no byte of what it covers can be another", { skip: withoutPdfsig }, async () => {
    const { bytes } = await sealPdf(env(), await sheet(), now);
    // The seal itself lies between the two covered parts, as digits.
    const [, , from, to] =
      /ByteRange \[(\d+) (\d+) (\d+)/.exec(Buffer.from(bytes).toString("latin1")) ?? [];
    const [open, shut] = [Number(from), Number(to)];
    for (const at of [9, open >> 1, open - 1, shut + 1, (shut + bytes.length) >> 1]) {
      const altered = Buffer.from(bytes);
      altered[at] = (altered[at] ?? 0) ^ 1;
      assert.doesNotMatch(pdfsig(altered), /Signature is Valid/, `byte ${at}`);
    }
  });

  test("names the certificate inside what is signed, and no time of its own", async (t) => {
    if (!existsSync("/usr/bin/openssl")) return t.skip("openssl is not installed");
    const { bytes } = await sealPdf(env(), await sheet(), now);
    const text = Buffer.from(bytes).toString("latin1");
    const digits = /\/Contents <([0-9a-f]+)>/i.exec(text)?.[1] ?? "";
    const cms = join(folder, "seal.der");
    writeFileSync(cms, Buffer.from(digits, "hex"));
    const said = execFileSync(
      "openssl",
      ["cms", "-cmsout", "-print", "-inform", "DER", "-in", cms],
      {
        encoding: "utf8",
      },
    );
    assert.match(
      said,
      /id-smime-aa-signingCertificateV2|signingCertificateV2|1\.2\.840\.113549\.1\.9\.16\.2\.47/,
    );
    assert.doesNotMatch(said, /object: signingTime/);
    return undefined;
  });

  const faults = {
    "a wrong password": [{ SIGNER_PASSWORD: "sai" }, /mật khẩu .* không đúng/],
    "no file": [{ SIGNER_P12: join(folder, "no") }, /không đọc được tệp/],
    "a file of another kind": [{ SIGNER_P12: "package.json" }, /không phải tệp chứng thư số/],
    "no private key": [
      { SIGNER_P12: written("keyless", { withoutKey: true }) },
      /không có khóa bí mật/,
    ],
    "an expired certificate": [
      { SIGNER_P12: written("expired", { until: new Date(now.getTime() - day) }) },
      /đã hết hạn từ/,
    ],
    "a certificate of the future": [
      { SIGNER_P12: written("future", { from: new Date(now.getTime() + day) }) },
      /mới có hiệu lực/,
    ],
  } as const;
  for (const [name, [settings, reason]] of Object.entries(faults))
    test(`refuses ${name} with its reason, and goes on without only when told so`, async () => {
      const pdf = Buffer.from("%PDF-1.7\n");
      const isReason = (error: unknown) =>
        error instanceof AuthorityKeyError && reason.test(error.message);
      await assert.rejects(sealPdf(env(settings), pdf, now), isReason);
      const loose = await sealPdf(env({ ...settings, SIGNER_REQUIRED: "0" }), pdf, now);
      assert.deepEqual([loose.bytes, loose.isSealed], [pdf, false]);
      assert.match(loose.refused ?? "", reason);
    });

  test("is looked at when the program starts: what can never sign stops it", async () => {
    const told: unknown[] = [];
    const log = { warn: (what: unknown) => void told.push(what) };
    const start = (more: object) => checkSigner(env(more), log as never);
    await start({});
    for (const name of ["a wrong password", "no file", "no private key"] as const)
      await assert.rejects(start(faults[name][0]), (error) => error instanceof EnvError);
    assert.equal(told.length, 0);
    await start({ ...faults["a wrong password"][0], SIGNER_REQUIRED: "0" });
    // Lookups must go on while a certificate is being renewed.
    await start(faults["an expired certificate"][0]);
    assert.equal(told.length, 2);
    await checkSigner(parseEnv({}), log as never);
  });

  test("counts a renewed file at once", async () => {
    const path = written("renewed", { until: new Date(now.getTime() - day) });
    await assert.rejects(sealPdf(env({ SIGNER_P12: path }), Buffer.alloc(0), now), /hết hạn/);
    writeFileSync(path, readFileSync(file));
    assert.ok((await sealPdf(env({ SIGNER_P12: path }), await sheet(), now)).isSealed);
  });
});

function written(name: string, wishes: Parameters<typeof selfMadeP12>[0]): string {
  const path = join(folder, `${name}.p12`);
  writeFileSync(path, selfMadeP12({ password, ...wishes }));
  return path;
}
