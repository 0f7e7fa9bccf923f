import { strFromU8, strToU8, type Unzipped, unzipSync, type Zippable, zipSync } from "fflate";
import type { IStylesOptions } from "docx";
import { type PrintedDocument, textWidth } from "./blocks.ts";
import { wordText } from "./docx-text.ts";

/** Sizes are in half points, distances in twentieths of a point, as Word keeps them. */
const halfPoints = (points: number) => points * 2;
const twips = (points: number) => points * 20;

/** Times New Roman, sizes and spacing of Decree 30/2020/NĐ-CP, Annex I, as styles that Word lists. */
const styles: IStylesOptions = {
  default: {
    document: {
      run: {
        font: "Times New Roman",
        size: halfPoints(13),
        language: { value: "vi-VN" },
      },
      paragraph: { spacing: { after: twips(3), line: 252, lineRule: "auto" } },
    },
    title: {
      run: { font: "Times New Roman", size: halfPoints(14), bold: true, color: "000000" },
      paragraph: { alignment: "center", spacing: { before: twips(12), after: twips(2) } },
    },
    heading1: {
      run: {
        font: "Times New Roman",
        size: halfPoints(13),
        bold: true,
        allCaps: true,
        color: "000000",
      },
      paragraph: { keepNext: true, spacing: { before: twips(14), after: twips(6) } },
    },
    heading2: {
      run: { font: "Times New Roman", size: halfPoints(13), bold: true, color: "000000" },
      paragraph: { keepNext: true, spacing: { before: twips(10), after: twips(4) } },
    },
  },
  paragraphStyles: [
    {
      id: "OcopBody",
      name: "OCOP Nội dung",
      basedOn: "Normal",
      quickFormat: true,
      paragraph: {
        alignment: "both",
        indent: { firstLine: "10mm" },
        spacing: { after: twips(6) },
      },
    },
    {
      id: "OcopNote",
      name: "OCOP Ghi chú",
      basedOn: "Normal",
      quickFormat: true,
      run: { italics: true, size: halfPoints(11.5) },
    },
    {
      id: "OcopHead",
      name: "OCOP Đầu văn bản",
      basedOn: "Normal",
      quickFormat: true,
      run: { size: halfPoints(12) },
      paragraph: { alignment: "center", spacing: { after: 0, line: 240, lineRule: "auto" } },
    },
    {
      id: "OcopCell",
      name: "OCOP Ô bảng",
      basedOn: "Normal",
      quickFormat: true,
      run: { size: halfPoints(11.5) },
      paragraph: { spacing: { before: twips(1), after: twips(1), line: 240, lineRule: "auto" } },
    },
    {
      id: "OcopSigner",
      name: "OCOP Người ký",
      basedOn: "Normal",
      quickFormat: true,
      run: { bold: true },
      paragraph: { alignment: "center", spacing: { after: 0 } },
    },
  ],
};

/**
 * A document as a Word file that an office can go on editing: the same blocks as the PDF, real
 * styles, page numbers at the top from page 2 on. The same input gives the same bytes.
 */
export async function renderDocx(document: PrintedDocument): Promise<Uint8Array> {
  // The library takes a tenth of a second to load: only who uses it pays for it.
  const docx = await import("docx");
  const { wordBlocks } = await import("./docx-blocks.server.ts");
  const { Document, Footer, Header, Packer, PageNumber, Paragraph, TabStopType, TextRun } = docx;
  const small = { size: halfPoints(9) };
  const footer = new Footer({
    children: [
      new Paragraph({
        border: { top: { style: "single", size: 4, space: 4, color: "000000" } },
        tabStops: [{ type: TabStopType.RIGHT, position: Math.round(textWidth * 56.6929) }],
        spacing: { after: 0 },
        children: [
          new TextRun({ ...small, text: wordText(document.footer.left) }),
          ...(document.footer.right
            ? [new TextRun({ ...small, bold: true, text: `\t${wordText(document.footer.right)}` })]
            : []),
        ],
      }),
    ],
  });
  const number = new Paragraph({
    alignment: "center",
    children: [new TextRun({ children: [PageNumber.CURRENT] })],
  });
  const file = new Document({
    title: wordText(document.title),
    creator: "OCOP",
    lastModifiedBy: "OCOP",
    styles,
    sections: [
      {
        properties: {
          titlePage: true,
          page: {
            size: { width: "210mm", height: "297mm" },
            margin: {
              top: "20mm",
              bottom: "20mm",
              left: "30mm",
              right: "18mm",
              header: "10mm",
              footer: "10mm",
            },
          },
        },
        headers: {
          default: new Header({ children: [number] }),
          first: new Header({ children: [] }),
        },
        footers: { default: footer, first: footer },
        children: wordBlocks(document.blocks),
      },
    ],
  });
  return settled(await Packer.toBuffer(file), document.createdAt);
}

/** The library writes the hour of printing and chance ids; a document says the same every time. */
function settled(packed: Uint8Array, createdAt: Date): Uint8Array {
  const parts: Unzipped = unzipSync(packed);
  const when = `${createdAt.toISOString().slice(0, 19)}Z`;
  const steady: Zippable = {};
  const ids = new Map<string, string>();
  for (const name of Object.keys(parts).toSorted()) {
    const content = parts[name] ?? new Uint8Array();
    const kept = /\.(xml|rels)$/.test(name) ? steadyXml(strFromU8(content), when, ids) : content;
    const bytes = typeof kept === "string" ? strToU8(kept) : kept;
    steady[name] = [bytes, { mtime: new Date(1980, 0, 1) }];
  }
  return zipSync(steady, { level: 6 });
}

/** Relationship ids that the library draws by chance, numbered in the order in which they come. */
function steadyXml(xml: string, when: string, ids: Map<string, string>): string {
  let drawings = 0;
  return (
    xml
      // Drawings are counted over the life of the process.
      .replace(/(<wp:docPr id=")\d+/g, (_all, tag: string) => `${tag}${++drawings}`)
      .replace(
        /(<dcterms:(?:created|modified)[^>]*>)[^<]*/g,
        (_all, tag: string) => `${tag}${when}`,
      )
      .replace(/rId[a-z0-9_-]{15,}/g, (id) => {
        const known = ids.get(id) ?? `rIdP${ids.size + 1}`;
        ids.set(id, known);
        return known;
      })
  );
}
