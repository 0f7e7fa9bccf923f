import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { Grant } from "#core/access/actor.ts";
import { foldText } from "#core/text.ts";
import { council } from "#modules/rulebooks/council.ts";
import { loadProcedures } from "#modules/rulebooks/procedure.server.ts";
import { getBook } from "#modules/rulebooks/service/shelf.server.ts";
import { can, councilPermissions, type CouncilActivity } from "../access.ts";
import { type ConflictKind, conflictKindNames, type Duty } from "../model.ts";
import { presiderOf } from "../seats.ts";
import {
  findConflicts,
  type Ground,
  isNamesake,
  isSameOrganisation,
  type Person,
  type Tie,
} from "./find.ts";

const on = "2026-11-20";
const nobody: Person = {
  userId: "ann",
  name: "Trần Thị An",
  username: "ann",
  agencies: [],
  homes: [],
  ties: [],
};
const ground: Ground = {
  producerId: "p1",
  producerName: "Hợp tác xã Chè Mẫu",
  unitPath: "19/05692",
  holders: new Set(),
  phones: [],
  representatives: [],
  consultants: [],
  hands: new Set(),
  advisers: new Set(),
};
const tie = (wanted: Partial<Tie>): Tie => ({
  kind: "relative",
  producerId: null,
  organisation: null,
  detail: null,
  since: null,
  until: null,
  ...wanted,
});
const kinds = (person: Partial<Person>, product: Partial<Ground> = {}, names: string[][] = []) =>
  findConflicts(
    { ...nobody, ...person },
    { ...ground, ...product },
    {
      on,
      aliases: new Map(
        names.flatMap((same, id) => same.map((name) => [foldText(name), String(id)])),
      ),
    },
  ).map(({ kind }) => kind);

test("a stranger is in no conflict", () => {
  assert.deepEqual(kinds({ agencies: ["Sở Công Thương"], homes: ["19", "19/05700"] }), []);
});

test("each way to be tied to a product is found, and called by its name", () => {
  assert.deepEqual(kinds({}, { holders: new Set(["ann"]) }), ["ownProducer"]);
  assert.deepEqual(kinds({ ties: [tie({ producerId: "p1" })] }), ["relative"]);
  assert.deepEqual(kinds({ username: "0912345678" }, { phones: ["0912345678"] }), ["household"]);
  assert.deepEqual(kinds({ homes: ["19/05692"] }), ["homeCommune"]);
  assert.deepEqual(kinds({}, { hands: new Set(["ann"]) }), ["preparedDossier"]);
  assert.deepEqual(kinds({}, { advisers: new Set(["ann"]) }), ["consultedDossier"]);
  assert.deepEqual(
    kinds({ ties: [tie({ kind: "payment", producerId: "p1", until: "2022-12-31" })] }),
    ["payment"],
  );
  assert.deepEqual(
    kinds({ agencies: ["TRUNG TÂM Khuyến nông"] }, { consultants: ["Trung tâm khuyến nông"] }),
    ["agencyConsultancy"],
  );
});

test("a relation counts while it lasts; work and payments of the past count for good", () => {
  const over = { producerId: "p1", until: "2025-12-31" };
  assert.deepEqual(kinds({ ties: [tie({ ...over, kind: "ownProducer" })] }), []);
  assert.deepEqual(kinds({ ties: [tie({ producerId: "p1", since: "2027-01-01" })] }), []);
  assert.deepEqual(kinds({ ties: [tie({ producerId: "p1", until: on, since: on })] }), [
    "relative",
  ]);
  assert.deepEqual(kinds({ ties: [tie({ ...over, kind: "agencyConsultancy" })] }), [
    "agencyConsultancy",
  ]);
});

test("a name shared with the producer's representative is a question, not a conflict", () => {
  const representatives = ["TRẦN THỊ AN"];
  assert.deepEqual(kinds({}, { representatives }), []);
  assert.equal(isNamesake(nobody, { representatives }), true);
  assert.equal(isNamesake(nobody, { representatives: ["Trần Thị Anh"] }), false);
  assert.equal(isNamesake({ name: "" }, { representatives: [""] }), false);
});

test("an abbreviation means an organisation only where an alias says so", () => {
  const one = { agencies: ["Trung tâm KN"] };
  const other = { consultants: ["Trung tâm Khuyến nông tỉnh Mẫu"] };
  assert.deepEqual(kinds(one, other), []);
  const aliases = [["Trung tâm KN", "Trung tâm Khuyến nông tỉnh Mẫu", "TTKN"]];
  assert.deepEqual(kinds(one, other, aliases), ["agencyConsultancy"]);
  assert.deepEqual(kinds({ ties: [tie({ organisation: "ttkn" })] }, other, aliases), [
    "agencyConsultancy",
  ]);
  assert.equal(isSameOrganisation("", "", new Map()), false);
  assert.equal(isSameOrganisation("???", "!!!", new Map()), false);
});

test("a tie to an organisation that is the producer counts as a tie to the producer", () => {
  assert.deepEqual(kinds({ ties: [tie({ organisation: "HỢP TÁC XÃ chè mẫu" })] }), ["relative"]);
});

const people = ["ann", "binh", "chi", "dung", "em"] as const;
const producers = ["p1", "p2"] as const;
const organisations = ["Trung tâm KN", "Trung tâm Khuyến nông", "Viện Rau quả"] as const;
const communes = ["19", "19/05692", "19/05700"] as const;
const some = <T>(items: readonly T[]) => fc.subarray([...items]);
const dayOrNull = fc.option(fc.constantFrom("2020-01-01", "2026-11-20", "2030-01-01"));

const anyTie: fc.Arbitrary<Tie> = fc.record({
  kind: fc.constantFrom(...conflictKindNames),
  producerId: fc.option(fc.constantFrom(...producers)),
  organisation: fc.option(fc.constantFrom(...organisations)),
  detail: fc.constant(null),
  since: dayOrNull,
  until: dayOrNull,
});

/** A world: who sits where, who is tied to what, and what is known of one product. */
const world = fc.record({
  seats: fc.subarray([...people], { minLength: 1 }).chain((seated) =>
    fc.tuple(
      ...seated.map((userId) =>
        fc.record({
          userId: fc.constant(userId),
          name: fc.constant("Trần Thị An"),
          username: fc.constantFrom(userId, "0912345678"),
          agencies: some(organisations),
          homes: some(communes),
          ties: fc.array(anyTie, { maxLength: 3 }),
          duty: fc.constantFrom<Duty>("chair", "deputy", "member", "secretary"),
          attendance: fc.constantFrom("present" as const, "absent" as const),
          roles: fc.subarray(["councilChair", "councilMember", "councilSecretary"] as const),
        }),
      ),
    ),
  ),
  ground: fc.record({
    producerId: fc.constantFrom(...producers),
    producerName: fc.constantFrom("Hợp tác xã Chè Mẫu", ...organisations),
    unitPath: fc.constantFrom("19/05692", "19/05700"),
    holders: some(people).map((ids) => new Set<string>(ids)),
    phones: some(["0912345678"]),
    representatives: some(["Trần Thị An"]),
    consultants: some(organisations),
    hands: some(people).map((ids) => new Set<string>(ids)),
    advisers: some(people).map((ids) => new Set<string>(ids)),
  }),
  aliased: fc.boolean(),
});

/** The rule written a second time, from the other end: why might this person be partial? */
function isPartial(
  person: Person,
  product: Ground,
  same: (one: string, other: string) => boolean,
): boolean {
  const done: readonly ConflictKind[] = [
    "payment",
    "agencyConsultancy",
    "preparedDossier",
    "consultedDossier",
  ];
  for (const set of [product.holders, product.hands, product.advisers])
    if (set.has(person.userId)) return true;
  if (product.phones.includes(person.username)) return true;
  if (person.homes.includes(product.unitPath)) return true;
  for (const agency of person.agencies)
    if (product.consultants.some((name) => same(agency, name))) return true;
  for (const { kind, since, until, producerId, organisation } of person.ties) {
    if (since !== null && since > on) continue;
    if (until !== null && until < on && !done.includes(kind)) continue;
    if (producerId === product.producerId) return true;
    if (organisation === null) continue;
    if ([product.producerName, ...product.consultants].some((name) => same(organisation, name)))
      return true;
  }
  return false;
}

const compiled = getBook("26-2026").compiled.get("01");
const rules = loadProcedures().councilRulesDefault;

test("whatever the ties and roles, whoever is in conflict sees, scores and presides over nothing, and the count leaves them out", () => {
  assert.ok(compiled);
  fc.assert(
    fc.property(world, ({ seats, ground: product, aliased }) => {
      const centre = new Set(organisations.slice(0, 2).map((name) => foldText(name)));
      const same = (one: string, other: string) => {
        const [a, b] = [foldText(one), foldText(other)];
        return a === b || (aliased && centre.has(a) && centre.has(b));
      };
      const aliases = new Map(aliased ? [...centre].map((name) => [name, "centre"]) : []);
      const recused = new Set(
        seats
          .filter((seat) => findConflicts(seat, product, { aliases, on }).length > 0)
          .map(({ userId }) => userId),
      );
      for (const seat of seats) {
        assert.equal(recused.has(seat.userId), isPartial(seat, product, same), seat.userId);
        if (!recused.has(seat.userId)) continue;
        const grants: Grant[] = [
          ...seat.roles.map((role) => ({
            role,
            jurisdiction: { kind: "assigned" as const, provinceCode: null },
          })),
          { role: "auditor", jurisdiction: { kind: "unit", version: "2025-07-01", path: "" } },
        ];
        const subject = {
          unitPath: "19",
          assigned: seats.map(({ userId }) => userId),
          conflicted: [...recused],
        };
        for (const activity of Object.keys(councilPermissions) as CouncilActivity[])
          assert.equal(
            can({ kind: "user", userId: seat.userId, grants }, activity, subject),
            false,
            activity,
          );
      }
      const presider = presiderOf(seats, recused);
      assert.ok(presider === null || !recused.has(presider.userId));
      const result = council(
        compiled,
        {
          members: seats.length,
          chairPresent: presider !== null,
          sheets: seats.map(({ userId }) => ({
            member: userId,
            answers: {},
            recused: recused.has(userId),
          })),
        },
        rules,
      );
      const counted = seats.length - recused.size;
      assert.equal(result.counted, counted);
      assert.equal(result.quorum, counted > 0 && presider !== null);
    }),
    { numRuns: 1000 },
  );
});
