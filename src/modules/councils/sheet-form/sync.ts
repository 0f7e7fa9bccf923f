import { emptyEntry, isToSend, kept, met, refuse, sending, settle } from "../sheets/outbox.ts";
import type { Remarks, WriteOutcome } from "../sheets/outcome.ts";
import {
  changeAnswer,
  changeRemarks,
  type KeptAnswer,
  keptOf,
  type KeptRemarks,
} from "./device.ts";

/** What became of sending. `unreachable`: no answer, or none to trust; it goes again by itself. */
export type Sent = "sent" | "nothing" | "unreachable" | "signedOut";

const waitMilliseconds = 20_000;
const atOnce = 100;

/**
 * Sends everything of the account that waits on this device, of whatever sheet, one tab at a
 * time. The system takes the same write any number of times as one, so what was sent unheard is
 * simply sent again.
 */
export async function sendWaiting(user: string): Promise<Sent> {
  if (!("locks" in navigator)) return sendNow(user);
  return navigator.locks.request(`ocop-sheets ${user}`, () => sendNow(user));
}

async function sendNow(user: string): Promise<Sent> {
  const waiting = (await keptOf(user)).filter((one) =>
    one.kind === "answer" ? isToSend(one.entry) : isToSend(one.entry),
  );
  const sheets = Map.groupBy(waiting, ({ item, round }) => `${item} ${round}`);
  let outcome: Sent = "nothing";
  for (const [, whole] of sheets)
    for (let at = 0; at < whole.length; at += atOnce) {
      outcome = await sendSheet(whole.slice(at, at + atOnce));
      if (outcome !== "sent") return outcome;
    }
  return outcome;
}

type Some = readonly (KeptAnswer | KeptRemarks)[];

async function sendSheet(waiting: Some): Promise<Sent> {
  const [first] = waiting;
  if (!first) return "nothing";
  const answers: (KeptAnswer | null)[] = [];
  let remarks: KeptRemarks | null = null;
  // Noted before it goes: should its answer be lost, the device knows that it may have arrived.
  for (const one of waiting)
    if (one.kind === "remarks")
      remarks = {
        ...one,
        entry: await changeRemarks(one, (entry) => sending(entry ?? emptyEntry)),
      };
    else
      answers.push({
        ...one,
        entry: await changeAnswer(one, one.criterion, (entry) => sending(entry ?? emptyEntry)),
      });
  const sent = answers.filter((one) => one !== null);
  const answer = await post(first.save, bodyOf(first, sent, remarks));
  if (typeof answer === "string") return answer;
  if ("refused" in answer) {
    for (const one of sent)
      await changeAnswer(one, one.criterion, (entry) =>
        refuse(entry ?? emptyEntry, answer.refused),
      );
    if (remarks)
      await changeRemarks(remarks, (entry) => refuse(entry ?? emptyEntry, answer.refused));
    return "sent";
  }
  for (const outcome of answer.writes) {
    const one = sent.find(({ criterion }) => criterion === outcome.criterion);
    if (one)
      await changeAnswer(one, one.criterion, (entry) => settle(entry ?? emptyEntry, outcome));
  }
  if (remarks && answer.remarks) await settleRemarks(remarks, answer.remarks);
  return "sent";
}

function bodyOf(
  sheet: KeptAnswer | KeptRemarks,
  sent: readonly KeptAnswer[],
  remarks: KeptRemarks | null,
) {
  return {
    itemId: sheet.item,
    round: sheet.round,
    writes: sent.flatMap(({ criterion, entry: { waiting } }) =>
      waiting
        ? [
            {
              criterion,
              ...waiting.value,
              baseVersion: waiting.base,
              writeId: waiting.writeId,
              deviceAt: waiting.at,
            },
          ]
        : [],
    ),
    ...(remarks?.entry.waiting
      ? { remarks: { ...remarks.entry.waiting.value, baseVersion: remarks.entry.waiting.base } }
      : {}),
  };
}

type RemarksAnswer =
  | { readonly outcome: "saved"; readonly version: number }
  | { readonly outcome: "stale"; readonly version: number; readonly current: Remarks };

async function settleRemarks(sent: KeptRemarks, answer: RemarksAnswer): Promise<void> {
  const writeId = sent.entry.waiting?.writeId ?? "";
  await changeRemarks(sent, (entry) => {
    if (!entry) return emptyEntry;
    if (answer.outcome === "saved") return kept(entry, { writeId, version: answer.version });
    if (entry.waiting?.writeId !== writeId) return entry;
    return met(entry, { value: answer.current, version: answer.version, writeId: null });
  });
}

type Answer =
  | { readonly writes: readonly WriteOutcome[]; readonly remarks?: RemarksAnswer }
  | { readonly refused: string };

async function post(save: string, body: object): Promise<Answer | "unreachable" | "signedOut"> {
  try {
    const response = await fetch(save, {
      method: "POST",
      body: JSON.stringify(body),
      headers: { "Content-Type": "application/json", Accept: "application/json" },
      redirect: "manual",
      signal: AbortSignal.timeout(waitMilliseconds),
    });
    if (response.status === 401) return "signedOut";
    if (response.status >= 500 || response.status === 429 || response.status === 0)
      return "unreachable";
    const said = (await response.json()) as {
      writes?: readonly WriteOutcome[];
      remarks?: RemarksAnswer;
      detail?: string;
      fields?: Readonly<Record<string, string>>;
    };
    if (response.ok && said.writes)
      return { writes: said.writes, ...(said.remarks ? { remarks: said.remarks } : {}) };
    // A gateway's page on the way is no answer of ours.
    if (response.ok || said.detail === undefined) return "unreachable";
    return { refused: Object.values(said.fields ?? {})[0] ?? said.detail };
  } catch {
    return "unreachable";
  }
}
