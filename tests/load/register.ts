import { sql } from "drizzle-orm";
import type { Db } from "#core/database/connection.ts";

// Numbers in names are short: a longer one would be a word of its own to search for.

/** So many products are entered in one transaction. */
const batch = 500;

/** Words that names are made of; common ones stand first and are taken more often. */
const goods = [
  "Chè xanh",
  "Gạo tẻ thơm",
  "Mật ong hoa nhãn",
  "Miến dong",
  "Bánh chưng",
  "Nấm hương khô",
  "Cam sành",
  "Bưởi da xanh",
  "Cà phê rang xay",
  "Hồ tiêu đen",
  "Nước mắm cá cơm",
  "Tôm khô",
  "Chả cá thát lát",
  "Trà hoa vàng",
  "Rượu nếp cái",
  "Tinh dầu sả chanh",
  "Giỏ cói đan tay",
  "Lụa tơ tằm",
  "Gốm men lam",
  "Măng khô",
  "Thịt trâu gác bếp",
  "Lạp xưởng hun khói",
  "Hạt điều rang muối",
  "Dừa sáp",
];
const manners = [
  "hữu cơ",
  "đặc sản",
  "thượng hạng",
  "truyền thống",
  "sấy lạnh",
  "hảo hạng",
  "nguyên chất",
];
const places = [
  "Xuân Mai",
  "Tân Cương",
  "Yên Lập",
  "Phú Bình",
  "Hòa Lạc",
  "Đông Sơn",
  "Thanh Bình",
  "Mỹ Hưng",
  "Vĩnh Phúc",
  "Long Hải",
  "An Khê",
];

/**
 * Fills a migrated database with made-up recognised products number `from` to `to`, the same ones
 * each time: every third has a producer of its own kind and commune, spread over the whole country;
 * some are extended or revoked, most have a certificate. The public register follows by its own
 * triggers. Every row is marked as a sample.
 */
export async function loadRegister(
  db: Db,
  { from = 1, to }: { from?: number; to: number },
): Promise<void> {
  for (let first = from; first <= to; first += batch) {
    const last = Math.min(first + batch - 1, to);
    await db.transaction(async (tx) => {
      for (const statement of statementsFor(first, last)) await tx.execute(statement);
    });
  }
  // As a server that has run for a while knows its tables.
  await db.execute(sql`analyze`);
}

/** A number from 0, the same each time for `n` and what is asked. */
const dice = (name: string, sides: string) =>
  `(('x' || substr(md5('${name} ' || n), 1, 7))::bit(28)::int % ${sides})`;
const id = (name: string, n: string) => `md5('${name} ' || ${n})::uuid`;
const word = (name: string, words: readonly string[]) =>
  `(array[${words.map((one) => `'${one}'`).join(",")}])[1 + least(${dice(`${name} a`, String(words.length))}, ${dice(`${name} b`, String(words.length))})]`;

function statementsFor(first: number, last: number) {
  const numbers = `generate_series(${first}, ${last}) as n`;
  // A producer is known by the first of its three products.
  const own = "((n + 2) / 3)";
  const today = "version = '2025-07-01' and level = 'commune'";
  const communes = `(select code, path, split_part(path, '/', 1) as province,
    row_number() over (order by code) - 1 as place from place_units where ${today}) c`;
  const products = `(select n, ${own} as of_producer from ${numbers}) g
    join producers o on o.id = ${id("producer", "g.of_producer")}`;
  return [
    `insert into producers (id, province_code, unit_version, unit_code, unit_path, kind, name, name_folded, address, is_demo)
      select ${id("producer", "n")}, c.province, '2025-07-01', c.code, c.path,
        (array['cooperative', 'household', 'company'])[1 + ${dice("kind", "3")}],
        made.name, public_fold(made.name), 'Thôn ' || (n % 20 + 1), true
      from (select n, ${word("grower", ["Hợp tác xã", "HTX Nông nghiệp", "Hộ kinh doanh", "Công ty TNHH"])} || ' '
          || ${word("grower of", places)} || ' thôn ' || n % 97 || ' xóm ' || n % 89 || ' đội ' || n % 83 as name, ${dice("commune", `(select count(*) from place_units where ${today})`)} as place
        from (select distinct ${own} as n from ${numbers}) own) made
      join ${communes} on c.place = made.place
      on conflict do nothing`,
    `insert into decisions (id, province_code, unit_version, unit_code, unit_path, level, kind, state, issuer, regime,
        title, legal_basis, number_text, signed_on, is_recorded, is_demo)
      select ${id("decision", "o.province_code || ' ' || batch")}, o.province_code, '2025-07-01', o.province_code, o.province_code,
        'province', 'recognition', 'issued', 'Ủy ban nhân dân tỉnh', '26-2026', 'Quyết định mẫu', '[]',
        batch || '/QĐ-UBND', date '2022-01-05' + batch * 20, true, true
      from (select distinct province_code from ${products}) o, generate_series(0, 79) as batch
      on conflict do nothing`,
    `insert into products (id, province_code, producer_id, name, name_folded, regime, set_code, ingredients, story, is_demo)
      select ${id("product", "n")}, made.province_code, made.producer_id, made.name, public_fold(made.name), '26-2026',
        lpad((1 + ${dice("set", "26")})::text, 2, '0'), '[]',
        '{"origin":null,"resources":null,"culture":null,"value":null,"told":null,"clipUrl":null,"places":[]}', true
      from (select n, o.province_code, o.id as producer_id, ${word("good", goods)} || ' ' || ${word("manner", manners)}
          || ' ' || ${word("of", places)} || ' loại ' || n % 3 + 1 as name from ${products}) made`,
    `insert into recognitions (id, province_code, unit_version, unit_code, unit_path, producer_id, product_id, decision_id,
        regime, set_code, stars, producer_name, product_name, recognised_on, expires_on, extended_until, extension_basis,
        revoked_on, is_demo)
      select ${id("recognition", "n")}, o.province_code, o.unit_version, o.unit_code, o.unit_path, o.id, p.id, d.id,
        p.regime, p.set_code, 3 + ${dice("stars", "2")}, o.name, p.name, d.signed_on,
        (d.signed_on + interval '36 months' - interval '1 day')::date,
        case when ${dice("extended", "20")} = 0 then (d.signed_on + interval '48 months')::date end,
        case when ${dice("extended", "20")} = 0 then 'Mẫu' end,
        case when ${dice("revoked", "33")} = 0 then d.signed_on + 200 end, true
      from ${products} join products p on p.id = ${id("product", "n")}
      join decisions d on d.id = ${id("decision", `o.province_code || ' ' || ${dice("batch", "80")}`)}`,
    `insert into certificates (id, province_code, recognition_id, number, year, issuer, number_text, token, facts, status_index)
      select ${id("certificate", "n")}, r.province_code, r.id, n, 2026, 'Mẫu', n || '/2026/GCN-OCOP',
        translate(md5('token ' || n), '0189', 'ghij'), jsonb_build_object('number', n || '/2026/GCN-OCOP',
          'productName', r.product_name, 'producerName', r.producer_name, 'address', 'Thôn mẫu', 'productCode', null,
          'setCode', r.set_code, 'regime', r.regime, 'stars', r.stars, 'decisionNumber', 'Mẫu', 'decisionOn', r.recognised_on,
          'issuer', 'Mẫu', 'issuedOn', r.recognised_on, 'expiresOn', r.expires_on, 'photo', null), n - 1
      from ${numbers} join recognitions r on r.id = ${id("recognition", "n")}
      where ${dice("certified", "5")} > 0`,
  ].map((text) => sql.raw(text));
}
