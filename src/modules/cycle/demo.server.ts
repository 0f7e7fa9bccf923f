import { randomUUID } from "node:crypto";
import type { UserActor } from "#core/access/actor.ts";
import { today } from "#core/calendar/today.ts";
import type { Services } from "#core/http/context.ts";
import { toGrant } from "#modules/people/rules.ts";
import { findProducerAccount, homePathOf } from "#modules/people/service/holders.server.ts";
import { searchOfficials } from "#modules/people/service/officials.server.ts";
import { currentVersion } from "#modules/places/model.ts";
import { listProducers } from "#modules/producers/service/producers.server.ts";
import { cycleFacts } from "./calendar/facts.server.ts";
import { addMedia, addMeeting, saveCampaign } from "./campaigns/service/campaigns.server.ts";
import { type DemoIdea, demoIdeas, demoMedia, demoMeetings, mark } from "./demo-content.ts";
import type { RegisterIdea } from "./ideas/inputs.ts";
import { registerOwn, registerPublic } from "./ideas/service/register.server.ts";
import { screenIdea, takeIdea } from "./ideas/service/screen.server.ts";
import { ideas } from "./schema.server.ts";

type Db = Services["database"]["db"];
type Cast = { readonly office: UserActor; readonly commune: UserActor };

const province = "19";
const commune = "05692";

/**
 * Gives a demo installation that has no idea yet some at every stage, a campaign, meetings and
 * pieces in the media, by the same services as real ones; all say that they are samples.
 * `isDemo`: `isDemoInstallation`. True when it did.
 */
export async function loadDemoCycle(
  { database: { db } }: Pick<Services, "database">,
  isDemo: boolean,
): Promise<boolean> {
  if (!isDemo || (await db.$count(ideas)) > 0) return false;
  const [office, officer] = [
    await officialOf(db, "provinceOfficer", "vanphong"),
    await officialOf(db, "communeOfficer", "canboxa"),
  ];
  if (!office || !officer) return false;
  for (const idea of demoIdeas) await playIdea(db, { office, commune: officer }, idea);
  const on = await today(db);
  const year = Number(on.slice(0, 4));
  await saveCampaign(db, office, {
    year,
    expectedVersion: 0,
    title: `Mỗi xã một ý tưởng mới ${mark}`,
    topics: "Chương trình OCOP là gì\nAi đăng ký được, đăng ký thế nào\nBộ tiêu chí và hạng sao",
    mediaPerMonth: String(cycleFacts().mediaGoal.perMonth),
    basis: "",
  });
  for (const { day, ...meeting } of demoMeetings)
    if (`${year}-${day}` <= on) await addMeeting(db, officer, { ...meeting, on: `${year}-${day}` });
  for (const { day, ...piece } of demoMedia)
    if (`${year}-${day}` <= on) await addMedia(db, office, { ...piece, on: `${year}-${day}` });
  return true;
}

/** The demo's account of a role; null where an installation has it not. */
async function officialOf(
  db: Db,
  role: "provinceOfficer" | "communeOfficer",
  username: string,
): Promise<UserActor | null> {
  const found = await searchOfficials(db, { roles: [role], provinceCode: province, text: "" });
  const official = found.find((one) => one.username === username);
  if (!official) return null;
  const grants = official.roles.map((held) =>
    toGrant({ ...held, placeVersion: currentVersion, holderId: null }),
  );
  return { kind: "user", userId: official.id, grants };
}

async function playIdea(
  db: Db,
  cast: Cast,
  { stop, by, setCode, ...told }: DemoIdea,
): Promise<void> {
  const content = { market: "", materials: "", labour: "", investment: "", ...told };
  const formKey = randomUUID();
  const { id } =
    by === "producer"
      ? ((await registerOfDemoProducer(db, cast.office, { ...content, formKey })) ?? { id: null })
      : await registerPublic(
          db,
          { ...content, ...by, address: "Xóm mẫu", communeCode: commune, formKey },
          { ip: "demo" },
        );
  if (id === null || stop === "registered") return;
  const take = { ideaId: id, expectedVersion: 1 };
  await takeIdea(db, cast.commune, take);
  if (stop === "taken") return;
  const { fit } = cycleFacts();
  const yes = (asked: readonly { readonly id: string }[]) =>
    Object.fromEntries(asked.map((question) => [question.id, "yes" as const]));
  const at = (expectedVersion: number) => ({
    ideaId: id,
    expectedVersion,
    setCode,
    reason: "",
    note: "",
    noTies: true,
  });
  if (stop === "returned") {
    const reason = `Cần nói rõ nguyên liệu lấy ở đâu và ai sẽ làm cùng ${mark}.`;
    await screenIdea(db, cast.commune, { ...at(2), move: "return", reason });
    return;
  }
  const fits = { productFit: yes(fit.product), applicantFit: yes(fit.applicant) };
  await screenIdea(db, cast.commune, { ...at(2), ...fits, move: "forward" });
  if (stop === "chosen") await screenIdea(db, cast.office, { ...at(3), move: "choose" });
  if (stop === "nextYear") {
    const reason = `Danh sách năm nay đã đủ ${mark}.`;
    await screenIdea(db, cast.office, { ...at(3), move: "putOff", reason });
  }
}

/** Registers in the name of the demo's owner, at whatever producer of the demo it holds. */
async function registerOfDemoProducer(
  db: Db,
  office: UserActor,
  content: Omit<
    RegisterIdea,
    "applicantName" | "applicantKind" | "phone" | "address" | "communeCode"
  >,
): Promise<{ id: string } | null> {
  const owner = await findProducerAccount(db, "chuthe");
  const { producers } = await listProducers(db, office, {});
  const home = owner && (await homePathOf(db, owner.userId));
  const producer = producers.find(({ isDemo, unitPath }) => isDemo && unitPath === home);
  if (!owner || !producer) return null;
  const actor: UserActor = {
    kind: "user",
    userId: owner.userId,
    grants: [{ role: "producerOwner", jurisdiction: { kind: "own", holderId: producer.id } }],
  };
  return registerOwn(db, actor, { ...content, producerId: producer.id });
}
