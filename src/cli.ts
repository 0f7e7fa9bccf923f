import "./find-once.ts";
import type { CliIo } from "#modules/rulebooks/cli/io.server.ts";
import { systemIo } from "#modules/rulebooks/cli/io.server.ts";

type Command = (args: readonly string[], io: CliIo) => Promise<number>;

/** A family of commands is loaded only when one of it is called: scoring opens no database. */
const families: Readonly<Record<string, () => Promise<Readonly<Record<string, Command>>>>> = {
  core: async () => {
    await import("#modules/people/invariants.server.ts");
    await import("#modules/councils/invariants.server.ts");
    await import("#modules/cycle/invariants.server.ts");
    await import("#modules/market/invariants.server.ts");
    await import("#modules/planning/reports/invariants.server.ts");
    return (await import("#core/commands.ts")).coreCommands;
  },
  people: () => import("#modules/people/cli.ts").then((m) => m.peopleCommands),
  boundaries: async () => ({
    boundaries: (await import("#modules/places/boundaries/cli.server.ts")).boundariesCommand,
  }),
  import: async () => ({
    import: (await import("#modules/recognition/import/cli.server.ts")).importCommand,
  }),
  planning: () => import("#modules/planning/cli.ts").then((m) => m.planningCommands),
  recognition: () => import("#modules/recognition/cli.ts").then((m) => m.recognitionCommands),
  rulebooks: async () => {
    const { rulebookCommands } = await import("#modules/rulebooks/cli.ts");
    return { ...rulebookCommands, rulebook: (args, io) => rulebook(args, io, rulebookCommands) };
  },
};

const commands: Readonly<Record<string, { family: string; help: string }>> = {
  rulebook: {
    family: "rulebooks",
    help: "facts --regime R | check FILE | wording FILE --regime R --province NN: dữ kiện, kiểm tra, văn bản của tỉnh",
  },
  score: { family: "rulebooks", help: "--regime R --set NN --answers FILE: chấm một phiếu" },
  council: { family: "rulebooks", help: "--regime R --set NN --sheets FILE: kết quả của hội đồng" },
  advise: {
    family: "rulebooks",
    help: "--regime R --set NN --answers FILE --stars S: cách rẻ nhất để lên sao",
  },
  verify: {
    family: "recognition",
    help: "audit [--against FILE] | certificate TỆP|MÃ | log: kiểm chuỗi nhật ký, một giấy chứng nhận, nhật ký công khai",
  },
  import: {
    family: "import",
    help: "register TỆP --layout tidy|chi-cuc-22|TỆP.json [--dry-run] [--json] | register --undo MÃ: nhập sổ đăng ký sản phẩm của tỉnh",
  },
  boundaries: {
    family: "boundaries",
    help: "load TỆP --level province|commune --source NGUỒN --licence ĐIỀU_KIỆN [--epsg MÃ] [--dry-run] | list | withdraw MÃ: ranh giới hành chính cho bản đồ",
  },
  report: {
    family: "planning",
    help: "plan --plan MÃ [--json] | indicators --year NĂM --unit MÃ [--quarter 1-4] [--json]: số liệu và chỗ không khớp của một kế hoạch; các chỉ số của một đơn vị",
  },
  keys: { family: "recognition", help: "rotate: ký giấy chứng nhận bằng khóa mới từ nay" },
  invariants: { family: "core", help: "[--deep]: những điều luôn phải đúng trong cơ sở dữ liệu" },
  account: {
    family: "people",
    help: "create|reset --username TÊN …: mở tài khoản quản trị đầu tiên, cấp lại mật khẩu",
  },
  backup: { family: "core", help: "DIR: sao lưu cơ sở dữ liệu và tệp, kèm bảng mã băm" },
  restore: { family: "core", help: "DIR [--force]: kiểm bản sao lưu rồi khôi phục" },
};

/** `rulebook wording` is the one rulebook command that needs the installation's database. */
async function rulebook(
  args: readonly string[],
  io: CliIo,
  pure: { readonly rulebook: Command },
): Promise<number> {
  const [act, ...rest] = args;
  if (act !== "wording") return pure.rulebook(args, io);
  const { wordingCommand } = await import("#modules/rulebooks/cli/wording.server.ts");
  const { withDatabase } = await import("#core/commands.ts");
  return wordingCommand(rest, io, withDatabase);
}

const [name = "help", ...args] = process.argv.slice(2);
process.exitCode = await runCommand(name, args);

async function runCommand(wanted: string, rest: readonly string[]): Promise<number> {
  const io = systemIo();
  if (wanted === "help" || wanted === "--help") {
    for (const [command, { help }] of Object.entries(commands))
      io.stdout.write(`ocop ${command} ${help}\n`);
    return 0;
  }
  const known = Object.hasOwn(commands, wanted) ? commands[wanted] : undefined;
  const family = known && (await families[known.family]?.());
  const command = family?.[wanted];
  if (!command) {
    io.stderr.write(`ocop: không có lệnh "${wanted}". Xem: npm run -s ocop -- help\n`);
    return 2;
  }
  return command(rest, io);
}
