import { randomUUID } from "node:crypto";
import { today } from "#core/calendar/today.ts";
import type { UserActor } from "#core/access/actor.ts";
import type { Db } from "#core/database/connection.ts";
import { addMedia, addMeeting } from "#modules/cycle/campaigns/service/campaigns.server.ts";
import { builtIdea } from "#modules/cycle/factory.ts";
import { registerFor, registerOwn } from "#modules/cycle/ideas/service/register.server.ts";

/** What a commune's year has: an idea of its producer, one of somebody who called, a meeting and a piece in the media. */
export type CycleThings = {
  readonly idea: string;
  readonly calledIdea: string;
  readonly meeting: string;
  readonly mediaPiece: string;
};

/** The things of a commune at this path; `word` stands in each of them. */
export async function buildCycleThings(
  db: Db,
  {
    owner,
    office,
    producerId,
    path,
    word,
  }: { owner: UserActor; office: UserActor; producerId: string; path: string; word: string },
): Promise<CycleThings> {
  const communeCode = path.split("/").at(-1) ?? "";
  const called = builtIdea({ title: word, applicantName: word, address: word, communeCode });
  const {
    applicantName: _name,
    applicantKind: _kind,
    phone: _phone,
    address: _address,
    communeCode: _commune,
    ...content
  } = called;
  const own = await registerOwn(db, owner, { ...content, producerId, formKey: randomUUID() });
  const other = await registerFor(db, office, called);
  const meeting = await addMeeting(db, office, {
    on: await today(db),
    calledBy: word,
    place: word,
    topics: word,
    attendance: "10",
    women: "",
    guests: word,
  });
  const piece = await addMedia(db, office, {
    on: await today(db),
    kind: "news",
    outlet: word,
    title: word,
    url: "",
  });
  return { idea: own.id, calledIdea: other.id, meeting: meeting.id, mediaPiece: piece.id };
}
