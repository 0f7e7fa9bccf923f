import { addDays } from "#core/calendar/day.ts";
import { choiceIn } from "./forms.ts";
import { now, type Person } from "./people.ts";

const topics = ["localMaterial", "localLabour", "ideaOrigin", "localIdentity"] as const;

/** Has a commune's officer receive a dossier, visit, report on it, take the samples, and hand up. */
export async function passCommune(officer: Person, dossierId: string): Promise<void> {
  const desk = `/van-phong/ho-so/${dossierId}`;
  await officer.hand(desk, /^receive$/);
  await officer.send(`${desk}/thuc-dia/luu`, {
    on: now(),
    latitude: 21.62,
    longitude: 105.86,
    people: "Chủ thể và cán bộ xã",
    note: "Ruộng rau và xưởng sơ chế như hồ sơ khai.",
    photos: [],
  });
  const report = await officer.open(`${desk}/bao-cao`);
  await officer.hand(report, /^Lưu báo cáo$/, {
    checked: [...report.html.matchAll(/name="checked"[^>]*value="([^"]+)"/g)].map(
      ([, item = ""]) => item,
    ),
    ...Object.fromEntries(
      topics.flatMap((topic) => [
        [`finding.${topic}`, "confirmed"],
        [`comment.${topic}`, "Đã xem tại chỗ và đối chiếu với hồ sơ."],
      ]),
    ),
  });
  await officer.hand(`${desk}/mau-san-pham`, /^Ghi sổ$/, {
    act: "received",
    quantity: "5",
    giver: "Chủ thể",
    taker: officer.name,
    condition: "Nguyên bao bì",
  });
  await officer.hand(`${desk}/bao-cao`, /^forward$/);
}

/**
 * A round that a journey can be walked in on any day of the year: the law's own rounds are over
 * for much of it.
 */
async function openRound(office: Person, dossierDesk: string): Promise<string> {
  await office.hand("/van-phong/dot", /^Mở đợt/, {
    code: "Đợt thử",
    requestedBefore: addDays(now(), 7),
    heldBefore: addDays(now(), 30),
    basis: "Kế hoạch thử",
  });
  return choiceIn((await office.open(dossierDesk)).html, "roundId", "Đợt thử");
}

/** Has the province's office take dossiers in, put them into a round and give them to the advisers. */
export async function takeIn(office: Person, dossierIds: readonly string[]): Promise<void> {
  let roundId: string | undefined;
  for (const id of dossierIds) {
    const desk = `/van-phong/ho-so/${id}`;
    await office.hand(desk, /^receive$/);
    roundId ??= await openRound(office, desk);
    await office.hand(desk, /^round$/, { roundId });
    await office.hand(desk, /^advise$/);
  }
}
