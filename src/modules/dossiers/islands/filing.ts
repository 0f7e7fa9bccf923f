import { keepDraft, waitingDrafts } from "../filing/drafts.ts";
import { keepPages } from "../filing/kept-pages.ts";
import { FormKeeper } from "../filing/keeper.ts";
import { send } from "../filing/send.ts";
import { filingPaths } from "../paths.ts";

/**
 * The script of the filing pages. Everything works without it; with it nothing typed is lost
 * when the network or the session ends.
 */
const user =
  document.querySelector<HTMLScriptElement>("script[data-filing-user]")?.dataset["filingUser"] ??
  "";
const form = document.querySelector<HTMLFormElement>("form#filing");
const isWritable = form?.querySelector("fieldset[disabled]") === null;

if (form && isWritable) void new FormKeeper(form, user).start();

/** Sends what other pages left on this device; what needs a person is listed with its page. */
async function sendWaiting(): Promise<void> {
  const here = location.pathname;
  const left: { title: string; href: string }[] = [];
  for (const draft of await waitingDrafts(user, Date.now())) {
    if (draft.id === here) continue;
    const sent = await send(draft.save, draft.fields, draft.version);
    if (sent.kind === "saved" && Object.keys(sent.errors).length === 0)
      await keepDraft({ ...draft, version: sent.version, isWaiting: false });
    else left.push({ title: draft.title, href: draft.id });
    if (sent.kind === "unreachable" || sent.kind === "signedOut") break;
  }
  showWaiting(left);
}

function showWaiting(left: readonly { title: string; href: string }[]): void {
  const place = document.querySelector<HTMLElement>("[data-waiting]");
  if (!place) return;
  place.replaceChildren();
  if (left.length === 0) return;
  const notice = document.createElement("div");
  notice.className = "notice warning";
  const text = document.createElement("p");
  text.textContent = "Còn mục chỉ mới lưu trên máy này, chưa có trên hệ thống. Mở ra để gửi:";
  const list = document.createElement("ul");
  for (const { title, href } of left) {
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = href;
    link.textContent = title;
    item.append(link);
    list.append(item);
  }
  notice.append(text, list);
  place.append(notice);
}

const sendQuietly = (): void => void sendWaiting().catch(() => undefined);
sendQuietly();
window.addEventListener("online", sendQuietly);

const print = document.querySelector<HTMLButtonElement>("[data-print]");
if (print) {
  print.hidden = false;
  print.addEventListener("click", () => window.print());
}

void keepPages(user, filingPaths.list);
