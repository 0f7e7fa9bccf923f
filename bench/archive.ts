// The zip of a large dossier, 120 papers and 200 MB: how fast it streams, as a share of only
// copying the same bytes, and how much memory it takes beyond what an idle process has.
import { randomBytes } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { devNull, tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { stopRenderer } from "#core/documents/typst.server.ts";
import { openDiskStore } from "#core/files/disk.ts";
import type { StoredPaper } from "#modules/dossiers/documents/archive-plan.ts";
import { buildArchive } from "#modules/dossiers/documents/archive.server.ts";
import type { Evidence } from "#modules/dossiers/documents/facts.ts";
import type { Loaded } from "#modules/dossiers/documents/load.server.ts";
import { loadProcedures } from "#modules/rulebooks/procedure.server.ts";
import { builtFacts } from "#tests/support/dossier-facts.ts";

const files = 120;
const totalBytes = 200_000_000;
const rounds = 5;
const mostGrowth = 64;
const origin = "https://ocop.example.vn";

const folder = await mkdtemp(join(tmpdir(), "ocop-bench-"));
const store = await openDiskStore(folder);
const base = builtFacts();
const procedure = loadProcedures().regimes[base.regime];
if (!procedure) throw new Error(`no procedure for ${base.regime}`);

const stored = new Map<string, StoredPaper>();
const evidence: Evidence[] = [];
for (let i = 0; i < files; i += 1) {
  const { digest, size } = await store.put(randomBytes(Math.floor(totalBytes / files)));
  stored.set(digest, { size, mediaType: "application/pdf", pages: 4 });
  evidence.push({
    criterion: base.compiled.leaves[i % base.compiled.leaves.length]?.code ?? "",
    paperId: `00000000-0000-4000-8000-${String(i).padStart(12, "0")}`,
    kind: "other",
    title: `Giấy tờ mẫu số ${i + 1}`,
    number: null,
    issuer: null,
    issuedOn: null,
    expiresOn: null,
    digest,
    url: null,
  });
}
// The archive reads nothing of the row that the facts were loaded from.
const loaded = { facts: { ...base, evidence }, procedure, snapshot: null } as unknown as Loaded;

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}

const median = (numbers: readonly number[]) =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;

const build = () => buildArchive(loaded, stored, { store, origin });

/** Only the bytes, from the same files to nowhere. */
async function copy(): Promise<void> {
  for (const digest of stored.keys())
    await pipeline(
      createReadStream(join(folder, digest.slice(0, 2), digest.slice(2, 4), digest)),
      createWriteStream(devNull),
    );
}

/** As the zip reads them: each held against its digest. */
async function read(): Promise<void> {
  for (const digest of stored.keys())
    await pipeline(await store.get(digest), createWriteStream(devNull));
}

let peak = 0;

async function send(stream: ReadableStream<Uint8Array>): Promise<bigint> {
  let length = 0;
  for await (const chunk of stream) {
    length += chunk.byteLength;
    peak = Math.max(peak, process.memoryUsage.rss());
  }
  return BigInt(length);
}

const first = await seconds(build);
const archive = await build();
await copy();
await read();
const sent = await send(archive.stream());
if (sent !== archive.size) throw new Error(`${sent} bytes instead of ${archive.size}`);

const times = { build: [0], copy: [0], read: [0], zip: [0] };
for (const list of Object.values(times)) list.pop();
const idle = process.memoryUsage.rss();
peak = idle;
for (let i = 0; i < rounds; i += 1) {
  times.build.push(await seconds(build));
  times.copy.push(await seconds(copy));
  times.read.push(await seconds(read));
  times.zip.push(await seconds(() => send(archive.stream())));
}
stopRenderer();
await rm(folder, { recursive: true });

const growth = (peak - idle) / 1_048_576;
const rate = (time: number) => `${(totalBytes / 1e6 / time).toFixed(0)} MB/s`;
const zip = median(times.zip);
console.log(
  `Node ${process.versions.node}, ${files} papers, ${totalBytes / 1e6} MB, medians of ${rounds}`,
);
console.log(
  `cover, index and forms  ${(median(times.build) * 1000).toFixed(0)} ms, the first ${(first * 1000).toFixed(0)} ms`,
);
console.log(`copying the bytes  ${rate(median(times.copy))}`);
console.log(`reading them with digests checked  ${rate(median(times.read))}`);
console.log(
  `streaming the zip  ${rate(zip)}  ${(median(times.copy) / zip).toFixed(2)} × copying, ${(median(times.read) / zip).toFixed(2)} × reading`,
);
const verdict = growth <= mostGrowth ? `within ${mostGrowth}` : `OVER ${mostGrowth}`;
console.log(`memory beyond idle  ${growth.toFixed(0)} MB  ${verdict}`);
