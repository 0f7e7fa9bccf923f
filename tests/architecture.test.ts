import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { test } from "node:test";

/** The modules in the order in which they may know each other: a later one may know an earlier. */
const moduleOrder = [
  "places",
  "people",
  "rulebooks",
  "producers",
  "products",
  "cycle",
  "dossiers",
  "councils",
  "recognition",
  "supervision",
  "tracing",
  "market",
  "exchange",
  "support",
  "planning",
  "portal",
];

/** They may join any table, and write none but their own. */
const readingModules = new Set(["planning", "portal"]);

/** A module's tables: of the module itself, or of a part of it. */
const isTables = (inside: string) => /(^|\/)schema\.server\.ts$/.test(inside);

/**
 * What a module shows to later ones: use cases, its scope as SQL, and whatever is pure (words,
 * rules, the readers of its shipped data). Its tables only to other tables, for foreign keys.
 */
function openToOthers(inside: string, from: string): boolean {
  if (isTables(inside)) return from.endsWith("/schema.server.ts");
  if (
    /^(service[/.]|(access|book|procedure|set-mapping)\.server\.ts|factory\.ts|widgets\/)/.test(
      inside,
    )
  )
    return true;
  return !/\.server\.ts$|^(pages|islands|cli|documents)\/|^(routes|cli)\.ts$/.test(inside);
}

const files = globSync("src/**/*.{ts,tsx}")
  .map((file) => file.replaceAll("\\", "/"))
  .filter((file) => !file.includes(".test.") && !file.endsWith(".d.ts"));

type Import = { from: string; to: string; typeOnly: boolean };

/** Every import of a file, its target as a path from the root, or the package's name. */
function importsOf(file: string): Import[] {
  const source = readFileSync(file, "utf8");
  const pattern =
    /(?:^|\n)\s*(?:import|export)\s+(type\s+)?(?:[^"';]*?\sfrom\s+)?["']([^"']+)["']|import\(\s*["']([^"']+)["']\s*\)/g;
  return [...source.matchAll(pattern)].map((match) => {
    const specifier = match[2] ?? match[3] ?? "";
    const to = specifier.startsWith("#")
      ? `src/${specifier.slice(1)}`
      : specifier.startsWith(".")
        ? normalize(join(dirname(file), specifier)).replaceAll("\\", "/")
        : specifier;
    return { from: file, to, typeOnly: match[1] !== undefined };
  });
}

const imports = files.flatMap(importsOf);
const moduleOf = (path: string) => /^src\/modules\/([^/]+)\//.exec(path)?.[1];
const insideModule = (path: string) => path.replace(/^src\/modules\/[^/]+\//, "");

function violations(rule: (edge: Import) => boolean): string[] {
  return imports.filter(rule).map(({ from, to }) => `${from} → ${to}`);
}

test("core and ui know no module", () => {
  assert.deepEqual(
    violations(({ from, to }) => /^src\/(core|ui)\//.test(from) && to.startsWith("src/modules/")),
    [],
  );
});

test("core knows no page: it imports neither ui nor React", () => {
  assert.deepEqual(
    violations(
      ({ from, to }) =>
        from.startsWith("src/core/") &&
        (to.startsWith("src/ui/") || /^react(-dom)?(\/|$)/.test(to)),
    ),
    [],
  );
});

test("a module knows only earlier modules, and only what they open to others", () => {
  assert.deepEqual(
    violations(({ from, to }) => {
      const [a, b] = [moduleOf(from), moduleOf(to)];
      if (!a || !b || a === b) return false;
      assert.ok(moduleOrder.includes(a), `module ${a} has no place in the order`);
      if (moduleOrder.indexOf(b) >= moduleOrder.indexOf(a)) return true;
      const inside = insideModule(to);
      if (readingModules.has(a) && inside === "schema.server.ts") return false;
      // Foreign keys: tables refer to tables of earlier modules, queries do not.
      if (inside === "schema.server.ts" && insideModule(from) === inside) return false;
      return !openToOthers(inside, from);
    }),
    [],
  );
});

test("only pages, ui and the entries import ui", () => {
  assert.deepEqual(
    violations(
      ({ from, to }) =>
        to.startsWith("src/ui/") &&
        !from.startsWith("src/ui/") &&
        !from.endsWith(".tsx") &&
        !/\/routes\.ts$|\/islands\//.test(from),
    ),
    [],
  );
});

test("pure files stay pure: no server module, database, React or Node", () => {
  const pure = (file: string) =>
    file.startsWith("src/modules/") &&
    file.endsWith(".ts") &&
    !/\.server\.ts$|\/(routes|cli|factory)\.ts$|\/(islands|pages)\//.test(file);
  assert.deepEqual(
    violations(
      ({ from, to, typeOnly }) =>
        pure(from) &&
        !typeOnly &&
        (to.endsWith(".server.ts") ||
          /^src\/core\/(database|http|files|jobs|env)/.test(to) ||
          /^(node:|react|drizzle-orm|pg|hono|better-auth)/.test(to)),
    ),
    [],
  );
});

test("pages name server modules by the specifier that stays outside the bundle", () => {
  const relative = files
    .filter((file) => file.endsWith(".tsx"))
    .flatMap((file) =>
      [
        ...readFileSync(file, "utf8").matchAll(
          /from\s+["'](\.[^"']*(?:\.server\.ts|\/core\/[^"']*))["']/g,
        ),
      ].map((match) => `${file} → ${match[1]}`),
    );
  assert.deepEqual(relative, []);
});

test("the environment is read once", () => {
  const readers = files.filter(
    (file) =>
      /process\.env\b/.test(readFileSync(file, "utf8")) &&
      !/^src\/(program|cli)\.ts$|^src\/core\/(commands|http\/islands)\.ts$/.test(file),
  );
  assert.deepEqual(readers, []);
});

test("there is no junk drawer and no barrel", () => {
  assert.deepEqual(
    files.filter((file) => /\/(utils?|helpers?|misc|common)(\/|\.)|\/index\.tsx?$/.test(file)),
    [],
  );
});

test("imports run in no circle between files", () => {
  const graph = new Map<string, string[]>();
  for (const { from, to, typeOnly } of imports)
    if (!typeOnly && to.startsWith("src/")) graph.set(from, [...(graph.get(from) ?? []), to]);
  const done = new Set<string>();
  const circles: string[] = [];
  const walk = (file: string, path: string[]) => {
    if (path.includes(file)) circles.push([...path, file].join(" → "));
    else if (!done.has(file)) {
      for (const next of graph.get(file) ?? []) walk(next, [...path, file]);
      done.add(file);
    }
  };
  for (const file of graph.keys()) walk(file, []);
  assert.deepEqual(circles, []);
});
