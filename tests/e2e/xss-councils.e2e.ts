import assert from "node:assert/strict";
import type { AddressInfo } from "node:net";
import { after, afterEach, before, beforeEach, describe, test } from "node:test";
import { serve, type ServerType } from "@hono/node-server";
import { sql } from "drizzle-orm";
import type { Browser } from "playwright-core";
import type { Database } from "#core/database/connection.ts";
import { createApp } from "../../src/app.ts";
import { loadReferenceData } from "../../src/load.ts";
import { testDatabase } from "../support/db.ts";
import { builtPages } from "../support/pages.ts";
import { testServices } from "../support/services.ts";
import { xssPayloads } from "../support/xss-payloads.ts";
import { chromiumPath, launchBrowser } from "./support.ts";
import { buildCouncilWorld, councilWritten, type CouncilWorld } from "./xss-world.ts";
import { markupIn, openAs, watch } from "./xss.ts";

/** Tables of councils, teams, ties and practice. */
const ofCouncils =
  /^(council|session_|item_|sheet_|conflict_|interest_|organisation_|consult|lab_|practice_|home_|result_)/;

/** Text columns of theirs that only the program writes, from closed lists or by its own rules. */
const coded =
  /^(province_code|unit_\w+|kind|level|regime|stage|mode|state|attendance|duty|(\w+_)?digest|set_code|criterion|source|conflict|stop_at|signed_with|recommendation|verdict|folded|purpose)$/;

/** Who opens which addresses. */
function addresses(world: CouncilWorld): readonly (readonly [string, string, readonly string[]])[] {
  const { hall, team, reported, open, practiceCase } = world;
  const { council, sessionId, first } = hall;
  const session = `/phien/${sessionId}`;
  const item = (id: string) => `${session}/san-pham/${id}`;
  const items = [world.agreed, world.split, world.rejected, world.hidden].map(item);
  const house = `/hoi-dong/${council.councilId}`;
  const desk = [session, `${session}/chuong-trinh`, ...items, `${session}/man-chieu`];
  const review = (id: string) => `/tu-van/ho-so/${id}`;
  return [
    [
      "secretary",
      council.secretary.id,
      ["/hoi-dong", house, ...desk, `${session}/xung-dot`, `/phien/${world.written}`, "/phien"],
    ],
    [
      "chair",
      council.chair.id,
      [...desk, `${session}/xung-dot`, "/phien", `${session}/khai-bao`, "/tap-cham"],
    ],
    [
      "member",
      first.id,
      [
        "/phien",
        `${session}/phieu`,
        `${session}/khai-bao`,
        `${session}/phieu/${world.hidden}`,
        `${session}/phieu/${world.hidden}/ky`,
        `${session}/phieu/${world.agreed}`,
        `${session}/phieu/${world.agreed}/ky`,
        ...items,
        `/tap-cham/${practiceCase}`,
      ],
    ],
    [
      "office",
      council.office.userId,
      [
        "/hoi-dong",
        "/hoi-dong/lap",
        house,
        `${house}?tim=thanh`,
        `${house}/quy-che`,
        `${house}/phien/lap`,
        `${house}/xep-lich`,
        session,
        item(world.agreed),
        "/xung-dot",
        "/tu-van/to",
        `/tu-van/to/${team.teamId}`,
        "/tu-van/kiem-nghiem",
        review(reported.dossier),
        review(open.dossier),
        "/tap-cham",
        `/tap-cham/${practiceCase}/soan`,
        "/so-sanh-ket-qua",
      ],
    ],
    [
      "consultant",
      team.head.id,
      [
        "/tu-van",
        `/tu-van/viec/${open.assignment}`,
        `/tu-van/viec/${open.assignment}/khao-sat`,
        review(open.dossier),
        review(reported.dossier),
      ],
    ],
  ];
}

describe(
  "texts that would be code, in councils",
  { skip: chromiumPath ? false : "no Chromium here" },
  () => {
    let database: Database;
    let server: ServerType;
    let browser: Browser;
    let address = "";

    before(async () => {
      browser = await launchBrowser();
    });
    after(() => browser?.close());
    // Each its own: what one of them has closed takes no other text.
    beforeEach(async () => {
      database = await testDatabase();
      await loadReferenceData(database);
      const app = createApp(await testServices(database), await builtPages());
      await new Promise<void>((listening) => {
        server = serve({ fetch: app.fetch, hostname: "127.0.0.1", port: 0 }, () => listening());
      });
      address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    });
    afterEach(async () => {
      server?.close();
      await database?.close();
    });

    test("every column that people write into takes part", async () => {
      const columns = async (type: string) => {
        const { rows } = await database.db.execute<{ table: string; column: string }>(sql`
        select table_name as "table", column_name as "column" from information_schema.columns
        where table_schema = 'public' and data_type = ${type}`);
        return rows.filter(({ table }) => ofCouncils.test(table));
      };
      const left = (await columns("text")).filter(
        ({ table, column }) => !councilWritten[table]?.includes(column) && !coded.test(column),
      );
      const names = (rows: { table: string; column: string }[]) =>
        rows.map(({ table, column }) => `${table}.${column}`).sort();
      // Append-only: they are written through the use cases.
      assert.deepEqual(names(left), [
        "consult_reports.summary",
        "item_recusals.detail",
        "result_reopenings.answer",
        "result_reopenings.reason",
      ]);
      // What they hold is codes, numbers and digests, or is filled through the use cases.
      assert.deepEqual(names(await columns("jsonb")), [
        "consult_findings.papers",
        "consult_reports.content",
        "consult_surveys.photos",
        "council_members.fields",
        "council_results.basis",
        "council_results.outcome",
        "council_rules.rules",
        "council_rules.texts",
        "council_sheets.sealed",
        "item_rounds.roll",
        "practice_cases.answers",
        "practice_cases.facts",
        "practice_cases.reasons",
        "practice_sheets.answers",
        "session_items.doubt",
      ]);
    });

    for (const [name, list] of [
      ["as they come", xssPayloads],
      // Boxes that cut a long text off show its other end: CI, which has little time, takes one.
      ...(process.env["CI"] ? [] : [["in the other order", xssPayloads.toReversed()] as const]),
    ] as const)
      test(
        `${xssPayloads.length} of them, ${name}, run on no page`,
        { timeout: 280_000 },
        async () => {
          const world = await buildCouncilWorld(database.db, list.join(" "));
          const wrong: string[] = [];
          let shown = 0;
          for (const [who, userId, paths] of addresses(world)) {
            const context = await openAs(browser, database.db, { address, userId });
            const page = await context.newPage();
            const say = (what: string) => wrong.push(`${who} ${page.url().slice(0, 110)}: ${what}`);
            watch(page, address, say);
            for (const path of paths) {
              const response = await page.goto(path, { waitUntil: "load" });
              if (response?.status() !== 200) say(`${path} answers ${response?.status()}`);
              await page.waitForTimeout(100);
              for (const found of await markupIn(page)) say(found);
              if ((await page.content()).includes("alert(1)")) shown += 1;
            }
            await context.close();
          }
          assert.deepEqual(wrong, []);
          assert.ok(shown > 35, `the texts stood on ${shown} pages only`);
        },
      );
  },
);
