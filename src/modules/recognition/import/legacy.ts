/**
 * The Vietnamese encodings of the years before Unicode, as tables from what their bytes look like
 * in Windows-1252. Sources: TCVN 5712:1993 (third table) and the VNI for Windows font layout.
 */

/** TCVN 5712:1993 ("ABC"), bytes 0xA1 to 0xFF. */
const tcvn3From = 0xa1;
const tcvn3Table =
  "ĂÂÊÔƠƯĐăâêôơưđẰ\u0300\u0309\u0303\u0301\u0323" + // A1–B4
  "àảãáạẲằẳẵắẴẮẦẨẪẤỀặầẩẫấậèỂẻẽéẹềểễếệìỉỄẾỒĩíịòỔỏõóọồổỗốộờởỡớợ" + // B5–EE
  "ùỖủũúụừửữứựỳỷỹýỵỐ"; // EF–FF

const windows1252 = new TextDecoder("windows-1252");

/** What each byte of Windows-1252 looks like, and back. */
const faces = Array.from({ length: 256 }, (_, byte) => windows1252.decode(Uint8Array.of(byte)));
const byteOfFace = new Map(faces.map((face, byte) => [face, byte]));

/** The bytes that a text had in Windows-1252; null when it holds a sign that is not in it. */
export function windows1252Bytes(text: string): Uint8Array | null {
  const bytes = Array.from(text, (face) => byteOfFace.get(face) ?? -1);
  return bytes.includes(-1) ? null : Uint8Array.from(bytes);
}

const tcvn3Faces: ReadonlyMap<string, string> = new Map(
  Array.from(tcvn3Table, (letter, at) => [faces[tcvn3From + at] ?? "", letter] as const),
);

/**
 * Text of a TCVN3 font, read as Windows-1252, in Unicode. Its capital fonts have no letters of
 * their own: a word whose plain letters are all capitals is written in capitals, one with a single
 * plain letter where its neighbour is.
 */
export function fromTcvn3(text: string): string {
  const parts = text.split(/([^\p{L}\u0080-\u00ff]+)/u);
  const plain = parts.map((word) => word.replace(/[^a-zA-Z]/g, ""));
  const isCapital = (at: number) => {
    const letters = plain[at] ?? "";
    return letters.length > 1 && letters === letters.toUpperCase();
  };
  return parts
    .map((word, at) => {
      const read = Array.from(word, (face) => tcvn3Faces.get(face) ?? face).join("");
      const isOne = /^[A-Z]$/.test(plain[at] ?? "");
      const rises = isCapital(at) || (isOne && (isCapital(at - 2) || isCapital(at + 2)));
      return rises && read !== word ? read.toUpperCase() : read;
    })
    .join("");
}

/** Marks that stand behind a plain letter in VNI. */
const vniMarks: ReadonlyMap<string, string> = new Map([
  ["ø", "\u0300"],
  ["ù", "\u0301"],
  ["û", "\u0309"],
  ["õ", "\u0303"],
  ["ï", "\u0323"],
  ["â", "\u0302"],
  ["à", "\u0302\u0300"],
  ["á", "\u0302\u0301"],
  ["å", "\u0302\u0309"],
  ["ã", "\u0302\u0303"],
  ["ä", "\u0302\u0323"],
  ["ê", "\u0306"],
  ["è", "\u0306\u0300"],
  ["é", "\u0306\u0301"],
  ["ú", "\u0306\u0309"],
  ["ü", "\u0306\u0303"],
  ["ë", "\u0306\u0323"],
]);

/** Letters that VNI has as one sign. */
const vniLetters: ReadonlyMap<string, string> = new Map([
  ["ì", "ì"],
  ["í", "í"],
  ["æ", "ỉ"],
  ["ó", "ĩ"],
  ["ò", "ị"],
  ["ô", "ơ"],
  ["ö", "ư"],
  ["î", "ỵ"],
  ["ñ", "đ"],
]);

const vniPairs = /([aeouyôö])([øùûõïâàáåãäêèéúüë])|[ìíæóòôöîñ]/giu;

/** Text of a VNI font, read as Windows-1252, in Unicode. */
export function fromVni(text: string): string {
  return text
    .replace(vniPairs, (whole, letter?: string, mark?: string) => {
      if (letter === undefined || mark === undefined) return vniLetter(whole);
      return vniLetter(letter) + (vniMarks.get(mark.toLowerCase()) ?? mark);
    })
    .normalize("NFC");
}

function vniLetter(face: string): string {
  const lower = face.toLowerCase();
  const letter = vniLetters.get(lower) ?? lower;
  return face === lower ? letter : letter.toUpperCase();
}
