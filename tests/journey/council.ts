import { randomUUID } from "node:crypto";
import { addDays } from "#core/calendar/day.ts";
import type { SessionMode } from "#modules/councils/model.ts";
import type { CompiledSet } from "#modules/rulebooks/compiled.ts";
import { getBook } from "#modules/rulebooks/service/shelf.server.ts";
import { answersWorth } from "../support/worth.ts";
import { idIn, paper } from "./filing.ts";
import { choiceIn, hasButton, linksOf } from "./forms.ts";
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

/**
 * The adviser's reviews of dossiers, as the producer claims them, each with a laboratory's result,
 * and the team's reports on them.
 */
export async function advise(
  { office, adviser }: Readonly<Record<"office" | "adviser", Person>>,
  { teamId, dossierIds }: { teamId: string; dossierIds: readonly string[] },
): Promise<void> {
  const board = await office.open(`/tu-van/to/${teamId}`);
  await office.hand(board, /Xác nhận phân công/);
  const work = await adviser.open("/tu-van");
  const assignments = work.html.matchAll(/\/tu-van\/viec\/([0-9a-f-]{36})/g);
  for (const id of new Set([...assignments].map(([, assignment = ""]) => assignment)))
    await review(adviser, `/tu-van/viec/${id}`);
  for (const id of dossierIds) {
    const desk = `/tu-van/ho-so/${id}`;
    await test(adviser, desk);
    await adviser.hand(desk, /^report$/, {
      summary: "Hồ sơ đủ, số liệu khớp với khảo sát.",
      recommendation: "propose",
    });
  }
}

/** Asks a laboratory, and enters what it answered with its paper. */
async function test(adviser: Person, desk: string): Promise<void> {
  const asked = await adviser.hand(desk, /^askTest$/, {
    indicators: "Dư lượng thuốc bảo vệ thực vật",
    reason: "Đối chiếu với tiêu chuẩn công bố.",
    lab: "Phòng kiểm nghiệm (dữ liệu thử)",
  });
  await adviser.hand(asked, /^receiveTest$/, {
    receivedOn: now(),
    verdict: "met",
    result: await paper("ket-qua.pdf"),
  });
}

/** One review: every criterion found as it is claimed, the visit, and the end. */
async function review(adviser: Person, here: string): Promise<void> {
  for (const { code } of setOf().leaves)
    await adviser.send(`${here}/luu`, {
      criterion: code,
      option: 1,
      reason: "Đúng như hồ sơ khai.",
      papers: [],
      expectedVersion: 0,
      writeId: randomUUID(),
    });
  await adviser.send(`${here}/khao-sat/luu`, {
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
  await adviser.hand(here, /^submit$/);
}

function setOf(): CompiledSet {
  const set = getBook(regime).compiled.get("01");
  if (!set) throw new Error("the rulebook has no set 01");
  return set;
}

/** A product before the council: its dossier, its name, and how many points everybody gives it. */
export type Heard = {
  readonly dossierId: string;
  readonly name: string;
  readonly points: number;
};

/**
 * A session on products, as a meeting or in writing: everybody declares, scores and signs; each is
 * revealed and concluded, and the session closed.
 */
export async function holdSession(
  { chair, deputy, members, secretary }: Seats,
  { councilId, mode, heard }: { councilId: string; mode: SessionMode; heard: readonly Heard[] },
): Promise<void> {
  const planned = await secretary.hand(`/hoi-dong/${councilId}/phien/lap`, /^Lập phiên$/, {
    stage: "province",
    title: `${mode === "meeting" ? "Phiên đánh giá" : "Lấy ý kiến"} (dữ liệu thử)`,
    mode,
    startsAt: `${now()}T00:00`,
    ...(mode === "meeting" ? { place: "Hội trường thử" } : { dueAt: `${addDays(now(), 5)}T17:00` }),
  });
  const sessionId = idIn(planned);
  await secretary.hand(`/hoi-dong/${councilId}/xep-lich`, /sản phẩm|phiên/, {
    sessionId,
    dossierIds: heard.map(({ dossierId }) => dossierId),
  });
  const session = `/phien/${sessionId}`;
  await secretary.hand(`${session}/chuong-trinh`, /^open$/);
  const scorers = [chair, deputy, ...members];
  for (const person of scorers) await person.hand(`${session}/khai-bao`, /Cam kết và mở/);
  // Whoever writes an opinion is not there to be counted.
  if (mode === "meeting") await secretary.hand(session, /^allPresent$/);
  let desk = await secretary.open(session);
  while (hasButton(desk.html, "start")) desk = await secretary.hand(desk, /^start$/);
  for (const { name, points } of heard) {
    const item = linksOf(desk.html).find(({ text }) => text === name)?.href ?? "";
    const itemId = idIn({ path: item });
    for (const person of scorers) await score(person, { session, itemId, points });
    await secretary.hand(item, /^reveal$/);
    await secretary.hand(item, /^conclude$/);
  }
  await secretary.hand(session, /^close$/);
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
