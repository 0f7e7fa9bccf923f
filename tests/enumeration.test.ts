import "./support/production-pages.ts";
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, test } from "node:test";
import { eq } from "drizzle-orm";
import { checkLetter, receiptLetters, receiptRandom } from "#core/receipt.ts";
import { buildDraft, buildGround } from "#modules/dossiers/factory.ts";
import { attachEvidence } from "#modules/dossiers/service/draft.server.ts";
import { fileDossier, findReceipt } from "#modules/dossiers/service/file.server.ts";
import { buildAccount } from "#modules/people/factory.ts";
import { users } from "#modules/people/schema.server.ts";
import { producerRepresentatives, producers } from "#modules/producers/schema.server.ts";
import { codeRandom, complaintCode } from "#modules/supervision/complaints/code.ts";
import {
  askComplaint,
  tellComplaint,
} from "#modules/supervision/complaints/service/tell.server.ts";
import { createApp } from "../src/app.ts";
import { loadReferenceData } from "../src/load.ts";
import { accessMatrix } from "./access-matrix.ts";
import { testDatabase } from "./support/db.ts";
import { buildPaper } from "./support/desk.ts";
import { builtPages } from "./support/pages.ts";
import { testServices } from "./support/services.ts";
import { signInAs, testEnv } from "./support/sign-in.ts";

const database = await testDatabase();
after(() => database.close());
const { db } = database;
await loadReferenceData(database);
const env = { ...testEnv, OCOP_TRUST_PROXY: true };
const services = await testServices(database, env);
const app = createApp(services, await builtPages());

const ground = await buildGround(db);
const dossier = await buildDraft(db, ground);
await attachEvidence(db, ground.owner, {
  dossierId: dossier,
  criterion: "1.1",
  paperId: await buildPaper(db, ground),
});
const { receiptCode } = await fileDossier(db, ground.owner, { dossierId: dossier });
const stranger = await buildAccount(db, { grants: [{ role: "producerOwner", path: "01/00004" }] });
const cookie = await signInAs(db, stranger.username);

let address = 0;
/** A request from an address of its own, as whoever guesses for long would send it. */
function ask(
  path: string,
  headers: Record<string, string> = {},
  from = `198.51.${++address >> 8}.${address & 255}`,
) {
  return app.request(`http://localhost${path}`, {
    headers: { host: "localhost", "x-forwarded-for": from, ...headers },
  });
}

/** What is one step beside a real id or code: other last letters, other middle ones. */
function neighboursOf(id: string): string[] {
  return Array.from(id).flatMap((letter, at) =>
    /[\da-f]/.test(letter)
      ? Array.from("0123456789abcdef")
          .filter((other) => other !== letter)
          .map((other) => id.slice(0, at) + other + id.slice(at + 1))
      : [],
  );
}

/** Well-formed codes, each one letter off the real one, their check letters put right. */
function neighbouringCodes(code: string): string[] {
  const random = code.replaceAll("-", "").slice(0, receiptRandom);
  return Array.from(random).flatMap((letter, at) =>
    Array.from(receiptLetters)
      .filter((other) => other !== letter)
      .map((other) => {
        const guess = random.slice(0, at) + other + random.slice(at + 1);
        return guess + checkLetter(guess);
      }),
  );
}

test("guesses of complaints' codes find none, however near, and one address is stopped", async () => {
  const { code } = await tellComplaint(
    { db, files: services.files },
    {
      formKey: randomUUID(),
      token: "",
      kind: "other",
      productName: "Chè",
      provinceCode: "19",
      seenAt: "",
      text: "Thử",
      contact: "",
    },
    { photo: null, ip: "192.0.2.1", lang: "vi" },
  );
  const at = (guess: string) => `/phan-anh/tra-cuu?ma=${guess}`;
  assert.equal((await ask(at(code))).status, 200, "the guesses stand beside a real one");
  assert.ok(codeRandom * Math.log2(receiptLetters.length) >= 80);
  const random = code.replaceAll("-", "").slice(0, codeRandom);
  const near = Array.from(random).flatMap((letter, place) =>
    Array.from(receiptLetters)
      .filter((other) => other !== letter)
      .map((other) => complaintCode(random.slice(0, place) + other + random.slice(place + 1))),
  );
  for (const guess of near.slice(0, 30)) assert.equal((await ask(at(guess))).status, 404, guess);
  for (const guess of near.slice(60, 200))
    assert.equal(await askComplaint(db, { code: guess, ip: `203.0.113.${++address & 255}` }), null);
  let stopped = 0;
  for (const guess of near.slice(0, 60))
    stopped += Number((await ask(at(guess), {}, "192.0.2.200")).status === 429);
  assert.ok(stopped >= 15, `${stopped}`);
});

test("ten thousand guesses of receipts find none, however near", async () => {
  assert.ok(await findReceipt(db, receiptCode), "the guesses stand beside a real one");
  const near = neighbouringCodes(receiptCode);
  const far = Array.from({ length: 10_000 - near.length }, () => {
    const random = Array.from(
      { length: receiptRandom },
      () => receiptLetters[Math.floor(Math.random() * receiptLetters.length)],
    ).join("");
    return random + checkLetter(random);
  });
  let hits = 0;
  for (const code of [...near, ...far]) if (await findReceipt(db, code)) hits += 1;
  assert.equal(hits, 0);
});

test("over the web a guesser is told to wait, and nobody else is", async () => {
  const statuses: number[] = [];
  for (const code of neighbouringCodes(receiptCode).slice(0, 70))
    statuses.push((await ask(`/bien-nhan/${code}`, {}, "203.0.113.9")).status);
  assert.deepEqual(statuses, [...Array<number>(60).fill(404), ...Array<number>(10).fill(429)]);
  assert.equal((await ask(`/bien-nhan/${receiptCode}`, {}, "203.0.113.9")).status, 429);
  assert.equal((await ask(`/bien-nhan/${receiptCode}`)).status, 200);
});

test("guessed ids open nothing to whoever is signed in, and look like what is not there", async () => {
  const known = [dossier, ground.producerId, ground.productId];
  const guesses = [
    ...known.flatMap((id) => neighboursOf(id).slice(-24)),
    ...Array.from({ length: 72 }, () => randomUUID()),
  ];
  const paths = guesses.flatMap((id) => [
    `/ho-so/${id}/bien-nhan`,
    `/co-so/${id}`,
    `/api/v1/papers/${id}/file`,
    `/api/v1/products/${id}/pictures/${"0".repeat(64)}`,
    `/ho-so/${id}/tai-ve/ho-so.zip`,
  ]);
  const statuses = new Map<number, number>();
  for (const path of paths) {
    const response = await ask(path, { cookie });
    await response.body?.cancel();
    statuses.set(response.status, (statuses.get(response.status) ?? 0) + 1);
  }
  assert.deepEqual([...statuses], [[404, paths.length]]);
  const text = async (id: string) =>
    (await (await ask(`/ho-so/${id}/bien-nhan`, { cookie })).text())
      .replaceAll(id, "")
      .replaceAll(/nonce="[^"]*"|"nonce","[^"]*"/g, "");
  assert.equal(
    await text(dossier),
    await text(randomUUID()),
    "a foreign dossier and none look the same",
  );
});

/** Facts about people that the public has no business with. */
const personal = {
  phone: "0987654329",
  email: "bi.mat@rieng.example",
  name: "Hoàng Thị Bí Mật",
  taxCode: "4600123450",
  address: "Số 7 ngõ riêng tư",
  username: "ten.rieng.tu",
};
const personalKeys =
  /phone|e-?mail|user|account|address|tax|represent|holder|owner|birth|sex|gender|ethnic|disab|password|token|secret|\bip\b/i;

function keysOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(keysOf);
  if (value === null || typeof value !== "object") return [];
  return Object.entries(value).flatMap(([key, inner]) => [key, ...keysOf(inner)]);
}

test("no public answer holds a fact about a person, in its text or in its keys", async () => {
  const { phone, email, name, taxCode, address: home, username } = personal;
  await db
    .update(producers)
    .set({ phone, email, taxCode, address: home })
    .where(eq(producers.id, ground.producerId));
  await db
    .insert(producerRepresentatives)
    .values({ producerId: ground.producerId, fullName: name, phone })
    .onConflictDoNothing();
  await db.update(users).set({ name, username, email }).where(eq(users.id, ground.owner.userId));
  const open = Object.entries(accessMatrix)
    .filter(([, { GET }]) => GET?.("anonymous") === 200)
    .map(([route, { at }]) => at ?? route.replace(/^[A-Z]+ /, ""));
  const wrong: string[] = [];
  for (const path of [...open, `/bien-nhan/${receiptCode}`]) {
    const response = await ask(path);
    const text = await response.text();
    assert.equal(response.status, 200, path);
    for (const [fact, value] of Object.entries(personal))
      if (text.includes(value)) wrong.push(`${path} tells ${fact}`);
    // A description names fields (the contact that a producer may publish) and holds no fact.
    const isDescription = path === "/api/openapi.json";
    if (isDescription || !/json/.test(response.headers.get("Content-Type") ?? "")) continue;
    const keys = keysOf(JSON.parse(text)).filter((key) => personalKeys.test(key));
    if (keys.length > 0) wrong.push(`${path} has ${keys.join(", ")}`);
  }
  assert.ok(open.length > 15);
  assert.deepEqual(wrong, []);
});

test("a sign-in answers the same for an account that is there and one that is not", async () => {
  const answer = async (identifier: string) => {
    const response = await app.request("http://localhost/dang-nhap", {
      method: "POST",
      headers: {
        host: "localhost",
        origin: "http://localhost",
        "x-forwarded-for": `192.0.2.${++address & 255}`,
      },
      body: new URLSearchParams({ identifier, password: "mật khẩu đoán bừa" }),
    });
    const headers = [...response.headers.keys()].filter((name) => name !== "x-request-id").sort();
    const html = (await response.text())
      .replaceAll(identifier, "…")
      .replaceAll(/nonce(=|",)"[^"]*"/g, "");
    return { status: response.status, headers, html };
  };
  assert.deepEqual(await answer(stranger.username), await answer("u0khongcoaix"));
  const blocked = await buildAccount(db, { disabled: true });
  assert.deepEqual(await answer(blocked.username), await answer("u1khongcoaix"));
});
