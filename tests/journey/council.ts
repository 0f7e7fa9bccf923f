import { randomUUID } from "node:crypto";
import type { CompiledSet } from "#modules/rulebooks/compiled.ts";
import { getBook } from "#modules/rulebooks/service/shelf.server.ts";
import { answersWorth } from "../support/worth.ts";
import { choiceIn } from "./forms.ts";
import { idIn } from "./filing.ts";
import { now, ownPassword, type Person, province } from "./people.ts";

/** Who sits where: the chair and the deputy first. The secretary has no sheet. */
export type Seats = {
  readonly chair: Person;
  readonly deputy: Person;
  readonly members: readonly Person[];
  readonly secretary: Person;
};

const regime = "26-2026";

/** Has the province's office set up a team of one adviser; its id. */
export async function setUpTeam(office: Person, head: Person): Promise<string> {
  const teamId = await establish(office, "consultTeam", "Tổ tư vấn Chương trình OCOP");
  await seat(office, teamId, { person: head, duty: "chair", scores: false });
  return teamId;
}

/** Has the province's office set up a council and adopt its rules; its id. */
export async function setUpCouncil(office: Person, seats: Seats): Promise<string> {
  const name = "Hội đồng đánh giá, phân hạng sản phẩm OCOP";
  const councilId = await establish(office, "council", name);
  const { chair, deputy, members, secretary } = seats;
  await seat(office, councilId, { person: chair, duty: "chair", scores: true });
  await seat(office, councilId, { person: deputy, duty: "deputy", scores: true });
  for (const person of members)
    await seat(office, councilId, { person, duty: "member", scores: true });
  await seat(office, councilId, { person: secretary, duty: "secretary", scores: false });
  await office.hand(`/hoi-dong/${councilId}/quy-che`, /Ban hành/, { effectiveOn: now() });
  return councilId;
}

async function establish(office: Person, kind: string, name: string) {
  const made = await office.hand("/hoi-dong/lap", /^Lập$/, {
    kind,
    place: `province/${province.code}`,
    regime,
    name: `${name} (dữ liệu thử)`,
    decisionNumber: kind === "council" ? "11/QĐ-THỬ" : "12/QĐ-THỬ",
    decisionOn: now(),
  });
  return idIn(made);
}

async function seat(
  office: Person,
  councilId: string,
  { person, duty, scores }: { person: Person; duty: string; scores: boolean },
): Promise<void> {
  const page = await office.open(`/hoi-dong/${councilId}?tim=${encodeURIComponent(person.name)}`);
  await office.hand(page, /^Thêm/, {
    userId: choiceIn(page.html, "userId", person.name),
    duty,
    scores: scores ? ["on"] : [],
    agencyName: "Cơ quan thử",
  });
}

/** The adviser's review of a dossier, as the producer claims it, and the team's report on it. */
export async function advise(
  { office, adviser }: Readonly<Record<"office" | "adviser", Person>>,
  { teamId, dossierId }: Readonly<Record<"teamId" | "dossierId", string>>,
): Promise<void> {
  const board = await office.open(`/tu-van/to/${teamId}`);
  await office.hand(board, /Xác nhận phân công/);
  const work = await adviser.open("/tu-van");
  const assignment = /\/tu-van\/viec\/([0-9a-f-]{36})/.exec(work.html)?.[1] ?? "";
  const review = `/tu-van/viec/${assignment}`;
  for (const { code } of setOf().leaves)
    await adviser.send(`${review}/luu`, {
      criterion: code,
      option: 1,
      reason: "Đúng như hồ sơ khai.",
      papers: [],
      expectedVersion: 0,
      writeId: randomUUID(),
    });
  await adviser.send(`${review}/khao-sat/luu`, {
    id: randomUUID(),
    on: now(),
    latitude: null,
    longitude: null,
    accuracy: null,
    people: "Chủ thể và tổ tư vấn",
    findings: "Cơ sở sản xuất như hồ sơ khai.",
    photos: [],
    signatureDigest: null,
    signedName: null,
    deviceAt: null,
  });
  await adviser.hand(review, /^submit$/);
  await adviser.hand(`/tu-van/ho-so/${dossierId}`, /^report$/, {
    summary: "Hồ sơ đủ, số liệu khớp với khảo sát.",
    recommendation: "propose",
  });
}

function setOf(): CompiledSet {
  const set = getBook(regime).compiled.get("01");
  if (!set) throw new Error("the rulebook has no set 01");
  return set;
}

/** A session on one product: everybody declares, scores so many points and signs; revealed and closed. */
export async function holdSession(
  { chair, deputy, members, secretary }: Seats,
  { councilId, dossierId, points }: { councilId: string; dossierId: string; points: number },
): Promise<{ sessionId: string; itemId: string }> {
  const planned = await secretary.hand(`/hoi-dong/${councilId}/phien/lap`, /^Lập phiên$/, {
    stage: "province",
    title: "Phiên đánh giá (dữ liệu thử)",
    mode: "meeting",
    place: "Hội trường thử",
    startsAt: `${now()}T08:00`,
  });
  const sessionId = idIn(planned);
  await secretary.hand(`/hoi-dong/${councilId}/xep-lich`, /sản phẩm|phiên/, {
    sessionId,
    dossierIds: dossierId,
  });
  const session = `/phien/${sessionId}`;
  await secretary.hand(`${session}/chuong-trinh`, /^open$/);
  const scorers = [chair, deputy, ...members];
  for (const person of scorers) await person.hand(`${session}/khai-bao`, /Cam kết và mở/);
  await secretary.hand(session, /^allPresent$/);
  const started = await secretary.hand(session, /^start$/);
  const itemId = /\/san-pham\/([0-9a-f-]{36})/.exec(started.html)?.[1] ?? "";
  for (const person of scorers) await score(person, { session, itemId, points });
  const item = `${session}/san-pham/${itemId}`;
  await secretary.hand(item, /^reveal$/);
  await secretary.hand(item, /^conclude$/);
  await secretary.hand(session, /^close$/);
  return { sessionId, itemId };
}

async function score(
  person: Person,
  { session, itemId, points }: { session: string; itemId: string; points: number },
): Promise<void> {
  await person.send(`${session}/luu`, {
    itemId,
    round: 1,
    writes: Object.entries(answersWorth(setOf(), points)).map(([criterion, option]) => ({
      criterion,
      option,
      note: null,
      baseVersion: 0,
      writeId: randomUUID(),
      deviceAt: null,
    })),
  });
  await person.hand(`${session}/phieu/${itemId}/ky`, /^Ký phiếu$/, { password: ownPassword });
}
