import assert from "node:assert/strict";
import { test } from "node:test";
import { compactPlaces, PlaceSourceError, type PlaceSources } from "./compact.ts";

const unitHeader =
  "code,name,type,parent_code,province_code,full_name,lat,lon,area_km2,population\n";
const beforeHeader = "code,name,type,parent_code,province_code,full_name\n";
const mappingHeader =
  "old_code,old_name,old_district_code,old_province_code,new_code,new_province_code,old_is_divided\n";
const changeHeader = "code,change,old_full_name,new_full_name\n";

const units = `${unitHeader}00002,Hai,Phường,01,01,Phường Hai,21.1,105.1,2.5,12345
00001,Một,Xã,01,01,Xã Một,21,105,3,23456
01,Hà Nội,Thành phố,,01,Thành phố Hà Nội,,,,
`;
const unitsBefore = `${beforeHeader}01,Hà Nội,Thành phố,,01,Thành phố Hà Nội
001,Ba Đình,Quận,01,01,Quận Ba Đình
00004,Bốn,Xã,001,01,Xã Bốn
002,Đảo,Huyện,01,01,Huyện Đảo
`;
const mapping = `${mappingHeader}00004,Xã Bốn,001,01,00002,01,true
00004,Xã Bốn,001,01,00001,01,true
,,002,01,00002,01,false
`;
const spellings = `${changeHeader}00001,spelling,Xã Một,Xã Mốt
00002,spelling,Phường Hai,phường Hai
01,changed,Thành phố Hà Nội,Tỉnh Hà Nội
`;
const good: PlaceSources = { units, unitsBefore, mapping, spellings };

const rows = (text: string) => text.trimEnd().split("\n").slice(1);

test("units stand under the unit that they belong to, by code, with what they became", () => {
  const files = compactPlaces(good);
  assert.deepEqual(rows(files["units-pre-2025.tsv"]), [
    "01\tTP\tHà Nội\t01",
    "001\tQ\tBa Đình",
    "00004\tX\tBốn\t00001 00002",
    "002\tH\tĐảo\t00002",
  ]);
  assert.deepEqual(
    rows(files["units-2025-07-01.tsv"]).map((row) => row.split("\t")[0]),
    ["01", "00001", "00002"],
  );
  assert.deepEqual(rows(files["spellings.tsv"]), ["2025-07-01\t00001\tMốt"]);
});

/** Area and population of each unit, by code, for the given rows of communes. */
function figures(communes: string): Record<string, string> {
  const extra = mapping.concat(
    ...[...communes.matchAll(/^(\d{5}),/gm)].map(([, code]) => `,,002,01,${code},01,false\n`),
  );
  const files = compactPlaces({ ...good, units: units + communes, mapping: extra });
  return Object.fromEntries(
    rows(files["units-2025-07-01.tsv"]).map((row) => {
      const [code = "", , , , , area = "", population = ""] = row.split("\t");
      return [code, `${area} ${population}`];
    }),
  );
}

test("figures that namesakes share, and pairs that stand twice, are left blank", () => {
  const found = figures(`00011,Tân An,Xã,01,01,Xã Tân An,20,105,40.61,41920
00012,Tân An,Xã,01,01,Xã Tân An,19,105,40.61,31920
00013,Tân Mỹ,Xã,01,01,Xã Tân Mỹ,20,105,9,51920
00014,Tân Lạc,Xã,01,01,Xã Tân Lạc,20,105,9,51920
00015,Tân Hà,Xã,01,01,Xã Tân Hà,20,105,8,51921
`);
  assert.deepEqual(
    ["00011", "00012", "00013", "00014", "00015"].map((code) => found[code]),
    [" 41920", " 31920", " ", " ", "8 51921"],
  );
});

test("small populations are left blank where no large one ends in 0, and only there", () => {
  const small = "00021,Nhỏ,Xã,01,01,Xã Nhỏ,20,105,80,99\n";
  assert.equal(figures(small)["00021"], "80 ");
  assert.equal(figures(`${small}00022,To,Xã,01,01,Xã To,20,105,7,"30,120"\n`)["00021"], "80 99");
});

test("a population without separators is read, one that is being updated or cannot be is blank", () => {
  const found = figures(`00031,A,Xã,01,01,Xã A,20,105,7,"30,509"
00032,B,Xã,01,01,Xã B,20,105,0.0,đang cập nhật
00033,C,Xã,01,01,Xã C,20,105,1,653422
`);
  assert.deepEqual([found["00031"], found["00032"], found["00033"]], ["7 30509", " ", "1 "]);
});

test("sources that do not fit together are refused", () => {
  for (const [change, said] of [
    [{ units: units.replace("00001,Một,Xã", "00001,Một,Làng") }, /00001: type Làng/],
    [{ unitsBefore: unitsBefore.replace("Xã,001", "Xã,009") }, /belongs to no unit/],
    [
      { mapping: mapping.replace("00002,01,true", "00009,01,true") },
      /00004 -> 00009: no such unit/,
    ],
    [{ mapping: mapping.replaceAll("true", "false") }, /00004: divided or not/],
    [{ units: units.replace(",3,23456", ",3,many") }, /00001: population many/],
    [{ units: units.replace("population", "people") }, /no column population/],
  ] as const)
    assert.throws(
      () => compactPlaces({ ...good, ...change }),
      (error) => error instanceof PlaceSourceError && said.test(error.message),
      String(said),
    );
});
