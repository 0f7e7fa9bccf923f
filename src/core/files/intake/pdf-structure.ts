import { inflateSync } from "node:zlib";
import { IntakeRefusal, mostExpanded, mostRatio } from "./limits.ts";

const streamStart = /stream\r?\n/g;
/** Names may hide letters as `#4a`: read before they are compared. */
const readNames = (text: string) =>
  text.replace(/#([0-9a-fA-F]{2})/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );

/** What runs, opens or carries something when the file is shown. */
const active =
  /\/(JavaScript|JS|Launch|EmbeddedFiles?|RichMedia|XFA|ImportData|SubmitForm|GoToE)(?![A-Za-z0-9])/;

/**
 * Looks at a PDF as bytes before any library parses it: throws for a lock, for active content
 * outside of page contents, and for object streams that unpack to more than they may. Page
 * contents and pictures are not unpacked: nothing here reads them.
 */
export function inspectPdf(bytes: Buffer): void {
  const text = bytes.toString("latin1");
  if (!/^%PDF-\d/.test(text)) throw new IntakeRefusal("wrongType");
  // Before anything is unpacked: what is locked cannot be.
  if (/\/Encrypt\s*(\d+\s+\d+\s+R|<<)/.test(text)) throw new IntakeRefusal("encrypted");
  // A ZIP behind the last page would make the file a PDF for one program and an archive for another.
  if (text.includes("PK\u0005\u0006", Math.max(0, text.length - 70_000)))
    throw new IntakeRefusal("activeContent");
  const outside: string[] = [];
  let expanded = 0;
  let at = 0;
  streamStart.lastIndex = 0;
  for (let match = streamStart.exec(text); match; match = streamStart.exec(text)) {
    const start = match.index + match[0].length;
    const head = readNames(text.slice(Math.max(at, match.index - 4096), match.index));
    outside.push(text.slice(at, match.index));
    const found = text.indexOf("endstream", start);
    const end = found === -1 ? text.length : found;
    if (isStructure(head)) {
      const unpacked = unpack(bytes.subarray(start, end), head);
      expanded += unpacked.length;
      if (expanded > mostExpanded) throw new IntakeRefusal("bomb");
      outside.push(unpacked.toString("latin1"));
    }
    at = end;
    streamStart.lastIndex = end;
  }
  outside.push(text.slice(at));
  const structure = readNames(outside.join("\n"));
  if (/\/Encrypt(?![A-Za-z0-9])/.test(structure)) throw new IntakeRefusal("encrypted");
  if (active.test(structure)) throw new IntakeRefusal("activeContent");
}

/** Streams that hold objects or their table, which a parser unpacks at once. */
function isStructure(head: string): boolean {
  const dictionary = head.slice(head.lastIndexOf(" obj") + 1);
  return /\/(ObjStm|XRef)(?![A-Za-z0-9])/.test(dictionary);
}

function unpack(packed: Buffer, head: string): Buffer {
  const dictionary = head.slice(head.lastIndexOf(" obj") + 1);
  const filters = dictionary.match(/\/(\w+Decode)\b/g) ?? [];
  if (filters.length === 0) return packed;
  // One filter inside another, or another kind: writers have no need of it, bombs do.
  if (filters.length > 1 || filters[0] !== "/FlateDecode") throw new IntakeRefusal("bomb");
  const limit = Math.min(mostExpanded, Math.max(packed.length * mostRatio, 65_536));
  try {
    return inflateSync(packed, { maxOutputLength: limit, finishFlush: 2 });
  } catch (error) {
    const isTooLarge = (error as { code?: string }).code === "ERR_BUFFER_TOO_LARGE";
    throw new IntakeRefusal(isTooLarge ? "bomb" : "damaged", error);
  }
}
