import { sql } from "drizzle-orm";
import type { Db } from "../database/connection.ts";
import { type AuditRow, auditRowHash, genesisHash } from "./encoding.ts";

/** Where a chain stands, or stood: what is copied off the machine to prove it later. */
export type AuditHead = { provinceCode: string; seq: number; hash: string };

/** The first bad row of a chain, and what is wrong with it, in Vietnamese. */
export type AuditFault = { provinceCode: string; seq: number; reason: string };

export type AuditReport = {
  /** How many rows were checked. */
  rows: number;
  /** Every chain's end, in order of province; of a bad chain, its last good row. */
  heads: AuditHead[];
  /** At most one per chain: its first bad row. */
  faults: AuditFault[];
};

const batch = 5_000;

/**
 * Recomputes every chain from its first row, and compares it with its head and with the
 * checkpoints (heads that were copied elsewhere before). Whoever owns the database can rewrite
 * a chain to its end together with the head; only a checkpoint kept elsewhere shows that.
 * Reads one snapshot, so that it may run beside writers; writes nothing.
 */
export async function verifyAudit(
  db: Db,
  checkpoints: readonly AuditHead[] = [],
): Promise<AuditReport> {
  return db.transaction(
    async (tx) => {
      const heads = await readHeads(tx);
      const codes = await readChains(tx, checkpoints);
      const report: AuditReport = { rows: 0, heads: [], faults: [] };
      for (const code of codes) {
        const checker = new ChainChecker(
          code,
          heads.get(code),
          checkpoints.filter(({ provinceCode }) => provinceCode === code),
        );
        for await (const row of readRows(tx, code)) if (!checker.add(row)) break;
        checker.finish();
        report.rows += checker.rows;
        report.heads.push(checker.last);
        if (checker.fault) report.faults.push(checker.fault);
      }
      return report;
    },
    { isolationLevel: "repeatable read", accessMode: "read only" },
  );
}

/** Checks one chain, row by row, in the order of `seq`. */
export class ChainChecker {
  readonly provinceCode: string;
  readonly #head: AuditHead | undefined;
  readonly #checkpoints: Map<number, string>;
  rows = 0;
  last: AuditHead;
  fault: AuditFault | undefined;

  constructor(
    provinceCode: string,
    head: AuditHead | undefined,
    checkpoints: readonly AuditHead[] = [],
  ) {
    this.provinceCode = provinceCode;
    this.#head = head;
    this.#checkpoints = new Map(checkpoints.map(({ seq, hash }) => [seq, hash]));
    this.last = { provinceCode, seq: 0, hash: genesisHash };
  }

  /** False when this row is bad: what follows it proves nothing. */
  add(row: AuditRow): boolean {
    this.rows += 1;
    const expected = this.last.seq + 1;
    const seq = Number(row.seq);
    if (seq !== expected)
      return seq > expected
        ? this.#fail(expected, `thiếu dòng ${expected} (dòng kế tiếp còn lại là ${seq})`)
        : this.#fail(seq, `số thứ tự ${seq} nằm ngoài dãy`);
    if (row.prevHash !== this.last.hash)
      return this.#fail(seq, "không nối với dòng trước: một trong hai dòng đã bị sửa hoặc đổi chỗ");
    if (auditRowHash(row) !== row.hash) return this.#fail(seq, "nội dung không khớp với mã băm");
    const kept = this.#checkpoints.get(seq);
    if (kept !== undefined && kept !== row.hash)
      return this.#fail(seq, "khác với mốc đã lưu: chuỗi đã bị viết lại");
    this.last = { provinceCode: this.provinceCode, seq, hash: row.hash };
    return true;
  }

  /** After the last row: nothing may be missing at the end. */
  finish(): void {
    if (this.fault) return;
    const { seq, hash } = this.last;
    const next = seq + 1;
    const furthest = Math.max(0, ...this.#checkpoints.keys());
    if (!this.#head) this.#fail(next, "không có đầu chuỗi: đầu chuỗi đã bị xóa");
    else if (this.#head.seq > seq)
      this.#fail(next, `bị cắt đuôi: thiếu các dòng ${next}–${this.#head.seq}`);
    else if (this.#head.seq < seq)
      this.#fail(this.#head.seq + 1, `dòng thừa: đầu chuỗi chỉ ghi đến ${this.#head.seq}`);
    else if (this.#head.hash !== hash) this.#fail(seq, "khác với đầu chuỗi: chuỗi đã bị viết lại");
    else if (furthest > seq) this.#fail(next, `bị cắt đuôi: mốc đã lưu ghi đến dòng ${furthest}`);
  }

  #fail(seq: number, reason: string): false {
    this.fault = { provinceCode: this.provinceCode, seq, reason };
    return false;
  }
}

async function readHeads(tx: Db): Promise<Map<string, AuditHead>> {
  const { rows } = await tx.execute<{ province_code: string; seq: string; hash: string }>(
    sql`select province_code, seq::text as seq, hash from audit_head`,
  );
  return new Map(
    rows.map((row) => [
      row.province_code,
      { provinceCode: row.province_code, seq: Number(row.seq), hash: row.hash },
    ]),
  );
}

/** Every chain that has rows, a head or a checkpoint. */
async function readChains(tx: Db, checkpoints: readonly AuditHead[]): Promise<string[]> {
  const { rows } = await tx.execute<{ code: string }>(
    sql`select province_code as code from audit_head union select province_code from audit_log`,
  );
  const codes = new Set([
    ...rows.map(({ code }) => code),
    ...checkpoints.map(({ provinceCode }) => provinceCode),
  ]);
  return [...codes].sort();
}

async function* readRows(tx: Db, code: string): AsyncGenerator<AuditRow> {
  let after = "-9223372036854775808";
  for (;;) {
    const { rows } = await tx.execute<AuditRow & Record<string, unknown>>(sql`
      select province_code as "provinceCode", seq::text as seq,
        (extract(epoch from at) * 1000000)::bigint::text as at,
        actor_id as "actorId", action, subject_type as "subjectType", subject_id as "subjectId",
        unit_path as "unitPath", request_id as "requestId", details::text as details,
        prev_hash as "prevHash", hash
      from audit_log
      where province_code = ${code} and seq > ${after}::bigint
      order by audit_log.seq limit ${batch}`);
    yield* rows;
    const last = rows.at(-1);
    if (!last || rows.length < batch) return;
    after = last.seq;
  }
}
