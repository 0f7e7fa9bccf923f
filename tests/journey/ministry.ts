import { createHash } from "node:crypto";
import { strFromU8, unzipSync } from "fflate";
import { sealedCertificate, sign } from "./decision.ts";
import { idIn, linkIn, paper } from "./filing.ts";
import { now, type Person } from "./people.ts";

/** The province's office and whoever signs what goes up. */
type Province = Readonly<Record<"office" | "signer", Person>>;

/** What the law has a province send up for five stars (26/2026/QĐ-TTg, article 6). */
const asked = [
  /^02-van-ban-de-nghi\.pdf$/,
  /^03-bao-cao-hoi-dong-1\.pdf$/,
  /^04-quyet-dinh-phe-duyet-1\.pdf$/,
  /^san-pham-01-[^/]+\/bao-cao-to-tu-van\.pdf$/,
  /^san-pham-01-[^/]+\/ho-so\/03-bao-cao-tu-danh-gia\.pdf$/,
  /^san-pham-01-[^/]+\/kiem-nghiem\/01-.+\.pdf$/,
];

type Manifest = {
  readonly letter: { readonly number: string | null };
  readonly dossiers: readonly { readonly id: string; readonly stars: number }[];
  readonly files: readonly { readonly path: string; readonly sha256: string }[];
};

/** Drafts the letter that asks the Ministry for five stars, and has it signed; its page. */
export async function sendUp({ office, signer }: Province, dossierId: string): Promise<string> {
  const draft = await office.hand("/trinh-trung-uong", /^Lập văn bản đề nghị$/, {
    dossierIds: dossierId,
  });
  const here = `/trinh-trung-uong/${idIn(draft)}`;
  await sign(signer, here);
  return here;
}

/**
 * Downloads a letter's package and looks through it: the papers of the law, the letter's number,
 * and every file with the digest that the list of contents promises.
 */
export async function checkPackage(
  office: Person,
  { letter, dossierId }: { letter: string; dossierId: string },
): Promise<{ number: string; files: number }> {
  const response = await office.ask(linkIn(await office.open(letter), /\/ho-so-trinh\.zip$/));
  if (response.status !== 200) throw new Error(`the package answers ${response.status}`);
  const entries = unzipSync(await response.bytes());
  const contentOf = (name: string) => entries[name] ?? new Uint8Array();
  const manifest = JSON.parse(strFromU8(contentOf("manifest.json"))) as Manifest;
  const names = Object.keys(entries);
  const lacking = asked.filter((one) => !names.some((name) => one.test(name)));
  if (lacking.length > 0)
    throw new Error(`the package lacks ${lacking.map(({ source }) => source).join(", ")}`);
  for (const { path, sha256 } of manifest.files)
    if (createHash("sha256").update(contentOf(path)).digest("hex") !== sha256)
      throw new Error(`${path} is not what the package's list promises`);
  if (manifest.files.length !== names.length - 1)
    throw new Error("the package holds what its list does not name");
  const [sent] = manifest.dossiers;
  if (sent?.id !== dossierId || sent.stars !== 5 || manifest.letter.number === null)
    throw new Error("the package names another dossier, or no letter");
  return { number: manifest.letter.number, files: names.length };
}

/** Has the office enter the Ministry's decision from its scan; the five-star certificate's token. */
export async function enterDecision(
  office: Person,
  { letter, dossierId }: { letter: string; dossierId: string },
): Promise<{ token: string }> {
  const decided = {
    dossierIds: dossierId,
    [`certificateNumber-${dossierId}`]: "5/GCN-THỬ",
    numberText: "88/QĐ-THỬ",
    signedOn: now(),
  };
  const scan = async () => ({ scan: await paper("quyet-dinh.pdf") });
  // No number can be read from a scan: whoever enters it has to say that it was compared.
  const asks = await office.handBack(letter, /^recognised$/, { ...decided, ...(await scan()) });
  await office.hand(asks, /^recognised$/, {
    ...decided,
    ...(await scan()),
    copyConfirmed: "1",
  });
  const decision = linkIn(await office.open("/quyet-dinh"), /^\/quyet-dinh\/[0-9a-f-]{36}$/);
  return sealedCertificate(office, idIn({ path: decision }));
}
