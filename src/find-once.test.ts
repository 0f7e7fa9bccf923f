import "./find-once.ts";
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, test } from "node:test";
import { pathToFileURL } from "node:url";

const root = mkdtempSync(join(tmpdir(), "ocop-imports-"));
after(() => rmSync(root, { recursive: true }));

/** Lays files out below the folder of this test. */
function lay(files: Readonly<Record<string, string>>): void {
  for (const [name, content] of Object.entries(files)) {
    const path = join(root, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  }
}

/** What a file of the folder exports as `told`. */
async function toldBy(name: string): Promise<unknown> {
  const loaded = (await import(pathToFileURL(join(root, name)).href)) as { told: unknown };
  return loaded.told;
}

const esm = '{"type":"module","exports":"./index.js"}';

test("each package meets the copy that it brought, whoever asked for the name before", async () => {
  lay({
    "node_modules/one/package.json": esm,
    "node_modules/one/index.js": 'export { told } from "shared";',
    "node_modules/one/node_modules/shared/package.json": esm,
    "node_modules/one/node_modules/shared/index.js": 'export const told = "of one";',
    "node_modules/two/package.json": esm,
    "node_modules/two/index.js": 'export { told } from "shared";',
    "node_modules/shared/package.json": esm,
    "node_modules/shared/index.js": 'export const told = "of all";',
    "names.mjs":
      'import * as a from "one"; import * as b from "two"; export const told = [a.told, b.told];',
  });
  assert.deepEqual(await toldBy("names.mjs"), ["of one", "of all"]);
});

test("files of one folder are of the kind that their ending says", async () => {
  lay({
    "kinds/package.json": '{"type":"module"}',
    "kinds/a.js": 'export const told = "a module";',
    "kinds/b.cjs": "exports.told = typeof require;",
    "kinds/old/package.json": '{"type":"commonjs"}',
    "kinds/old/c.js": "exports.told = typeof module;",
    "kinds/all.js": `import * as a from "./a.js"; import b from "./b.cjs"; import c from "./old/c.js";
      export const told = [a.told, b.told, c.told];`,
  });
  assert.deepEqual(await toldBy("kinds/all.js"), ["a module", "function", "object"]);
});

test("what is not there fails, also beside what was found", async () => {
  lay({ "gone.mjs": 'import "./names.mjs"; export { told } from "./nobody.mjs";' });
  await assert.rejects(toldBy("gone.mjs"), /nobody\.mjs/);
});
