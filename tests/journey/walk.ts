import { type Cast, gatherCast } from "./cast.ts";
import { passCommune, takeIn } from "./commune.ts";
import { advise, holdSession, setUpCouncil, setUpTeam } from "./council.ts";
import { decide, sealedCertificate, verify } from "./decision.ts";
import { file, register } from "./filing.ts";
import { revocationSeen, revoke } from "./revocation.ts";
import { startInstance } from "./instance.ts";
import { textOf } from "./forms.ts";

/** What a journey tells at its end. */
export type Told = {
  readonly dossier: string;
  readonly decision: string;
  readonly certificate: string;
  readonly token: string;
  /** What anybody is answered, and whether signature and public log hold. */
  readonly verification: {
    readonly state: string;
    readonly stars: number | null;
    readonly says: string;
    readonly signed: boolean;
    readonly logged: boolean;
  };
  /** After a shopper's photo: what anybody is answered then, and how many seconds later. */
  readonly revocation: { readonly state: string; readonly seenAfterSeconds: number };
};

type Say = (line: string) => void;

/**
 * The whole job without a browser, over HTTP against a fresh program of its own, from a
 * producer's account to what a shopper is answered. `say`: takes a line for each step. Throws with
 * the step that failed and what the program answered; leaves nothing behind either way.
 */
export async function walk(say: Say): Promise<Told> {
  const step = stepper(say);
  const instance = await step("Khởi động một bản riêng", startInstance);
  try {
    const { address } = instance;
    const cast = await step("Mở tài khoản cán bộ", () => gatherCast(address, instance.admin));
    const producer = await step("Chủ thể: tài khoản, cơ sở, sản phẩm, giấy tờ", () =>
      register(address),
    );
    const dossier = await step("Chủ thể: kê khai và nộp hồ sơ", () => file(producer));
    await examine(step, cast, dossier);
    const decision = await step("Dự thảo, trình, ký quyết định", () => decide(cast, dossier));
    const { token } = await step("Ký số giấy chứng nhận", () =>
      sealedCertificate(cast.office, decision),
    );
    const seen = await step("Tra cứu như người mua", () => verify(address, token));
    if (seen.state !== "valid") throw new Error(`Tra cứu trả lời: ${seen.state}`);
    await step("Phản ánh có ảnh, vụ việc, quyết định thu hồi", () =>
      revoke(address, { ...cast, producer: producer.person }, token),
    );
    const seenAfterSeconds = await step("Người mua thấy đã thu hồi", () =>
      revocationSeen(address, token),
    );
    const { state } = await verify(address, token);
    await instance.stop();
    const proved = await step("Kiểm chữ ký và nhật ký công khai", async () =>
      JSON.parse(instance.ocop("verify", "certificate", token)),
    );
    return {
      dossier,
      decision: seen.facts?.decisionNumber ?? "",
      certificate: seen.number,
      token,
      verification: {
        state: seen.state,
        stars: seen.facts?.stars ?? null,
        says: textOf(/<h1[^>]*>([\s\S]*?)<\/h1>/.exec(seen.html)?.[1] ?? ""),
        signed: proved.number === seen.number,
        logged: proved.logged === true,
      },
      revocation: { state, seenAfterSeconds },
    };
  } finally {
    await instance.stop();
    instance.remove();
  }
}

type Step = <Result>(what: string, work: () => Promise<Result>) => Promise<Result>;

/** Tells of each step when it is done, with its time; a failure says in which step it was. */
function stepper(say: Say): Step {
  return async (what, work) => {
    const started = performance.now();
    try {
      const result = await work();
      say(`${what}: xong sau ${((performance.now() - started) / 1000).toFixed(1)} giây`);
      return result;
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      throw new Error(`Dừng ở bước “${what}”: ${why}`, { cause: error });
    }
  };
}

/** A filed dossier on its way to a closed result of four stars. */
async function examine(step: Step, cast: Cast, dossierId: string): Promise<void> {
  const { office, seats } = cast;
  await step("Xã: tiếp nhận, xác minh, báo cáo", () => passCommune(cast.commune, dossierId));
  await step("Tỉnh: tiếp nhận, xếp đợt", () => takeIn(office, dossierId));
  await step("Tổ tư vấn: thẩm tra, báo cáo", async () =>
    advise(cast, { teamId: await setUpTeam(office, cast.adviser), dossierId }),
  );
  const councilId = await step("Lập hội đồng, ban hành Quy chế", () => setUpCouncil(office, seats));
  await step("Phiên họp: khai báo, chấm, công bố, chốt", () =>
    holdSession(seats, { councilId, dossierId, points: 74 }),
  );
}
