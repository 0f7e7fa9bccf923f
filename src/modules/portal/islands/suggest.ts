/**
 * Suggestions under the search box while somebody types, as WAI-ARIA's combobox has it: arrows choose,
 * Enter opens, Escape closes. Without it, or without a network, the form searches as ever.
 */
type Suggestion = { readonly name: string; readonly more: string; readonly page: string };

const waitMs = 180;
const least = 2;

for (const input of document.querySelectorAll<HTMLInputElement>("input[type=search][name=q]"))
  if (input.closest("main")) attach(input);

function attach(input: HTMLInputElement): void {
  const list = document.createElement("ul");
  list.id = `${input.id || "q"}-suggestions`;
  list.className = "suggestions";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", document.documentElement.lang === "en" ? "Suggestions" : "Gợi ý");
  list.hidden = true;
  const around = document.createElement("span");
  around.className = "suggesting";
  input.before(around);
  around.append(input, list);
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", list.id);
  input.autocomplete = "off";

  let chosen = -1;
  let waiting: ReturnType<typeof setTimeout> | undefined;
  let asked = "";

  const show = (found: readonly Suggestion[]) => {
    chosen = -1;
    list.replaceChildren(...found.map((one, at) => optionOf(one, `${list.id}-${at}`)));
    list.hidden = found.length === 0;
    input.setAttribute("aria-expanded", String(found.length > 0));
    input.removeAttribute("aria-activedescendant");
  };
  show([]);

  const choose = (at: number) => {
    const options = [...list.children];
    chosen = options.length === 0 ? -1 : (at + options.length) % options.length;
    options.forEach((option, each) =>
      option.setAttribute("aria-selected", String(each === chosen)),
    );
    const current = options[chosen];
    if (current) input.setAttribute("aria-activedescendant", current.id);
  };

  const ask = async () => {
    const typed = input.value.trim();
    if (typed === asked) return;
    asked = typed;
    if (typed.length < least) return show([]);
    try {
      const response = await fetch(
        `/api/v1/suggestions?q=${encodeURIComponent(typed.slice(0, 80))}`,
      );
      if (!response.ok || asked !== typed) return;
      const { items } = (await response.json()) as { items: Suggestion[] };
      if (asked === typed) show(items);
    } catch {
      show([]);
    }
  };

  input.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => void ask(), waitMs);
  });
  input.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      show([]);
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (list.hidden) return;
      event.preventDefault();
      choose(event.key === "ArrowDown" ? chosen + 1 : Math.max(chosen, 0) - 1);
    } else if (event.key === "Enter" && chosen >= 0) {
      event.preventDefault();
      list.children[chosen]?.querySelector("a")?.click();
    }
  });
  // A tap on a suggestion takes the focus first: the list has to stay for it.
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  input.addEventListener("blur", () => show([]));
}

/** The page is named by its path: a copy of the site under another host leads to its own. */
function optionOf({ name, more, page }: Suggestion, id: string): HTMLLIElement {
  const option = document.createElement("li");
  option.id = id;
  option.setAttribute("role", "option");
  option.setAttribute("aria-selected", "false");
  const link = document.createElement("a");
  const { pathname } = new URL(page, location.href);
  link.href = document.documentElement.lang === "en" ? inEnglish(pathname) : pathname;
  link.tabIndex = -1;
  const what = document.createElement("strong");
  what.textContent = name;
  const whose = document.createElement("small");
  whose.textContent = more;
  link.append(what, " ", whose);
  option.append(link);
  return option;
}

function inEnglish(path: string): string {
  return path.replace(/^\/san-pham\//, "/en/products/").replace(/^\/chu-the\//, "/en/producers/");
}
