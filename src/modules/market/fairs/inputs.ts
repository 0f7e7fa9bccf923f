import { z } from "zod";
import { day } from "#core/input/day.ts";
import { optionalWhole } from "#core/input/number.ts";
import { optional, optionalLine, optionalText, requiredLine } from "#core/input/text.ts";
import { optionalDong } from "#core/money.ts";
import { Id } from "../model.ts";
import { type MoneySource, moneySources } from "../points/model.ts";
import { type FairLevel, fairLevels } from "./model.ts";

const keysOf = <Key extends string>(table: Readonly<Record<Key, unknown>>) =>
  Object.keys(table) as [Key, ...Key[]];
const expectedVersion = z.coerce.number({ error: "Hãy tải lại trang." }).int().min(0);

/** A fair; `expectedVersion` 0 for a new one. */
export const SaveFair = z
  .strictObject({
    expectedVersion,
    name: requiredLine(200, "Hãy nhập tên hội chợ."),
    level: z.enum(keysOf<FairLevel>(fairLevels), { error: "Hãy chọn cấp." }),
    place: requiredLine(200, "Hãy nhập nơi tổ chức."),
    organiser: requiredLine(200, "Hãy nhập đơn vị tổ chức."),
    startsOn: day,
    endsOn: day,
    sharedSupport: optionalDong(),
    supportSource: optional(z.enum(keysOf<MoneySource>(moneySources))),
    legalBasis: optionalLine(300),
    note: optionalText(2_000),
  })
  .superRefine(({ startsOn, endsOn, sharedSupport, supportSource, legalBasis }, context) => {
    const fault = (name: string, message: string) =>
      context.addIssue({ code: "custom", path: [name], message });
    if (endsOn < startsOn) fault("endsOn", "Ngày kết thúc không thể trước ngày bắt đầu.");
    if (sharedSupport !== null && sharedSupport > 0n) {
      if (supportSource === null) fault("supportSource", "Hãy chọn nguồn kinh phí.");
      if (legalBasis === null) fault("legalBasis", "Hãy ghi văn bản làm căn cứ chi: số, ngày.");
    }
  });
export type SaveFair = z.input<typeof SaveFair>;

/** That a fair fell through, or is held after all. */
export const MoveFair = z.strictObject({
  fairId: Id,
  expectedVersion,
  step: z.enum(["cancel", "restore"]),
});
export type MoveFair = z.input<typeof MoveFair>;

/** A producer that is taken to a fair. */
export const JoinFair = z.strictObject({ fairId: Id, producerId: Id });
export type JoinFair = z.input<typeof JoinFair>;

/** A participant taken off the list again. */
export const LeaveFair = z.strictObject({ participantId: Id });
export type LeaveFair = z.input<typeof LeaveFair>;

/** What the office knows of a participant: its stand, and what was paid for it alone. */
export const SaveParticipant = z.strictObject({
  participantId: Id,
  expectedVersion,
  stand: optionalLine(60),
  support: optionalDong(),
});
export type SaveParticipant = z.input<typeof SaveParticipant>;

/** What came of a fair for one participant; empty boxes are not known, nought is nothing sold. */
export const TellResult = z
  .strictObject({
    participantId: Id,
    expectedVersion,
    /** The products that were brought; one alone comes as a text. */
    products: z.preprocess(
      (sent) => (sent === undefined ? [] : Array.isArray(sent) ? sent : [sent]),
      z.array(Id).max(200),
    ),
    sales: optionalDong(),
    contracts: optionalWhole({ min: 0, max: 10_000, unit: "hợp đồng" }),
    contractsWorth: optionalDong(),
    resultNote: optionalText(1_000),
    /** How an officer who tells it knows. */
    source: optional(z.enum(["told", "papers"])),
  })
  .superRefine(({ sales, contracts, contractsWorth }, context) => {
    const fault = (name: string, message: string) =>
      context.addIssue({ code: "custom", path: [name], message });
    if (sales === null) fault("sales", "Hãy ghi số tiền bán được; không bán được thì ghi 0.");
    if ((contractsWorth ?? 0n) > 0n && (contracts ?? 0) === 0)
      fault("contracts", "Có giá trị hợp đồng thì phải có số hợp đồng.");
  });
export type TellResult = z.input<typeof TellResult>;
