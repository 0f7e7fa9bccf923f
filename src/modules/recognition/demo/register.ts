import type { Day } from "#core/calendar/day.ts";

const mark = "(dữ liệu mẫu)";

/** Goods that communes of a midland province make, each in the set that it is judged by. */
const goods = [
  ["Chè nõn tôm", "11"],
  ["Chè đinh", "11"],
  ["Chè móc câu sao suốt", "11"],
  ["Trà xanh túi lọc", "11"],
  ["Miến dong", "06"],
  ["Mật ong hoa rừng", "04"],
  ["Gạo nếp nương", "03"],
  ["Bánh chưng gói tay", "06"],
  ["Na dai", "01"],
  ["Bưởi diễn", "01"],
  ["Rau cải ngồng", "01"],
  ["Nấm hương khô", "07"],
  ["Măng nứa khô", "07"],
  ["Gà đồi thả vườn", "02"],
  ["Thịt lợn gác bếp", "08"],
  ["Lạp sườn", "08"],
  ["Tương nếp", "09"],
  ["Bột ớt rang", "10"],
  ["Trà hoa vàng", "12"],
  ["Trà cà gai leo", "12"],
  ["Rượu nếp cái", "14"],
  ["Rượu mơ", "15"],
  ["Nước ép mơ", "17"],
  ["Tinh bột nghệ", "18"],
  ["Tinh dầu hồi", "20"],
  ["Mành cọ đan", "21"],
  ["Chổi chít", "21"],
  ["Vải chàm dệt tay", "22"],
  ["Cây cảnh si", "24"],
  ["Ngủ bản, hái chè", "26"],
] as const;

const kinds = [
  ["Hợp tác xã", "Hợp tác xã"],
  ["Hợp tác xã", "Hợp tác xã"],
  ["Hộ kinh doanh", "Hộ kinh doanh"],
  ["Tổ hợp tác", "Tổ hợp tác"],
  ["Công ty TNHH", "Doanh nghiệp"],
] as const;

/** How many products are recognised for the first time in each year; the last is the demo's own. */
const newByYear = [14, 18, 24, 20, 26, 20, 30] as const;
/** Years that a recognition holds. */
const term = 3;
/** Of five whose recognition ends, so many come back. */
const renewedOfFive = 3;

const header = [
  "Tỉnh",
  "Xã",
  "Chủ thể",
  "Loại hình",
  "Sản phẩm",
  "Bộ sản phẩm",
  "Hạng sao",
  "Ngày công nhận",
  "Quyết định",
  "Tình trạng",
];

/** What the register of a demo's province is made of. */
export type DemoRegisterGround = {
  readonly province: string;
  /** Names of its communes with their kind, in any order that stays. */
  readonly communes: readonly string[];
  /** Title of a set by its code. */
  readonly titleOf: (code: string) => string;
  /** The day on which the demo is filled: what the register tells was decided before it. */
  readonly day: Day;
};

/**
 * A register as a province keeps it in a sheet, a line for each recognition, its header first: the
 * growth of seven years, two decisions a year, two communes of three, some products with a second
 * recognition after three years and some without. Every name says that it is a sample; the
 * same ground makes the same register.
 */
export function demoRegister(ground: DemoRegisterGround): string[][] {
  const { day } = ground;
  const lastYear = Number(day.slice(0, 4));
  const rows: string[][] = [header];
  let number = 0;
  for (const [at, count] of newByYear.entries())
    for (let product = 0; product < count; product++) {
      number++;
      const first = lastYear - newByYear.length + 1 + at;
      const comesBack = number % 5 < renewedOfFive;
      for (const year of comesBack ? [first, first + term] : [first]) {
        const on = `${year}-${number % 2 === 0 ? "08-20" : "12-16"}`;
        if (on >= day) continue;
        const stars = number % 4 === 0 || (year > first && number % 2 === 0) ? 4 : 3;
        rows.push([...productOf(number, ground), ...recognisedOn(on, stars)]);
      }
    }
  return rows;
}

function productOf(number: number, { province, communes, titleOf }: DemoRegisterGround): string[] {
  // Some producers have several products.
  const holder = Math.ceil((number * 3) / 4);
  const [called, kind] = kinds[holder % kinds.length] ?? kinds[0];
  const [good, set] = goods[(number * 7) % goods.length] ?? goods[0];
  const commune = communes[placeOf(holder, communes.length)] ?? "";
  return [
    province,
    commune,
    `${called} Mẫu số ${holder} ${mark}`,
    kind,
    `${good} ${mark}`,
    titleOf(set),
  ];
}

/** A third of the producers stand close together, the others here and there; a third of the communes has none. */
function placeOf(holder: number, communes: number): number {
  const among = Math.max(1, Math.floor((communes * 2) / 3));
  const step = holder % 3 === 0 ? (Math.floor(holder / 3) % 7) * 9 : holder * 37;
  return Math.floor(((step % among) * communes) / among);
}

function recognisedOn(on: string, stars: 3 | 4): string[] {
  const [year = "", month = "", day = ""] = on.split("-");
  // Each rank has a decision of its own, as several levels give them out in some years.
  const decision = `M${month}.${stars}-${year}/QĐ-UBND`;
  return [String(stars), `${day}/${month}/${year}`, decision, "Đã công nhận"];
}
