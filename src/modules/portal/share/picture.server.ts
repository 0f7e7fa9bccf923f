import { createRequire } from "node:module";
import sharp, { type OverlayOptions } from "sharp";
import { inTurn } from "#core/files/intake/turns.ts";
import type { SharedFacts } from "./facts.ts";

const { resolve } = createRequire(import.meta.url);
const fonts = {
  bold: {
    name: "Be Vietnam Pro SemiBold",
    file: resolve("@expo-google-fonts/be-vietnam-pro/600SemiBold/BeVietnamPro_600SemiBold.ttf"),
  },
  regular: {
    name: "Be Vietnam Pro",
    file: resolve("@expo-google-fonts/be-vietnam-pro/400Regular/BeVietnamPro_400Regular.ttf"),
  },
} as const;

/** The size that services which show shared pages ask for. */
export const sharedSize = { width: 1200, height: 630 } as const;
const margin = 64;
const photoWidth = 440;

/**
 * The picture that stands for a product where its page is shared: JPEG, 1200 × 630. The stars are shown
 * with their day, and not at all once they may not be.
 */
export function drawShared(facts: SharedFacts, photo: Buffer | null): Promise<Buffer> {
  return inTurn(() => draw(facts, photo));
}

async function draw(facts: SharedFacts, photo: Buffer | null): Promise<Buffer> {
  const { width, height } = sharedSize;
  const room = width - 2 * margin - (photo ? photoWidth : 0);
  const name = await fitted(facts.name, room);
  const whose = await line(facts.whose, room, 30, "#3d4a42", "regular", 84);
  const says = facts.isOver ? facts.advice : `${facts.since} · ${facts.advice}`;
  const when = await line(says, room, 24, "#525d56", "regular", 110);
  const layers: OverlayOptions[] = [
    { input: Buffer.from(frame(width, height)), left: 0, top: 0 },
    { ...(await word("OCOP", 34, "#14492f")), left: margin, top: 52 },
    ...(facts.sample === null
      ? []
      : [{ ...(await word(facts.sample, 26, "#86401b")), left: margin + 130, top: 58 }]),
    { input: name.input, left: margin, top: 128 },
    ...(facts.isOver
      ? []
      : [{ input: Buffer.from(stars(facts.stars)), left: margin, top: 128 + name.height + 20 }]),
    { input: whose.input, left: margin, top: 128 + name.height + 88 },
    { input: when.input, left: margin, top: height - 58 - when.height },
  ];
  if (photo)
    layers.push({
      input: await sharp(photo)
        .resize({ width: photoWidth, height: height - 12, fit: "cover" })
        .toBuffer(),
      left: width - photoWidth,
      top: 0,
    });
  return sharp({ create: { width, height, channels: 3, background: "#faf8f2" } })
    .composite(layers)
    .jpeg({ quality: 80, mozjpeg: true })
    .toBuffer();
}

type Drawn = { readonly input: Buffer; readonly height: number };

/** A name as large as it fits in three lines of a width; one that is too long is cut. */
async function fitted(name: string, width: number): Promise<Drawn> {
  for (const size of [64, 54, 46, 38]) {
    const drawn = await line(name, width, size, "#14492f", "bold", 100);
    if (drawn.height <= 230 || size === 38) return drawn;
  }
  throw new Error("unreachable: the smallest size is taken");
}

async function line(
  text: string,
  width: number,
  size: number,
  colour: string,
  weight: keyof typeof fonts,
  most: number,
): Promise<Drawn> {
  const { name, file } = fonts[weight];
  const letters = Array.from(text);
  const cut = letters.length > most ? `${letters.slice(0, most - 1).join("")}…` : text;
  const { data, info } = await sharp({
    text: {
      text: `<span foreground="${colour}">${escaped(cut)}</span>`,
      font: `${name} ${size}`,
      fontfile: file,
      width,
      dpi: 72,
      rgba: true,
    },
  })
    .png()
    .toBuffer({ resolveWithObject: true });
  return { input: data, height: info.height };
}

async function word(text: string, size: number, colour: string): Promise<{ input: Buffer }> {
  const { input } = await line(text, 500, size, colour, "bold", 40);
  return { input };
}

/** Text of people inside Pango's markup. */
function escaped(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replace(/\p{Cc}/gu, " ");
}

/** Hills along the foot, as on the share picture of other pages. */
function frame(width: number, height: number): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
    <rect width="${width}" height="12" y="${height - 12}" fill="#1f6a4a"/>
    <path d="M0 ${height - 12}V${height - 30}q150-26 320-6t420-4t${width - 740} 8V${height - 12}z" fill="#dbe9de"/>
  </svg>`;
}

function stars(count: number): string {
  const star = "M24 3l6.2 13.6 14.8 1.7-11 10.1 3 14.6L24 35.6 10.9 43l3-14.6-11-10.1 14.8-1.7z";
  const drawn = Array.from(
    { length: 5 },
    (_one, at) =>
      `<path transform="translate(${at * 58} 0)" d="${star}" fill="${at < count ? "#c98a00" : "none"}" stroke="${at < count ? "#c98a00" : "#b9b29e"}" stroke-width="2"/>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" width="290" height="48">${drawn.join("")}</svg>`;
}
