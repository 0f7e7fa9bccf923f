import { z } from "zod";

const degrees = (most: number) => z.number().min(-most).max(most).nullable();

/** Where a note was written and when by the device's own clock: for people to read, decides nothing. */
export const fieldFacts = {
  /** WGS 84; null where the person did not ask the phone for it. */
  latitude: degrees(90),
  longitude: degrees(180),
  /** Metres. */
  accuracy: z.number().min(0).max(100_000).nullable(),
  deviceAt: z.iso.datetime({ offset: true }).nullable(),
} as const;

/** The digest of a picture that was sent before the words. */
export const PictureDigest = z.string().regex(/^[0-9a-f]{64}$/, "Ảnh này chưa được gửi lên.");
