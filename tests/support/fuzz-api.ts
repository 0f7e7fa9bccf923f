import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import fc from "fast-check";

type Schema = Readonly<Record<string, unknown>>;
type Operation = {
  readonly parameters?: readonly {
    readonly name: string;
    readonly in: "query" | "path";
    readonly schema: Schema;
  }[];
  readonly responses: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, { readonly schema: Schema }>> }>
  >;
};
export type OpenApi = {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components?: { readonly schemas?: Readonly<Record<string, Schema>> };
};

/** One request made from the description, and what its answer is held against. */
export type Probe = { readonly path: string; readonly operation: Operation };

/** What nobody expects in an address. */
const odd = fc.oneof(
  fc.string({ unit: "binary", maxLength: 40 }),
  fc.string({ unit: "grapheme", maxLength: 40 }),
  fc.constantFrom(
    "",
    "\0",
    "'",
    "' or 1=1 --",
    "%",
    "%00",
    "..",
    "../../etc/passwd",
    "(((((",
    "[a-z]*+?{99}",
    "\\",
    ":*",
    "a & !b | c",
    "😀".repeat(20),
    "NaN",
    "-1",
    "1e309",
    "99999999999999999999",
    "null",
    "true",
    "__proto__",
    "x".repeat(5_000),
  ),
);

function fitting(schema: Schema): fc.Arbitrary<string> {
  if (Array.isArray(schema["enum"])) return fc.constantFrom(...schema["enum"].map(String));
  if (schema["format"] === "uuid") return fc.uuid();
  if (typeof schema["pattern"] === "string")
    return fc.stringMatching(new RegExp(schema["pattern"])).map((value) => value.slice(0, 60));
  if (schema["type"] === "integer" || schema["type"] === "number") {
    const { minimum = 0, maximum = 1_000_000 } = schema as { minimum?: number; maximum?: number };
    return fc.integer({ min: minimum, max: maximum }).map(String);
  }
  return fc.oneof(
    fc.constantFrom("mật ong", "che", "htx", "ca phe dak lak", "mien dnog", "đồng hỷ"),
    fc.string({ unit: "grapheme", maxLength: 30 }),
  );
}

/** Requests to every address of a description: parameters that fit, that do not, and that are unheard of. */
export function probesOf({ paths }: OpenApi): fc.Arbitrary<Probe> {
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).flatMap(([method, operation]) =>
      method === "get" ? [{ path, operation }] : [],
    ),
  );
  return fc.constantFrom(...operations).chain(({ path, operation }) => {
    const parameters = operation.parameters ?? [];
    return fc
      .tuple(
        fc.tuple(
          ...parameters.map(({ name, in: where, schema }) =>
            fc
              .oneof(
                { weight: 5, arbitrary: fitting(schema) },
                { weight: 1, arbitrary: odd },
                { weight: where === "path" ? 0 : 6, arbitrary: fc.constant(null) },
              )
              .map((value) => ({ name, where, value })),
          ),
        ),
        fc.option(fc.tuple(odd, odd), { freq: 8 }),
      )
      .map(([values, extra]) => {
        let filled = path;
        const query = new URLSearchParams();
        for (const { name, where, value } of values) {
          if (where === "path")
            filled = filled.replace(`{${name}}`, encodeURIComponent(wellFormed(value || "x")));
          else if (value !== null) query.set(name, wellFormed(value));
        }
        if (extra) query.append(wellFormed(extra[0]), wellFormed(extra[1]));
        const asked = query.toString();
        return { path: `/api/v1${filled}${asked === "" ? "" : `?${asked}`}`, operation };
      });
  });
}

function wellFormed(value: string | null): string {
  return (value ?? "").toWellFormed();
}

/** Says what is wrong with an answer by the description; null when nothing is. */
export function judge(
  openapi: OpenApi,
): (probe: Probe, response: Response) => Promise<string | null> {
  const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true });
  ajv.addSchema({ $id: "openapi", components: openapi.components });
  const checks = new Map<Schema, ValidateFunction>();
  const checkOf = (schema: Schema) => {
    const found = checks.get(schema);
    if (found) return found;
    const text = JSON.stringify(schema).replaceAll('"#/components/', '"openapi#/components/');
    const made = ajv.compile(JSON.parse(text) as Schema);
    checks.set(schema, made);
    return made;
  };
  return async ({ operation, path }, response) => {
    // An address with another number of parts is another address: the program's usual 404.
    const described = operation.responses[String(response.status)];
    if (!described) return response.status === 404 ? null : `status ${response.status}: ${path}`;
    const type = response.headers.get("Content-Type")?.split(";")[0] ?? "";
    const schema = described.content?.[type]?.schema;
    if (!schema) return /csv|geo\+json/.test(type) ? null : `type ${type}: ${path}`;
    const check = checkOf(schema);
    return check(await response.json()) ? null : `${path}: ${ajv.errorsText(check.errors)}`;
  };
}
