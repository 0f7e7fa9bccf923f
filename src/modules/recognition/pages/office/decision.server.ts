import { today } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import type { Session } from "#core/session/session.ts";
import { can } from "../../access.ts";
import { getPaperFacts } from "../../documents/facts.server.ts";
import { decisionPapers } from "../../paths.ts";
import { answersToday } from "../../service/answers-today.server.ts";
import { describeDecision } from "../../service/describe.server.ts";
import { lettersOf } from "../../service/letters.server.ts";

/** What the page of a decision shows. */
export async function decisionPage(db: Db, { actor, account }: Session, id: string) {
  const { decision, items } = await describeDecision(db, actor, id);
  const facts = await getPaperFacts(db, actor, id);
  const isOpen = decision.state === "draft" || decision.state === "submitted";
  return {
    today: await today(db),
    decision: {
      id,
      kind: decision.kind,
      state: decision.state,
      version: decision.version,
      title: decision.title,
      issuer: decision.issuer,
      legalBasis: decision.legalBasis.join("\n"),
      texts: decision.texts,
      numberText: decision.numberText,
      signedOn: decision.signedOn,
      signerName: decision.signerName,
      isRecorded: decision.isRecorded,
      isDemo: decision.isDemo,
      hasCopy: decision.signedDigest !== null,
    },
    /** Who goes on with the papers of a unit that is no more; null for one of today. */
    answers: await answersToday(db, decision),
    usual: facts.usual,
    items: facts.items.map((item, at) => {
      const certificate = items[at]?.certificate;
      return {
        ...item,
        certificateId: certificate?.id ?? null,
        isSealed: certificate?.sealedAt != null,
        token: certificate?.token ?? null,
      };
    }),
    letters: await lettersPart(db, facts, decision),
    proof: account.hasSecondFactor ? ("code" as const) : ("password" as const),
    may: {
      edit: can(actor, "draft", decision) && decision.state === "draft",
      submit: can(actor, "draft", decision) && decision.state === "draft",
      takeBack: can(actor, "draft", decision) && decision.state === "submitted",
      drop: can(actor, "draft", decision) && isOpen,
      issue: can(actor, "sign", decision) && decision.state === "submitted",
      keepCopy:
        can(actor, "record", decision) && decision.state === "issued" && !decision.signedDigest,
    },
  };
}

/** The letters of a decision, each with its number once it has one. */
async function lettersPart(
  db: Db,
  { items }: Awaited<ReturnType<typeof getPaperFacts>>,
  { id, isRecorded }: { id: string; isRecorded: boolean },
) {
  const rows = await lettersOf(db, id);
  const communes = new Map(items.map(({ communeCode, communeName }) => [communeCode, communeName]));
  const letters = [
    ...(isRecorded ? [] : [{ name: decisionPapers.submission as string, title: "Tờ trình" }]),
    ...[...communes].map(([code, name]) => ({
      name: decisionPapers.communeNotice(code),
      title: `Thông báo đến ${name.charAt(0).toLowerCase()}${name.slice(1)}`,
    })),
    ...items.map(({ seq, producerName }) => ({
      name: decisionPapers.producerNotice(seq),
      title: `Thông báo đến ${producerName}`,
    })),
  ];
  return letters.map((letter) => ({
    ...letter,
    numberText: rows.get(letter.name)?.numberText ?? null,
  }));
}
