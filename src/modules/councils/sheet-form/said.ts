import { isToSend } from "../sheets/outbox.ts";
import type { KeptAnswer, KeptRemarks } from "./device.ts";
import type { Sent } from "./sync.ts";

/** Where the work stands, for the line at the foot of the sheet. */
export type Said = {
  readonly state: "onServer" | "sending" | "offline" | "choose" | "refused" | "signedOut";
  readonly words: string;
};

/** What to say of what a device keeps. `last`: what became of the last sending; `online`: what the browser thinks. */
export function saidOf(
  kept: readonly (KeptAnswer | KeptRemarks)[],
  { last, online }: { readonly last: Sent | null; readonly online: boolean },
): Said {
  const entries = kept.map(({ entry }) => entry);
  const clashes = entries.filter(({ clash }) => clash !== null).length;
  const refused = entries.find((entry) => entry.refused !== null)?.refused ?? null;
  const waiting = kept.filter((one) =>
    one.kind === "answer" ? isToSend(one.entry) : isToSend(one.entry),
  ).length;
  if (last === "signedOut" && waiting > 0)
    return {
      state: "signedOut",
      words: `Phiên đăng nhập đã hết: ${waiting} mục còn trên máy này, chờ gửi.`,
    };
  if (clashes > 0)
    return {
      state: "choose",
      words: `${clashes} mục khác với thiết bị kia của bạn. Hãy chọn bản muốn giữ.`,
    };
  if (refused !== null) return { state: "refused", words: `Chưa lưu được: ${refused}` };
  if (waiting === 0) return { state: "onServer", words: "Đã lưu" };
  if (!online || last === "unreachable")
    return { state: "offline", words: `Chưa có mạng: ${waiting} mục chờ gửi` };
  return { state: "sending", words: "Đang gửi…" };
}

/** Writes it where the page has its place for it. */
export function show({ state, words }: Said): void {
  const place = document.querySelector<HTMLElement>("[data-save-state]");
  const text = place?.querySelector("[data-save-words]");
  if (!place || !text) return;
  place.hidden = false;
  place.dataset["saveState"] = state;
  if (text.textContent !== words) text.textContent = words;
  place.querySelector("a")?.remove();
  if (state !== "signedOut") return;
  const link = document.createElement("a");
  link.className = "button";
  link.textContent = "Đăng nhập lại để gửi";
  link.href = `/dang-nhap?${new URLSearchParams({ tiep: location.pathname })}`;
  place.append(link);
}
