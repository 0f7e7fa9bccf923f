import "./support/production-pages.ts";
import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { after, test } from "node:test";
import { eq, sql } from "drizzle-orm";
import type { Role } from "#core/access/roles.ts";
import { auditLog } from "#core/audit/schema.server.ts";
import { recordFile } from "#core/files/record.ts";
import { buildAccount } from "#modules/people/factory.ts";
import { createApp } from "../src/app.ts";
import { loadReferenceData } from "../src/load.ts";
import { councilProbes } from "./foreign-councils.ts";
import type { Probe, Things } from "./foreign-ids.ts";
import { buildCouncilThings, seatIn } from "./support/council-things.ts";
import { testDatabase } from "./support/db.ts";
import { builtPages } from "./support/pages.ts";
import { testServices } from "./support/services.ts";
import { signInAs } from "./support/sign-in.ts";

const database = await testDatabase();
after(() => database.close());
const { db } = database;
await loadReferenceData(database);
const services = await testServices(database);
const app = createApp(services, await builtPages());

const kept = async (content: string) => {
  const stored = await services.files.put(Buffer.from(content));
  await recordFile(db, stored, "image/jpeg");
  return stored.digest;
};

/** A council of the province with its session and its team; its words tell when it is told of. */
async function build(word: string): Promise<Things> {
  const things = await buildCouncilThings(db, {
    path: "19/05692",
    word,
    digest: await kept(`ảnh ${word}`),
    paperDigest: await kept(`giấy ${word}`),
  });
  const none = randomBytes(16).toString("hex");
  const nothing = { producer: none, product: none, pictureDigest: none, paper: none, upload: none };
  const member = things.scorer;
  const filed = {
    dossier: none,
    draft: none,
    photoDigest: none,
    decision: none,
    recognition: none,
    letter: none,
    registerDraft: none,
  };
  const inspected = {
    plan: none,
    inspection: none,
    visited: none,
    concluded: none,
    finding: none,
    inspectionDigest: none,
    programmePlan: none,
    planTask: none,
    taskFile: none,
    case: none,
    caseDigest: none,
    complaint: none,
  };
  const published = {
    profile: none,
    acceptedVersion: none,
    pendingVersion: none,
    point: none,
    pointSupport: none,
    pointInspection: none,
    piece: none,
    fair: none,
    participant: none,
    growingArea: none,
    pendingArea: none,
  };
  const year = { idea: none, calledIdea: none, meeting: none, mediaPiece: none, report: none };
  const planned = { businessPlan: none, worksTask: none, planPhoto: none };
  const supported = {
    measure: none,
    right: none,
    claim: none,
    course: none,
    class: none,
    classSession: none,
    trainee: none,
    partner: none,
    contract: none,
    partnerMeeting: none,
  };
  return {
    ...nothing,
    ...supported,
    ...filed,
    ...inspected,
    ...planned,
    ...published,
    ...year,
    member,
    ...things,
  };
}

const word = "Bí mật của hội đồng bên";
const own = await build("Của mình");
const other = await build(word);

/** Who sits in the one and not in the other. */
const seated = ["councilMember", "councilChair", "councilSecretary", "consultMember"] as const;
const cookies = new Map<Role, string>();
for (const role of seated) {
  const account = await buildAccount(db, { grants: [{ role, path: "19" }] });
  await seatIn(db, own, { userId: account.id, role });
  cookies.set(role, await signInAs(db, account.username));
}

async function ask(role: Role, path: string, { method, form, json }: Omit<Probe, "at">) {
  const said = typeof json === "function" ? json(other) : json;
  const body = said ? JSON.stringify(said) : form && new URLSearchParams(form(other));
  return app.request(`http://localhost${path}`, {
    method,
    headers: {
      host: "localhost",
      origin: "http://localhost",
      cookie: cookies.get(role) ?? "",
      ...(said ? { "content-type": "application/json" } : {}),
    },
    ...(body && method !== "GET" ? { body } : {}),
  });
}

/** Everything of councils, as one text. */
async function contents(): Promise<Record<string, string>> {
  const { rows } = await db.execute<{ name: string }>(
    sql`select table_name as name from information_schema.tables where table_schema = 'public'
      and table_name ~ '^(council|session_|item_|sheet_|conflict_|consult|interest_|lab_|result_|dossier)'`,
  );
  const found: Record<string, string> = {};
  for (const { name } of rows) {
    const all = await db.execute<{ digest: string }>(
      sql`select coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as digest from ${sql.identifier(name)} t`,
    );
    found[name] = all.rows[0]?.digest ?? "";
  }
  return found;
}

const denials = () => db.$count(auditLog, eq(auditLog.action, "access.denied"));

test("another council of the same province is not there for whoever sits in this one", async () => {
  const wrong: string[] = [];
  const before = await contents();
  let asked = 0;
  for (const [route, probes] of Object.entries(councilProbes))
    for (const [index, probe] of probes.entries()) {
      // Reference dossiers are the whole province's.
      if (probe.file || route.startsWith("/tap-cham")) continue;
      for (const role of seated) {
        asked += 1;
        const denied = await denials();
        const response = await ask(role, probe.at(other, own), probe);
        const text = await response.text();
        const say = (what: string) =>
          wrong.push(`${role} ${probe.method} ${route} #${index}: ${what}`);
        // Pages that the role has nowhere are closed, whatever is named.
        if (response.status !== 404 && response.status !== 403) say(`${response.status}`);
        if (text.includes(word)) say("tells of it");
        if ((await denials()) <= denied) say("is not in the audit log");
      }
    }
  assert.ok(asked > 100, `${asked} were asked`);
  assert.deepEqual(wrong, []);
  assert.deepEqual(await contents(), before);
});

/** Forms of a session's pages that name a product, a person or a dossier of another one's. */
const forms: readonly Readonly<Record<string, string>>[] = [
  ...["note", "reveal", "conclude", "postpone", "verdict"].map((intent) => ({ intent })),
  ...["rescore", "reject"].map((intent) => ({ intent, reason: "Lý do" })),
  { intent: "goTo" },
  { intent: "start" },
  { intent: "followUp", act: "refuse", dossierId: other.consulted, reason: "Lý do" },
];

test("a form of one's own session does nothing to another session's product", async () => {
  const before = await contents();
  const wrong: string[] = [];
  for (const role of ["councilSecretary", "councilChair"] as const)
    for (const page of [`/phien/${own.session}`, `/phien/${own.session}/san-pham/${own.item}`])
      for (const fields of forms) {
        const sent = { itemId: other.item, version: "2", ...fields };
        const response = await ask(role, page, { method: "POST", form: () => sent });
        const text = await response.text();
        if (response.status < 400) wrong.push(`${role} ${fields["intent"]}: ${response.status}`);
        if (text.includes(word)) wrong.push(`${role} ${fields["intent"]}: tells of it`);
      }
  for (const intent of ["up", "remove", "rule"]) {
    const sent = { intent, itemId: other.item, ruling: "Kết luận", version: "1" };
    const agenda = `/phien/${own.session}/chuong-trinh`;
    const response = await ask("councilSecretary", agenda, { method: "POST", form: () => sent });
    if ((await response.text()).includes(word)) wrong.push(`agenda ${intent}: tells of it`);
  }
  assert.deepEqual(wrong, []);
  assert.deepEqual(await contents(), before);
});
