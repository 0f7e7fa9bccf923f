import { keepPages } from "#ui/keep/kept-pages.ts";
import { councilPaths } from "../paths.ts";
import { forgetSaved, keptOf } from "../sheet-form/device.ts";
import { followBoard } from "../sheet-form/follow.ts";
import { sendWaiting } from "../sheet-form/sync.ts";

/**
 * The script of the hall's lists: follows the session, fetches the sheets before the network
 * goes, and sends what other pages left on this device.
 */
const script = document.querySelector<HTMLScriptElement>("script[data-hall-user]");
const user = script?.dataset["hallUser"] ?? "";
const keep = (script?.dataset["hallKeep"] ?? "").split(" ").filter(Boolean);

async function send(): Promise<void> {
  await sendWaiting(user);
  const left = (await keptOf(user)).filter(({ entry }) => entry.waiting !== null);
  const place = document.querySelector<HTMLElement>("[data-waiting]");
  if (!place) return;
  place.replaceChildren();
  if (left.length === 0) return;
  const notice = document.createElement("div");
  notice.className = "notice warning";
  const words = document.createElement("p");
  words.textContent = `Còn ${left.length} mục chỉ mới lưu trên máy này, chưa có trên hệ thống. Mở phiếu để gửi:`;
  const list = document.createElement("ul");
  for (const [item, [first]] of Map.groupBy(left, (one) => one.item)) {
    if (!first) continue;
    const link = document.createElement("a");
    link.href = councilPaths.sheet(first.session, item);
    link.textContent = "Mở phiếu";
    const line = document.createElement("li");
    line.append(link);
    list.append(line);
  }
  notice.append(words, list);
  place.append(notice);
}

/** Draws the agenda as the page would show it now, where it stands. */
async function drawAnew(): Promise<void> {
  const answer = await fetch(location.href);
  if (!answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.querySelector("[data-agenda]");
  if (fresh) document.querySelector("[data-agenda]")?.replaceWith(fresh);
}

const sendQuietly = (): void => void send().catch(() => undefined);
sendQuietly();
window.addEventListener("online", sendQuietly);

document.querySelector("form[data-sign-out]")?.addEventListener("submit", () => {
  void forgetSaved(user);
});

const live = script?.dataset["hallLive"] ?? "";
if (live !== "")
  followBoard(
    live,
    script?.dataset["hallSeen"] ?? "",
    () => void drawAnew().catch(() => undefined),
  );

if (await keepPages(user, councilPaths.sessions, keep))
  document.querySelector("[data-kept]")?.removeAttribute("hidden");
