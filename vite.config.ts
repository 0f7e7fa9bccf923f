import { reactRouter } from "@react-router/dev/vite";
import { defineConfig, type Plugin } from "vite";
import { islandChunks } from "./scripts/island-chunks.ts";

/**
 * Server modules exist once: Node loads them through the package's own `imports` map, for the
 * program and for the pages alike. Bundled, they would be loaded a second time, with a second
 * database and context tokens that find no value.
 */
const serverModule = /^#core\/|^#modules\/.*\.server\.ts$/;

/** In development the same modules are left to Node, by their absolute path. */
function nodeLoadsServerModules(): Plugin {
  return {
    name: "ocop:node-loads-server-modules",
    apply: "serve",
    enforce: "pre",
    resolveId(id) {
      if (this.environment.name !== "ssr" || !serverModule.test(id)) return null;
      return { id: new URL(`./src/${id.slice(1)}`, import.meta.url).href, external: true };
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
