import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { Hono } from "hono";
import { unzipSync } from "fflate";
import type { UserActor } from "#core/access/actor.ts";
import type { Db } from "#core/database/connection.ts";
import { stopRenderer } from "#core/documents/typst.server.ts";
import { toAppError } from "#core/errors.ts";
import { openFileStore } from "#core/files/open.ts";
import { recordFile } from "#core/files/record.ts";
import { createLog } from "#core/log.ts";
import type { Session } from "#core/session/session.ts";
import { loadPlaces } from "#modules/places/service/load.server.ts";
import { papers } from "#modules/producers/schema.server.ts";
import { rolledBack, testDatabase } from "#tests/support/db.ts";
import { pdfText, withoutPdfTools } from "#tests/support/pdf.ts";
import { testEnv } from "#tests/support/sign-in.ts";
import { dossierDownloads } from "./api.server.ts";
import { downloadPaths } from "./documents/paths.ts";
import { buildDraft, buildGround, buildOfficer, type BuiltGround, builtReport } from "./factory.ts";
import {
  receiveDossier,
  recordSamples,
  returnDossier,
  saveReview,
} from "./service/commune.server.ts";
import { attachEvidence } from "./service/draft.server.ts";
import { fileDossier } from "./service/file.server.ts";

const database = await testDatabase();
const folder = await mkdtemp(join(tmpdir(), "ocop-downloads-"));
const env = { ...testEnv, OCOP_DATA_DIR: folder, PUBLIC_URL: "https://ocop.example.vn" };
const store = await openFileStore(env);
after(async () => {
  stopRenderer();
  await database.close();
  await rm(folder, { recursive: true });
});
await loadPlaces(database.db);

/** Asks the downloads as somebody, or as nobody. */
function asking(db: Db, actor: UserActor | null, init: RequestInit = {}) {
  const app = new Hono<{ Variables: { session: () => Promise<Session | null> } }>();
  app.use(async (c, next) => {
    c.set("session", () =>
      Promise.resolve(actor && ({ actor, pending: null } as unknown as Session)),
    );
    await next();
  });
  app.route(
    "/",
    dossierDownloads({
      database: { ...database, db },
      env,
      files: store,
      log: createLog(env),
    }),
  );
  app.onError((error, c) => c.text(toAppError(error).vi, toAppError(error).status as 400));
  return (path: string) => app.request(path, init);
}

async function keptPaper(
  db: Db,
  ground: BuiltGround,
  content: string,
  mediaType: string,
): Promise<string> {
  const stored = await store.put(Buffer.from(content));
  await recordFile(db, stored, mediaType);
  const [row] = await db
    .insert(papers)
    .values({
      provinceCode: "19",
      producerId: ground.producerId,
      kind: "businessRegistration",
      title: 'Giấy "đăng ký"\r\nX-Bad: 1',
      digest: stored.digest,
    })
    .returning({ id: papers.id });
  return row?.id ?? "";
}

async function filed(db: Db, mediaType = "application/pdf") {
  const ground = await buildGround(db);
  const paperId = await keptPaper(db, ground, `giấy ${mediaType}`, mediaType);
  const dossierId = await buildDraft(db, ground);
  await attachEvidence(db, ground.owner, { dossierId, criterion: "1.1", paperId });
  const receipt = await fileDossier(db, ground.owner, { dossierId });
  return { ground, paperId, dossierId, receipt };
}

test("papers are shown in the browser under a policy of their own, asked for again each time", async () => {
  await rolledBack(database.db, async (tx) => {
    const { ground, paperId, dossierId } = await filed(tx);
    const response = await asking(tx, ground.commune)(downloadPaths.paper(dossierId, paperId));
    assert.equal(response.status, 200);
    assert.equal(await response.text(), "giấy application/pdf");
    const headers = Object.fromEntries(response.headers);
    assert.equal(
      headers["content-disposition"],
      `inline; filename="giay-dang-ky-x-bad-1.pdf"; filename*=UTF-8''${encodeURIComponent("Giấy đăng ký X-Bad 1.pdf")}`,
    );
    assert.equal(headers["x-content-type-options"], "nosniff");
    assert.equal(headers["cache-control"], "private, no-cache");
    assert.match(headers["content-security-policy"] ?? "", /^sandbox; default-src 'none'/);
    const saved = await asking(tx, ground.owner)(downloadPaths.paper(dossierId, paperId, true));
    assert.match(saved.headers.get("content-disposition") ?? "", /^attachment/);
    await saved.text();
  });
});

test("what is no picture and no PDF is only downloaded, and sandboxed", async () => {
  await rolledBack(database.db, async (tx) => {
    for (const mediaType of ["text/html", "image/svg+xml", "application/zip"]) {
      const { ground, paperId, dossierId } = await filed(tx, mediaType);
      const response = await asking(tx, ground.owner)(downloadPaths.paper(dossierId, paperId));
      assert.match(
        response.headers.get("content-disposition") ?? "",
        /^attachment; filename="[a-z0-9-]+\.(bin|zip)";/,
      );
      assert.match(response.headers.get("content-security-policy") ?? "", /sandbox/);
      await response.text();
    }
  });
});

test("nothing of a dossier goes to people of another producer, commune or province", async () => {
  await rolledBack(database.db, async (tx) => {
    const { ground, paperId, dossierId } = await filed(tx);
    const other = await buildGround(tx);
    const strangers = [
      other.owner,
      await buildOfficer(tx, "communeOfficer", "19/05755"),
      await buildOfficer(tx, "provinceOfficer", "01"),
    ];
    const paths = [
      downloadPaths.archive(dossierId),
      downloadPaths.document(dossierId, "registration", "pdf"),
      downloadPaths.document(dossierId, "receipt", "docx"),
      downloadPaths.paper(dossierId, paperId),
      downloadPaths.attachment(dossierId, "a".repeat(64)),
      downloadPaths.sampleSlip(dossierId, 1, "pdf"),
    ];
    for (const stranger of strangers)
      for (const path of paths) assert.equal((await asking(tx, stranger)(path)).status, 404, path);
    const theirs = await keptPaper(tx, other, "của người khác", "application/pdf");
    const mixed = await asking(tx, ground.owner)(downloadPaths.paper(dossierId, theirs));
    assert.equal(mixed.status, 404, "a foreign paper through an own dossier");
    for (const path of [
      "/ho-so/1/tai-ve/ho-so.zip",
      `/ho-so/${dossierId}/giay-to/1`,
      `/ho-so/${dossierId}/tep/..%2f..%2fetc`,
    ])
      assert.equal((await asking(tx, ground.owner)(path)).status, 404, path);
  });
});

test("without a sign-in a browser is sent to it and back, a program is refused", async () => {
  const path = downloadPaths.archive("5b0f7a86-4e0c-4d0a-9a55-0d1f6b1f2a11");
  assert.equal((await asking(database.db, null)(path)).status, 401);
  const browser = await asking(database.db, null, { headers: { Accept: "text/html" } })(path);
  assert.equal(browser.status, 302);
  assert.equal(browser.headers.get("location"), `/dang-nhap?tiep=${encodeURIComponent(path)}`);
});

test("the zip streams with its length told; HEAD opens no file", async () => {
  await rolledBack(database.db, async (tx) => {
    const { ground, dossierId, receipt } = await filed(tx);
    const path = downloadPaths.archive(dossierId);
    const response = await asking(tx, ground.province)(path);
    const bytes = new Uint8Array(await response.arrayBuffer());
    assert.equal(String(bytes.byteLength), response.headers.get("content-length"));
    assert.match(
      response.headers.get("content-disposition") ?? "",
      new RegExp(
        `^attachment; filename="ho-so-ocop-[a-z0-9-]+-${receipt.receiptCode.toLowerCase()}\\.zip";`,
      ),
    );
    assert.ok(
      Object.keys(unzipSync(bytes)).includes(
        "minh-chung/01-tieu-chi-1-1/001-giay-dang-ky-x-bad-1.pdf",
      ),
    );
    const head = await asking(tx, ground.province, { method: "HEAD" })(path);
    assert.equal(head.headers.get("content-length"), String(bytes.byteLength));
    assert.equal(head.body, null);
  });
});

test(
  "each printed paper appears with the step that makes it",
  { skip: withoutPdfTools },
  async () => {
    await rolledBack(database.db, async (tx) => {
      const { ground, dossierId, receipt } = await filed(tx);
      const { owner, commune } = ground;
      const say = async (actor: UserActor, path: string) => {
        const response = await asking(tx, actor)(path);
        assert.equal(response.status, 200, `${path}: ${response.status}`);
        return pdfText(new Uint8Array(await response.arrayBuffer()));
      };
      const receiptPath = downloadPaths.document(dossierId, "receipt", "pdf");
      const printed = await say(owner, receiptPath);
      assert.ok(printed.includes(receipt.receiptCode));
      assert.ok(
        printed
          .replaceAll(/\s/g, "")
          .includes(`https://ocop.example.vn/bien-nhan/${receipt.receiptCode}`),
      );
      const report = downloadPaths.document(dossierId, "communeReport", "pdf");
      assert.equal((await asking(tx, commune)(report)).status, 404, "nothing written yet");
      await receiveDossier(tx, commune, { dossierId });
      await saveReview(tx, commune, {
        dossierId,
        expectedVersion: 0,
        ...builtReport(["localMaterial", "localLabour", "ideaOrigin", "localIdentity"]),
      });
      assert.ok((await say(commune, report)).includes("Mẫu 03"));
      assert.equal((await asking(tx, owner)(report)).status, 404, "not yet the producer's to read");
      assert.equal(
        (await asking(tx, owner)(downloadPaths.sampleSlip(dossierId, 1, "pdf"))).status,
        404,
      );
      const step = {
        act: "received",
        quantity: 5,
        giver: "Bà Lụa",
        taker: "Ông Bình",
        condition: "Nguyên vẹn",
      } as const;
      await recordSamples(tx, commune, { dossierId, ...step, onDay: "2026-06-01" });
      assert.ok(
        (await say(owner, downloadPaths.sampleSlip(dossierId, 1, "pdf"))).includes("Bà Lụa"),
      );
      await returnDossier(tx, commune, {
        dossierId,
        reason: "Thiếu giấy",
        items: [{ item: "criterion:1.2", reason: "Chưa có chứng nhận" }],
      });
      const notice = await say(owner, downloadPaths.document(dossierId, "returnNotice", "pdf"));
      assert.ok(notice.includes("Chưa có chứng nhận"), notice);
      const registration = (draft: boolean) =>
        downloadPaths.document(dossierId, "registration", "pdf", draft);
      assert.doesNotMatch(await say(owner, registration(false)), /BẢN NHÁP/);
      assert.match(await say(owner, registration(true)), /BẢN NHÁP/);
      const word = await asking(tx, owner)(downloadPaths.document(dossierId, "report", "docx"));
      assert.match(
        word.headers.get("content-disposition") ?? "",
        /^attachment; filename="bao-cao-tu-danh-gia\.docx";/,
      );
      assert.ok("word/document.xml" in unzipSync(new Uint8Array(await word.arrayBuffer())));
    });
  },
);
