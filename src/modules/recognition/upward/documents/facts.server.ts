import type { UserActor } from "#core/access/actor.ts";
import type { Db } from "#core/database/connection.ts";
import type { PrintedDocument } from "#core/documents/blocks.ts";
import { AppError } from "#core/errors.ts";
import { formatDay } from "#core/input/day.ts";
import { recommendations } from "#modules/councils/model.ts";
import { consultFinding, labPapers } from "#modules/councils/service/package-papers.server.ts";
import { vietnamDay } from "#modules/councils/service/sessions.server.ts";
import { findDossiers, lastFilings } from "#modules/dossiers/service/council.server.ts";
import { type DossierRow, procedureOf } from "#modules/dossiers/service/load.server.ts";
import { stageOf } from "#modules/dossiers/states.ts";
import { currentVersion } from "#modules/places/model.ts";
import { findUnits, getUnit, keyOfRef } from "#modules/places/service/units.server.ts";
import { loadProcedures } from "#modules/rulebooks/procedure.server.ts";
import { getBook } from "#modules/rulebooks/service/shelf.server.ts";
import { agencyOf } from "../../service/agency.server.ts";
import { meanWords } from "../../service/describe.server.ts";
import { type UpwardFacts, upwardFieldNames, upwardWords, usualUpwardTexts } from "../model.ts";
import { upwardPapers } from "../paths.ts";
import {
  authorisedLetter,
  itemsOfLetter,
  type LetterRow,
  type UpwardItemRow,
} from "../service/load.server.ts";
import type { UpwardPaperFacts, UpwardPaperItem } from "./facts.ts";
import { agencyReport, upwardLetter } from "./letter.ts";

/** A letter with its products and their dossiers, and what its papers are made of. */
export type LoadedLetter = {
  readonly letter: LetterRow;
  readonly items: readonly UpwardItemRow[];
  readonly dossiers: ReadonlyMap<string, DossierRow>;
  readonly facts: UpwardPaperFacts;
  readonly usual: ReturnType<typeof usualUpwardTexts>;
};

/** The letter, if the actor may see it. */
export async function loadLetter(
  db: Db,
  actor: UserActor,
  letterId: string,
): Promise<LoadedLetter> {
  const letter = await authorisedLetter(db, actor, "see", letterId);
  const items = await itemsOfLetter(db, letter.id);
  const dossiers = await findDossiers(
    db,
    items.map(({ dossierId }) => dossierId),
  );
  const unit = await getUnit(db, { version: currentVersion, code: letter.provinceCode });
  const procedure = loadProcedures().regimes[letter.regime];
  const [first] = dossiers.values();
  const stage = first && stageOf(procedureOf(first, "").path, items[0]?.stage ?? null);
  const usual = usualUpwardTexts({
    kind: letter.kind,
    unit: unit.fullName.charAt(0).toLowerCase() + unit.fullName.slice(1),
    regimeDecision: procedure?.decision ?? letter.regime,
    products: items.length,
    fromPoints: stage?.forwardsFrom ?? null,
  } satisfies UpwardFacts);
  const words = Object.fromEntries(
    upwardFieldNames.map((name) => [name, upwardWords(letter.texts, usual, name)]),
  ) as UpwardPaperFacts["words"];
  return {
    letter,
    items,
    dossiers,
    usual,
    facts: {
      kind: letter.kind,
      isDraft: letter.state !== "issued",
      isDemo: letter.isDemo,
      unitName: unit.fullName,
      agency: await agencyOf(db, letter.provinceCode),
      subject: letter.subject,
      words,
      numberText: letter.numberText,
      signedOn: letter.signedOn,
      signerName: letter.signerName,
      signerTitle: letter.signerTitle,
      items: await paperItems(db, letter, items, dossiers),
      enclosed: enclosures[letter.kind],
      samples: procedure?.dossier.samples ?? null,
      changedAt: letter.issuedAt ?? letter.createdAt,
    },
  };
}

/** What goes up with a letter (26/2026/QĐ-TTg, article 6), besides samples. */
const enclosures = {
  first: [
    "Báo cáo của Tổ tư vấn",
    "Báo cáo của Hội đồng đánh giá, phân hạng",
    "Quyết định phê duyệt kết quả",
    "Hồ sơ của chủ thể",
    "Kết quả kiểm nghiệm bổ sung (nếu có)",
  ],
  renewal: [
    "Báo cáo của cơ quan tham mưu về OCOP",
    "Hồ sơ đánh giá lại của chủ thể",
    "Kết quả kiểm nghiệm (nếu có)",
  ],
} as const;

async function paperItems(
  db: Db,
  letter: LetterRow,
  items: readonly UpwardItemRow[],
  dossiers: ReadonlyMap<string, DossierRow>,
): Promise<UpwardPaperItem[]> {
  const made: UpwardPaperItem[] = [];
  for (const item of items) {
    const row = dossiers.get(item.dossierId);
    if (!row) throw new Error(`letter ${letter.id} names no dossier at ${item.seq}`);
    const commune = { version: row.unitVersion, code: row.unitCode };
    const names = await findUnits(db, [commune]);
    made.push({
      seq: item.seq,
      productName: row.productName,
      producerName: row.producerName,
      communeName: names.get(keyOfRef(commune))?.fullName ?? row.unitCode,
      setTitle: `${row.setCode}. ${getBook(letter.regime).sets.get(row.setCode)?.title ?? ""}`,
      mean: meanWords(item.mean),
      stars: item.stars,
      checks: letter.kind === "renewal" ? await checksOf(db, row, item) : [],
    });
  }
  return made;
}

/** What the office can say it looked at, from what is kept: nothing is claimed that was not done here. */
async function checksOf(db: Db, row: DossierRow, item: UpwardItemRow): Promise<string[]> {
  const filing = (await lastFilings(db, [row.id])).get(row.id);
  const finding = await consultFinding(db, row.id, item.stage);
  const tests = await labPapers(db, row.id);
  return [
    ...(filing
      ? [`Hồ sơ nộp ngày ${formatDay(row.filedOn ?? "")}, mã biên nhận ${filing.receiptCode}.`]
      : []),
    ...(finding
      ? [
          `Thẩm tra ngày ${formatDay(vietnamDay(finding.at))}: ${recommendations[finding.recommendation]}.`,
        ]
      : []),
    `Kết quả kiểm nghiệm kèm theo: ${tests.length}.`,
    ...(item.mean === null
      ? []
      : [`Hội đồng: ${meanWords(item.mean) ?? ""} điểm, ${item.stars} sao.`]),
  ];
}

/** A paper of a letter by its name in the address; `notFound` for any other, and for one that the letter has not. */
export async function getUpwardPaper(
  db: Db,
  actor: UserActor,
  { letterId, name }: { letterId: string; name: string },
): Promise<PrintedDocument> {
  const { facts } = await loadLetter(db, actor, letterId);
  if (name === upwardPapers.letter) return upwardLetter(facts);
  if (name === upwardPapers.report && facts.kind === "renewal") return agencyReport(facts);
  throw new AppError("notFound", { vi: "Không có văn bản này." });
}
