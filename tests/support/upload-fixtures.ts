import { createDeflate, crc32, deflateSync } from "node:zlib";
import { PDFDocument } from "@cantoo/pdf-lib";
import { strToU8, zipSync } from "fflate";

/** A gradient of 64 by 48 pixels as a telephone would keep it, made for these tests. */
export const smallHeic = Buffer.from(
  "AAAAHGZ0eXBoZWljAAAAAG1pZjFoZWljbWlhZgAAAaptZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAAAAAAAAAAAA5waXRtAAAAAAACAAAAEGlkYXQAAAAAAEAAMAAAADhpbG9jAQAAAERAAAIAAQAAAAAAAAHOAAEAAAAAAAAANQACAAEAAAAAAAAAAQAAAAAAAAAIAAAAOGlpbmYAAAAAAAIAAAAVaW5mZQIAAAEAAQAAaHZjMQAAAAAVaW5mZQIAAAAAAgAAZ3JpZAAAAADVaXBycAAAALNpcGNvAAAAc2h2Y0MBA3AAAAAAAAAAAAAe8AD8/fj4AAAPAyAAAQAYQAEMAf//A3AAAAMAkAAAAwAAAwAeugJAIQABACdCAQEDcAAAAwCQAAADAAADAB6gIIEFlurkprmwIAAAAwAgAAADACEiAAEABkQBwXPAiQAAABRpc3BlAAAAAAAAAEAAAABAAAAAFGlzcGUAAAAAAAAAQAAAADAAAAAQcGl4aQAAAAADCAgIAAAAGmlwbWEAAAAAAAAAAgABAoECAAICA4QAAAAaaXJlZgAAAAAAAAAOZGltZwACAAEAAQAAAD1tZGF0AAAAMSgBr1jnDPmdGn6cm8r0Rp1ZW9lpWyWG5e0YjuU63/RLWALyuJ2MLjpfM/ifDqxkO/w=",
  "base64",
);

/** The industry's test pattern for virus scanners, put together here so that no scanner takes this file. */
export const eicar = Buffer.from(
  ["X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD", "-ANTIVIRUS-TEST-FILE!$H+H*"].join(""),
);

/** The beginning of a Windows program. */
export const executable = Buffer.concat([
  Buffer.from("MZ\u0090\u0000\u0003\u0000\u0000\u0000", "latin1"),
  Buffer.alloc(512),
  Buffer.from("PE\u0000\u0000", "latin1"),
]);

export type PdfToBuild = {
  pages?: number;
  javaScript?: boolean;
  password?: string;
  attachment?: boolean;
};

/** A PDF with empty pages and, when asked, what makes one unwanted. */
export async function buildPdf(wanted: PdfToBuild = {}): Promise<Buffer> {
  const document = await PDFDocument.create();
  for (let at = 0; at < (wanted.pages ?? 1); at++) document.addPage([595, 842]);
  if (wanted.javaScript) document.addJavaScript("greeting", "app.alert('x')");
  if (wanted.attachment) await document.attach(new Uint8Array([1, 2, 3]), "inner.exe");
  if (wanted.password) document.encrypt({ userPassword: wanted.password, ownerPassword: "o" });
  return Buffer.from(await document.save());
}

/** A PDF written by hand, object by object. */
export function rawPdf(objects: readonly (string | Buffer)[], trailer = ""): Buffer {
  const parts = objects.map((object, at) =>
    Buffer.concat([
      Buffer.from(`${at + 1} 0 obj\n`),
      typeof object === "string" ? Buffer.from(object, "latin1") : object,
      Buffer.from("\nendobj\n"),
    ]),
  );
  const body = Buffer.concat([Buffer.from("%PDF-1.7\n"), ...parts]);
  return Buffer.concat([
    body,
    Buffer.from(`trailer\n<< /Root 1 0 R /Size ${objects.length + 1} ${trailer} >>\n%%EOF\n`),
  ]);
}

/** A PDF whose object stream unpacks to `size` zeros, `layers` times over. */
export function pdfBomb(size: number, layers = 1): Buffer {
  let packed: Buffer = deflateSync(Buffer.alloc(size, 32), { level: 9 });
  for (let at = 1; at < layers; at++) packed = deflateSync(packed, { level: 9 });
  const filter = layers === 1 ? "/FlateDecode" : `[${"/FlateDecode ".repeat(layers)}]`;
  const stream = Buffer.concat([
    Buffer.from(
      `<< /Type /ObjStm /N 1 /First 4 /Filter ${filter} /Length ${packed.length} >>\nstream\n`,
    ),
    packed,
    Buffer.from("\nendstream"),
  ]);
  return rawPdf([
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Kids [] /Count 0 >>",
    stream,
  ]);
}

const officeTypes = {
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
  docm: "application/vnd.ms-word.document.macroEnabled.main+xml",
};

/** A word or sheet file with its least parts, and more parts when asked. */
export function buildOffice(
  kind: keyof typeof officeTypes,
  more: Record<string, string | Uint8Array> = {},
): Buffer {
  const main = kind === "xlsx" ? "xl/workbook.xml" : "word/document.xml";
  const parts: Record<string, string | Uint8Array> = {
    "[Content_Types].xml": `<Types><Override PartName="/${main}" ContentType="${officeTypes[kind]}"/></Types>`,
    "_rels/.rels": "<Relationships/>",
    [main]: "<document/>",
    ...more,
  };
  return Buffer.from(
    zipSync(
      Object.fromEntries(
        Object.entries(parts).map(([name, part]) => [
          name,
          typeof part === "string" ? strToU8(part) : part,
        ]),
      ),
      { level: 9 },
    ),
  );
}

function pngChunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

/** A black PNG of one bit a pixel: a few hundred kilobytes that unpack to hundreds of megabytes. */
export async function pngBomb(side: number): Promise<Buffer> {
  const row = Buffer.alloc(Math.ceil(side / 8) + 1);
  const packed: Buffer[] = [];
  const deflate = createDeflate({ level: 9 });
  deflate.on("data", (chunk: Buffer) => packed.push(chunk));
  const ended = new Promise((resolve) => deflate.once("end", resolve));
  const rows = Buffer.concat(Array.from({ length: 100 }, () => row));
  for (let at = 0; at < side; at += 100)
    if (!deflate.write(rows)) await new Promise((resolve) => deflate.once("drain", resolve));
  deflate.end();
  await ended;
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header.set([1, 0, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    pngChunk("IHDR", header),
    pngChunk("IDAT", Buffer.concat(packed)),
    pngChunk("IEND", Buffer.alloc(0)),
  ]);
}
