import { sql } from "drizzle-orm";
import { verifyAudit } from "../audit/verify.ts";
import { FileStoreError } from "../files/store.ts";
import { defineInvariant, defineSqlInvariant, type InvariantContext } from "./invariant.ts";

defineInvariant({
  name: "core.auditChain",
  holds: "Mọi chuỗi nhật ký liền mạch từ dòng đầu đến đầu chuỗi.",
  async *offences({ db }) {
    yield* (await verifyAudit(db)).faults;
  },
});

defineSqlInvariant(
  "core.auditGuards",
  "Vai trò của chương trình chỉ thêm và đọc được nhật ký; các trigger bảo vệ đang bật.",
  sql`
    select privilege from unnest(array['UPDATE', 'DELETE', 'TRUNCATE']) privilege
      where has_table_privilege('ocop_app', 'audit_log', privilege)
    union all
    select 'head ' || privilege from unnest(array['INSERT', 'UPDATE', 'DELETE', 'TRUNCATE']) privilege
      where has_table_privilege('ocop_app', 'audit_head', privilege)
    union all
    select 'trigger ' || wanted from unnest(array['audit_chain', 'audit_refuse']) wanted
      where not exists (select from pg_trigger
        where tgrelid = 'audit_log'::regclass and tgname = wanted and tgenabled = 'A')`,
);

defineSqlInvariant(
  "core.answersKept",
  "Mỗi khóa chống gửi trùng đã ghi đều có câu trả lời.",
  sql`select actor, route, key from idempotency_keys where result is null`,
);

defineInvariant({
  name: "core.filesStored",
  holds: "Mỗi tệp được ghi trong cơ sở dữ liệu đều có trong kho, đủ kích thước.",
  offences: missingFiles,
});

async function* missingFiles({ db, files, deep }: InvariantContext) {
  for (let after = ""; ;) {
    const { rows } = await db.execute<{ digest: string; size: string }>(
      sql`select digest, size from stored_files where digest > ${after} order by digest limit 1000`,
    );
    for (const { digest, size } of rows) {
      const found = await files.find(digest);
      if (!found) yield { digest, problem: "missing" };
      else if (found.size !== Number(size)) yield { digest, problem: "size", size: found.size };
      else if (deep && !(await isWhole(digest, files))) yield { digest, problem: "damaged" };
    }
    const last = rows.at(-1);
    if (!last) return;
    after = last.digest;
  }
}

async function isWhole(digest: string, files: InvariantContext["files"]): Promise<boolean> {
  try {
    for await (const chunk of await files.get(digest)) void chunk;
    return true;
  } catch (error) {
    if (error instanceof FileStoreError) return false;
    throw error;
  }
}
