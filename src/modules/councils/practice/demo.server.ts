import { eq } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import type { Db } from "#core/database/connection.ts";
import { optionLabel } from "#modules/dossiers/filing/criteria.ts";
import type { CompiledLeaf } from "#modules/rulebooks/compiled.ts";
import { getBook } from "#modules/rulebooks/service/shelf.server.ts";
import { beginCase, writeCase } from "./cases.server.ts";
import { practiceCases } from "./schema.server.ts";

const regime = "26-2026";
const setCode = "01";

/** Every fourth criterion of the case is answered one step below the best, so that there is something to find. */
const modest = 4;

function agreedOf({ index, options }: CompiledLeaf): number {
  const [best, second = best] = options
    .filter(({ caseIndex }) => caseIndex === 0)
    .toSorted((one, other) => other.points - one.points);
  return ((index + 1) % modest === 0 ? second : best)?.n ?? 1;
}

/** An invented reference dossier of a demo installation, by its office; it says that it is a sample. */
export async function addDemoCase(db: Db, office: UserActor): Promise<void> {
  const { compiled, sets } = getBook(regime);
  const leaves = compiled.get(setCode)?.leaves ?? [];
  const { id: caseId } = await beginCase(db, office, {
    regime,
    setCode,
    title: "Rau an toàn Suối Mơ (hồ sơ hư cấu)",
    description: `Hồ sơ đặt ra để tập chấm, không có thật: hợp tác xã 12 hộ trồng rau theo bộ ${setCode}, ${sets.get(setCode)?.title ?? ""}. Mỗi tiêu chí ghi điều hồ sơ cho biết; hãy chấm theo đó.`,
  });
  await writeCase(db, office, {
    caseId,
    expectedVersion: 1,
    criteria: Object.fromEntries(
      leaves.map((leaf) => {
        const option = agreedOf(leaf);
        const reason = "Giấy tờ của hồ sơ mẫu chứng minh đúng mức này, không hơn.";
        return [leaf.code, { option, fact: factOf(leaf.code, option), reason }];
      }),
    ),
  });
  await db.update(practiceCases).set({ isDemo: true }).where(eq(practiceCases.id, caseId));
}

/** What the sample says of a criterion: the words of the level that it proves. */
function factOf(code: string, n: number): string {
  const set = getBook(regime).sets.get(setCode);
  const label = set ? optionLabel(set, code, n) : null;
  return `Hồ sơ mẫu có giấy tờ cho thấy: ${label ?? "không rõ"}.`;
}
