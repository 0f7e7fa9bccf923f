import { randomInt } from "node:crypto";
import { provinceOf } from "#core/access/kernel.ts";
import type { Db } from "#core/database/connection.ts";
import { foldText } from "#core/text.ts";
import { currentVersion } from "#modules/places/model.ts";
import type { SaveYear } from "./model.ts";
import { taxCheckDigit } from "./rules.ts";
import { papers, producers } from "./schema.server.ts";

type ProducerToBuild = Partial<Omit<typeof producers.$inferInsert, "unitPath">> & { path?: string };

/** A tax code with a right check digit that no tax office has to have given out. */
export function madeTaxCode(): string {
  for (;;) {
    const nine = String(randomInt(1e9)).padStart(9, "0");
    const digit = taxCheckDigit(nine);
    if (digit !== null) return nine + digit;
  }
}

/** A producer that is there, with total defaults: a cooperative of the commune Đồng Hỷ. */
export async function buildProducer(
  db: Db,
  { path = "19/05692", ...wanted }: ProducerToBuild = {},
): Promise<typeof producers.$inferSelect> {
  const name = wanted.name ?? `Hợp tác xã thử nghiệm ${randomInt(1e9)}`;
  const [row] = await db
    .insert(producers)
    .values({
      provinceCode: provinceOf(path),
      unitVersion: currentVersion,
      unitCode: path.split("/").at(-1) ?? "",
      unitPath: path,
      kind: "cooperative",
      nameFolded: foldText(name),
      address: "Thôn mẫu",
      ...wanted,
      name,
    })
    .returning();
  if (!row) throw new Error("the producer was not stored");
  return row;
}

/** A paper in a producer's vault, with total defaults: its registration. `digest` names a stored content. */
export async function buildVaultPaper(
  db: Db,
  { id: producerId, provinceCode }: { id: string; provinceCode: string },
  wanted: Partial<typeof papers.$inferInsert> & { digest: string },
): Promise<string> {
  const [row] = await db
    .insert(papers)
    .values({
      provinceCode,
      producerId,
      kind: "businessRegistration",
      title: "Giấy đăng ký hợp tác xã",
      mediaType: "application/pdf",
      pageCount: 2,
      ...wanted,
    })
    .returning({ id: papers.id });
  if (!row) throw new Error("the paper was not stored");
  return row.id;
}

/** A year's figures as a form sends them, with total defaults: nothing is told but the year. */
export function builtYear(wanted: Partial<SaveYear> & { year: number }): SaveYear {
  return {
    version: 0,
    labour: "",
    localLabour: "",
    womenLabour: "",
    minorityLabour: "",
    communeMaterialPercent: "",
    provinceMaterialPercent: "",
    revenue: "",
    exportRevenue: "",
    materialArea: "",
    standardArea: "",
    materialStandard: "",
    profit: "",
    source: "",
    sourceNote: "",
    cooperativeGrade: "",
    capacity: "",
    markets: "",
    ...wanted,
  };
}
