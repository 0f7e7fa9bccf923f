import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import fc from "fast-check";
import { strFromU8, unzipSync } from "fflate";
import type { Db } from "#core/database/connection.ts";
import { openDiskStore } from "#core/files/disk.ts";
import { recordFile } from "#core/files/record.ts";
import type { FileStore } from "#core/files/store.ts";
import { stopRenderer } from "#core/documents/typst.server.ts";
import { loadPlaces } from "#modules/places/service/load.server.ts";
import { papers } from "#modules/producers/schema.server.ts";
import { testDatabase, rolledBack } from "#tests/support/db.ts";
import { builtFacts } from "#tests/support/dossier-facts.ts";
import { pdfText, withoutPdfTools } from "#tests/support/pdf.ts";
import { buildDraft, buildGround, type BuiltGround } from "../factory.ts";
import { attachEvidence } from "../service/draft.server.ts";
import { fileDossier } from "../service/file.server.ts";
import { planArchive } from "./archive-plan.ts";
import { getArchive } from "./documents.server.ts";
import { extensionOf, safeName } from "#core/file-names.ts";

const database = await testDatabase();
const folder = await mkdtemp(join(tmpdir(), "ocop-archive-"));
const store = await openDiskStore(folder);
after(async () => {
  stopRenderer();
  await database.close();
  await rm(folder, { recursive: true });
});
await loadPlaces(database.db);

const origin = "https://ocop.example.vn";
const hashOf = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

/** A paper in the producer's vault with a content in the store. */
async function keptPaper(
  db: Db,
  ground: BuiltGround,
  {
    content,
    mediaType = "application/pdf",
    ...wanted
  }: { content: string; mediaType?: string } & Partial<typeof papers.$inferInsert>,
): Promise<string> {
  const stored = await store.put(Buffer.from(content));
  await recordFile(db, stored, mediaType);
  const [row] = await db
    .insert(papers)
    .values({
      provinceCode: "19",
      producerId: ground.producerId,
      kind: "businessRegistration",
      title: "Giấy đăng ký hợp tác xã",
      digest: stored.digest,
      mediaType,
      size: stored.size,
      pageCount: 2,
      ...wanted,
    })
    .returning({ id: papers.id });
  return row?.id ?? "";
}

/** A dossier filed with a paper for two criteria, a photo, and an address. */
async function filedDossier(db: Db) {
  const ground = await buildGround(db);
  const registration = await keptPaper(db, ground, {
    content: "đăng ký",
    title: "../../etc/passwd\u202Efdp.exe",
  });
  const photo = await keptPaper(db, ground, {
    content: "ảnh",
    kind: "photo",
    title: "Ảnh xưởng",
    mediaType: "image/jpeg",
  });
  const clip = await keptPaper(db, ground, {
    content: "phim",
    kind: "videoLink",
    title: "Phim",
    digest: null,
    url: "https://video.example.vn/1",
  });
  const dossierId = await buildDraft(db, ground);
  for (const [criterion, paperId] of [
    ["1.4", photo],
    ["1.1", registration],
    ["3.1", registration],
    ["5.1", clip],
  ])
    await attachEvidence(db, ground.owner, {
      dossierId,
      criterion: criterion ?? "",
      paperId: paperId ?? "",
    });
  const receipt = await fileDossier(db, ground.owner, { dossierId });
  return { ground, dossierId, receipt, papers: { registration, photo, clip } };
}

async function bytesOf(stream: ReadableStream<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}

const getZip = async (
  db: Db,
  of: Awaited<ReturnType<typeof filedDossier>>,
  from: FileStore = store,
) => getArchive(db, of.ground.owner, of.dossierId, { store: from, origin });

type Manifest = {
  filing: { receiptCode: string; digest: string; snapshot: string };
  files: { path: string; size: number; sha256: string; criteria?: string[]; number?: number }[];
  links: { url: string; criteria: string[] }[];
};

test("the archive holds what its manifest and index say, digest by digest", async () => {
  await rolledBack(database.db, async (tx) => {
    const of = await filedDossier(tx);
    const archive = await getZip(tx, of);
    const zip = await bytesOf(archive.stream());
    assert.equal(BigInt(zip.byteLength), archive.size, "the length was told before");
    const files = unzipSync(zip);
    const manifest = JSON.parse(strFromU8(files["manifest.json"] ?? new Uint8Array())) as Manifest;
    assert.deepEqual(
      Object.keys(files).toSorted(),
      [...manifest.files.map(({ path }) => path), "manifest.json", "ho-so-da-nop.json"].toSorted(),
    );
    for (const { path, size, sha256 } of manifest.files) {
      assert.equal(files[path]?.byteLength, size, path);
      assert.equal(hashOf(files[path] ?? new Uint8Array()), sha256, path);
    }
    assert.deepEqual(
      manifest.files.slice(0, 6).map(({ path }) => path),
      [
        "00-bia.pdf",
        "01-muc-luc.pdf",
        "02-phieu-dang-ky.pdf",
        "02-phieu-dang-ky.docx",
        "03-bao-cao-tu-danh-gia.pdf",
        "03-bao-cao-tu-danh-gia.docx",
      ],
    );
    assert.deepEqual(
      manifest.files.slice(6).map(({ path, criteria }) => [path, criteria]),
      [
        ["minh-chung/01-tieu-chi-1-1/001-etc-passwd-fdp-exe.pdf", ["1.1", "3.1"]],
        ["minh-chung/04-tieu-chi-1-4/002-anh-xuong.jpg", ["1.4"]],
      ],
    );
    assert.deepEqual(
      manifest.links.map(({ url, criteria }) => [url, criteria]),
      [["https://video.example.vn/1", ["5.1"]]],
    );
    assert.equal(manifest.filing.receiptCode, of.receipt.receiptCode);
    assert.equal(
      hashOf(files[manifest.filing.snapshot] ?? new Uint8Array()),
      of.receipt.digest,
      "anybody can take the filing's digest again",
    );
    if (withoutPdfTools) return;
    const index = (await pdfText(files["01-muc-luc.pdf"] ?? new Uint8Array())).replaceAll(
      /\s/g,
      "",
    );
    for (const { path, sha256 } of manifest.files.slice(2))
      assert.ok(index.includes(path) && index.includes(sha256), `${path} is in the index`);
    const cover = await pdfText(files["00-bia.pdf"] ?? new Uint8Array());
    assert.ok(cover.includes("2 tệp, 1 đường dẫn"), cover);
  });
});

test("the same filing gives the same bytes", async () => {
  await rolledBack(database.db, async (tx) => {
    const of = await filedDossier(tx);
    const first = await bytesOf((await getZip(tx, of)).stream());
    await new Promise((resolve) => setTimeout(resolve, 2100));
    assert.equal(hashOf(await bytesOf((await getZip(tx, of)).stream())), hashOf(first));
  });
});

test("a store that lost a paper says which before anything is sent", async () => {
  await rolledBack(database.db, async (tx) => {
    const of = await filedDossier(tx);
    const lossy = { ...store, find: () => Promise.resolve(undefined) } as FileStore;
    await assert.rejects(getZip(tx, of, lossy), {
      code: "unavailable",
      vi: /thiếu 2 giấy tờ.*Ảnh xưởng/,
    });
  });
});

test("a paper damaged in the store breaks the archive off instead of going out", async () => {
  await rolledBack(database.db, async (tx) => {
    const of = await filedDossier(tx);
    const archive = await getZip(tx, of);
    const digest = hashOf(Buffer.from("ảnh"));
    const path = join(folder, digest.slice(0, 2), digest.slice(2, 4), digest);
    await writeFile(path, Buffer.from("ạnh"));
    await assert.rejects(bytesOf(archive.stream()), { name: "FileStoreError", reason: "damaged" });
    await writeFile(path, Buffer.from("ảnh"));
  });
});

test("a reader who goes away closes the file that was being read", async () => {
  await rolledBack(database.db, async (tx) => {
    const of = await filedDossier(tx);
    const opened: { destroyed: boolean }[] = [];
    const watched = {
      ...store,
      get: async (digest: string) => {
        const source = await store.get(digest);
        opened.push(source);
        return source;
      },
    } as FileStore;
    const archive = await getZip(tx, of, watched);
    const reader = archive.stream().getReader();
    while (opened.length === 0) await reader.read();
    await reader.cancel();
    assert.deepEqual(
      opened.map(({ destroyed }) => destroyed),
      [true],
    );
  });
});

test("the archive of a draft says so and names no receipt", async () => {
  await rolledBack(database.db, async (tx) => {
    const ground = await buildGround(tx);
    const dossierId = await buildDraft(tx, ground);
    const archive = await getArchive(tx, ground.owner, dossierId, { store, origin });
    assert.match(archive.title, /-ban-nhap$/);
    const files = unzipSync(await bytesOf(archive.stream()));
    assert.equal(files["ho-so-da-nop.json"], undefined);
    assert.match(strFromU8(files["manifest.json"] ?? new Uint8Array()), /"filing": null/);
  });
});

test("no title can leave its folder, and no two papers share a place", () => {
  fc.assert(
    fc.property(
      fc.array(fc.string({ unit: "binary", maxLength: 80 }), { minLength: 1, maxLength: 30 }),
      (titles) => {
        const { compiled, evidence } = builtFacts();
        const [first] = evidence;
        assert.ok(first);
        const built = titles.map((title, i) => ({
          ...first,
          title,
          paperId: `paper ${i}`,
          digest: hashOf(Buffer.from(String(i))),
          criterion: compiled.leaves[i % compiled.leaves.length]?.code ?? "",
        }));
        const stored = new Map(
          built.map(({ digest }) => [digest, { size: 1, mediaType: "application/pdf", pages: 1 }]),
        );
        const { files } = planArchive({ compiled, evidence: built }, stored);
        assert.equal(files.length, titles.length);
        assert.equal(new Set(files.map(({ path }) => path.toLowerCase())).size, files.length);
        for (const { path } of files)
          assert.match(
            path,
            /^minh-chung\/\d+-tieu-chi-[a-z0-9-]+\/\d{3}-[a-z0-9]+(-[a-z0-9]+)*\.pdf$/,
          );
        assert.deepEqual(
          files.map(({ path }) => path),
          files.map(({ path }) => path).toSorted(),
          "folders and files list in the order of the criteria",
        );
      },
    ),
    { numRuns: 200 },
  );
});

test("a file's ending is ours, whatever its sender called it", () => {
  assert.equal(extensionOf("text/html"), "bin");
  assert.equal(extensionOf("image/svg+xml"), "bin");
  assert.equal(extensionOf("application/pdf"), "pdf");
  assert.equal(safeName("Đăng ký; ĐẶC SẢN “Trà”"), "dang-ky-dac-san-tra");
  assert.equal(safeName("🍵"), "khong-ten");
});
