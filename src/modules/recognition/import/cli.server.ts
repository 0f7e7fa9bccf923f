import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import type { UserActor } from "#core/access/actor.ts";
import { type Command, guarded, parse, UsageError, withDatabase } from "#core/commands.ts";
import { findOfficer } from "#modules/people/service/operator-actor.server.ts";
import { loadPlaces } from "#modules/places/service/load.server.ts";
import type { Db } from "#core/database/connection.ts";
import { applyImport } from "./apply.server.ts";
import type { Layout } from "./layouts.ts";
import type { Progress } from "./pieces.server.ts";
import {
  type LayoutName,
  layoutNames,
  parseLayout,
  prepareImport,
  shippedLayout,
} from "./read.server.ts";
import type { ImportReport } from "./schema.server.ts";
import { UnreadableSheetError } from "./sheet.server.ts";
import { undoImport } from "./undo.server.ts";

const usage =
  "import register TỆP --layout tidy|chi-cuc-22|TỆP.json [--dry-run] [--json] [--province TÊN] [--as TÀI_KHOẢN] | import register --undo MÃ";

const text = { type: "string" } as const;
const flag = { type: "boolean" } as const;
const options = {
  layout: text,
  province: text,
  as: text,
  undo: text,
  "dry-run": flag,
  json: flag,
} as const;

/**
 * `import register`: reads a register, says what would become of each row, and enters it in one
 * transaction unless `--dry-run`. Without `--as` it is the act of whoever runs the machine. Exit
 * code 0 when the file was read (and entered), 1 when none of its rows can be, 2 for a file or
 * arguments that make no sense.
 */
export const importCommand: Command = guarded(async (args, io) => {
  const { values, positionals } = parse(args, options);
  const said = (name: keyof typeof options) => {
    const value = values[name];
    return typeof value === "string" ? value : null;
  };
  const [what, file] = positionals;
  if (what !== "register") throw new UsageError(usage);
  const undo = said("undo");
  if (undo !== null && file === undefined)
    return withDatabase(async ({ db }) => {
      const taken = await undoImport(db, await actorOf(db, said("as")), undo);
      io.stdout.write(`${JSON.stringify(taken)}\n`);
      return 0;
    });
  const layoutName = said("layout");
  if (file === undefined || positionals.length > 2 || layoutName === null || undo !== null)
    throw new UsageError(usage);
  const layout = await layoutOf(layoutName);
  const bytes = await readFile(file).catch(() => {
    throw new UsageError(`không đọc được tệp ${file}`);
  });
  const isDry = values["dry-run"] === true;
  const report = await withDatabase(async ({ db }) => {
    io.stderr.write("Đang đối chiếu với danh mục địa danh và dữ liệu đã có…\n");
    await loadPlaces(db);
    const by = { actor: await actorOf(db, said("as")), province: said("province") };
    const prepared = await prepareImport(db, bytes, { layout, ...by });
    if (isDry || prepared.plan.products.length === 0) return prepared.report;
    io.stderr.write(`Đang nhập ${prepared.plan.products.length} sản phẩm…\n`);
    const progress = progressOn(io.stderr);
    const fileName = basename(file);
    const applied = await applyImport(db, by, { layout, bytes, fileName, progress });
    io.stderr.write(`Đã nhập. Mã để hoàn tác: ${applied.id}\n`);
    return applied.report;
  }).catch((error: unknown) => {
    throw error instanceof UnreadableSheetError ? new UsageError(error.message) : error;
  });
  io.stdout.write(values["json"] === true ? `${JSON.stringify(report)}\n` : proseOf(report));
  return report.accepted + report.corrected + report.doubtful > 0 ? 0 : 1;
});

/** Says every tenth of the work. */
function progressOn(stderr: { write: (text: string) => unknown }): Progress {
  let said = 0;
  return (done, total) => {
    const tenth = Math.floor((done * 10) / Math.max(1, total));
    if (tenth <= said) return;
    said = tenth;
    stderr.write(`  ${tenth * 10}%\n`);
  };
}

async function actorOf(db: Db, username: string | null): Promise<UserActor | null> {
  if (username === null) return null;
  const actor = await findOfficer(db, username);
  if (actor === null) throw new UsageError(`không có tài khoản ${username}`);
  return actor;
}

async function layoutOf(name: string): Promise<Layout> {
  if ((layoutNames as readonly string[]).includes(name)) return shippedLayout(name as LayoutName);
  const written = await readFile(name, "utf8").catch(() => {
    throw new UsageError(
      `không có bố cục ${name}: dùng ${layoutNames.join(", ")} hoặc một tệp JSON`,
    );
  });
  try {
    return parseLayout(written);
  } catch (error) {
    if (error instanceof UnreadableSheetError) throw new UsageError(`${name}: ${error.message}`);
    throw error;
  }
}

function proseOf(report: ImportReport): string {
  const { rows, accepted, corrected, doubtful, refused, problems } = report;
  const lines = problems.map(({ row, column, text: says, candidates }) => {
    const where = row === 0 ? "Tệp" : `${column}${row}`;
    return `${where}: ${says}${candidates.length > 0 ? ` [${candidates.join("; ")}]` : ""}`;
  });
  return [
    ...lines,
    `${rows} dòng: ${accepted} nhận nguyên, ${corrected} đã sửa, ${doubtful} cần xem lại, ${refused} không nhận.`,
    `${report.producers} chủ thể, ${report.products} sản phẩm, ${report.recognitions} lần công nhận.`,
    "",
  ].join("\n");
}
