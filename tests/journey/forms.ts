/** A form as a page shows it: what stands in its boxes, and its buttons. */
export type PageForm = {
  /** Where it is sent; null: to the page itself. */
  readonly action: string | null;
  readonly isMultipart: boolean;
  /** Every name that the form has, filled in or not. */
  readonly names: ReadonlySet<string>;
  /** What a browser would send if nobody touched it, without the buttons. */
  readonly standing: readonly (readonly [name: string, value: string])[];
  readonly buttons: readonly Button[];
  /** What can be chosen, by the name of the list or of the boxes. */
  readonly options: ReadonlyMap<string, readonly Option[]>;
};
export type Button = {
  readonly name: string | null;
  readonly value: string;
  readonly label: string;
};
export type Option = { readonly value: string; readonly label: string };

type Control = { readonly kind: string; readonly own: string; readonly content: string };

/** The forms of one of our pages that are posted, in their order. Not a reader of anybody's HTML. */
export function formsOf(html: string): PageForm[] {
  return [...html.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/g)]
    .filter(([, own = ""]) => attribute(own, "method")?.toLowerCase() === "post")
    .map(([, own = "", inside = ""]) => readForm(own, [...controlsIn(inside)]));
}

/** What to send for the choice that is called so, in whatever form of the page offers it. */
export function choiceIn(html: string, name: string, label: string): string {
  const found = formsOf(html)
    .flatMap(({ options }) => options.get(name) ?? [])
    .find((one) => one.label.includes(label));
  if (!found) throw new Error(`nothing called ${label} is offered as ${name}`);
  return found.value;
}

/** Whether some form of the page has a button that sends this. */
export function hasButton(html: string, value: string): boolean {
  return formsOf(html).some(({ buttons }) => buttons.some((button) => button.value === value));
}

/** Words of a piece of a page. */
export function textOf(html: string): string {
  // React parts the texts of one line with empty comments.
  return decode(html.replaceAll("<!-- -->", "").replace(/<[^>]+>/g, " "))
    .replace(/\s+/g, " ")
    .trim();
}

/** Addresses that a page links to. */
export function linksOf(html: string): { href: string; text: string }[] {
  return [...html.matchAll(/<a\b([^>]*)>([\s\S]*?)<\/a>/g)].map(([, own = "", content = ""]) => ({
    href: attribute(own, "href") ?? "",
    text: textOf(content),
  }));
}

function* controlsIn(html: string): Generator<Control> {
  const found = /<(input)\b([^>]*)>|<(button|textarea|select)\b([^>]*)>([\s\S]*?)<\/\3>/g;
  for (const [, input, ownInput = "", kind = "", own = "", content = ""] of html.matchAll(found))
    yield input ? { kind: "input", own: ownInput, content: "" } : { kind, own, content };
}

function readForm(own: string, controls: readonly Control[]): PageForm {
  const standing: [string, string][] = [];
  const options = new Map<string, Option[]>();
  const named = controls.flatMap((control) => {
    const name = attribute(control.own, "name");
    return name === null || control.kind === "button" || has(control.own, "disabled")
      ? []
      : [{ ...control, name }];
  });
  for (const control of named) stand(control, standing, options);
  return {
    action: attribute(own, "action"),
    isMultipart: /multipart/i.test(attribute(own, "enctype") ?? ""),
    names: new Set(named.map(({ name }) => name)),
    standing,
    buttons: controls
      .filter((one) => one.kind === "button" && attribute(one.own, "type") !== "button")
      .map((one) => ({
        name: attribute(one.own, "name"),
        value: attribute(one.own, "value") ?? "",
        label: textOf(one.content),
      })),
    options,
  };
}

function stand(
  { kind, own, content, name }: Control & { readonly name: string },
  standing: [string, string][],
  options: Map<string, Option[]>,
): void {
  const type = attribute(own, "type") ?? "text";
  if (kind === "textarea") standing.push([name, decode(content).replace(/^\n/, "")]);
  else if (kind === "select") {
    const listed = [...content.matchAll(/<option\b([^>]*)>([\s\S]*?)<\/option>/g)].map(
      ([, at = "", label = ""]) => ({
        value: attribute(at, "value") ?? textOf(label),
        label: textOf(label),
        isChosen: has(at, "selected"),
      }),
    );
    options.set(name, listed);
    standing.push([name, (listed.find((one) => one.isChosen) ?? listed[0])?.value ?? ""]);
  } else if (type === "radio" || type === "checkbox") {
    const value = attribute(own, "value") ?? "on";
    options.set(name, [...(options.get(name) ?? []), { value, label: "" }]);
    if (has(own, "checked")) standing.push([name, value]);
  } else if (type !== "file") standing.push([name, attribute(own, "value") ?? ""]);
}

function attribute(own: string, name: string): string | null {
  const found = new RegExp(`\\s${name}="([^"]*)"`, "i").exec(own);
  return found ? decode(found[1] ?? "") : null;
}

function has(own: string, name: string): boolean {
  return new RegExp(`\\s${name}(=|\\s|/|$)`, "i").test(own);
}

const entities: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  "#x27": "'",
  "#39": "'",
};

function decode(text: string): string {
  return text.replace(/&([#\w]+);/g, (whole, name: string) => entities[name] ?? whole);
}
