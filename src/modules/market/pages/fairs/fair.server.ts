import type { UserActor } from "#core/access/actor.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { formFields } from "#core/input/parse.ts";
import { formatDong } from "#core/money.ts";
import { listProducers } from "#modules/producers/service/producers.server.ts";
import { moveFair, saveFair } from "../../fairs/fairs.server.ts";
import type {
  JoinFair,
  LeaveFair,
  MoveFair,
  SaveFair,
  SaveParticipant,
} from "../../fairs/inputs.ts";
import {
  describeFair,
  joinFair,
  leaveFair,
  type Participant,
  saveParticipant,
} from "../../fairs/participants.server.ts";

const amount = (dong: bigint | null) => (dong === null ? "" : formatDong(dong));
const sum = (list: readonly Participant[], of: (one: Participant) => bigint | null) =>
  formatDong(list.reduce((total, one) => total + (of(one) ?? 0n), 0n));

/** What the page of a fair shows; `text` searches producers to take there. Amounts as written. */
export async function fairPage(db: Db, actor: UserActor, id: string, text: string) {
  const { fair, participants, mayKeep } = await describeFair(db, actor, id);
  const found =
    text.trim() === "" || !mayKeep
      ? []
      : (await listProducers(db, actor, { text: text.slice(0, 120) })).producers;
  const { name, level, place, organiser, startsOn, endsOn, supportSource, legalBasis, note } = fair;
  const own = sum(participants, ({ support }) => support);
  return {
    id: fair.id,
    version: fair.version,
    state: fair.state,
    isDemo: fair.isDemo,
    values: {
      name,
      level,
      place,
      organiser,
      startsOn,
      endsOn,
      sharedSupport: amount(fair.sharedSupport),
      supportSource: supportSource ?? "",
      legalBasis: legalBasis ?? "",
      note: note ?? "",
    },
    participants: participants.map((one) => ({
      id: one.id,
      version: one.version,
      producerName: one.producerName,
      products: one.products.map((product) => product.name),
      stand: one.stand ?? "",
      support: amount(one.support),
      isTold: one.resultAt !== null,
      source: one.resultSource,
      sales: amount(one.sales),
      contracts: one.contracts,
      contractsWorth: amount(one.contractsWorth),
      resultNote: one.resultNote,
    })),
    sums: {
      sales: sum(participants, ({ sales }) => sales),
      contracts: participants.reduce((total, { contracts }) => total + (contracts ?? 0), 0),
      contractsWorth: sum(participants, ({ contractsWorth }) => contractsWorth),
      support: own,
      supportInAll: formatDong(
        participants.reduce((total, { support }) => total + (support ?? 0n), 0n) +
          (fair.sharedSupport ?? 0n),
      ),
    },
    found: found
      .filter((producer) => participants.every(({ producerId }) => producerId !== producer.id))
      .map((producer) => ({ id: producer.id, name: producer.name, unitName: producer.unitName })),
    text,
    mayKeep,
  };
}

/** Does what a form of the page asks for; the id of the fair. */
export async function actOnFair(
  db: Db,
  actor: UserActor,
  id: string | null,
  form: FormData,
): Promise<{ id: string; done: string }> {
  const { intent, ...fields } = formFields(form);
  if (intent === "save") {
    const saved = await saveFair(db, actor, id, fields as SaveFair);
    return { id: saved.id, done: "Đã lưu hội chợ." };
  }
  if (id === null) throw new AppError("invalid");
  // What the form lacks or adds is for the service to refuse.
  const on = { ...fields, fairId: id } as unknown;
  if (intent === "move") {
    await moveFair(db, actor, on as MoveFair);
    return { id, done: "Đã đổi tình trạng hội chợ." };
  }
  if (intent === "join") {
    await joinFair(db, actor, on as JoinFair);
    return { id, done: "Đã thêm chủ thể và báo cho cơ sở biết." };
  }
  if (intent === "leave") {
    await leaveFair(db, actor, fields as LeaveFair);
    return { id, done: "Đã bỏ chủ thể khỏi danh sách." };
  }
  if (intent !== "participant") throw new AppError("invalid");
  await saveParticipant(db, actor, fields as SaveParticipant);
  return { id, done: "Đã lưu gian hàng và kinh phí của chủ thể." };
}
