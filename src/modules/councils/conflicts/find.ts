import { isWithin } from "#core/access/kernel.ts";
import { foldText } from "#core/text.ts";
import { currentVersion } from "#modules/places/model.ts";
import type { ConflictKind } from "../model.ts";

/** What is known of a tie between a person and a producer or an organisation; days in Vietnam. */
export type Tie = {
  readonly kind: ConflictKind;
  readonly producerId: string | null;
  readonly organisation: string | null;
  readonly detail: string | null;
  readonly since: string | null;
  readonly until: string | null;
};

/** A person who sits in a session, as far as conflicts go. */
export type Person = {
  readonly userId: string;
  readonly name: string;
  readonly username: string;
  readonly agencies: readonly string[];
  /** Paths in today's tree: where the account belongs, and the home commune. */
  readonly homes: readonly string[];
  readonly ties: readonly Tie[];
};

/** A product on an agenda, as far as conflicts go. */
export type Ground = {
  readonly producerId: string;
  readonly producerName: string;
  /** Commune of the producer, in today's tree. */
  readonly unitPath: string;
  /** Accounts that work for the producer. */
  readonly holders: ReadonlySet<string>;
  /** Names of those who represent or have represented the producer. */
  readonly representatives: readonly string[];
  /** Telephones of the producer and its representatives. */
  readonly phones: readonly string[];
  /** Organisations that did work for the producer for the programme. */
  readonly consultants: readonly string[];
  /** Accounts that had a hand in the dossier, and that advised on it. */
  readonly hands: ReadonlySet<string>;
  readonly advisers: ReadonlySet<string>;
};

/** A conflict that was found, and in what. */
export type Found = { readonly kind: ConflictKind; readonly detail: string };

/** By folded name: the organisation that it means. */
export type Aliases = ReadonlyMap<string, string>;

/** Whether two names mean one organisation: they fold equal, or are aliases of the same one. */
export function isSameOrganisation(one: string, other: string, aliases: Aliases): boolean {
  const key = (name: string) => {
    const folded = foldText(name);
    return aliases.get(folded) ?? `?${folded}`;
  };
  return foldText(one) !== "" && key(one) === key(other);
}

/**
 * Every conflict between a person and a product that the facts show on a day. Work and payments
 * of the past count; other ties count from their first to their last day.
 */
export function findConflicts(
  person: Person,
  ground: Ground,
  { aliases, on }: { aliases: Aliases; on: string },
): readonly Found[] {
  return [
    ...ofAccount(person, ground),
    ...person.ties
      .filter((tie) => counts(tie, on))
      .flatMap((tie) => throughTie(tie, ground, aliases)),
    ...throughAgency(person, ground, aliases),
    ...throughHome(person, ground),
  ];
}

/**
 * Whether a person bears the name of somebody who represents the producer. Many people share a
 * name: it puts nobody out, but is a question to ask.
 */
export function isNamesake(
  { name }: Pick<Person, "name">,
  { representatives }: Pick<Ground, "representatives">,
): boolean {
  const folded = foldText(name);
  return folded !== "" && representatives.some((other) => foldText(other) === folded);
}

function ofAccount(person: Person, ground: Ground): Found[] {
  const found: Found[] = [];
  if (ground.holders.has(person.userId))
    found.push({ kind: "ownProducer", detail: "Tài khoản là của chủ thể." });
  if (ground.phones.includes(person.username))
    found.push({
      kind: "household",
      detail: "Số điện thoại của tài khoản là số của chủ thể hoặc người đại diện.",
    });
  if (ground.hands.has(person.userId))
    found.push({ kind: "preparedDossier", detail: "Đã nhập, nộp hoặc xem xét hồ sơ ở cấp xã." });
  if (ground.advisers.has(person.userId))
    found.push({ kind: "consultedDossier", detail: "Được giao thẩm tra hồ sơ trong tổ tư vấn." });
  return found;
}

/** What was done or paid once is done; a relation holds while it lasts. */
const lasting: ReadonlySet<ConflictKind> = new Set([
  "payment",
  "agencyConsultancy",
  "preparedDossier",
  "consultedDossier",
]);

function counts({ kind, since, until }: Tie, on: string): boolean {
  if (since !== null && since > on) return false;
  return lasting.has(kind) || until === null || until >= on;
}

function throughTie(tie: Tie, ground: Ground, aliases: Aliases): Found[] {
  const { kind, producerId, organisation } = tie;
  const detail = tie.detail ?? "Có trong sổ quan hệ lợi ích.";
  if (producerId === ground.producerId) return [{ kind, detail }];
  if (organisation === null) return [];
  if (isSameOrganisation(organisation, ground.producerName, aliases)) return [{ kind, detail }];
  return ground.consultants.some((name) => isSameOrganisation(organisation, name, aliases))
    ? [{ kind: "agencyConsultancy", detail: `${organisation} đã tư vấn cho chủ thể.` }]
    : [];
}

function throughAgency(person: Person, ground: Ground, aliases: Aliases): Found[] {
  const agency = person.agencies.find((name) =>
    ground.consultants.some((consultant) => isSameOrganisation(name, consultant, aliases)),
  );
  return agency === undefined
    ? []
    : [{ kind: "agencyConsultancy", detail: `${agency} đã tư vấn cho chủ thể.` }];
}

/** A commune is two steps deep; an account of the province's office is at home nowhere by that. */
function throughHome(person: Person, ground: Ground): Found[] {
  const place = { version: currentVersion, path: ground.unitPath };
  const isHome = person.homes.some(
    (path) => path.split("/").length >= 2 && isWithin(place, { version: currentVersion, path }),
  );
  return isHome ? [{ kind: "homeCommune", detail: "Chủ thể ở xã của người này." }] : [];
}
