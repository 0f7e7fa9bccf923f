/**
 * Where what is imported lies is found out once for a folder or a package, not for each of its
 * files: Node reads the packages' descriptions anew for every one, and looks for them in every
 * folder above it, which takes longer than to load what was found. Only for `import`; `require`
 * knows its ways already. Imported first by whatever is started, which imports the rest after it.
 */
import { readFileSync } from "node:fs";
import { registerHooks, type ResolveFnOutput } from "node:module";
import { dirname } from "node:path";
import { pathToFileURL } from "node:url";

const root = pathToFileURL(`${dirname(import.meta.dirname)}/`);
const { imports } = JSON.parse(readFileSync(new URL("package.json", root), "utf8")) as {
  imports: Record<string, string>;
};

/** The program's own names for its folders, and where they lie. */
const ownFolders = Object.entries(imports).map(([name, path]) => ({
  name: name.replace("*", ""),
  folder: new URL(path.replace("*", ""), root),
}));

/** Of what kind the files of a folder with one ending are, once the first of them was found. */
const kinds = new Map<string, string | null | undefined>();
/** What a name means to the files of a package. */
const meanings = new Map<string, ResolveFnOutput>();

/** The folder of the package that a file belongs to, by its address. */
function packageOf(url: string): string {
  return /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/.exec(url)?.[0] ?? "";
}

/** The address that an import names by a path, with its ending; null for everything else. */
function addressOf(specifier: string, parent: string): string | null {
  if (!/\.[cm]?[jt]s$/.test(specifier)) return null;
  if (/^\.\.?\//.test(specifier)) return new URL(specifier, parent).href;
  if (!specifier.startsWith("#") || packageOf(parent) !== "") return null;
  const own = ownFolders.find(({ name }) => specifier.startsWith(name));
  return own ? new URL(specifier.slice(own.name.length), own.folder).href : null;
}

registerHooks({
  resolve(specifier, context, next) {
    const { parentURL = "", conditions, importAttributes } = context;
    const isUsual =
      parentURL.startsWith("file:") &&
      conditions.includes("import") &&
      Object.keys(importAttributes).length === 0 &&
      !specifier.startsWith("node:");
    if (!isUsual) return next(specifier, context);
    const url = addressOf(specifier, parentURL);
    if (url !== null) {
      const like = `${url.slice(0, url.lastIndexOf("/"))} ${url.slice(url.lastIndexOf("."))}`;
      const format = kinds.get(like);
      if (format) return { url, format, shortCircuit: true };
      const answer = next(specifier, context);
      kinds.set(like, answer.format);
      return answer;
    }
    if (specifier.startsWith(".") || specifier.startsWith("/")) return next(specifier, context);
    const key = `${packageOf(parentURL)} ${specifier}`;
    const known = meanings.get(key);
    if (known) return { ...known, shortCircuit: true };
    const answer = next(specifier, context);
    meanings.set(key, answer);
    return answer;
  },
});
