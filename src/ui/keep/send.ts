import { control, type FormValues } from "#core/field/form.ts";

/** What became of sending a page. */
export type Sent =
  | {
      readonly kind: "saved";
      readonly version: number;
      readonly errors: Readonly<Record<string, string>>;
      /** The whole answer, for what a form shows besides. */
      readonly said: object;
    }
  | { readonly kind: "stale"; readonly version: number; readonly current: FormValues }
  | { readonly kind: "signedOut" }
  /** No answer, or none that can be trusted: try again later. */
  | { readonly kind: "unreachable" }
  /** The server refuses it for good. */
  | { readonly kind: "refused"; readonly words: string };

const waitMilliseconds = 20_000;

/**
 * Sends a page once; `signal` gives up on it. The server takes the same page any number of times
 * as one.
 */
export async function send(
  save: string,
  fields: FormValues,
  version: number,
  signal?: AbortSignal,
): Promise<Sent> {
  const patience = AbortSignal.timeout(waitMilliseconds);
  const body = new URLSearchParams();
  for (const [name, values] of Object.entries(fields))
    if (name !== control.version) for (const value of values) body.append(name, value);
  body.append(control.version, String(version));
  try {
    const response = await fetch(save, {
      method: "POST",
      body,
      headers: { Accept: "application/json" },
      redirect: "manual",
      signal: signal ? AbortSignal.any([patience, signal]) : patience,
    });
    return await read(response);
  } catch {
    return { kind: "unreachable" };
  }
}

async function read(response: Response): Promise<Sent> {
  if (response.status === 401) return { kind: "signedOut" };
  if (response.status >= 500 || response.status === 429 || response.status === 0)
    return { kind: "unreachable" };
  const said = (await response.json()) as {
    outcome?: "saved" | "stale";
    version?: number;
    errors?: Record<string, string>;
    current?: FormValues;
    detail?: string;
    fields?: Record<string, string>;
  };
  const { version = 0 } = said;
  if (said.outcome === "saved") return { kind: "saved", version, errors: said.errors ?? {}, said };
  if (said.outcome === "stale" && said.current)
    return { kind: "stale", version, current: said.current };
  // A gateway's page on the way (a hotel's, a provider's) is no answer of ours.
  if (response.ok) return { kind: "unreachable" };
  const first = Object.values(said.fields ?? {})[0];
  return { kind: "refused", words: first ?? said.detail ?? "" };
}
