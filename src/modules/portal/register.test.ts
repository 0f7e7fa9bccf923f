import assert from "node:assert/strict";
import { after, before, suite, test } from "node:test";
import { eq, sql } from "drizzle-orm";
import fc from "fast-check";
import type { Database, Db } from "#core/database/connection.ts";
import { foldText } from "#core/text.ts";
import { soundsOf } from "#modules/places/fold.ts";
import { producers } from "#modules/producers/schema.server.ts";
import { certificates, recognitions } from "#modules/recognition/schema.server.ts";
import { rolledBack, testDatabase } from "#tests/support/db.ts";
import { buildPublic, buildPublicCertificate, settlePublic } from "#tests/support/public.ts";
import { loadRegister } from "#tests/load/register.ts";
import { type CatalogueFilter, noFilter, readFilter } from "./filter.ts";
import { publicProducts } from "./schema.server.ts";
import { type Cut, listCatalogue } from "./service/catalogue.server.ts";
import { choose } from "./service/choose.server.ts";
import { countFacets } from "./service/facets.server.ts";
import { stretchesOf } from "./stretches.ts";
import { readPublicVersion } from "./version.server.ts";
import { allInName, allOf, wordsOf } from "./words.ts";

const day = "2026-11-22";
const search = (q: string, more = {}) => ({ ...noFilter, q, ...more });

let database: Database;
before(async () => {
  database = await testDatabase();
});
after(() => database.close());

/** Names that a search finds, in order. */
async function namesOf(db: Db, q: string, more = {}): Promise<string[]> {
  const { rows } = await listCatalogue(db, search(q, more), day);
  return rows.map(({ name }) => name);
}

suite("what the database makes of text is what the program makes of it", () => {
  test("without diacritics, and as it sounds", async () => {
    const letters = fc.constantFrom(
      ..."aăâeêioôơuưyđĐkKcqhgnptMỹQuýĐắk R'Lấp-Ea H’Leo  12,.ÁẢÕẸ".split(""),
    );
    const written = fc.oneof(
      fc.string({ unit: letters, maxLength: 30 }),
      fc.string({ unit: "grapheme", maxLength: 20 }).map((value) => value.replaceAll("\0", "")),
      fc.constantFrom("Hoà Bình", "Hòa Bình".normalize("NFD"), "M'Drắk", "Ea H' Leo", "ĐẮK LẮK"),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(written, { maxLength: 20 }), async (texts) => {
        const { rows } = await database.db.execute<{ fold: string; sounds: string[] }>(sql`
          select public_fold(t) as fold, public_sounds(t) as sounds
          from unnest(${sql.param(texts)}::text[]) with ordinality as g(t, n) order by n`);
        assert.deepEqual(
          rows.map(({ fold }) => fold),
          texts.map(foldText),
        );
        assert.deepEqual(
          rows.map(({ sounds }) => sounds),
          texts.map((text) => soundsOf(text).map((sound) => sound.replaceAll("f", "ph"))),
        );
      }),
      { numRuns: 40 },
    );
  });

  test("marks are kept, wherever the tone was written", async () => {
    const { rows } = await database.db.execute<{ same: boolean; other: boolean }>(sql`
      select public_accents('Hoà Thuỷ') = public_accents('HÒA THỦY') as same,
        public_accents('hoa') = public_accents('hoà') as other`);
    assert.deepEqual(rows, [{ same: true, other: false }]);
  });
});

suite("the register is kept by the database", () => {
  test("a recognition is in it with what was decided, and its certificate's address", () =>
    rolledBack(database.db, async (tx) => {
      const made = await buildPublic(tx, {
        product: "Chè búp tím",
        producer: "HTX Núi Pháo",
        stars: 5,
      });
      const token = await buildPublicCertificate(tx, made);
      await settlePublic(tx);
      const [row] = await tx.select().from(publicProducts);
      assert.ok(row);
      assert.deepEqual(
        { ...row, search: null, accents: null, latitude: null, longitude: null },
        {
          productId: made.product.id,
          slug: `che-bup-tim-${made.product.id.replaceAll("-", "").slice(0, 10)}`,
          key: made.product.id.replaceAll("-", "").slice(0, 10),
          recognitionId: made.recognition.id,
          provinceCode: "19",
          unitPath: "19/05692",
          unitVersion: "2025-07-01",
          unitCode: "05692",
          name: "Chè búp tím",
          producerId: made.producer.id,
          producerSlug: `htx-nui-phao-${made.producer.id.replaceAll("-", "").slice(0, 10)}`,
          producerKey: made.producer.id.replaceAll("-", "").slice(0, 10),
          producerName: "HTX Núi Pháo",
          producerKind: "cooperative",
          regime: "26-2026",
          setKey: "26-2026/11",
          stars: 5,
          recognisedOn: "2026-03-02",
          since: "2026-03-02",
          expiresOn: "2029-03-02",
          extendedUntil: null,
          endsFrom: "2029-03-02",
          endsTo: "2029-03-02",
          revokedOn: null,
          replacedOn: null,
          decisionNumber: made.decision.numberText,
          issuer: "Ủy ban nhân dân tỉnh",
          level: "province",
          certificateNumber: (await tx.select().from(certificates))[0]?.numberText,
          token,
          barcode: null,
          latitude: null,
          longitude: null,
          positionOf: "commune",
          isDemo: false,
          search: null,
          accents: null,
        },
      );
      assert.ok(row.latitude !== null && row.longitude !== null);
    }));

  test("a revocation and a new name of the producer are in it at the end of their transaction", async () => {
    const made = await buildPublic(database.db, { product: "Miến dong", producer: "HTX cũ" });
    const before = await readPublicVersion(database.db);
    await database.db.transaction(async (tx) => {
      await tx
        .update(recognitions)
        .set({ revokedOn: "2026-11-20" })
        .where(eq(recognitions.id, made.recognition.id));
      await tx.update(producers).set({ name: "HTX mới" }).where(eq(producers.id, made.producer.id));
    });
    const [row] = (await listCatalogue(database.db, search("htx mới miến"), day)).rows;
    assert.equal(row?.state, "revoked");
    assert.match(row.producerSlug, /^htx-moi-/);
    assert.equal(row.producerName, "HTX cũ", "the name that was decided about stays");
    const { version } = await readPublicVersion(database.db);
    assert.equal(version, before.version + 1, "once for the transaction");
    const left = await database.db.execute(sql`select 1 from public_touched`);
    assert.equal(left.rows.length, 0);
  });

  test("the newest recognition that no other took the place of speaks for the product", () =>
    rolledBack(database.db, async (tx) => {
      const old = await buildPublic(tx, { stars: 3, recognisedOn: "2023-05-05" });
      const next = await buildPublic(tx, { stars: 4, recognisedOn: "2026-05-05" });
      await tx
        .update(recognitions)
        .set({ replacedOn: "2026-05-05", replacedById: next.recognition.id })
        .where(eq(recognitions.id, old.recognition.id));
      await settlePublic(tx);
      const states = new Map(
        (await listCatalogue(tx, noFilter, day)).rows.map(({ id, state }) => [id, state]),
      );
      assert.equal(states.get(old.product.id), "replaced");
      assert.equal(states.get(next.product.id), "valid");
    }));

  test("the program can write none of it", async () => {
    for (const table of ["public_products", "public_places", "public_versions", "public_touched"])
      await assert.rejects(database.db.execute(sql.raw(`delete from ${table}`)), table);
  });

  test("whoever changes the same product waits, and nobody's change is lost", async (t) => {
    if (!process.env["TEST_DATABASE_URL"]) return t.skip("one connection only");
    const made = await buildPublic(database.db, { product: "Hồng không hạt" });
    await Promise.all(
      Array.from({ length: 8 }, (_, n) =>
        database.db.transaction(async (tx) => {
          if (n % 2 === 0)
            await tx.execute(
              sql`update producers set name = name || ${String(n)} where id = ${made.producer.id}`,
            );
          else
            await tx.execute(
              sql`update products set barcode = ${`893000000000${n}`} where id = ${made.product.id}`,
            );
        }),
      ),
    );
    const { rows } = await database.db.execute<{ same: boolean }>(sql`
      select p.barcode = t.barcode and p.producer_slug = public_slug(o.name, o.id) as same
      from public_products p join products t on t.id = p.product_id
      join producers o on o.id = p.producer_id where p.product_id = ${made.product.id}`);
    assert.deepEqual(rows, [{ same: true }]);
  });
});

/** What a search finds, as its promise says it: the newest 200 of either kind, sorted. */
function sortedWhole(filter: CatalogueFilter, { limit, offset }: Cut) {
  const { sounds, accents } = wordsOf(filter.q);
  const meant = sounds.map((sound) => [sound]);
  const newest = (query: string, tier: number) => sql`(select p.*, ${tier}::int as tier
    from public_products p where ${choose(filter, day)} and p.search @@ ${query}::tsquery
    order by p.since desc, p.product_id limit 200)`;
  return sql`
    select product_id as id from (${newest(allInName(meant), 0)} union all ${newest(allOf(meant), 1)}) c
    group by product_id, accents, ends_to, revoked_on, since, stars
    order by min(tier),
      (select count(*) from unnest(${sql.param([...accents])}::text[]) a where a = any(accents)) desc,
      (ends_to >= ${day}::date and revoked_on is null) desc, stars desc, since desc, product_id
    limit ${limit} offset ${offset}`;
}

suite("search", () => {
  test("ten searches that a person would type", () =>
    rolledBack(database.db, async (tx) => {
      await buildPublic(tx, { product: "Mật ong hoa bạc hà", producer: "Hợp tác xã Hoà Bình" });
      await buildPublic(tx, { product: "Mắt na sấy", producer: "Hộ kinh doanh Mỹ Linh" });
      await buildPublic(tx, { product: "Cà phê rang xay", producer: "Công ty TNHH Phia Đén" });
      await buildPublic(tx, { product: "Miến dong", producer: "Tổ hợp tác Côn Minh" });
      await settlePublic(tx);
      const expected: readonly [string, string | null][] = [
        ["mat ong", "Mật ong hoa bạc hà"],
        ["ong mật", "Mật ong hoa bạc hà"],
        ["mật", "Mật ong hoa bạc hà"],
        ["mắt", "Mắt na sấy"],
        ["htx hòa bình", "Mật ong hoa bạc hà"],
        ["my linh", "Mắt na sấy"],
        ["mĩ linh", "Mắt na sấy"],
        ["cafe", "Cà phê rang xay"],
        ["ca fe rang", "Cà phê rang xay"],
        ["cty phia den", "Cà phê rang xay"],
        ["miến dnog", "Miến dong"],
        ["mua miến dong ở đâu", "Miến dong"],
        ["mien dong dong hy", "Miến dong"],
        ["gói miến dong", "Miến dong"],
        ["xe máy", null],
      ];
      for (const [typed, first] of expected)
        assert.equal((await namesOf(tx, typed))[0] ?? null, first, typed);
    }));

  test("the same hits in the same order as when all of them are sorted", () =>
    rolledBack(database.db, async (tx) => {
      await tx.execute(sql`set local role none`);
      await loadRegister(tx, { to: 500 });
      await settlePublic(tx);
      for (const [q, more] of [
        ["che", {}],
        ["hop tac xa", {}],
        ["chè xanh hữu cơ", {}],
        ["thon", { year: 2023 }],
        ["xa", { stars: 4 }],
      ] as const)
        for (const offset of [0, 190]) {
          const filter = search(q, more);
          const cut = { limit: 25, offset };
          const { rows } = await listCatalogue(tx, filter, day, cut);
          const all = await tx.execute<{ id: string }>(sortedWhole(filter, cut));
          assert.deepEqual(
            rows.map(({ id }) => id),
            all.rows.map(({ id }) => id),
            `${q}, from ${offset}`,
          );
        }
    }));

  test("the stretches of time leave no day out, and none twice", async () => {
    for (const until of ["2026-01-01", "2026-11-22", "2030-06-30"]) {
      const { rows } = await database.db.execute<{ days: number; wrong: number }>(sql`
        select count(*)::int as days, count(*) filter (where (
            select count(*) from unnest(${sql.param(stretchesOf(until))}::text[]) s
            where public_index('', '', day::date) @@ s::tsquery) <> 1)::int as wrong
        from generate_series('2009-03-05'::date, ${until}::date, interval '9 days') as day`);
      assert.equal(rows[0]?.wrong, 0, until);
      assert.ok(rows[0].days > 500);
    }
  });

  test("nothing typed, however odd, is an error", () =>
    rolledBack(database.db, async (tx) => {
      await buildPublic(tx);
      await settlePublic(tx);
      for (const q of [
        "'",
        "\\",
        "%_%",
        ":*",
        "a & b | !c",
        "( ) <->",
        "\0",
        "😀",
        "x".repeat(200),
        "-- ;",
        "đ",
      ])
        await listCatalogue(tx, readFilter(new URLSearchParams({ q })), day);
    }));
});

suite("choices and their counts", () => {
  test("a choice shows what its count says", () =>
    rolledBack(database.db, async (tx) => {
      await buildPublic(tx, { stars: 3, kind: "household", recognisedOn: "2024-02-01" });
      await buildPublic(tx, { stars: 4, set: "01", recognisedOn: "2023-11-01" });
      await buildPublic(tx, { stars: 4, path: "08/00970", recognisedOn: "2025-06-01" });
      await settlePublic(tx);
      for (const chosen of [noFilter, { ...noFilter, stars: 4 }, { ...noFilter, province: "19" }]) {
        const facets = await countFacets(tx, chosen, day);
        for (const [facet, field] of [
          ["sets", "set"],
          ["sectors", "sector"],
          ["stars", "stars"],
          ["provinces", "province"],
          ["kinds", "kind"],
          ["years", "year"],
          ["states", "state"],
        ] as const)
          for (const [value, count] of facets[facet]) {
            const params = new URLSearchParams({ [field]: value });
            const filter = { ...chosen, [field]: readFilter(params)[field] };
            const { total } = await listCatalogue(tx, filter, day);
            assert.equal(count, total, `${field}=${value}`);
          }
      }
    }));
});
