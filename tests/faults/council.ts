// Kills the program (and, on a server, the database too) while fifteen members save their sheets,
// many times over. Afterwards every write that was acknowledged must stand in the database, once,
// and every other one wholly or not at all; the tablets send what they did not hear of again.
//
//   node tests/faults/council.ts --engine embedded|server [--times 20] [--seed N]
import { randomUUID } from "node:crypto";
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { parseArgs } from "node:util";
import { eq } from "drizzle-orm";
import { type Database, openDatabase } from "#core/database/connection.ts";
import { parseEnv } from "#core/env.ts";
import { councilSheets, sheetAnswers } from "#modules/councils/sheets/schema.server.ts";
import { loadPlaces } from "#modules/places/service/load.server.ts";
import { openHall } from "#tests/support/hall.ts";
import { signInAs, testEnv } from "#tests/support/sign-in.ts";
import { killDatabase, mulberry, send, startProgram } from "./program.ts";
import { ownServer } from "./server.ts";

const members = 15;

const { values } = parseArgs({
  options: {
    engine: { type: "string", default: "embedded" },
    times: { type: "string", default: "20" },
    seed: { type: "string", default: String(Date.now() % 1_000_000) },
  },
});
const times = Number(values.times);
const random = mulberry(Number(values.seed));
const folder = mkdtempSync(join(tmpdir(), "ocop-council-"));
const ledger = join(folder, "ledger.txt");
const server = values.engine === "server" ? await ownServer() : undefined;

process.stderr.write(`engine ${values.engine}, ${times} kills, seed ${values.seed}\n`);
writeFileSync(ledger, "");
try {
  process.exitCode = await play();
} finally {
  server?.remove();
  rmSync(folder, { recursive: true, force: true });
}

/** A tablet: the version that it knows of each criterion, and the write that it has heard nothing of. */
type Tablet = {
  readonly user: string;
  readonly cookie: string;
  readonly known: Map<string, number>;
  unheard: Write | null;
};
type Write = {
  readonly criterion: string;
  readonly option: number;
  readonly note: null;
  readonly baseVersion: number;
  readonly writeId: string;
  readonly deviceAt: null;
};

function open(): Promise<Database> {
  const env = {
    OCOP_DATA_DIR: join(folder, "var"),
    ...(server ? { DATABASE_URL: server.url } : {}),
  };
  return openDatabase(parseEnv(env));
}

async function play(): Promise<number> {
  const { hall, tablets } = await prepare();
  const address = { save: `/phien/${hall.sessionId}/luu`, itemId: hall.itemId };
  const counts = { asked: 0, again: 0, refused: 0 };
  for (let round = 1; round <= times; round += 1) {
    const program = await startProgram(folder, server?.url, {
      OCOP_SECRET: testEnv.OCOP_SECRET ?? "",
    });
    const stop = new AbortController();
    const saving = tablets.map((tablet) =>
      save(program.port, tablet, { ...address, codes: hall.codes }, stop.signal, counts),
    );
    await wait(500 + random() * 2500);
    if (server && random() < 0.5) await killDatabase(server, program.port, random() * 300);
    program.child.kill("SIGKILL");
    stop.abort();
    await Promise.all(saving);
    await program.gone;
    if (process.stderr.isTTY) process.stderr.write(`\r${round}/${times}`);
  }
  return compare(hall.itemId, tablets, counts);
}

async function prepare() {
  const database = await open();
  const { db } = database;
  await loadPlaces(db);
  const hall = await openHall(db, { members });
  const tablets: Tablet[] = [];
  for (const { id, username } of hall.council.members)
    tablets.push({
      user: id,
      cookie: await signInAs(db, username),
      known: new Map(),
      unheard: null,
    });
  await database.close();
  const codes = hall.set.leaves.map(({ code }) => code);
  return { hall: { sessionId: hall.sessionId, itemId: hall.itemId, codes }, tablets };
}

/** One member who answers one criterion after another; what was not heard of is sent again as it was. */
async function save(
  port: number,
  tablet: Tablet,
  { save: path, itemId, codes }: { save: string; itemId: string; codes: readonly string[] },
  stop: AbortSignal,
  counts: { asked: number; again: number; refused: number },
): Promise<void> {
  while (!stop.aborted) {
    const criterion = codes[Math.floor(random() * codes.length)] ?? "";
    const write: Write = tablet.unheard ?? {
      criterion,
      option: 1 + Math.floor(random() * 2),
      note: null,
      baseVersion: tablet.known.get(criterion) ?? 0,
      writeId: randomUUID(),
      deviceAt: null,
    };
    if (tablet.unheard) counts.again += 1;
    else counts.asked += 1;
    tablet.unheard = write;
    const { status, text } = await send(port, "POST", path, {
      body: JSON.stringify({ itemId, round: 1, writes: [write] }),
      headers: { "content-type": "application/json", cookie: tablet.cookie },
    });
    if (status !== 200) {
      if (status > 0 && status < 500) counts.refused += 1;
      await wait(20);
      continue;
    }
    const [outcome] = (JSON.parse(text) as { writes: { outcome: string; version?: number }[] })
      .writes;
    if (outcome?.outcome !== "saved") throw new Error(`a tablet met itself: ${text}`);
    appendFileSync(
      ledger,
      `${tablet.user} ${write.criterion} ${write.writeId} ${outcome.version}\n`,
    );
    tablet.known.set(write.criterion, outcome.version ?? 0);
    tablet.unheard = null;
  }
}

async function compare(
  itemId: string,
  tablets: readonly Tablet[],
  counts: { asked: number; again: number; refused: number },
): Promise<number> {
  const database = await open();
  const rows = await database.db
    .select({ user: councilSheets.userId, answer: sheetAnswers })
    .from(sheetAnswers)
    .innerJoin(councilSheets, eq(councilSheets.id, sheetAnswers.sheetId))
    .where(eq(councilSheets.itemId, itemId));
  await database.close();
  const standing = new Map(rows.map(({ user, answer }) => [`${user} ${answer.criterion}`, answer]));
  const heard = readFileSync(ledger, "utf8").split("\n").filter(Boolean);
  const lost = heard.filter((line) => {
    const [user, criterion, writeId = "", version] = line.split(" ");
    const writes = standing.get(`${user} ${criterion}`)?.writes ?? [];
    return writes.indexOf(writeId) + 1 !== Number(version);
  });
  const twice = rows.filter(({ answer: { writes } }) => new Set(writes).size !== writes.length);
  const torn = rows.filter(({ answer }) => {
    const isLast = answer.writes.at(-1) === answer.writeId;
    return !isLast || answer.writes.length !== answer.version;
  });
  const unheard = new Set(tablets.flatMap(({ unheard: write }) => write?.writeId ?? []));
  const made = rows.flatMap(({ answer: { writes } }) => [...writes]);
  const known = new Set(heard.map((line) => line.split(" ")[2]));
  const strange = made.filter((writeId) => !known.has(writeId) && !unheard.has(writeId));
  const isFine =
    [lost, twice, torn, strange].every((faults) => faults.length === 0) &&
    counts.refused === 0 &&
    heard.length > times * 5;
  process.stdout.write(
    `${values.engine}: ${times} kills, ${members} members, ${counts.asked} writes, ${counts.again} sent again, ` +
      `${heard.length} acknowledged, ${lost.length} lost, ${twice.length} done twice, ${torn.length} torn, ` +
      `${strange.length} of nobody, ${counts.refused} refused\n`,
  );
  return isFine ? 0 : 1;
}
