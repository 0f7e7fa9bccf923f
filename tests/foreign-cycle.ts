import type { Probe, Things } from "./foreign-ids.ts";

const get = (at: Probe["at"]): Probe => ({ method: "GET", at });
const post = (at: Probe["at"], form: Probe["form"] = () => ({})): Probe => ({
  method: "POST",
  at,
  form,
});
const own = (named: Things) => `/y-tuong-cua-toi/${named.idea}`;
const idea = (named: Things) => `/chu-trinh/y-tuong/${named.calledIdea}`;
const meeting = (named: Things) => `/chu-trinh/tuyen-truyen/cuoc-hop/${named.meeting}`;
const piece = (named: Things) => `/chu-trinh/tuyen-truyen/tin-bai/${named.mediaPiece}`;
const drop = () => ({ intent: "drop", expectedVersion: "99", reason: "Nhầm" });
const content = { title: "Chè", kind: "potential", story: "Chè ngon", track: "general" };

/** What names an idea, a meeting or a piece in the media of somebody's. */
export const cycleProbes: Readonly<Record<string, readonly Probe[]>> = {
  "/y-tuong-cua-toi/:idea": [
    get(own),
    post(own, () => ({ intent: "withdraw", expectedVersion: "99" })),
  ],
  // An idea taken up for another's producer.
  "/y-tuong-cua-toi": [
    post(
      () => "/y-tuong-cua-toi",
      (named) => ({ code: "AAAA-AAAA-AAAA-AAAB", producerId: named.producer }),
    ),
  ],
  // Another's producer in one's own registration.
  "/y-tuong-cua-toi/moi": [
    post(
      () => "/y-tuong-cua-toi/moi",
      (named) => ({ ...content, producerId: named.producer, formKey: crypto.randomUUID() }),
    ),
  ],
  // Another's idea among those that are decided on together.
  "/chu-trinh/y-tuong": [
    post(
      () => "/chu-trinh/y-tuong",
      (named) => ({
        intent: "many",
        chosen: `${named.calledIdea}:99`,
        move: "return",
        reason: "Thử",
        noTies: "1",
      }),
    ),
  ],
  "/chu-trinh/y-tuong/:idea": [
    get(idea),
    post(idea, () => ({ intent: "take", expectedVersion: "99" })),
    // Another's producer at one's own idea.
    post(
      (_named, home) => idea(home),
      (named) => ({ intent: "link", expectedVersion: "1", producerId: named.producer }),
    ),
  ],
  "/chu-trinh/tuyen-truyen/cuoc-hop/:meeting": [get(meeting), post(meeting, drop)],
  "/chu-trinh/tuyen-truyen/tin-bai/:piece": [get(piece), post(piece, drop)],
};
