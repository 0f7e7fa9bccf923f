/** What may be drawn for a product that has no photo: what it is, not which one. */
export const drawings = [
  "greens",
  "fish",
  "rice",
  "honey",
  "bowl",
  "jar",
  "tea",
  "coffee",
  "bottle",
  "drink",
  "herb",
  "craft",
  "cloth",
  "flower",
  "stay",
] as const;
export type Drawing = (typeof drawings)[number];

/** The sets of decisions of 2023 and 2026, which have the same numbers for the same things. */
const since2023 = {
  greens: ["01", "07"],
  fish: ["02", "08"],
  rice: ["03", "06"],
  honey: ["04"],
  bowl: ["05"],
  jar: ["09", "10"],
  tea: ["11", "12"],
  coffee: ["13"],
  bottle: ["14", "15"],
  drink: ["16", "17"],
  herb: ["18", "19", "20"],
  craft: ["21"],
  cloth: ["22"],
  flower: ["23", "24", "25"],
  stay: ["26"],
} as const satisfies Record<Drawing, readonly string[]>;

/** Sets by what is drawn for them, of every decision whose list was read. */
const sets: Readonly<Record<string, Partial<Record<Drawing, readonly string[]>>>> = {
  "1048-2019": {
    greens: ["03", "15"],
    fish: ["04", "05", "18"],
    rice: ["02", "10"],
    honey: ["11"],
    bowl: ["26"],
    jar: ["09", "23"],
    tea: ["01", "07"],
    coffee: ["06"],
    bottle: ["16", "24"],
    drink: ["14", "25"],
    herb: ["12", "17", "21", "22"],
    craft: ["19", "20"],
    cloth: ["13"],
    stay: ["08"],
  },
  "148-2023": since2023,
  "26-2026": since2023,
};

const ofKey = new Map<string, Drawing>(
  Object.entries(sets).flatMap(([regime, drawn]) =>
    Object.entries(drawn).flatMap(([drawing, codes]) =>
      codes.map((code) => [`${regime}/${code}`, drawing as Drawing] as const),
    ),
  ),
);

/** The drawing of a set by its `{regime}/{set}`; undefined for one of a decision not in the list. */
export function drawingOf(setKey: string | null): Drawing | undefined {
  return setKey === null ? undefined : ofKey.get(setKey);
}
