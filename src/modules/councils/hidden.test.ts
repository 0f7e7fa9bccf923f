import "#tests/support/production-pages.ts";
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { eq, sql } from "drizzle-orm";
import { unzipSync } from "fflate";
import type { BusinessRole } from "#core/access/roles.ts";
import type { Database, Db } from "#core/database/connection.ts";
import { buildAccount } from "#modules/people/factory.ts";
import { loadPlaces } from "#modules/places/service/load.server.ts";
import { accessMatrix } from "#tests/access-matrix.ts";
import { testDatabase } from "#tests/support/db.ts";
import { builtPages } from "#tests/support/pages.ts";
import { type Hall, openHall } from "#tests/support/hall.ts";
import { fillSheet, onItem, signAs } from "#tests/support/scored.ts";
import { testServices } from "#tests/support/services.ts";
import { signInAs } from "#tests/support/sign-in.ts";
import { answersWorth } from "#tests/support/worth.ts";
import { createApp } from "../../app.ts";
import { itemRecusals } from "./conflicts/schema.server.ts";
import { revealItem } from "./results/reveal.server.ts";
import { digestOf } from "./sheets/seal.server.ts";
import { councilSheets } from "./sheets/schema.server.ts";

/** What is hidden may differ as it will: nobody but its writer can tell, from any answer. */
let database: Database;
let db: Db;
let hall: Hall;
let app: ReturnType<typeof createApp>;
let cookies: ReadonlyMap<string, string>;

const outside: readonly (readonly [string, BusinessRole | "auditor" | "admin", string])[] = [
  ["the province's office", "provinceOfficer", "19"],
  ["who signs decisions", "decisionMaker", "19"],
  ["the auditor", "auditor", "19"],
  ["the administrator", "admin", "19"],
  ["another province's office", "provinceOfficer", "24"],
];

before(async () => {
  database = await testDatabase();
  ({ db } = database);
  await loadPlaces(db);
  hall = await openHall(db, { members: 4, items: 2 });
  const { members, secretary } = hall.council;
  const [hidden = "", open = ""] = hall.itemIds;
  const sheet = (itemId: string, at: number, total: number) => ({
    itemId,
    member: members[at] ?? hall.first,
    answers: answersWorth(hall.set, total),
  });
  await signAs(db, hall, sheet(hidden, 0, 72), { comment: "Một nhận xét" });
  await signAs(db, hall, sheet(hidden, 1, 80));
  await fillSheet(db, hall, sheet(hidden, 2, 60));
  // The fourth is in conflict with the hidden product; the other one is open to the council.
  await db.insert(itemRecusals).values({
    itemId: hidden,
    userId: members[3]?.id ?? "",
    kind: "relative",
    source: "declared",
  });
  for (const at of [0, 1, 2, 3]) await signAs(db, hall, sheet(open, at, 70 + at));
  await revealItem(db, secretary.actor, await onItem(db, open));
  const found = new Map<string, string>();
  for (const [at, name] of [
    "the chair",
    "a member who has signed",
    "a member at work",
    "a member in conflict",
  ].entries())
    found.set(name, await signInAs(db, members[at]?.username ?? ""));
  found.set("the secretary", await signInAs(db, secretary.username));
  for (const [name, role, path] of outside) {
    const account = await buildAccount(db, { grants: [{ role, path }], path });
    found.set(name, await signInAs(db, account.username));
  }
  cookies = found;
  app = createApp(await testServices(database), await builtPages());
});
after(() => database?.close());

/**
 * The addresses of the program that can be read, about this session wherever they name one.
 * Left out: what is random or of the moment in itself (measures, the national login, a history
 * that prints when it was printed, lists signed anew at every answer, a form that counts as sent
 * once), and public facts.
 */
function addresses(): string[] {
  const [item = ""] = hall.itemIds;
  const { sessionId, council } = hall;
  const dossier = hall.dossiers[0]?.dossierId ?? "";
  const values: Readonly<Record<string, string>> = {
    session: sessionId,
    item,
    council: council.councilId,
    dossier,
    member: hall.first.id,
  };
  const found = new Set<string>();
  for (const [key, { at, GET }] of Object.entries(accessMatrix)) {
    const route = key.replace(/^GET /, "");
    if (
      !GET ||
      /^[A-Z]+ /.test(route) ||
      /su-kien|bo-tieu-chi|criteria|dia-danh|places|metrics|quoc-gia|dien-bien|well-known|^.(phan-anh|en.report)$|api.v1.(certificates|log)/.test(
        route,
      )
    )
      continue;
    if (/^\/(phien|hoi-dong|tu-van|xung-dot)/.test(route)) {
      const filled = route.replaceAll(
        /:(\w+)(\{[^}]*\})?/g,
        (whole, name: string) => values[name] ?? whole,
      );
      if (!filled.includes(":")) found.add(filled);
    } else if (/^\/(van-phong\/)?ho-so\/:id/.test(route))
      found.add(route.replace(":id", dossier).replaceAll(/:\w+/g, "1"));
    else if (!route.includes(":")) found.add(at ?? route);
  }
  for (const name of ["giay-moi", "bien-ban", "bang-tong-hop", "danh-muc-ma-kiem-tra"])
    found.add(`/phien/${sessionId}/tai-ve/${name}.docx`);
  for (const format of ["docx", "pdf"])
    found.add(`/phien/${sessionId}/tai-ve/phieu-${item}-1-${hall.first.id}.${format}`);
  return [...found].flatMap((path) =>
    path.startsWith("/phien/") && !path.includes("tai-ve") ? [path, `${path}.data`] : [path],
  );
}

/** All that a visitor is told: status, every header, body; without what is new in every answer. */
async function told(cookie: string, path: string): Promise<string> {
  const response = await app.request(path, { headers: { cookie } });
  const headers = [...response.headers]
    .filter(
      ([name]) =>
        ![
          "x-request-id",
          "content-security-policy",
          "set-cookie",
          "date",
          // How much is left of the minute's asking, whatever is asked.
          "ratelimit",
        ].includes(name),
    )
    .map(([name, value]) => `${name}: ${value}`)
    .sort();
  const isOffice = headers.some((line) => line.includes("openxmlformats"));
  const body = isOffice
    ? officeText(new Uint8Array(await response.arrayBuffer()))
    : (await response.text())
        .replaceAll(nonceOf(response), "")
        .replaceAll(/"requestId":"[^"]*"/g, "")
        .replaceAll(/formKey.{1,12}?[0-9a-f]{8}-[0-9a-f-]{27}/g, "");
  const kept = headers.filter((line) => !isOffice || !line.startsWith("content-length"));
  return [response.status, ...kept, body].join("\n");
}

/** The random word of a response's policy, which its scripts and data repeat. */
function nonceOf({ headers }: Response): string {
  const policy = headers.get("content-security-policy") ?? "";
  return /'nonce-([^']+)'/.exec(policy)?.[1] ?? "no nonce";
}

/** What an office file says; the archive around it holds the time of its making. */
function officeText(bytes: Uint8Array): string {
  const files = unzipSync(bytes);
  return Object.keys(files)
    .filter((name) => name.startsWith("word/"))
    .sort()
    .map((name) => new TextDecoder().decode(files[name]))
    .join("\n");
}

/** Pages of councils and sessions are asked by all; the rest of the program by who sees most of it. */
function isOfSession(path: string): boolean {
  return /^\/(phien|hoi-dong|tu-van|xung-dot)/.test(path);
}
function seesMost(who: string, path: string): boolean {
  if (who === "the administrator") return path.startsWith("/quan-tri");
  return who === "the province's office" || who === "the auditor";
}

/** Own sheets are left out for their writers: they alone may tell the difference. */
function isOwn(who: string, path: string): boolean {
  return path.includes("/phieu") && /chair|signed|at work/.test(who);
}

async function everythingTold(): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  const paths = addresses();
  for (const [who, cookie] of cookies)
    for (const path of paths)
      if (!isOwn(who, path) && (isOfSession(path) || seesMost(who, path)))
        found.set(`${who}: ${path}`, await told(cookie, path));
  return found;
}

/** Other scores behind the same counts: other options, totals, stars and seals. */
async function scoreOtherwise(): Promise<void> {
  const [hidden = ""] = hall.itemIds;
  await db.transaction(async (tx) => {
    await tx.execute(sql`set local role none`);
    for (const table of ["council_sheets", "sheet_answers"])
      await tx.execute(sql.raw(`alter table ${table} disable trigger user`));
    const sheets = await tx.select().from(councilSheets).where(eq(councilSheets.itemId, hidden));
    for (const { id, sealed } of sheets) {
      await tx.execute(
        sql`update sheet_answers set option = 1, note = case when note is null then null else 'khác' end where sheet_id = ${id}`,
      );
      if (!sealed) continue;
      const answers = Object.fromEntries(Object.keys(sealed.answers).map((code) => [code, 1]));
      const other = { ...sealed, answers, total: 7, stars: 1, comment: "Khác hẳn" };
      await tx
        .update(councilSheets)
        .set({
          sealed: other,
          digest: digestOf(other),
          total: 7,
          stars: 1,
          comment: "Khác hẳn",
          proposesRejection: true,
        })
        .where(eq(councilSheets.id, id));
    }
    for (const table of ["council_sheets", "sheet_answers"])
      for (const trigger of [
        "sheet_guard",
        "closed_round_guard",
        "sheet_answer_guard",
        "closed_round_answer_guard",
        "no_truncate",
      ])
        await tx.execute(
          sql.raw(
            `do $$ begin alter table ${table} enable always trigger ${trigger}; exception when undefined_object then null; end $$`,
          ),
        );
  });
}

/** Seals of the hidden product's sheets, which the audit log keeps from the moment of signing. */
async function loggedDigests(): Promise<string[]> {
  const [hidden = ""] = hall.itemIds;
  const sheets = await db.select().from(councilSheets).where(eq(councilSheets.itemId, hidden));
  const digests = sheets.flatMap(({ digest }) => digest ?? []);
  const { rows } = await db.execute<{ row: string }>(
    sql`select audit_log::text as row from audit_log where action = 'sheet.signed'`,
  );
  assert.equal(digests.length, 2);
  for (const one of digests) assert.ok(rows.some(({ row }) => row.includes(one)));
  return digests;
}

/** Whether an answer holds a seal, printed in groups or not, or enough of its beginning. */
function spells(answer: string, digest: string): boolean {
  const start = digest.slice(0, 16);
  return answer.includes(start) || answer.includes(start.replace(/.{8}/, "$& "));
}

/** The first snapshot of the live board. */
async function boardTold(cookie: string): Promise<string> {
  const abort = new AbortController();
  const response = await app.request(`/phien/${hall.sessionId}/su-kien`, {
    headers: { cookie },
    signal: abort.signal,
  });
  if (response.status !== 200 || !response.body) return String(response.status);
  const reader = response.body.getReader();
  let text = "";
  while (!text.includes("data: ")) {
    const { value, done } = await reader.read();
    if (done) break;
    text += new TextDecoder().decode(value);
  }
  await reader.cancel();
  abort.abort();
  return text;
}

describe("before the reveal", () => {
  test("no answer to anybody else differs by what members gave: pages, data, papers, headers, events", async () => {
    assert.ok(addresses().length > 40);
    const boards = async () =>
      Promise.all([...cookies].map(async ([who, cookie]) => [who, await boardTold(cookie)]));
    const sealed = await loggedDigests();
    const first = await everythingTold();
    const firstBoards = await boards();
    await scoreOtherwise();
    const second = await everythingTold();
    const differing = [...first].filter(([key, answer]) => second.get(key) !== answer);
    assert.deepEqual(
      differing.map(([key]) => key),
      [],
    );
    assert.deepEqual(await boards(), firstBoards);
    const statuses = [...first.values()].map((answer) => answer.slice(0, 3));
    const isSentAway = (answer: string) => answer.includes("location: /dang-nhap");
    assert.ok(![...first.values()].some(isSentAway), "everybody is signed in");
    assert.ok(statuses.filter((status) => status === "200").length > 100, "most pages were seen");
    assert.ok(firstBoards.some(([, text]) => text?.includes('"answered":')));
    assert.deepEqual(
      [...first]
        .filter(([, answer]) => sealed.some((one) => spells(answer, one)))
        .map(([key]) => key),
      [],
    );
  });

  test("the test itself can tell: the writer's own page, and the council's after the reveal, do differ", async () => {
    const [hidden = "", open = ""] = hall.itemIds;
    const own = `/phien/${hall.sessionId}/phieu/${hidden}`;
    const page = `/phien/${hall.sessionId}/san-pham/${open}`;
    const member = cookies.get("a member at work") ?? "";
    const before = [await told(member, own), await told(member, page)];
    await db.execute(sql`update sheet_answers set option = 2 where sheet_id in (select id from council_sheets
      where item_id = ${hidden} and state = 'open')`);
    await db.transaction(async (tx) => {
      await tx.execute(sql`set local role none`);
      await tx.execute(sql`alter table council_sheets disable trigger user`);
      await tx.execute(sql`update council_sheets set sealed = jsonb_set(sealed, '{total}', '1')
        where item_id = ${open} and user_id = ${hall.first.id}`);
      await tx.execute(sql`alter table council_sheets enable trigger user`);
    });
    const afterwards = [await told(member, own), await told(member, page)];
    assert.notEqual(afterwards[0], before[0]);
    assert.notEqual(afterwards[1], before[1]);
  });
});
