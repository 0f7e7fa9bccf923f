import { spawn, spawnSync } from "node:child_process";
import { buffer } from "node:stream/consumers";

/** A line for `skip`: the reason where poppler's tools are not installed, else false. */
export const withoutPdfTools: string | false =
  spawnSync("pdftotext", ["-v"]).error === undefined
    ? false
    : "pdftotext, pdffonts and pdfinfo (poppler-utils) are not installed";

/**
 * Text of a PDF page by page, runs of white space as one space, in the order in which the
 * file draws it, so that a table's cells stay whole.
 */
export async function pdfPages(pdf: Uint8Array): Promise<readonly string[]> {
  const text = await runTool("pdftotext", ["-raw", "-enc", "UTF-8", "-", "-"], pdf);
  return text
    .split("\f")
    .slice(0, -1)
    .map((page) => page.replaceAll(/\s+/g, " ").trim());
}

/** Text of a whole PDF in one line. */
export async function pdfText(pdf: Uint8Array): Promise<string> {
  return (await pdfPages(pdf)).join(" ");
}

/** Fonts of a PDF: name without its subset tag, and whether it is embedded. */
export async function pdfFonts(
  pdf: Uint8Array,
): Promise<readonly { name: string; embedded: boolean }[]> {
  const lines = (await runTool("pdffonts", ["-"], pdf)).trim().split("\n").slice(2);
  return lines.map((line) => ({
    name: line.split(/\s+/)[0]?.replace(/^[A-Z]{6}\+/, "") ?? "",
    embedded: /\s(yes|no)\s+(yes|no)\s+(yes|no)\s+\d+\s+\d+\s*$/.exec(line)?.[1] === "yes",
  }));
}

/** What a PDF says about itself, such as `Title`, `Pages` and `CreationDate`. */
export async function pdfInfo(pdf: Uint8Array): Promise<Readonly<Record<string, string>>> {
  const lines = (await runTool("pdfinfo", ["-isodates", "-"], pdf)).trim().split("\n");
  return Object.fromEntries(
    lines.map((line) => {
      const colon = line.indexOf(":");
      return [line.slice(0, colon), line.slice(colon + 1).trim()];
    }),
  );
}

/** The first page as a picture, as a camera held straight above it would take it. */
export function pdfPicture(pdf: Uint8Array): Promise<Buffer> {
  return toolOutput("pdftoppm", ["-png", "-singlefile", "-r", "150", "-"], pdf);
}

/** Pages counted without any tool, from the file's own page objects. */
export function countPages(pdf: Uint8Array): number {
  return (
    Buffer.from(pdf)
      .toString("latin1")
      .match(/\/Type \/Page\b(?!s)/g)?.length ?? 0
  );
}

async function runTool(tool: string, args: readonly string[], pdf: Uint8Array): Promise<string> {
  return (await toolOutput(tool, args, pdf)).toString("utf8");
}

async function toolOutput(tool: string, args: readonly string[], pdf: Uint8Array): Promise<Buffer> {
  const child = spawn(tool, args, { stdio: ["pipe", "pipe", "inherit"] });
  child.stdin.end(pdf);
  const ended = new Promise<number | null>((resolve) => child.on("close", resolve));
  const output = await buffer(child.stdout);
  const status = await ended;
  if (status !== 0) throw new Error(`${tool} ended with ${String(status)}`);
  return output;
}
