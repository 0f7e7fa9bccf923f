import { existsSync, readFileSync } from "node:fs";
import { globSync } from "node:fs";
import { basename } from "node:path";

const manifest = new URL("../../../build/client/islands.json", import.meta.url);
let files: Record<string, string> | undefined;

/**
 * Address of the script of an island (`src/modules/<module>/islands/<name>.ts`), for a
 * `<script type="module">` on a public page. Throws when there is no island of that name.
 */
export function islandUrl(name: string): string {
  files ??= process.env.NODE_ENV === "development" ? sources() : built();
  const url = files[name];
  if (!url) throw new Error(`no island named ${name}`);
  return url;
}

function built(): Record<string, string> {
  return existsSync(manifest) ? JSON.parse(readFileSync(manifest, "utf8")) : {};
}

function sources(): Record<string, string> {
  return Object.fromEntries(
    globSync("src/modules/*/islands/*.ts").map((file) => [basename(file, ".ts"), `/${file}`]),
  );
}
