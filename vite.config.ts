import { reactRouter } from "@react-router/dev/vite";
import { defineConfig, type Plugin } from "vite";
import { islandChunks } from "./scripts/island-chunks.ts";

/**
 * Server modules exist once: Node loads them through the package's own `imports` map, for the
 * program and for the pages alike. Bundled, they would be loaded a second time, with a second
 * database and context tokens that find no value.
 */
const serverModule = /^#core\/|^#modules\/.*\.server\.ts$/;

/** Node's own `import`, for code that the development server evaluates in its module runner. */
const nodeImport = "ocop.nodeImport";
Object.assign(globalThis, { [nodeImport]: (url: string): Promise<object> => import(url) });

const prefix = "\0ocop-node:";

/**
 * In development the same modules are left to Node too. The module runner evaluates whatever is
 * a file of the project, even when it is called external, so each is a small module that asks
 * Node for the real one and hands on its exports.
 */
function nodeLoadsServerModules(): Plugin {
  return {
    name: "ocop:node-loads-server-modules",
    apply: "serve",
    enforce: "pre",
    resolveId(id) {
      if (this.environment.name !== "ssr" || !serverModule.test(id)) return null;
      return prefix + new URL(`./src/${id.slice(1)}`, import.meta.url).href;
    },
    async load(id) {
      if (!id.startsWith(prefix)) return null;
      const url = id.slice(prefix.length);
      const names = Object.keys((await import(url)) as object);
      return [
        `const real = await globalThis["${nodeImport}"](${JSON.stringify(url)});`,
        ...names.map((name) => `export const ${name} = real.${name};`),
      ].join("\n");
    },
  };
}

export default defineConfig({
  plugins: [nodeLoadsServerModules(), islandChunks(), reactRouter()],
  build: { target: "es2022" },
  environments: {
    ssr: { build: { rolldownOptions: { external: [serverModule] } } },
  },
});
