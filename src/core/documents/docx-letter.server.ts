import { type FileChild, Paragraph } from "docx";
import { type Block, type Signer, textWidth } from "./blocks.ts";
import { para, type RunStyle, sideBySide, thin, twipsOf } from "./docx-pieces.server.ts";
import { dayInWords } from "./vietnamese.ts";

type Of<Kind extends Block["kind"]> = Extract<Block, { kind: Kind }>;

/** A short line in the middle of a column; both in millimetres. */
export const rule = (length: number, width: number) => {
  const indent = twipsOf((width - length) / 2);
  return new Paragraph({
    style: "OcopHead",
    indent: { left: indent, right: indent },
    // Off the marks that letters such as Ộ bear below.
    spacing: { before: 60 },
    border: { top: { ...thin, space: 1 } },
    children: [],
  });
};

function dayLine(dated: { place: string | null; day: string | null }): string {
  const day = dated.day === null ? "ngày ..... tháng ..... năm ........" : dayInWords(dated.day);
  return `${dated.place ?? "................."}, ${day}`;
}

export function letterhead(block: Of<"letterhead">): FileChild[] {
  const { parent, agency, number, subject, dated } = block;
  const head = (text: string, run: RunStyle = {}) => para("OcopHead", text, run);
  const left = [
    ...(parent === null ? [] : [head(parent, { allCaps: true })]),
    ...(agency === null ? [] : [head(agency, { bold: true, allCaps: true }), rule(24, 65)]),
    ...(number === null ? [] : [head(`Số: ${number === "" ? "........" : number}`, { size: 26 })]),
    ...(subject === null
      ? []
      : [para("OcopHead", `V/v ${subject}`, {}, { spacing: { after: 120 } })]),
  ];
  const right = [
    head("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", { bold: true }),
    head("Độc lập - Tự do - Hạnh phúc", { bold: true, size: 26 }),
    rule(56, 97),
    ...(dated === null ? [] : [head(dayLine(dated), { italics: true, size: 26 })]),
  ];
  return [
    sideBySide([
      { width: 65, children: left.length > 0 ? left : [head("")] },
      { width: 97, children: right },
    ]),
  ];
}

function signerLines(signer: Signer): FileChild[] {
  const dated = signer.dated
    ? [
        para(
          "OcopHead",
          dayLine(signer.dated),
          { italics: true, size: 26 },
          { spacing: { after: 80 } },
        ),
      ]
    : [];
  return [
    ...dated,
    ...(signer.authority === undefined
      ? []
      : [para("OcopSigner", signer.authority, { allCaps: true })]),
    para("OcopSigner", signer.post, { allCaps: true }),
    para("OcopHead", signer.hint ?? "", { italics: true }, { spacing: { after: 1000 } }),
    para("OcopSigner", signer.name ?? "....................................."),
  ];
}

export function closing({ recipients, signers }: Of<"closing">): FileChild[] {
  const list = recipients.map((line, i) =>
    para(
      "Normal",
      `- ${line}${i + 1 < recipients.length ? ";" : "."}`,
      { size: 22 },
      { spacing: { after: 0, line: 240, lineRule: "auto" } },
    ),
  );
  const head = para("Normal", "Nơi nhận:", { bold: true, italics: true, size: 24 });
  const first =
    recipients.length > 0 ? [[head, ...list]] : signers.length === 1 ? [[para("Normal", "")]] : [];
  const parts = [...first, ...signers.map(signerLines)];
  const width = textWidth / parts.length;
  return [
    new Paragraph({ keepNext: true, children: [] }),
    sideBySide(parts.map((children) => ({ width, children }))),
  ];
}
