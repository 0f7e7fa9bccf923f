import { runIsolated } from "./isolate.ts";
import { IntakeRefusal, longestSide, mostPixels } from "./limits.ts";

/** What the image library is opened with, whatever the picture. */
const safety = { limitInputPixels: mostPixels, failOn: "error", sequentialRead: true } as const;

/** The image library takes its memory only once a picture comes. */
async function loadSharp() {
  const { default: sharp } = await import("sharp");
  sharp.cache(false);
  sharp.concurrency(1);
  return sharp;
}

/**
 * A picture drawn anew as JPEG: upright, at most 3000 pixels long, without anything that is not
 * picture (place, camera, comments, bytes behind the end). Throws for too many pixels and for
 * what is damaged.
 */
export async function redrawImage(bytes: Uint8Array, isHeic: boolean): Promise<Buffer> {
  const sharp = await loadSharp();
  try {
    const image = isHeic ? await heicImage(sharp, bytes) : sharp(bytes, safety);
    if (!isHeic) {
      const { width, height } = await image.metadata();
      if (width * height > mostPixels) throw new IntakeRefusal("tooManyPixels");
    }
    return await image
      .autoOrient()
      .resize({ width: longestSide, height: longestSide, fit: "inside", withoutEnlargement: true })
      .flatten({ background: "#ffffff" })
      .jpeg({ quality: 82 })
      .toBuffer();
  } catch (error) {
    if (error instanceof IntakeRefusal) throw error;
    const isTooLarge = error instanceof Error && /pixel limit/i.test(error.message);
    throw new IntakeRefusal(isTooLarge ? "tooManyPixels" : "damaged", error);
  }
}

/** Telephones' HEIC: the library at hand reads only its AV1 kind, so another one unpacks it first. */
async function heicImage(sharp: Awaited<ReturnType<typeof loadSharp>>, bytes: Uint8Array) {
  const { pixels, width, height } = await runIsolated({ kind: "heic", bytes });
  return sharp(pixels, { ...safety, raw: { width, height, channels: 4 } });
}
