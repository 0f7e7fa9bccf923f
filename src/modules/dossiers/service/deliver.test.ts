import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { eq, sql } from "drizzle-orm";
import type { Db } from "#core/database/connection.ts";
import { parseEnv } from "#core/env.ts";
import { startJobs } from "#core/jobs/worker.ts";
import { createLog } from "#core/log.ts";
import { mailSettingsOf } from "#core/mail/settings.ts";
import { openMailer } from "#core/mail/smtp.ts";
import { loadPlaces } from "#modules/places/service/load.server.ts";
import { producers } from "#modules/producers/schema.server.ts";
import { rolledBack, testDatabase } from "#tests/support/db.ts";
import { testServices } from "#tests/support/services.ts";
import { buildPaper } from "#tests/support/desk.ts";
import {
  type Catcher,
  decodedWords,
  headOf,
  partOf,
  startCatcher,
} from "#tests/support/smtp-catcher.ts";
import {
  type BuiltGround,
  buildDraft,
  buildGround,
  buildOfficer,
  fillDossier,
} from "../factory.ts";
import { type Gateway, gatewaysOf, mailGateway } from "../gateways.server.ts";
import type { Channel } from "../model.ts";
import { dossierMessages } from "../messages/schema.server.ts";
import { receiveDossier, returnDossier } from "./commune.server.ts";
import { askConfirmation } from "./confirm.server.ts";
import { deliver } from "./deliver.server.ts";
import { fileDossier } from "./file.server.ts";
import { listMessages } from "./messages.server.ts";
import { openDossier } from "./open.server.ts";

const database = await testDatabase();
let catcher: Catcher;
before(async () => {
  await loadPlaces(database.db);
  catcher = await startCatcher();
});
after(async () => {
  await catcher.close();
  await database.close();
});

const origin = "https://ocop.example.vn";

/** The environment of an installation whose mail server is ours. */
const env = () =>
  parseEnv({
    LOG_LEVEL: "silent",
    SMTP_HOST: "127.0.0.1",
    SMTP_PORT: String(catcher.port),
    SMTP_SECURITY: "none",
    SMTP_FROM: "Văn phòng OCOP <ocop@example.vn>",
  });

const byMail = (): Gateway[] => {
  const settings = mailSettingsOf(env());
  assert.ok(settings);
  return [mailGateway(openMailer(settings))];
};

/** A message to a producer with an e-mail address: its dossier has been received, or returned. */
async function message(
  tx: Db,
  { isReturned = false } = {},
): Promise<{ id: string; dossierId: string; ground: BuiltGround }> {
  const ground = await buildGround(tx);
  await tx
    .update(producers)
    .set({ email: "chuthe@example.vn" })
    .where(eq(producers.id, ground.producerId));
  await buildPaper(tx, ground);
  const dossierId = await buildDraft(tx, ground);
  await fileDossier(tx, ground.owner, { dossierId });
  if (isReturned)
    await returnDossier(tx, ground.commune, {
      dossierId,
      reason: "Bà Nguyễn Thị Mẫu, số 0912345678, chưa ký hợp đồng.",
      items: [{ item: "general", reason: "Ghi rõ nguyên liệu." }],
    });
  else await receiveDossier(tx, ground.commune, { dossierId });
  const { messages } = await listMessages(tx, ground.owner);
  return { id: messages[0]?.id ?? "", dossierId, ground };
}

test("a message goes out through every gateway that has an address, once, with one key for every attempt", async () => {
  await rolledBack(database.db, async (tx) => {
    const { id, ground } = await message(tx);
    const sent: string[] = [];
    let isDown = true;
    const gateway = (channel: Channel): Gateway => ({
      channel,
      send: async (to, { subject }, key) => {
        if (channel === "sms" && isDown) throw new Error("the provider is down");
        sent.push(`${channel} ${to} ${subject.slice(0, 12)} ${key}`);
      },
    });
    const gateways = [gateway("sms"), gateway("email")];
    await assert.rejects(deliver(tx, gateways, id, origin), /provider is down/);
    assert.deepEqual(sent, [`email chuthe@example.vn Đã tiếp nhận ${id}/email`]);
    isDown = false;
    assert.deepEqual(await deliver(tx, gateways, id, origin), { sent: ["sms"], refused: [] });
    assert.deepEqual(await deliver(tx, gateways, id, origin), { sent: [], refused: [] });
    assert.deepEqual(sent.slice(1), [`sms 0912345678 Đã tiếp nhận ${id}/sms`]);
    const queued = await tx.execute(sql`
      select 1 from pgboss.job where data->'data'->>'messageId' = ${id}`);
    assert.equal(queued.rows.length, 1, "the job was put on the queue with the message");
    const office = await listMessages(tx, ground.commune);
    const { id: toOffice = "" } = office.messages[0] ?? {};
    assert.deepEqual(await deliver(tx, gateways, toOffice, origin), { sent: [], refused: [] });
  });
});

test("two attempts at once make one letter, and the other one comes back later", async () => {
  await rolledBack(database.db, async (tx) => {
    const { id } = await message(tx);
    const [begun, answer] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    let sent = 0;
    const slow: Gateway = {
      channel: "email",
      send: () => {
        sent += 1;
        begun.resolve();
        return answer.promise;
      },
    };
    const first = deliver(tx, [slow], id, origin);
    await begun.promise;
    await assert.rejects(deliver(tx, [slow], id, origin), /another attempt/);
    answer.resolve();
    assert.deepEqual((await first).sent, ["email"]);
    assert.equal(sent, 1);
  });
});

test("over a real mail server: tried again after a fault, sent once, an unknown mailbox given up", async () => {
  await rolledBack(database.db, async (tx) => {
    const { id } = await message(tx);
    const before = catcher.caught.length;
    catcher.refuseNext(1, 451);
    await assert.rejects(deliver(tx, byMail(), id, origin), /did not take/);
    assert.deepEqual((await deliver(tx, byMail(), id, origin)).sent, ["email"]);
    await deliver(tx, byMail(), id, origin);
    assert.equal(catcher.caught.length - before, 1);

    const { id: lost } = await message(tx);
    catcher.refuseNext(9, 550, "recipient");
    assert.deepEqual((await deliver(tx, byMail(), lost, origin)).refused, ["email"]);
    catcher.refuseNext(0, 0);
    assert.deepEqual(await deliver(tx, byMail(), lost, origin), { sent: [], refused: [] });
    assert.equal(catcher.caught.length - before, 1);
  });
});

test("a connection lost before the server's yes repeats the letter under the same Message-ID", async () => {
  await rolledBack(database.db, async (tx) => {
    const { id } = await message(tx);
    const before = catcher.caught.length;
    catcher.hangUpNext();
    await assert.rejects(deliver(tx, byMail(), id, origin), /did not take/);
    assert.deepEqual((await deliver(tx, byMail(), id, origin)).sent, ["email"]);
    const ids = catcher.caught.slice(before).map(({ raw }) => headOf(raw, "Message-ID"));
    assert.equal(ids.length, 2);
    assert.equal(new Set(ids).size, 1);
  });
});

test("a letter says what it is about and where to read on, and nothing that people wrote", async () => {
  await rolledBack(database.db, async (tx) => {
    const { id, dossierId } = await message(tx, { isReturned: true });
    await deliver(tx, byMail(), id, origin);
    const { raw = "" } = catcher.caught.at(-1) ?? {};
    assert.match(decodedWords(headOf(raw, "Subject")), /^Cần bổ sung hồ sơ Rau an toàn/);
    const text = partOf(raw, "text/plain");
    assert.match(text, /trả lại để bổ sung/);
    assert.ok(text.includes(`${origin}/ho-so/${dossierId}`), text);
    const everything = `${text}${partOf(raw, "text/html")}${decodedWords(raw)}`;
    assert.doesNotMatch(everything, /Nguyễn Thị Mẫu|0912345678|hợp đồng/);
    const [kept] = await tx.select().from(dossierMessages).where(eq(dossierMessages.id, id));
    assert.match(kept?.body ?? "", /Nguyễn Thị Mẫu/, "inside it is read in full");
  });
});

test("a confirmation code goes out whole: it is what the producer waits for", async () => {
  await rolledBack(database.db, async (tx) => {
    const ground = await buildGround(tx);
    await tx
      .update(producers)
      .set({ email: "chuthe@example.vn" })
      .where(eq(producers.id, ground.producerId));
    const officer = await buildOfficer(tx, "communeOfficer", ground.path);
    const { id: dossierId } = await openDossier(tx, officer, {
      productId: ground.productId,
      kind: "first",
      setCode: null,
      previousId: null,
      previousStars: null,
      certificateExpiresOn: null,
    });
    await fillDossier(tx, officer, dossierId);
    await askConfirmation(tx, officer, { dossierId });
    const { messages } = await listMessages(tx, ground.owner);
    await deliver(tx, byMail(), messages[0]?.id ?? "", null);
    const text = partOf(catcher.caught.at(-1)?.raw ?? "", "text/plain");
    assert.match(text, /mã \d{6} cho cán bộ/);
    assert.match(text, /mục Tin nhắn/, "no address of the platform is known here");
  });
});

test("the job that was queued with a message sends it through the server of the environment", async () => {
  const { id } = await message(database.db);
  const before = catcher.caught.length;
  const jobs = await startJobs(await testServices(database, env()));
  try {
    for (let tries = 0; tries < 200 && catcher.caught.length === before; tries++)
      await new Promise((resolve) => setTimeout(resolve, 50));
  } finally {
    await jobs.stop();
  }
  const ids = catcher.caught.slice(before).map(({ raw }) => headOf(raw, "Message-ID"));
  assert.deepEqual(ids, [`<${id}.email@example.vn>`]);
});

test("without a mail server the log says that a message would go out, but neither whose nor what", async () => {
  const written: unknown[] = [];
  const log = createLog({ LOG_LEVEL: "silent" });
  log.info = (...line: unknown[]) => void written.push(line);
  const [email] = gatewaysOf(parseEnv({}), log);
  await email?.send("chuthe@example.vn", { subject: "Mật", body: "Kín" }, "7/email");
  assert.match(JSON.stringify(written), /7\/email/);
  assert.doesNotMatch(JSON.stringify(written), /chuthe|Mật|Kín/);
});
