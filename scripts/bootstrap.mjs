// The one door: `npm start`, `npm run dev`, `npm test`, `npm run ocop`, `npm run journey`. Plain JavaScript,
// because Node 20 must be able to run it before Node 24 has been installed beside it.
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import module from "node:module";
import { availableParallelism } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const installStamp = join(root, "node_modules", ".ocop-installed");
const buildStamp = join(root, "build", ".ocop-built");
const [task = "", ...rest] = process.argv.slice(2);

/** One line for people, on stderr: stdout belongs to the command itself. */
const say = (line) => process.stderr.write(`${line}\n`);

function fail(line) {
  say(line);
  process.exit(1);
}

function digest(files) {
  const hash = createHash("sha256");
  for (const file of files) hash.update(file.slice(root.length)).update(readFileSync(file));
  return hash.digest("hex");
}

function filesBelow(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.includes(".test."))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort();
}

function read(file) {
  return existsSync(file) ? readFileSync(file, "utf8") : "";
}

/** Runs one tool of the house and stops with its output when it fails. */
function run(command, args, doing) {
  const result = spawnSync(command, args, {
    cwd: root,
    encoding: "utf8",
    maxBuffer: 64 << 20,
    shell: process.platform === "win32",
  });
  if (result.status !== 0) {
    const output = `${result.stdout ?? ""}${result.stderr ?? ""}`.trimEnd().split("\n");
    say(output.slice(-40).join("\n"));
    fail(`Không ${doing} được (mã ${result.status ?? result.error?.message}). Xem các dòng trên.`);
  }
}

function ensureInstalled() {
  const wanted = digest([join(root, "package-lock.json")]);
  if (read(installStamp) === wanted) return;
  say("Đang cài các gói (chỉ lần đầu hoặc khi danh sách gói thay đổi)…");
  run("npm", ["ci", "--no-audit", "--no-fund"], "cài các gói");
  writeFileSync(installStamp, wanted);
}

/** The Node 24 that came with the packages, or the running one when it is new enough. */
function findNode() {
  if (Number(process.versions.node.split(".")[0]) >= 24) return process.execPath;
  const name = process.platform === "win32" ? "node.exe" : "node";
  const packages = readdirSync(join(root, "node_modules")).filter((entry) =>
    /^node-(bin-)?(linux|darwin|win)-/.test(entry),
  );
  for (const entry of packages) {
    const file = join(root, "node_modules", entry, "bin", name);
    if (existsSync(file)) return file;
  }
  return fail(
    "Máy này cần Node 24: gói Node 24 cho nền tảng này không cài được, hãy tự cài Node 24.",
  );
}

/**
 * Builds the pages where they are not those of the sources; tells when and whether they stand, or null
 * where they stood already. What waits beside it (src/program.ts) reads the stamp.
 */
function startBuild(node) {
  const wanted = digest([
    ...filesBelow(join(root, "src")),
    ...["vite.config.ts", "react-router.config.ts", "package-lock.json"].map((f) => join(root, f)),
  ]);
  if (read(buildStamp) === wanted) return null;
  say("Đang dựng giao diện…");
  rmSync(buildStamp, { force: true });
  const tool = join(root, "node_modules", "@react-router", "dev", "bin.cjs");
  const child = spawn(node, [tool, "build"], { cwd: root, stdio: ["ignore", "pipe", "pipe"] });
  const output = [];
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (piece) => output.push(piece));
  process.once("exit", () => child.kill());
  return new Promise((resolve) => {
    const end = (code) => {
      if (code !== 0) {
        say(Buffer.concat(output).toString().trimEnd().split("\n").slice(-40).join("\n"));
        say(`Không dựng giao diện được (mã ${code}). Xem các dòng trên.`);
      }
      mkdirSync(dirname(buildStamp), { recursive: true });
      writeFileSync(buildStamp, code === 0 ? wanted : "failed");
      resolve(code === 0);
    };
    child.once("error", (error) => end(error.message));
    child.once("close", end);
  });
}

async function ensureBuilt(node) {
  if ((await startBuild(node)) === false) process.exit(1);
}

/**
 * Hands over to Node 24: in this process when it is one, else in a child that gets our signals.
 * What was compiled once is known from the first line on.
 */
async function hand(node, entry, args, nodeArgs = []) {
  process.env.NODE_COMPILE_CACHE ??= join(root, "node_modules", ".cache", "ocop", "code");
  if (node === process.execPath && nodeArgs.length === 0) {
    module.enableCompileCache(process.env.NODE_COMPILE_CACHE);
    process.argv = [process.execPath, join(root, entry), ...args];
    await import(pathToFileURL(join(root, entry)).href);
    return;
  }
  const child = spawn(node, [...nodeArgs, ...(entry ? [join(root, entry)] : []), ...args], {
    cwd: root,
    stdio: "inherit",
  });
  for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => child.kill(signal));
  child.on("exit", (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
}

ensureInstalled();
const node = findNode();
if (task === "start") {
  // The database is made ready meanwhile; who listens waits for the pages.
  const isBuilding = startBuild(node) !== null;
  process.env.NODE_ENV ??= "demo";
  await hand(node, "src/main.ts", isBuilding ? [...rest, "--pages-follow"] : rest);
} else if (task === "dev") {
  process.env.NODE_ENV ??= "development";
  // The sources only: what Vite keeps for itself below node_modules is no change of the program.
  const watch = `--watch-path=${join(root, "src")}`;
  await hand(node, "src/main.ts", rest, [watch, "--watch-preserve-output"]);
} else if (task === "ocop") {
  await hand(node, "src/cli.ts", rest);
} else if (task === "journey") {
  await ensureBuilt(node);
  await hand(node, "tests/journey/run.ts", rest);
} else if (task === "test") {
  await ensureBuilt(node);
  const files =
    rest.length > 0 ? rest : ["src/**/*.test.ts", "tests/**/*.test.ts", "scripts/**/*.test.ts"];
  await hand(node, "", files, [
    "--test",
    // One more than there are processors: files wait for their databases and children now and then.
    `--test-concurrency=${availableParallelism() + 1}`,
    "--import=./tests/support/setup.ts",
  ]);
} else {
  fail(
    "Cách dùng: npm start | npm run dev | npm test | npm run -s ocop -- <lệnh> | npm run -s journey",
  );
}
