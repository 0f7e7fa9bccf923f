import { keepDraft, waitingDrafts } from "./drafts.ts";
import { FormKeeper } from "./keeper.ts";
import { keepPages } from "./kept-pages.ts";
import { send } from "./send.ts";

/**
 * What a page of kept forms does in the browser: its form (`form[data-save]`) is kept as it is
 * typed, what other pages left on this device is sent, and the pages below `scope` open without a
 * network. Everything works without it; with it nothing typed is lost when the network or the
 * session ends. `onSaved` is told what the server answered to each page that it took.
 */
export function keepForms(scope: string, onSaved?: (said: object) => void): void {
  const user =
    document.querySelector<HTMLScriptElement>("script[data-keep-user]")?.dataset["keepUser"] ?? "";
  const form = document.querySelector<HTMLFormElement>("form[data-save]");
  if (form && form.querySelector("fieldset[disabled]") === null)
    new FormKeeper(form, user, onSaved).start();

  const sendQuietly = (): void => void sendWaiting(user).catch(() => undefined);
  sendQuietly();
  window.addEventListener("online", sendQuietly);
  void keepPages(user, scope);
}

/** Sends what other pages left on this device; what needs a person is listed with its page. */
async function sendWaiting(user: string): Promise<void> {
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
