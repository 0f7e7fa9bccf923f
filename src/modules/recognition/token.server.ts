import { randomBytes } from "node:crypto";

const alphabet = "abcdefghijklmnopqrstuvwxyz234567";

/** 160 random bits in base32: what the QR of a certificate carries. Nobody finds one by trying. */
export function newToken(): string {
  let text = "";
  let held = 0;
  let bits = 0;
  for (const byte of randomBytes(20)) {
    held = ((held & 31) << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += alphabet[(held >> bits) & 31] ?? "";
    }
  }
  return text;
}
