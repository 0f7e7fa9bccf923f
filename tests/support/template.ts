import { createHash } from "node:crypto";
import {
  globSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "../..");
const folder = join(root, "node_modules/.cache/ocop");

/** What a fresh database of the product is made of: its schema, its data, and who loads them. */
const ground = [
  "package-lock.json",
  "migrations/{,guards/}*.sql",
  "data/{places,rulebooks}/**/*.*",
  "src/load.ts",
  "src/core/{text,database/migrate,jobs/boss}.ts",
  "src/modules/{places,rulebooks}/*.ts",
  "src/modules/{places,rulebooks}/service/*.ts",
];

/** Digest of everything that decides what is in a fresh database; hexadecimal, short. */
export function stateOfGround(): string {
  const hash = createHash("sha256");
  for (const file of globSync(ground, { cwd: root }).sort())
    if (!file.includes(".test.")) hash.update(`${file}\0`).update(readFileSync(join(root, file)));
  return hash.digest("hex").slice(0, 16);
}

/** Where the embedded engine's template of this state lies, once it has been made. */
export function templatePath(): string {
  return join(folder, `template-${stateOfGround()}.packed`);
}

/** Writes a template whole or not at all, and throws away those of a day ago. */
export function keepTemplate(path: string, content: Uint8Array): void {
  mkdirSync(folder, { recursive: true });
  const mine = `${path}.${process.pid}`;
  writeFileSync(mine, content);
  renameSync(mine, path);
  for (const name of readdirSync(folder)) {
    const other = join(folder, name);
    const age = Date.now() - (statSync(other, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
    if (name.startsWith("template-") && age > 86_400_000) rmSync(other, { force: true });
  }
}
