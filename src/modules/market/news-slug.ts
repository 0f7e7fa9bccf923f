import { safeName } from "#core/file-names.ts";

/** The last part of the public address of a piece of news: readable, and found by its end alone. */
export function newsSlug(title: string, id: string): string {
  return `${safeName(title, 80)}-${id.slice(0, 8)}`;
}

/** The bounds of the ids that such an address may mean; null when it is none. */
export function idsOfSlug(slug: string): { from: string; to: string } | null {
  const head = /(?:^|-)([0-9a-f]{8})$/.exec(slug)?.[1];
  return head === undefined
    ? null
    : {
        from: `${head}-0000-0000-0000-000000000000`,
        to: `${head}-ffff-ffff-ffff-ffffffffffff`,
      };
}
