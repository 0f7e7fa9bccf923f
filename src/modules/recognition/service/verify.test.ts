import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { after, describe, test } from "node:test";
import { eq, sql } from "drizzle-orm";
import { Hono } from "hono";
import type { AppError } from "#core/errors.ts";
import { FileStoreError } from "#core/files/store.ts";
import { pageMemory } from "#core/http/page-memory.ts";
import { loadPlaces } from "#modules/places/service/load.server.ts";
import { loadRulebooks } from "#modules/rulebooks/service/versions.server.ts";
import {
  anyToken,
  buildCertified,
  changeRecognition,
  signPayload,
  withoutGuards,
} from "#tests/support/certified.ts";
import { rolledBack, testDatabase } from "#tests/support/db.ts";
import { testServices } from "#tests/support/services.ts";
import { certificates, logLeaves, recognitions } from "../schema.server.ts";
import { verificationPages } from "../verification-front.server.ts";
import { answerToken } from "./answer.server.ts";
import { scanCounter } from "./scans.server.ts";
import { verifyToken } from "./verify.server.ts";

const database = await testDatabase();
await loadPlaces(database.db);
await loadRulebooks(database.db);
after(() => database.close());

const noFiles = {
  read: (digest: string) => Promise.reject(new FileStoreError(digest, "missing")),
};
const ask = (db: typeof database.db, token: string) => verifyToken({ db, files: noFiles }, token);

describe("what a certificate's address says", () => {
  test("follows the days of the recognition", async () => {
    await rolledBack(database.db, async (db) => {
      for (const [endsIn, state] of [
        [700, "valid"],
        [181, "valid"],
        [180, "expiring"],
        [0, "expiring"],
        [-1, "expired"],
      ] as const)
        assert.equal((await ask(db, (await buildCertified(db, { endsIn })).token))?.state, state);
    });
  });

  test("tells an extension with its basis, and the end of it", async () => {
    await rolledBack(database.db, async (db) => {
      const built = await buildCertified(db, { endsIn: -10 });
      await changeRecognition(db, built, {
        extendedUntil: "2099-01-01",
        extensionBasis: "Điều 12 Quyết định 26/2026/QĐ-TTg",
      });
      const found = await ask(db, built.token);
      assert.equal(found?.state, "extended");
      assert.deepEqual(found?.extension, {
        until: "2099-01-01",
        basis: "Điều 12 Quyết định 26/2026/QĐ-TTg",
      });
    });
  });

  test("tells a revocation with ground and decision, before anything else", async () => {
    await rolledBack(database.db, async (db) => {
      const built = await buildCertified(db);
      const by = await buildCertified(db, { ground: built.ground, endsIn: 500 });
      await changeRecognition(db, built, {
        revokedOn: "2026-01-05",
        revocationGround: "misuseOfOcopMark",
        revocationId: by.decisionId,
      });
      const found = await ask(db, built.token);
      assert.equal(found?.state, "revoked");
      assert.equal(found?.revocation?.ground, "misuseOfOcopMark");
      assert.match(found?.revocation?.decision ?? "", /^\d+\/QĐ-UBND$/);
    });
  });

  test("leads from a replaced certificate to the one in its place", async () => {
    await rolledBack(database.db, async (db) => {
      const built = await buildCertified(db, { endsIn: 20 });
      const next = await buildCertified(db, { ground: built.ground, endsIn: 900 });
      await changeRecognition(db, built, {
        replacedOn: "2026-01-05",
        replacedById: next.recognitionId,
      });
      const found = await ask(db, built.token);
      assert.equal(found?.state, "replaced");
      assert.deepEqual(found?.replacement, {
        on: "2026-01-05",
        number: next.number,
        token: next.token,
      });
    });
  });

  test("shows no fact before the certificate is sealed", async () => {
    await rolledBack(database.db, async (db) => {
      const { token } = await buildCertified(db, { isSealed: false });
      const found = await ask(db, token);
      assert.deepEqual([found?.state, found?.facts], ["unsealed", null]);
    });
  });

  test("is nothing for a token that no certificate has", async () => {
    await rolledBack(database.db, async (db) => {
      await buildCertified(db);
      assert.equal(await ask(db, anyToken()), null);
      assert.equal(await ask(db, `x${"a".repeat(5000)}`), null);
    });
  });

  test("names who answers where the district that signed is gone", async () => {
    await rolledBack(database.db, async (db) => {
      const { token } = await buildCertified(db, {
        stars: 3,
        issuedBy: {
          issuer: "Ủy ban nhân dân huyện Đồng Hỷ",
          level: "district",
          unitVersion: "pre-2025",
          unitCode: "169",
          unitPath: "19/05692",
        },
      });
      const found = await ask(db, token);
      assert.deepEqual(found?.issuer, {
        name: "Ủy ban nhân dân huyện Đồng Hỷ",
        today: "Ủy ban nhân dân tỉnh Thái Nguyên",
      });
      assert.equal((await ask(db, (await buildCertified(db)).token))?.issuer.today, null);
    });
  });
});

describe("what was altered is never valid", () => {
  const columns: readonly [string, object][] = [
    ["stars", { stars: 5 }],
    ["the last day", { expiresOn: "2099-12-31" }],
    ["the product", { productName: "Sản phẩm khác" }],
    ["the holder", { producerName: "Chủ thể khác" }],
  ];
  for (const [name, change] of columns)
    test(`${name} of the recognition`, async () => {
      await rolledBack(database.db, async (db) => {
        const built = await buildCertified(db);
        await withoutGuards(db);
        await db.update(recognitions).set(change).where(eq(recognitions.id, built.recognitionId));
        const found = await ask(db, built.token);
        assert.deepEqual([found?.state, found?.facts], ["altered", null]);
      });
    });

  test("facts, token, status place and every byte of the credential", async () => {
    await rolledBack(database.db, async (db) => {
      const built = await buildCertified(db);
      const [row] = await db
        .select()
        .from(certificates)
        .where(eq(certificates.id, built.certificateId));
      const credential = row?.credential ?? "";
      assert.equal((await ask(db, built.token))?.state, "valid");
      await withoutGuards(db);
      const put = async (change: object) => {
        await db.update(certificates).set(change).where(eq(certificates.id, built.certificateId));
        return (await ask(db, (change as { token?: string }).token ?? built.token))?.state;
      };
      assert.equal(await put({ facts: { ...row?.facts, address: "Nơi khác" } }), "altered");
      assert.equal(await put({ facts: row?.facts }), "valid");
      assert.equal(await put({ statusIndex: (row?.statusIndex ?? 0) + 1 }), "altered");
      await put({ statusIndex: row?.statusIndex });
      for (let at = 0; at < credential.length; at += 37) {
        const other = credential[at] === "A" ? "B" : "A";
        const bent = credential.slice(0, at) + other + credential.slice(at + 1);
        assert.equal(await put({ credential: bent }), "altered", `byte ${at}`);
      }
      const payload = JSON.parse(
        Buffer.from(credential.split(".")[1] ?? "", "base64url").toString(),
      ) as object;
      for (const header of [{ alg: "none" }, { kid: "another" }, { typ: "JWT" }]) {
        const forged =
          "alg" in header
            ? `${Buffer.from(JSON.stringify({ alg: "none" })).toString("base64url")}.${credential.split(".")[1] ?? ""}.`
            : await signPayload(payload, header);
        assert.equal(await put({ credential: forged }), "altered");
      }
      await put({ credential });
      const token = anyToken();
      assert.equal(await put({ token }), "altered");
    });
  });

  test("a PDF with other bytes; one that the store cannot reach says nothing", async () => {
    await rolledBack(database.db, async (db) => {
      const built = await buildCertified(db);
      await withoutGuards(db);
      const digest = randomBytes(32).toString("hex");
      await db.execute(
        sql`insert into stored_files (digest, size, media_type) values (${digest}, 9, 'application/pdf')`,
      );
      await db
        .update(certificates)
        .set({ pdfDigest: digest })
        .where(eq(certificates.id, built.certificateId));
      const damaged = {
        read: (name: string) => Promise.reject(new FileStoreError(name, "damaged")),
      };
      assert.equal((await verifyToken({ db, files: damaged }, built.token))?.state, "altered");
      assert.equal((await ask(db, built.token))?.state, "valid");
    });
  });

  test("a revocation that the log knows and the row has lost", async () => {
    await rolledBack(database.db, async (db) => {
      const built = await buildCertified(db);
      await withoutGuards(db);
      const leaf = (place: number, kind: "issued" | "revoked" | "restored") =>
        db.insert(logLeaves).values({
          place,
          provinceCode: "19",
          kind,
          certificateId: built.certificateId,
          entry: "{}",
          hash: "00",
        });
      await leaf(1_000_001, "issued");
      assert.equal((await ask(db, built.token))?.state, "valid");
      await leaf(1_000_002, "revoked");
      assert.equal((await ask(db, built.token))?.state, "altered");
      await leaf(1_000_003, "restored");
      assert.deepEqual((await ask(db, built.token))?.state, "valid");
      assert.equal((await ask(db, built.token))?.logPlace, 1_000_001);
    });
  });
});

describe("who guesses tokens", () => {
  test("is stopped, while real codes are still answered from the same address", async () => {
    await rolledBack(database.db, async (db) => {
      const { token } = await buildCertified(db);
      const guess = () =>
        answerToken({ db, files: noFiles }, { token: anyToken(), ip: "203.0.113.9" });
      for (let n = 0; n < 60; n += 1) assert.equal(await guess(), null);
      await assert.rejects(guess(), (error) => (error as AppError).code === "tooMany");
      const same = { token, ip: "203.0.113.9" };
      assert.equal((await answerToken({ db, files: noFiles }, same))?.state, "valid");
    });
  });
});

describe("the count of lookups", () => {
  test("counts what found something, from memory or not, and nothing else", async () => {
    const counted: string[] = [];
    const scans = { note: (token: string) => void counted.push(token), flush: async () => {} };
    const pages = verificationPages(await testServices(database), scans);
    const limits = { entries: 9, maxBytes: 99, totalBytes: 999 };
    const memory = pageMemory(limits, [pages]);
    const front = new Hono().use(memory.keep);
    front.fetch = memory.before(front.fetch);
    const [known, strange] = [anyToken(), anyToken()];
    front.all("*", (c) => c.text("page", c.req.path.includes(known) ? 200 : 404));
    const ask = (path: string, headers = {}) => front.request(path, { headers });
    const tag = (await ask(`/verify/${known}`)).headers.get("ETag") ?? "";
    assert.equal((await ask(`/verify/${known}`, { "If-None-Match": tag })).status, 304);
    await ask(`/verify/${known}`, { Cookie: "a=b" });
    await ask(`/en/verify/${known}`);
    await ask(`/api/v1/certificates/${known}/verification`);
    assert.deepEqual(counted, Array(5).fill(known));
    await ask(`/verify/${strange}`);
    await ask(`/verify/${known}/anh`);
    await ask(`/verify/${known}.data`);
    await front.request(`/verify/${known}`, { method: "HEAD" });
    assert.equal(counted.length, 5);
  });

  test("adds up by day and coarse source, and keeps no address", async () => {
    await rolledBack(database.db, async (db) => {
      const { token, certificateId } = await buildCertified(db);
      const scans = scanCounter({ db, secret: () => "s".repeat(32) }, (error) =>
        assert.fail(String(error)),
      );
      scans.note(token, "203.0.113.9");
      scans.note(token, "203.0.113.77");
      scans.note(token, "198.51.100.4");
      scans.note(anyToken(), "198.51.100.4");
      scans.note("no token", "198.51.100.4");
      await scans.flush();
      scans.note(token, "203.0.113.5");
      await scans.flush();
      const { rows } = await db.execute<{ source: string; count: number }>(
        sql`select source, count from certificate_scans where certificate_id = ${certificateId} order by count`,
      );
      assert.deepEqual(
        rows.map(({ count }) => count),
        [1, 3],
      );
      assert.ok(rows.every(({ source }) => /^[0-9a-f]{3}$/.test(source)));
    });
  });
});
