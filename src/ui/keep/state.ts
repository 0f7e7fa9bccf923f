/** What the script of a kept form tells about what was typed. */
const words = {
  onServer: "Đã lưu trên hệ thống.",
  onDevice: "Đã lưu trên máy, đang gửi…",
  restored: "Đã lấy lại những gì bạn gõ dở trên máy này, đang gửi…",
  offline: "Đang mất mạng. Đã lưu trên máy; có mạng sẽ tự gửi. Bạn cứ làm tiếp.",
  unreachable: "Mạng yếu, chưa gửi được. Đã lưu trên máy, sẽ tự gửi lại.",
  mayGoOn:
    "Đang mất mạng. Mục này đã lưu trên máy và sẽ tự gửi khi có mạng. Bạn có thể sang mục khác bằng đường dẫn ở cuối trang.",
  signedOut: "Phiên đăng nhập đã hết. Những gì bạn gõ đã lưu trên máy.",
  choose: "Đã lưu trên máy. Hãy chọn bản muốn giữ ở khung vàng phía trên.",
  someWrong: "Đã lưu các ô đúng. Còn ô cần sửa: ",
  refused: "Đã lưu trên máy, chưa gửi lên được: ",
} as const;
export type Said = keyof typeof words;

/** Says at the foot of the form where the work is kept. */
export function sayState(said: Said, more = ""): void {
  const place = document.querySelector<HTMLElement>("[data-save-state]");
  const text = place?.querySelector("[data-save-words]");
  if (!place || !text) return;
  const line = words[said] + more;
  // Said already: a link that is being pressed stays the same one.
  if (!place.hidden && place.dataset["saveState"] === said && text.textContent === line) return;
  place.hidden = false;
  place.dataset["saveState"] = said;
  text.textContent = line;
  place.querySelector("a")?.remove();
  if (said === "signedOut") {
    const link = document.createElement("a");
    link.className = "button";
    link.textContent = "Đăng nhập lại để gửi";
    link.href = `/dang-nhap?${new URLSearchParams({ tiep: location.pathname })}`;
    place.append(link);
  }
}

/** What was typed is not on the server any more as it stands: until that is said, nothing says otherwise. */
export function unsayOnServer(): void {
  const place = document.querySelector<HTMLElement>('[data-save-state="onServer"]');
  if (place) place.dataset["saveState"] = "changed";
}

function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  text = "",
  className = "",
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  if (text) made.textContent = text;
  if (className) made.className = className;
  return made;
}

/** Shows both versions of a part, box by box, and asks which one holds. */
export function offerChoice(
  form: HTMLFormElement,
  boxes: readonly { label: string; theirs: string; mine: string }[],
  choose: { keepMine: () => void; takeTheirs: () => void },
): void {
  document.querySelector("#two-versions")?.remove();
  const panel = element("div", "", "notice warning");
  panel.id = "two-versions";
  panel.setAttribute("role", "alert");
  panel.append(
    element("h2", "Phần này vừa được sửa ở nơi khác"),
    element("p", "Chưa có gì bị ghi đè. Hãy chọn bản muốn giữ."),
  );
  for (const { label, theirs, mine } of boxes) {
    const list = element("dl", "", "change");
    for (const [name, text] of [
      ["Trên hệ thống", theirs],
      ["Trên máy này", mine],
    ] as const) {
      const pair = element("div");
      pair.append(element("dt", name), element("dd", text, "typed"));
      list.append(pair);
    }
    panel.append(element("h3", label), list);
  }
  const buttons = element("p", "", "actions");
  const button = (text: string, className: string, act: () => void): void => {
    const made = element("button", text, className);
    made.type = "button";
    made.addEventListener("click", () => {
      panel.remove();
      act();
    });
    buttons.append(made);
  };
  button("Giữ bản trên máy này", "", choose.keepMine);
  button("Lấy bản trên hệ thống", "second", choose.takeTheirs);
  panel.append(buttons);
  form.before(panel);
  panel.scrollIntoView({ block: "center" });
}
