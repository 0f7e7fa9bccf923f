/**
 * Vietnamese text as programs before Unicode wrote it. The tables are written down letter by letter
 * from the standards, not turned round from the ones that read: an error there must not cancel out.
 */

const tcvn3Letters: readonly (readonly [number, string])[] = [
  [0xa1, "ĂÂÊÔƠƯĐ"],
  [0xa8, "ăâêôơưđ"],
  [0xb5, "àảãáạ"],
  [0xbb, "ằẳẵắ"],
  [0xc6, "ặầẩẫấậè"],
  [0xce, "ẻẽéẹềểễếệìỉ"],
  [0xdc, "ĩíịò"],
  [0xe1, "ỏõóọồổỗốộờởỡớợù"],
  [0xf1, "ủũúụừửữứựỳỷỹýỵ"],
];
const tcvn3 = new Map(
  tcvn3Letters.flatMap(([first, letters]) =>
    Array.from(letters, (letter, at) => [letter, first + at] as const),
  ),
);

/** TCVN 5712:1993 (ABC). Throws for capitals with a tone: only its capital fonts have them. */
function asTcvn3(text: string): Buffer {
  return Buffer.from(
    Array.from(text, (letter) => {
      const byte = tcvn3.get(letter) ?? letter.charCodeAt(0);
      if (byte > 0xff || (byte > 0x7f && !tcvn3.has(letter)))
        throw new Error(`TCVN3 has no ${letter}`);
      return byte;
    }),
  );
}

const tones = { "\u0301": "ù", "\u0300": "ø", "\u0309": "û", "\u0303": "õ", "\u0323": "ï" };
const roof = { "": "â", "\u0301": "á", "\u0300": "à", "\u0309": "å", "\u0303": "ã", "\u0323": "ä" };
const bowl = { "": "ê", "\u0301": "é", "\u0300": "è", "\u0309": "ú", "\u0303": "ü", "\u0323": "ë" };
const whole: Readonly<Record<string, string>> = {
  "i\u0301": "í",
  "i\u0300": "ì",
  "i\u0309": "æ",
  "i\u0303": "ó",
  "i\u0323": "ò",
  "y\u0323": "î",
  đ: "ñ",
};

/** One letter, apart, of small case: its VNI signs. */
function vniOf(apart: string): string {
  const found = whole[apart];
  if (found !== undefined) return found;
  const [letter = ""] = apart;
  const marks = Array.from(apart.slice(1));
  const tone = (marks.find((mark) => mark in tones) ?? "") as keyof typeof roof;
  const own = tone === "" ? "" : tones[tone];
  if (marks.includes("\u0302")) return letter + roof[tone];
  if (marks.includes("\u0306")) return letter + bowl[tone];
  if (marks.includes("\u031b")) return (letter === "o" ? "ô" : "ö") + own;
  return letter + own;
}

function asVni(text: string): Buffer {
  const signs = Array.from(text, (letter) => {
    const small = letter.toLowerCase();
    const apart = small.normalize("NFD");
    if (apart === letter && apart !== "đ") return letter;
    const signs = vniOf(apart);
    return small === letter ? signs : signs.toUpperCase();
  });
  return Buffer.from(signs.join(""), "latin1");
}

/** Letters of Windows-1258 and the hexadecimal bytes that they have there. */
const cp1258Letters = "Â c2 Ă c3 Ê ca Đ d0 Ô d4 Ơ d5 Ư dd â e2 ă e3 ê ea đ f0 ô f4 ơ f5 ư fd";
const cp1258Tones = "\u0300 cc \u0309 d2 \u0303 de \u0301 ec \u0323 f2";
const cp1258 = new Map(
  Array.from(`${cp1258Letters} ${cp1258Tones}`.matchAll(/(\S+) ([0-9a-f]{2})/g), ([, a, b]) => [
    a ?? "",
    Number.parseInt(b ?? "", 16),
  ]),
);

/** Windows-1258: letters with their roof, bowl or horn, and the tone behind them. */
function as1258(text: string): Buffer {
  const apart = text
    .normalize("NFD")
    .replace(/(\p{L})([\u0300\u0301\u0303\u0309\u0323]?)([\u0302\u0306\u031b])/gu, "$1$3$2")
    .replace(/\p{L}[\u0302\u0306\u031b]/gu, (two) => two.normalize("NFC"));
  return Buffer.from(Array.from(apart, (letter) => cp1258.get(letter) ?? letter.charCodeAt(0)));
}

/** Text as a file of an encoding met in practice. */
export const oldEncodings = {
  tcvn3: asTcvn3,
  vni: asVni,
  "windows-1258": as1258,
} as const satisfies Record<string, (text: string) => Buffer>;
