import { type Context, Hono } from "hono";
import type { Services } from "#core/http/context.ts";
import { csvLine } from "./csv.ts";
import { exportRegister, RegisterFilter, type RegisterRow } from "./service/register.server.ts";

/** Columns of the downloads, in their order; open data keeps the same names in both formats. */
const columns = [
  "number",
  "productName",
  "producerName",
  "place",
  "stars",
  "state",
  "regime",
  "recognisedOn",
  "expiresOn",
  "extendedUntil",
  "revokedOn",
  "decision",
  "issuer",
] as const satisfies readonly (keyof RegisterRow)[];

/**
 * The public list as open data: `/cong-khai/giay-chung-nhan.csv` and `.json`, with the filters of
 * the page. Open to all; kept by caches for five minutes.
 */
export function registerApi({ database: { db } }: Pick<Services, "database">): Hono {
  const read = async (c: Context) => {
    c.header("Cache-Control", "public, max-age=300");
    return exportRegister(db, filterOf(new URL(c.req.url).searchParams));
  };
  return new Hono()
    .get("/cong-khai/giay-chung-nhan.csv", async (c) => {
      const rows = await read(c);
      const lines = rows.map((row) => csvLine(columns.map((name) => row[name])));
      c.header("Content-Type", "text/csv; charset=utf-8");
      c.header("Content-Disposition", 'attachment; filename="giay-chung-nhan-ocop.csv"');
      // The mark tells spreadsheets that the letters are Unicode.
      return c.body(`\uFEFF${csvLine(columns)}${lines.join("")}`);
    })
    .get("/cong-khai/giay-chung-nhan.json", async (c) => {
      const rows = await read(c);
      return c.json({
        items: rows.map((row) => Object.fromEntries(columns.map((name) => [name, row[name]]))),
      });
    });
}

/** The filters of an address: `q`, `trang-thai`, `sao`, `nam`, `trang`. */
export function filterOf(query: URLSearchParams): RegisterFilter {
  const of = (name: string) => query.get(name) || undefined;
  return RegisterFilter.parse({
    text: of("q"),
    state: of("trang-thai"),
    stars: of("sao"),
    year: of("nam"),
    page: of("trang"),
  });
}
