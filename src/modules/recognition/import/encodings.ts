import { fromTcvn3, fromVni, windows1252Bytes } from "./legacy.ts";
import { type Look, lookOf } from "./syllables.ts";

/** Encodings of Vietnamese text that registers come in. */
export const encodingNames = {
  "utf-8": "UTF-8",
  "utf-8-bom": "UTF-8 có BOM",
  "utf-16le": "UTF-16 LE",
  "utf-16be": "UTF-16 BE",
  tcvn3: "TCVN3 (ABC)",
  vni: "VNI",
  "windows-1258": "Windows-1258",
  "utf-8-twice": "UTF-8 bị đọc nhầm là Windows-1252",
} as const satisfies Record<string, string>;
export type Encoding = keyof typeof encodingNames;

/** A text with the encoding that it was in, and what spoke for it. */
export type Decoded = {
  readonly text: string;
  readonly encoding: Encoding;
  /** Words with marks, and how many of them are Vietnamese syllables in this encoding. */
  readonly look: Look;
  /** Whether letters and marks came apart and were put together. */
  readonly wasDecomposed: boolean;
};

/** Nothing spoke clearly for one encoding; what each would have given. */
export class UnclearEncodingError extends Error {
  readonly looks: readonly { readonly encoding: Encoding; readonly look: Look }[];
  constructor(looks: UnclearEncodingError["looks"]) {
    super("no encoding makes Vietnamese of this text");
    this.looks = looks;
  }
}

const utf8 = new TextDecoder("utf-8", { fatal: true });
const windows1258 = new TextDecoder("windows-1258");
const windows1252 = new TextDecoder("windows-1252");

/** How sure the best reading must be: its share of sound words, and its lead over the next. */
const leastShare = 0.75;
const leastLead = 0.15;

/**
 * Bytes as text. Unicode is told by its marks and its strict form; of the older encodings the one
 * in which the words are Vietnamese. Throws `UnclearEncodingError` when none, or more than one, is.
 * `said`: the encoding that a person chose.
 */
export function decodeText(bytes: Uint8Array, said?: Encoding): Decoded {
  if (said !== undefined) return composed(readAs(bytes, said), said);
  const unicode = unicodeOf(bytes);
  if (unicode === null) return legacyOf(windows1252.decode(bytes), bytes);
  const [encoding, text] = unicode;
  return composed(text, encoding);
}

function readAs(bytes: Uint8Array, encoding: Encoding): string {
  if (encoding === "tcvn3") return fromTcvn3(windows1252.decode(bytes));
  if (encoding === "vni") return fromVni(windows1252.decode(bytes));
  const name =
    encoding === "utf-8-bom" || encoding === "utf-8-twice" ? ("utf-8" as const) : encoding;
  const text = new TextDecoder(name).decode(bytes);
  return encoding === "utf-8-twice" ? (twiceRead(text) ?? text) : text;
}

function composed(text: string, encoding: Encoding): Decoded {
  const whole = text.normalize("NFC");
  return { text: whole, encoding, look: lookOf(whole), wasDecomposed: whole !== text };
}

function unicodeOf(bytes: Uint8Array): [Encoding, string] | null {
  const [first, second, third] = bytes;
  if (first === 0xff && second === 0xfe)
    return ["utf-16le", new TextDecoder("utf-16le").decode(bytes)];
  if (first === 0xfe && second === 0xff)
    return ["utf-16be", new TextDecoder("utf-16be").decode(bytes)];
  const zeros = [0, 0];
  const head = bytes.subarray(0, 4000);
  head.forEach((byte, at) => {
    if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
  });
  const [even = 0, odd = 0] = zeros;
  if (odd > head.length / 8 && even === 0)
    return ["utf-16le", new TextDecoder("utf-16le").decode(bytes)];
  if (even > head.length / 8 && odd === 0)
    return ["utf-16be", new TextDecoder("utf-16be").decode(bytes)];
  try {
    const hasBom = first === 0xef && second === 0xbb && third === 0xbf;
    return [hasBom ? "utf-8-bom" : "utf-8", utf8.decode(bytes)];
  } catch {
    return null;
  }
}

function legacyOf(text: string, bytes: Uint8Array): Decoded {
  return clearest([
    composed(fromTcvn3(text), "tcvn3"),
    composed(fromVni(text), "vni"),
    composed(windows1258.decode(bytes), "windows-1258"),
  ]);
}

const share = ({ marked, sound }: Look) => (marked === 0 ? 0 : sound / marked);

function clearest(readings: readonly Decoded[]): Decoded {
  const [best, next] = readings.toSorted((a, b) => share(b.look) - share(a.look));
  const lead = best && next ? share(best.look) - share(next.look) : 0;
  if (!best || share(best.look) < leastShare || lead < leastLead)
    throw new UnclearEncodingError(readings.map(({ encoding, look }) => ({ encoding, look })));
  // Composing is part of reading Windows-1258, no peculiarity of the file.
  return { ...best, wasDecomposed: false };
}

/** A text that was UTF-8, read as Windows-1252 and saved again; null when it was not. */
function twiceRead(text: string): string | null {
  const bytes = windows1252Bytes(text);
  if (bytes === null) return null;
  try {
    return utf8.decode(bytes);
  } catch {
    return null;
  }
}

/**
 * Unicode text whose letters are those of an old font, as cells of a workbook often are (`C«ng
 * ty` shown in .VnTime). Null when the text is good as it stands, or nothing makes it better:
 * `clue`, text of the same file, helps a short one.
 */
export function mendText(text: string, clue: Encoding | null): Decoded | null {
  const asItIs = lookOf(text);
  if (asItIs.marked === 0 || asItIs.sound === asItIs.marked) return null;
  const twice = twiceRead(text);
  const readings = [
    ...(twice === null ? [] : [composed(twice, "utf-8-twice")]),
    composed(fromTcvn3(text), "tcvn3"),
    composed(fromVni(text), "vni"),
  ].filter(({ encoding }) => clue === null || encoding === clue);
  const [best] = readings.toSorted((a, b) => share(b.look) - share(a.look));
  if (!best || share(best.look) < leastShare) return null;
  return share(best.look) >= share(asItIs) + leastLead ? best : null;
}

/**
 * Whether cells that stand together, such as those of a column, are all of an old encoding, so that
 * one among them that would pass for Vietnamese as it is (`Hé`) is of it too. `isTie`: what holds
 * when both readings are as good. Text that no old font has is of none, and hardly any may be there.
 */
export function areOld(cells: readonly string[], encoding: Encoding, isTie: boolean): boolean {
  const marked = cells.filter((cell) => lookOf(cell).marked > 0);
  const old = marked.filter(canBeOld);
  if (old.length === 0 || (marked.length - old.length) * mostBeyond > marked.length) return false;
  const text = old.join(" \n");
  const [as, is] = [share(lookOf(readOld(text, encoding))), share(lookOf(text))];
  return as >= leastShare && (as > is || (as === is && isTie));
}

const mostBeyond = 5;

/** Whether an old font has every sign of a text. */
export const canBeOld = (text: string): boolean => windows1252Bytes(text) !== null;

/** Unicode text that shows the letters of an old font, read as that. */
export function readOld(text: string, encoding: Encoding): string {
  if (encoding === "utf-8-twice") return twiceRead(text) ?? text;
  const read = encoding === "vni" ? fromVni(text) : encoding === "tcvn3" ? fromTcvn3(text) : text;
  return read.normalize("NFC");
}

/** The old encoding that runs through a file's cells, by all of them together; null for none. */
export function oldEncodingOf(cells: readonly string[]): Decoded | null {
  const bad = cells.filter((cell) => {
    const { marked, sound } = lookOf(cell);
    return sound < marked;
  });
  return bad.length === 0 ? null : mendText(bad.join(" \n"), null);
}
