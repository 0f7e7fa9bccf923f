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

/** The built text of an island, for one that must be served under an address of its own. */
export function islandText(name: string): string {
  return readFileSync(new URL(`.${islandUrl(name)}`, manifest), "utf8");
}

function built(): Record<string, string> {
  return existsSync(manifest) ? JSON.parse(readFileSync(manifest, "utf8")) : {};
}

function sources(): Record<string, string> {
  return Object.fromEntries(
    globSync("src/modules/*/islands/*.ts").map((file) => [basename(file, ".ts"), `/${file}`]),
  );
}
