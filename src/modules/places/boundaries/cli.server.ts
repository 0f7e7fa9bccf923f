import { readFile, stat } from "node:fs/promises";
import { basename } from "node:path";
import {
  type Command,
  type CommandIo,
  guarded,
  parse,
  UsageError,
  withDatabase,
} from "#core/commands.ts";
import {
  BoundaryInput,
  crossingText,
  listBoundarySets,
  loadBoundaries,
  tryBoundaries,
  withdrawBoundaries,
} from "../service/boundaries.server.ts";
import { loadPlaces } from "../service/load.server.ts";
import { BoundaryFault, refuseLarge } from "./faults.ts";
import type { BoundaryReport } from "./plan.ts";

const usage =
  "boundaries load TỆP --level province|commune --source NGUỒN --licence ĐIỀU_KIỆN [--epsg MÃ] [--accept-crossings] [--dry-run] [--json] | list | withdraw MÃ";

const text = { type: "string" } as const;
const flag = { type: "boolean" } as const;
const options = {
  level: text,
  epsg: text,
  source: text,
  licence: text,
  "accept-crossings": flag,
  "dry-run": flag,
  json: flag,
} as const;

/**
 * `boundaries load|list|withdraw`: outlines of provinces and communes, by whoever runs the machine.
 * Exit code 0 when it was done (or tried), 2 for a file or arguments that cannot be used.
 */
export const boundariesCommand: Command = guarded(async (args, io) => {
  const { values, positionals } = parse(args, options);
  const [act, what] = positionals;
  if (act === "list" && positionals.length === 1) return listSets(io);
  if (act === "withdraw" && what !== undefined && /^[0-9a-f-]{36}$/.test(what))
    return withDatabase(async ({ db }) => {
      await withdrawBoundaries(db, null, what);
      io.stderr.write("Đã rút bộ ranh giới.\n");
      return 0;
    });
  if (act !== "load" || what === undefined || positionals.length > 2) throw new UsageError(usage);
  return load(what, values, io);
});

async function load(
  file: string,
  values: Readonly<Record<string, unknown>>,
  io: CommandIo,
): Promise<number> {
  const said = (name: keyof typeof options) => values[name] ?? "";
  const isDry = values["dry-run"] === true;
  const input = BoundaryInput.safeParse({
    level: values["level"],
    epsg: values["epsg"] === undefined ? null : Number(values["epsg"]),
    fileName: basename(file),
    source: isDry ? "–" : said("source"),
    licence: isDry ? "–" : said("licence"),
    acceptsCrossings: values["accept-crossings"] === true,
  });
  if (!input.success) throw new UsageError(`${input.error.issues[0]?.message ?? ""} ${usage}`);
  try {
    const bytes = await readOutlines(file);
    const report = await withDatabase(async ({ db }) => {
      await loadPlaces(db);
      if (isDry) return tryBoundaries(db, null, { ...input.data, bytes });
      const loaded = await loadBoundaries(db, null, { ...input.data, bytes });
      io.stderr.write(`Đã nạp. Mã để rút lại: ${loaded.id}\n`);
      return loaded.report;
    });
    io.stdout.write(values["json"] === true ? `${JSON.stringify(report)}\n` : proseOf(report));
    return 0;
  } catch (error) {
    throw error instanceof BoundaryFault ? new UsageError(error.message) : error;
  }
}

async function readOutlines(file: string): Promise<Uint8Array> {
  const unreadable = () => {
    throw new UsageError(`không đọc được tệp ${file}`);
  };
  refuseLarge((await stat(file).catch(unreadable)).size, "command");
  return readFile(file).catch(unreadable);
}

function proseOf(report: BoundaryReport): string {
  const lines = report.unmatched.map(
    ({ row, label, reason, candidates }) =>
      `Vùng ${row} (${label}): ${reason}${candidates.length > 0 ? ` [${candidates.join("; ")}]` : ""}`,
  );
  if (report.missing.length > 0) lines.push(`Chưa có ranh giới: ${report.missing.join(", ")}.`);
  if (report.otherSize.length > 0)
    lines.push(`Diện tích khác hẳn danh mục, cần xem lại: ${report.otherSize.join(", ")}.`);
  if (report.crossings.length > 0) lines.push(crossingText(report));
  lines.push(
    `${report.outlines} vùng, khớp ${report.matched} đơn vị, hệ tọa độ EPSG:${report.epsg}.`,
    "",
  );
  return lines.join("\n");
}

function listSets(io: CommandIo): Promise<number> {
  return withDatabase(async ({ db }) => {
    for (const set of await listBoundarySets(db))
      io.stdout.write(
        `${set.id} ${set.level} ${set.loadedAt} ${set.ended ?? "đang dùng"} ${set.shown}/${set.units} ${set.fileName}: ${set.source}\n`,
      );
    return 0;
  });
}
