import { globSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { Plugin } from "vite";

/**
 * Builds every `src/modules/<module>/islands/<name>.ts` as an entry of its own beside the
 * client build, and writes `islands.json` (name → file): the little scripts that a public page
 * may load without any client framework. `#core/http/islands.ts` reads that file.
 */
export function islandChunks(): Plugin {
  const chunks = new Map<string, string>();
  return {
    name: "ocop:island-chunks",
    apply: "build",
    applyToEnvironment: (environment) => environment.name === "client",
    buildStart() {
      for (const file of globSync("src/modules/*/islands/*.ts")) {
        if (file.endsWith(".test.ts")) continue;
        const name = basename(file, ".ts");
        chunks.set(name, this.emitFile({ type: "chunk", id: file, name: `island-${name}` }));
      }
    },
    writeBundle(options) {
      const files = Object.fromEntries(
        [...chunks].map(([name, reference]) => [name, `/${this.getFileName(reference)}`]),
      );
      writeFileSync(join(options.dir ?? "build/client", "islands.json"), JSON.stringify(files));
    },
  };
}
