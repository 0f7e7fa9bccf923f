import { unzipSync } from "fflate";
import { IntakeRefusal, keptTypes, mostExpanded, mostRatio } from "./limits.ts";

const mostEntries = 5000;
/** Where a document's own parts lie, and what they may be. */
const known =
  /^(\[Content_Types\]\.xml|(_rels|docProps|word|xl|customXml)\/[\w./ -]*\.(xml|rels|png|jpe?g|gif|emf|wmf|vml|odttf|bin))$/;
const printerSettings = /^(xl|word)\/printerSettings\/\w+\.bin$/;
const carriers = /vbaProject|activeX|oleObject|embeddings|macrosheets|dialogsheets|externalLinks/i;

/**
 * Tells a DOCX or XLSX by its parts without unpacking them, and refuses one with macros, embedded
 * or outside files, parts in strange places, or more inside than a document has.
 */
export function inspectOffice(bytes: Uint8Array): "docx" | "xlsx" {
  const sizes = { packed: 0, unpacked: 0, entries: 0 };
  const names = new Set<string>();
  let types: string;
  try {
    const parts = unzipSync(bytes, {
      filter: ({ name, size, originalSize }) => {
        sizes.entries += 1;
        sizes.packed += size;
        sizes.unpacked += originalSize;
        if (sizes.entries > mostEntries || sizes.unpacked > mostExpanded)
          throw new IntakeRefusal("bomb");
        if (originalSize > Math.max(size, 1024) * mostRatio) throw new IntakeRefusal("bomb");
        names.add(name);
        // Relations of this size hide what they lead to.
        if (name.endsWith(".rels") && originalSize > 1_000_000) throw new IntakeRefusal("bomb");
        return /^\[Content_Types\]\.xml$|\.rels$/.test(name) && originalSize <= 1_000_000;
      },
    });
    types = Object.values(parts)
      .map((part) => Buffer.from(part).toString("utf8"))
      .join("\n");
  } catch (error) {
    throw error instanceof IntakeRefusal ? error : new IntakeRefusal("damaged", error);
  }
  if (!names.has("[Content_Types].xml")) throw new IntakeRefusal("wrongType");
  const strange = [...names].some(
    (name) =>
      !name.endsWith("/") &&
      (name.includes("..") ||
        !known.test(name) ||
        (name.endsWith(".bin") && !printerSettings.test(name))),
  );
  if (
    strange ||
    [...names].some((name) => carriers.test(name)) ||
    /macroEnabled|vbaProject/i.test(types)
  )
    throw new IntakeRefusal("activeContent");
  // A template, frame or object that would be fetched from elsewhere; a plain link is none.
  if (/TargetMode="External"/i.test(types.replace(/<[^>]*\/hyperlink"[^>]*>/gi, "")))
    throw new IntakeRefusal("activeContent");
  if (types.includes(`${keptTypes.docx}.main+xml`)) return "docx";
  if (types.includes(`${keptTypes.xlsx}.main+xml`)) return "xlsx";
  throw new IntakeRefusal("wrongType");
}
