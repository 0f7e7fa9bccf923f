/**
 * The rendering process: one Typst compiler, kept between documents. Started by
 * `typst.server.ts`, never imported.
 */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { NodeCompiler } from "@myriaddreamin/typst-ts-node-compiler";
import { fontFiles } from "./fonts.ts";
import type { RenderAnswer, RenderTask } from "./typst-protocol.ts";

const compiler = NodeCompiler.create({
  workspace: fileURLToPath(new URL("../../", import.meta.url)),
  fontArgs: [{ fontBlobs: fontFiles.map((file) => readFileSync(file)) }],
});

/** Documents after which an unused piece of Typst's memory is given back. */
const cacheAge = 10;

process.on("message", (task: RenderTask) => {
  // A server that has given this process up takes no answer any more.
  process.send?.(render(task), () => undefined);
  compiler.evictCache(cacheAge);
});
process.on("disconnect", () => process.exit());
// Ctrl-C reaches the whole group; the server decides when its documents end.
process.on("SIGINT", () => undefined);

function render({ id, template, document, createdAt }: RenderTask): RenderAnswer {
  try {
    const source = { mainFilePath: fileURLToPath(template), inputs: { document } };
    const pdf = compiler.pdf(source, { pdfStandard: "a-2b", creationTimestamp: createdAt });
    return { id, pdf: new Uint8Array(pdf) };
  } catch (error) {
    return { id, error: describe(error) };
  }
}

/** The compiler puts its diagnostics into `code`, and sometimes leaves `message` empty. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code } = error as { code?: unknown };
  return [error.message, typeof code === "string" ? code : ""]
    .filter((line) => line !== "")
    .join(" ");
}
