import { normalisePhone } from "#core/input/phone.ts";
import { isTourismSector } from "#modules/products/rules.ts";
import { producerKinds } from "#modules/producers/model.ts";
import { nameKey, readKind, type ReadKind } from "./names.ts";
import type { Ground, Known, PlannedPlace, PlannedProducer, PlannedProduct } from "./plan-model.ts";
import { unknownSet } from "./plan-model.ts";
import { foldText } from "#core/text.ts";
import { Alike } from "./alike.ts";
import type { RawRow } from "./rows.ts";
import type { Note } from "./rounds.ts";

/** Producers and products of a plan, each once; those that the system has keep their place there. */
export class Holders {
  readonly producers = new Map<string, PlannedProducer>();
  readonly products = new Map<string, PlannedProduct>();
  readonly #byName = new Map<string, PlannedProducer[]>();
  readonly #knownProducts = new Map<string, string>();
  readonly #alike = new Alike();
  /** The producer of every row so far, and the first row of each. */
  readonly #byRow = new Map<number, PlannedProducer>();
  readonly #firstRow = new Map<PlannedProducer, number>();
  readonly #keys = new Map<string, string>();
  readonly #ground: Ground;

  constructor(ground: Ground) {
    this.#ground = ground;
    for (const one of ground.known.producers) this.#keep(knownProducer(one));
    for (const { id, producerId, name } of ground.known.products)
      this.#knownProducts.set(`${producerId}|${this.#keyOf(name)}`, id);
  }

  /**
   * The producer of a row. One name in one commune is one producer; a row that does not tell the
   * commune means the one that makes the product, or the only one of the name.
   */
  producerOf(row: RawRow, place: PlannedPlace, note: Note): PlannedProducer {
    const producer = this.#settled(row, place) ?? this.#found(row, place, note);
    this.#byRow.set(row.row, producer);
    if (!this.#firstRow.has(producer)) this.#firstRow.set(producer, row.row);
    return producer;
  }

  /** The producer that somebody said this row means; its name stands for that one from here on. */
  #settled(row: RawRow, place: PlannedPlace): PlannedProducer | undefined {
    const as = this.#ground.settled.producerOf(row.row);
    if (as === undefined || as === "own") return undefined;
    const found = "row" in as ? this.#byRow.get(as.row) : this.producers.get(as.id);
    if (!found) return undefined;
    const group = `${place.provinceCode}|${this.#keyOf(row.fields.producer?.text ?? "")}`;
    const same = this.#byName.get(group) ?? [];
    if (!same.includes(found)) this.#byName.set(group, [...same, found]);
    return found;
  }

  #found(row: RawRow, place: PlannedPlace, note: Note): PlannedProducer {
    const name = row.fields.producer?.text ?? "";
    const group = `${place.provinceCode}|${this.#keyOf(name)}`;
    const same = this.#byName.get(group) ?? [];
    const product = this.#keyOf(row.fields.product?.text ?? "");
    const makes = ({ key }: PlannedProducer) =>
      this.products.has(`${key}|${product}`) || this.#knownProducts.has(`${key}|${product}`);
    const found = place.isCommune
      ? sameProducer(same, place)
      : (same.find(makes) ?? sameProducer(same, place));
    if (found) {
      saySpelling(found.name, name, row.fields.producer?.column, note);
      if (!found.place.isCommune && place.isCommune && found.knownId === null) found.place = place;
      return found;
    }
    this.#askAlike(row, place, note);
    const read = kindOf(row, note);
    const isTourism =
      isTourismSector(row.fields.sector?.text ?? "") || producerKinds[read.kind].tourismOnly;
    return this.#keep({
      key: `${group}|${same.length}`,
      name,
      kind: read.kind,
      companyForm: read.companyForm,
      isTourism,
      place,
      address: addressOf(row),
      phone: phoneOf(row, note),
      knownId: null,
    });
  }

  #askAlike(row: RawRow, place: PlannedPlace, note: Note): void {
    if (this.#ground.settled.producerOf(row.row) === "own") return;
    const name = row.fields.producer?.text ?? "";
    const others = this.#alike.to(name, place).map((one) => {
      const first = this.#firstRow.get(one) ?? 0;
      const as = one.knownId === null ? { row: first } : { id: one.knownId };
      return { as, name: one.name, where: one.knownId === null ? `Dòng ${first}` : "Hệ thống" };
    });
    if (others.length === 0) return;
    const named = others.map((one) => `“${one.name}” (${one.where})`);
    note(
      "producerAlike",
      row.fields.producer?.column,
      `“${name}” có thể là ${named.join(" hoặc ")}: tạm ghi là chủ thể khác.`,
      named,
      { kind: "producer", others },
    );
  }

  /** The product of a row, by its name under its producer. */
  productOf(row: RawRow, producer: PlannedProducer, note: Note): PlannedProduct {
    const name = row.fields.product?.text ?? "";
    const key = `${producer.key}|${this.#keyOf(name)}`;
    const found = this.products.get(key);
    if (found) {
      saySpelling(found.name, name, row.fields.product?.column, note);
      return found;
    }
    const isTourism = isTourismSector(row.fields.sector?.text ?? "");
    const product: PlannedProduct = {
      key,
      producerKey: producer.key,
      name,
      regime: this.#ground.regime,
      set: setOf(row, this.#ground),
      isTourism,
      knownId: this.#knownProducts.get(key) ?? null,
    };
    this.products.set(key, product);
    return product;
  }

  /** `nameKey`, remembered: a register writes one name on many rows. */
  #keyOf(name: string): string {
    const key = this.#keys.get(name) ?? nameKey(name);
    this.#keys.set(name, key);
    return key;
  }

  #keep(producer: PlannedProducer): PlannedProducer {
    const group = `${producer.place.provinceCode}|${this.#keyOf(producer.name)}`;
    this.#byName.set(group, [...(this.#byName.get(group) ?? []), producer]);
    this.#alike.add(producer);
    this.producers.set(producer.key, producer);
    return producer;
  }
}

function knownProducer(one: Known["producers"][number]): PlannedProducer {
  const [version = "", code = ""] = (one.commune ?? "").split("/");
  return {
    key: one.id,
    name: one.name,
    kind: one.kind,
    companyForm: null,
    isTourism: one.isTourism,
    place: {
      version: version === "pre-2025" ? "pre-2025" : "2025-07-01",
      code: code || one.provinceCode,
      path: one.path,
      provinceCode: one.provinceCode,
      isCommune: one.commune !== null,
      district: null,
    },
    address: "",
    phone: null,
    knownId: one.id,
  };
}

function sameProducer(
  same: readonly PlannedProducer[],
  place: PlannedPlace,
): PlannedProducer | undefined {
  if (!place.isCommune)
    return same.length === 1 ? same[0] : same.find((one) => !one.place.isCommune);
  return (
    same.find((one) => one.place.isCommune && one.place.path === place.path) ??
    same.find((one) => !one.place.isCommune)
  );
}

/** One name written with other marks or abbreviations is said; capitals and blanks are not. */
function saySpelling(kept: string, written: string, column: string | undefined, note: Note): void {
  if (foldCase(kept) === foldCase(written)) return;
  note("sameNameWritten", column, `“${written}” được hiểu là “${kept}”.`, [kept]);
}

const foldCase = (text: string) =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

function kindOf(row: RawRow, note: Note): ReadKind {
  const said = row.fields.kind?.text ?? "";
  const name = row.fields.producer?.text ?? "";
  const byColumn = said === "" ? null : readKind(said);
  const byName = readKind(name);
  const column = row.fields.kind?.column ?? row.fields.producer?.column;
  if (byName?.isSure && byColumn?.isSure && byName.kind !== byColumn.kind) {
    note(
      "producerKindDisagrees",
      column,
      `Cột loại hình ghi “${said}”, tên là “${name}”: tạm lấy theo tên.`,
      [producerKinds[byName.kind].vi, producerKinds[byColumn.kind].vi],
    );
    return byName;
  }
  const sure = [byName, byColumn].find((one) => one?.isSure);
  if (sure) return sure;
  const read = byName ?? byColumn;
  if (read) {
    const vi = producerKinds[read.kind].vi;
    note("producerKindRead", column, `“${said || name}” được ghi là “${vi}”; sửa lại nếu khác.`, [
      vi,
    ]);
    return read;
  }
  note(
    "producerKindOpen",
    column,
    `Chưa rõ loại hình của “${name}”: tạm ghi là hộ sản xuất, hãy chọn lại.`,
    Object.values(producerKinds).map(({ vi }) => vi),
  );
  return { kind: "household", companyForm: null, isSure: false };
}

/** The address as written, with the place as the source writes it where it has no address. */
function addressOf({ fields }: RawRow): string {
  const { address, commune, district, province } = fields;
  const parts = [address, ...(address?.text ? [] : [commune, district, province])];
  return (
    parts
      .flatMap((field) => field?.text || [])
      .join(", ")
      .slice(0, 300) || "Sổ không ghi"
  );
}

function phoneOf(row: RawRow, note: Note): string | null {
  const text = row.fields.phone?.text ?? "";
  if (text === "") return null;
  // A spreadsheet that took the number for a figure has lost its first 0.
  const phone = normalisePhone(/^[35789]\d{8}$/.test(text) ? `0${text}` : text);
  if (phone === null)
    note("phoneLeftOut", row.fields.phone?.column, "Số điện thoại không đọc được: bỏ trống.");
  return phone;
}

/** The set whose title the register writes; unknown where it writes only the sector. */
function setOf(row: RawRow, { sets }: Ground): string {
  for (const field of [row.fields.group, row.fields.sector]) {
    const wanted = foldText(field?.text ?? "");
    const titled = sets.filter(({ title }) => wanted !== "" && foldText(title) === wanted);
    const [only] = titled;
    if (only && titled.length === 1) return only.code;
  }
  return unknownSet;
}
