import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { findShared } from "#tests/support/shared.ts";
import { parse } from "csv-parse/sync";
import { compactPlaces } from "../../../scripts/places/compact.ts";
import {
  digestPlaces,
  parsePlaces,
  PlaceDataError,
  type PlaceNode,
  readPlaceTexts,
} from "./data.server.ts";
import { soundsOf } from "./fold.ts";
import { levelOfCode } from "./rules.ts";

const texts = readPlaceTexts();
const nodes = parsePlaces(texts);
const now = nodes.filter(({ version }) => version === "2025-07-01");
const before = nodes.filter(({ version }) => version === "pre-2025");
const count = (list: PlaceNode[], test: (node: PlaceNode) => boolean) => list.filter(test).length;
const ofLevel = (level: string) => (node: PlaceNode) => levelOfCode(node.code) === level;

test("the units of July 2025 are all there: 34 provinces, 3,321 communes of three types", () => {
  assert.equal(count(now, ofLevel("province")), 34);
  assert.equal(count(now, ofLevel("district")), 0);
  assert.equal(count(now, ofLevel("commune")), 3321);
  assert.equal(
    count(now, ({ type }) => type === "commune"),
    2621,
  );
  assert.equal(
    count(now, ({ type }) => type === "ward"),
    687,
  );
  assert.equal(
    count(now, ({ type }) => type === "specialZone"),
    13,
  );
});

test("the units before are all there: 63 provinces, 696 districts, 10,035 communes", () => {
  assert.equal(count(before, ofLevel("province")), 63);
  assert.equal(count(before, ofLevel("district")), 696);
  assert.equal(count(before, ofLevel("commune")), 10_035);
});

test("provinces that users work in have the number of communes that their resolutions state", () => {
  const communes = (list: PlaceNode[], code: string) =>
    count(list, (node) => ofLevel("commune")(node) && node.parents.at(-1)?.code === code);
  assert.deepEqual(
    ["19", "66", "24", "68"].map((code) => communes(now, code)),
    [92, 102, 99, 124],
  );
  assert.deepEqual(
    ["06", "19", "66", "54", "24", "27"].map((code) => communes(before, code)),
    [108, 172, 180, 106, 192, 121],
  );
});

test("the mapping is whole: 10,602 pairs, every former commune and every new one, 471 divided", () => {
  const mapped = before.filter(({ code }) => code.length > 2);
  assert.equal(
    mapped.reduce((sum, { became }) => sum + became.length, 0),
    10_602,
  );
  const communes = before.filter(ofLevel("commune"));
  assert.equal(
    count(communes, ({ became }) => became.length === 0),
    0,
  );
  assert.equal(
    count(communes, ({ became }) => became.length > 1),
    471,
  );
  assert.equal(new Set(mapped.flatMap(({ became }) => became)).size, 3321);
  assert.ok(before.every(({ became }) => new Set(became).size === became.length));
});

test("a former province went to one new province, where all its communes are", () => {
  const byCode = new Map(now.map((node) => [node.code, node]));
  for (const province of before.filter(ofLevel("province"))) {
    assert.equal(province.became.length, 1, province.name);
    const communes = before.filter(
      (node) => ofLevel("commune")(node) && node.parents.at(-1) === province,
    );
    for (const code of communes.flatMap(({ became }) => became))
      assert.equal(
        byCode.get(code)?.parents[0]?.code,
        province.became[0],
        `${province.name} ${code}`,
      );
  }
});

test("districts without communes are the five islands, and each became a special zone", () => {
  const parents = new Set(before.map((node) => node.parents[0]));
  const islands = before.filter((node) => ofLevel("district")(node) && !parents.has(node));
  assert.deepEqual(
    islands.map(({ name, became }) => `${name} ${became.length}`),
    ["Bạch Long Vĩ 1", "Cồn Cỏ 1", "Hoàng Sa 1", "Lý Sơn 1", "Côn Đảo 1"],
  );
});

test("the changes of 2026 leave 31 + 3 provinces and cities, and 22 xã became phường", () => {
  const changed = now.filter(({ changes }) => changes.length > 0);
  assert.equal(changed.length, 26);
  assert.equal(
    count(changed, (node) => node.type === "commune" && node.changes[0]?.type === "ward"),
    22,
  );
  assert.deepEqual(
    changed
      .filter(ofLevel("province"))
      .map(({ name, changes }) => `${name} ${changes[0]?.type} ${changes[0]?.from}`),
    ["Quảng Ninh city 2026-09-01", "Bắc Ninh city 2026-09-20", "Đồng Nai city 2026-04-30"],
  );
});

test("a spelling is another way to write the same name", () => {
  const other = new Set<string>();
  for (const { name, aliases } of now.filter((node) => node.version === "2025-07-01"))
    for (const alias of aliases)
      if (soundsOf(alias).join("") !== soundsOf(name).join("")) other.add(alias);
  assert.deepEqual(
    [...other].sort(),
    ["Ban Mê Thuột", "Buôn Mê Thuột", "HCM", "TPHCM", "Thừa Thiên Huế"].sort(),
  );
});

const outlines = ["19_thai_nguyen", "66_dak_lak"].flatMap(
  (name) => findShared(`data/boundaries/${name}-communes.geojson`) ?? [],
);
const skipOutlines = outlines.length === 0 && "no outlines beside this clone";

test("areas agree with the published outlines", { skip: skipOutlines }, () => {
  type Outline = { readonly properties: { readonly code: string; readonly areaKm2: number } };
  let compared = 0;
  for (const file of outlines)
    for (const { properties } of (JSON.parse(readFileSync(file, "utf8")) as { features: Outline[] })
      .features) {
      const told = now.find(({ code }) => code === properties.code)?.areaKm2 ?? null;
      if (told === null) continue;
      compared += 1;
      assert.ok(Math.abs(told / properties.areaKm2 - 1) < 0.15, `${properties.code}: ${told}`);
    }
  assert.ok(compared > 100, String(compared));
});

test("no two communes carry each other's figures, and every point lies in Vietnam", () => {
  const pairs = now.filter(({ areaKm2, population }) => areaKm2 && population);
  assert.equal(
    new Set(pairs.map(({ areaKm2, population }) => `${areaKm2} ${population}`)).size,
    pairs.length,
  );
  for (const { latitude, longitude, name } of now)
    if (latitude !== null && longitude !== null)
      assert.ok(latitude > 8 && latitude < 23.5 && longitude > 102 && longitude < 115, name);
  assert.equal(
    count(now, (node) => node.latitude === null && node.code.length === 5),
    1,
    "Ba Chẽ only",
  );
});

test("a fault in a file is refused and named", () => {
  const broken = (name: keyof typeof texts, text: string) => () =>
    parsePlaces({ ...texts, [name]: text });
  const header = "code\ttype\tname\tbecame\n";
  for (const [run, said] of [
    [
      broken("units-pre-2025.tsv", `${header}01\tTP\tHà Nội\n01\tTP\tHà Nội\n`),
      /01 is malformed or stands twice/,
    ],
    [broken("units-pre-2025.tsv", `${header}001\tQ\tBa Đình\n`), /001 belongs to no unit/],
    [broken("units-pre-2025.tsv", `${header}01\tZ\tHà Nội\n`), /no type Z/],
    [broken("units-pre-2025.tsv", `${header}01\tTP\tHà Nội\t99\n`), /no unit 99/],
    [broken("changes.tsv", "from\tcode\ttype\tname\n2026-01-01\t99999\tP\tX\n"), /no unit 99999/],
    [
      broken("units-2025-07-01.tsv", texts["units-2025-07-01.tsv"].replace("21.0386", "north")),
      /north is no number/,
    ],
  ] as const)
    assert.throws(
      run,
      (error) => error instanceof PlaceDataError && said.test(error.message),
      String(said),
    );
});

test("any change of a file changes the digest", () => {
  assert.notEqual(
    digestPlaces({ ...texts, "notes.tsv": `${texts["notes.tsv"]} ` }),
    digestPlaces(texts),
  );
});

const shared = findShared("data/places/");

test(
  "the generated files are those that the source tables make",
  { skip: !shared && "no source tables here" },
  () => {
    const read = (name: string) => readFileSync(`${shared}${name}`, "utf8");
    const sources = {
      units: read("admin-units-2025.csv"),
      unitsBefore: read("admin-units-pre2025.csv"),
      mapping: read("mapping-2025.csv"),
      spellings: read("admin-units-changes-2026.csv"),
    };
    for (const [name, text] of Object.entries(compactPlaces(sources)))
      assert.equal(
        text === texts[name as keyof typeof texts],
        true,
        `${name} is not what the sources make`,
      );
    const changes = parse<Record<string, string>>(sources.spellings, { columns: true }).filter(
      ({ change }) => change === "changed",
    );
    assert.equal(changes.length, 12);
    for (const { code, new_full_name } of changes) {
      const node = now.find((one) => one.code === code);
      assert.equal(
        `${node?.changes[0]?.type === "city" ? "Thành phố" : node?.changes[0]?.type === "ward" ? "Phường" : "Xã"} ${node?.changes[0]?.name}`,
        new_full_name,
      );
      assert.equal(node?.changes[0]?.from, "2026-04-30");
    }
  },
);
