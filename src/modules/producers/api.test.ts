import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { createServer } from "node:http";
import { type AddressInfo, connect, createServer as createTcpServer } from "node:net";
import { after, test } from "node:test";
import { getRequestListener } from "@hono/node-server";
import { eq } from "drizzle-orm";
import sharp from "sharp";
import { Upload as TusUpload } from "tus-js-client";
import { auditLog } from "#core/audit/schema.server.ts";
import { AppError } from "#core/errors.ts";
import { installScanner } from "#core/files/intake/scan.ts";
import { buildAccount } from "#modules/people/factory.ts";
import { holdProducer } from "#modules/people/service/holders.server.ts";
import { testServices } from "#tests/support/services.ts";
import { testDatabase } from "#tests/support/db.ts";
import { signInAs } from "#tests/support/sign-in.ts";
import {
  buildOffice,
  buildPdf,
  eicar,
  executable,
  pngBomb,
} from "#tests/support/upload-fixtures.ts";
import { workTime } from "#tests/support/work-time.ts";
import { createApp } from "../../app.ts";
import { buildProducer } from "./factory.ts";
import { uploads } from "./schema.server.ts";
import { keepPaper } from "./service/keep-paper.server.ts";

const database = await testDatabase();
const { db } = database;
const noPages = () => Promise.reject(new Error("no pages in this test"));
const services = await testServices(database);
const app = createApp(services, noPages);
const listener = getRequestListener(app.fetch);
const server = createServer((request, response) => void listener(request, response)).listen(
  0,
  "127.0.0.1",
);
await new Promise((resolve) => server.once("listening", resolve));
const { port } = server.address() as AddressInfo;
after(async () => {
  server.closeAllConnections();
  server.close();
  await database.close();
});

async function person(path = "19/05692") {
  const producer = await buildProducer(db, { path });
  const account = await buildAccount(db, { grants: [{ role: "producerOwner", path }] });
  const place = { version: "2025-07-01", path };
  await holdProducer(db, {
    userId: account.id,
    role: "producerOwner",
    producerId: producer.id,
    place,
  });
  return { producer, cookie: await signInAs(db, account.username), account };
}
const me = await person();
const stranger = await person("19/05665");

const ask = (path: string, init: RequestInit & { cookie?: string } = {}) =>
  app.request(`http://127.0.0.1:${port}/api/v1${path}`, {
    ...init,
    headers: {
      origin: `http://127.0.0.1:${port}`,
      host: `127.0.0.1:${port}`,
      cookie: init.cookie ?? me.cookie,
      ...(init.headers as Record<string, string>),
    },
  });
const base64 = (text: string) => Buffer.from(text).toString("base64");
const begin = (length: number, producer = me.producer.id, more: Record<string, string> = {}) =>
  ask("/uploads", {
    method: "POST",
    headers: {
      "Upload-Length": String(length),
      "Upload-Metadata": `producer ${base64(producer)},filename ${base64("Ảnh 1.jpg")}`,
      ...more,
    },
  });
const piece = (address: string, offset: number, bytes: Buffer, cookie = me.cookie) =>
  ask(address.replace("/api/v1", ""), {
    method: "PATCH",
    body: new Uint8Array(bytes),
    headers: { "Upload-Offset": String(offset), "Content-Type": "application/offset+octet-stream" },
    cookie,
  });

/** Sends a file whole; the answer to its last piece, and where it is. */
async function sendFile(bytes: Buffer): Promise<{ response: Response; address: string }> {
  const begun = await begin(bytes.length);
  const address = begun.headers.get("Location") ?? "";
  assert.equal(begun.status, 201);
  let response = begun;
  for (let at = 0; at < bytes.length; at += 500_000) {
    response = await piece(address, at, bytes.subarray(at, at + 500_000));
    if (response.status >= 400) break;
  }
  return { response, address };
}

test("an independent client sends a photo through a network that breaks twice, and nothing is sent anew", async () => {
  const noise = await sharp({
    create: {
      width: 1500,
      height: 1000,
      channels: 3,
      noise: { type: "gaussian", mean: 120, sigma: 60 },
      background: "#000",
    },
  })
    .jpeg({ quality: 95 })
    .toBuffer();
  assert.ok(noise.length > 1_000_000, "big enough to break in the middle");
  let passed = 0;
  let cuts = 0;
  const proxy = createTcpServer((inner) => {
    const outer = connect(port, "127.0.0.1");
    inner.on("error", () => outer.destroy()).on("close", () => outer.destroy());
    outer.on("error", () => inner.destroy()).on("close", () => inner.destroy());
    outer.pipe(inner);
    inner.on("data", (chunk: Buffer) => {
      passed += chunk.length;
      if (cuts < 2 && passed > (cuts + 1) * 400_000) {
        cuts += 1;
        // Half of what came still reaches the program: a piece broken off in the middle.
        outer.write(chunk.subarray(0, chunk.length / 2), () => inner.destroy());
      } else outer.write(chunk);
    });
  }).listen(0, "127.0.0.1");
  await new Promise((resolve) => proxy.once("listening", resolve));
  const at = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
  const upload = new TusUpload(noise, {
    endpoint: `${at}/api/v1/uploads`,
    chunkSize: 512 * 1024,
    retryDelays: [50, 100, 200, 400],
    metadata: {
      producer: me.producer.id,
      filename: "anh.jpg",
      sha256: createHash("sha256").update(noise).digest("hex"),
    },
    headers: { cookie: me.cookie, origin: at },
  });
  await new Promise<void>((resolve, reject) => {
    upload.options.onSuccess = () => resolve();
    upload.options.onError = reject;
    upload.start();
  });
  proxy.close();
  assert.equal(cuts, 2);
  assert.ok(passed < noise.length * 1.5, `${passed} bytes for a file of ${noise.length}`);
  const [row] = await db.select().from(uploads).where(eq(uploads.length, noise.length));
  assert.deepEqual([row?.state, row?.mediaType], ["ready", "image/jpeg"]);
});

test("the sender is told where a file stands, and a piece in the wrong place is a conflict", async () => {
  const pdf = await buildPdf({ pages: 3 });
  const address = (await begin(pdf.length)).headers.get("Location") ?? "";
  const head = () => ask(address.replace("/api/v1", ""), { method: "HEAD" });
  assert.equal((await piece(address, 0, pdf.subarray(0, 50))).status, 204);
  const stands = await head();
  assert.deepEqual(
    [stands.headers.get("Upload-Offset"), stands.headers.get("Tus-Resumable")],
    ["50", "1.0.0"],
  );
  assert.equal((await piece(address, 0, pdf)).status, 409);
  const answers = await Promise.all(
    [1, 2, 3].map(async () => piece(address, 50, pdf.subarray(50))),
  );
  assert.deepEqual(
    answers.map(({ status }) => status).sort((a, b) => a - b),
    [204, 409, 409],
  );
  const body = (await (await ask(address.replace("/api/v1", ""))).json()) as {
    state: string;
    pages: number;
  };
  assert.deepEqual([body.state, body.pages], ["ready", 3]);
});

test("programs, macros, scripts, bombs and the virus pattern are refused by content, whatever their name", async () => {
  const refused: [string, Buffer, number][] = [
    ["a program", executable, 415],
    ["the virus pattern", eicar, 422],
    ["a PDF with JavaScript", await buildPdf({ javaScript: true }), 422],
    ["a document with macros", buildOffice("docx", { "word/vbaProject.bin": "x" }), 422],
    ["a page", Buffer.from("<html><script>alert(1)</script></html>"), 415],
    ["a path out of an archive", buildOffice("docx", { "../../x": "x" }), 422],
    ["50,000 by 50,000 pixels", await pngBomb(50_000), 422],
  ];
  for (const [name, bytes, status] of refused) {
    const started = workTime();
    const { response } = await sendFile(bytes);
    const problem = (await response.json()) as Record<string, unknown>;
    assert.equal(response.status, status, name);
    assert.match(response.headers.get("Content-Type") ?? "", /problem\+json/);
    assert.match(String(problem["detail"]), /Hãy|không được nhận/, name);
    assert.equal(JSON.stringify(problem).includes("    at "), false, "no stack");
    assert.ok(workTime() - started < 2000, name);
  }
  const rows = await db.select().from(auditLog).where(eq(auditLog.action, "upload.refused"));
  assert.equal(rows.length, refused.length);
});

test("too much is refused before it is sent, and a piece longer than told or allowed is not taken", async () => {
  assert.equal((await begin(20 * 1024 * 1024 + 1)).status, 413);
  assert.equal((await begin(0)).status, 422);
  assert.equal((await begin(1, me.producer.id, { "Upload-Length": "-1" })).status, 400);
  const address = (await begin(2_000_000)).headers.get("Location") ?? "";
  assert.equal((await piece(address, 0, Buffer.alloc(600 * 1024))).status, 413);
  assert.equal((await piece(address, 0, Buffer.alloc(1024 * 1024 + 1))).status, 413);
  const short = (await begin(10)).headers.get("Location") ?? "";
  assert.equal((await piece(short, 0, Buffer.alloc(11))).status, 422);
});

test("visitors and strangers find neither files on their way nor papers", async () => {
  const pdf = await buildPdf({ pages: 4 });
  const { address } = await sendFile(pdf);
  const id = address.split("/").at(-1) ?? "";
  const ground = { db, files: services.files };
  const actor = {
    ...me.account.actor,
    grants: [
      {
        role: "producerOwner" as const,
        jurisdiction: { kind: "own" as const, holderId: me.producer.id },
      },
    ],
  };
  const paper = await keepPaper(ground, actor, {
    producerId: me.producer.id,
    kind: "photo",
    title: "Ảnh “nhà xưởng”/1",
    number: "",
    issuer: "",
    issuedOn: "",
    expiresOn: "",
    note: "",
    uploads: [id],
    url: "",
    replaces: "",
  });
  for (const path of [`/uploads/${id}`, `/papers/${paper.id}/file`]) {
    assert.equal((await ask(path)).status, 200, path);
    assert.equal((await ask(path, { cookie: stranger.cookie })).status, 404, path);
    assert.equal((await ask(path, { cookie: "" })).status, 401, path);
  }
  assert.equal((await piece(address, 0, pdf, stranger.cookie)).status, 404);
  assert.equal((await begin(3, stranger.producer.id)).status, 404);
  assert.equal((await begin(3, "x")).status, 400);
  const file = await ask(`/papers/${paper.id}/file`);
  assert.deepEqual(Buffer.from(await file.arrayBuffer()), pdf);
  assert.equal(file.headers.get("X-Content-Type-Options"), "nosniff");
  assert.match(file.headers.get("Cache-Control") ?? "", /private/);
  assert.match(
    file.headers.get("Content-Disposition") ?? "",
    /^inline; filename="[a-z0-9-]+\.pdf"; filename\*=UTF-8''[\w%.-]+\.pdf$/,
  );
  const again = await ask(`/papers/${paper.id}/file`, {
    headers: { "If-None-Match": file.headers.get("ETag") ?? "" },
  });
  assert.equal(again.status, 304);
});

test("a file that the virus scanner cannot look at now waits, unread, and comes in later", async () => {
  installScanner(() => Promise.reject(new AppError("unavailable")));
  const pdf = await buildPdf({ pages: 5 });
  const { response, address } = await sendFile(pdf);
  assert.equal(response.status, 503);
  const waiting = await (await ask(address.replace("/api/v1", ""))).json();
  assert.equal((waiting as { state: string }).state, "receiving");
  installScanner(null);
  const finished = await ask(`${address.replace("/api/v1", "")}/finish`, { method: "POST" });
  assert.equal(((await finished.json()) as { state: string }).state, "ready");
});
