import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { decodeQR } from "qr/decode.js";
import sharp from "sharp";
import { qrAddress, qrPng, qrRows, qrShape } from "./qr.server.ts";

/** What a camera reads off a picture. */
async function read(picture: Buffer): Promise<string> {
  const { data, info } = await sharp(picture)
    .flatten({ background: "#fff" })
    .toColourspace("srgb")
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return decodeQR({ width: info.width, height: info.height, data: new Uint8Array(data) });
}

test("whatever is written in a picture is read off it again", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.webUrl(),
      fc.constantFrom("low" as const, "medium" as const),
      async (text, strength) => {
        assert.equal(await read(await qrPng(text, strength)), text);
      },
    ),
    { numRuns: 20 },
  );
});

test("a page's picture and a paper's rows hold the same text", async () => {
  const text = "https://ocop.example/verify/abcdefghijklmnop";
  const svg = decodeURIComponent(qrAddress(text).replace("data:image/svg+xml,", ""));
  assert.equal(await read(await sharp(Buffer.from(svg), { density: 400 }).png().toBuffer()), text);
  const rows = qrRows(text);
  assert.ok(rows.every((row) => row.length === rows.length && row[0] !== undefined));
  assert.equal(rows[0]?.[0], true, "a corner mark begins at the corner: no margin");
  const { side, lines } = qrShape(text);
  const shape = `<svg xmlns="http://www.w3.org/2000/svg" width="400" height="400" viewBox="0 0 ${side} ${side}"><path d="${lines}" stroke="#000"/></svg>`;
  assert.equal(await read(await sharp(Buffer.from(shape)).png().toBuffer()), text);
});
