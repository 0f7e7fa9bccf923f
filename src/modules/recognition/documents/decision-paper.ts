import type { Block, PrintedDocument } from "#core/documents/blocks.ts";
import { dayInWords } from "#core/documents/vietnamese.ts";
import { type DraftField, wordsOf } from "../drafting.ts";
import {
  aboutOf,
  banners,
  basis,
  ended,
  headOf,
  itemTable,
  linesOf,
  paper,
  type PaperFacts,
  placeName,
  signerOf,
} from "./paper.ts";

/** The decision itself: legal basis, three articles, the list of products behind. */
export function decisionPaper(facts: PaperFacts): PrintedDocument {
  const words = (field: DraftField) => wordsOf(facts.texts, facts.usual, field);
  const number =
    facts.numberText ?? `........../${facts.unitName === null ? "QĐ-BNNMT" : "QĐ-UBND"}`;
  const day =
    facts.signedOn === null ? "ngày ..... tháng ..... năm ........" : dayInWords(facts.signedOn);
  return paper(facts, `Quyết định ${facts.numberText ?? "(dự thảo)"}`, [
    {
      kind: "letterhead",
      parent: null,
      agency: headOf(facts.unitName),
      number,
      subject: null,
      dated: { place: placeName(facts.unitName), day: facts.signedOn },
    },
    { kind: "title", text: "Quyết định", about: aboutOf(facts.title), ruled: true },
    ...banners({ isDraft: facts.state !== "issued", isDemo: facts.isDemo }),
    middle(facts.issuer.toUpperCase()),
    ...basis([...facts.legalBasis, ...proposedBy(facts)]),
    middle("QUYẾT ĐỊNH:"),
    ...article(1, words("article1")),
    ...article(2, words("article2")),
    ...ended(article(3, words("article3"))),
    {
      kind: "closing",
      recipients: linesOf(words("recipients")),
      signers: [
        signerOf(
          facts.signerName,
          facts.signerTitle,
          facts.unitName === null ? "Bộ trưởng" : "Chủ tịch",
        ),
      ],
    },
    { kind: "pageBreak" },
    { kind: "title", text: "Danh sách sản phẩm", about: null },
    {
      kind: "paragraph",
      style: "aside",
      text: `(Kèm theo Quyết định số ${number} ${day} của ${facts.issuer})`,
    },
    itemTable(facts.items),
  ]);
}

/** Who proposed it: the last line of the basis, unless the office wrote its own. */
function proposedBy({ submittedBy, legalBasis }: PaperFacts): string[] {
  if (submittedBy === null || legalBasis.some((line) => /^\s*theo đề nghị/iu.test(line))) return [];
  const { agency, numberText, on } = submittedBy;
  return [`Theo đề nghị của ${agency} tại Tờ trình số ${numberText} ${dayInWords(on)}`];
}

const middle = (lead: string): Block => ({ kind: "paragraph", style: "centre", lead, text: "" });

function article(number: number, text: string): Block[] {
  const [first = "", ...rest] = linesOf(text);
  return [
    { kind: "paragraph", style: "body", lead: `Điều ${number}.`, text: first },
    ...rest.map((line): Block => ({ kind: "paragraph", style: "body", text: line })),
  ];
}
