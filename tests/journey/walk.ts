import { type Cast, gatherCast } from "./cast.ts";
import { passCommune, takeIn } from "./commune.ts";
import { advise, holdSession, setUpCouncil, setUpTeam } from "./council.ts";
import { decide, sealedCertificate, verifiedAs } from "./decision.ts";
import { fileFirst, type ProductKey, products, register } from "./filing.ts";
import { textOf } from "./forms.ts";
import { type Instance, startInstance } from "./instance.ts";
import { checkPackage, enterDecision, sendUp } from "./ministry.ts";
import { recordEarlier, renew, seenReplaced } from "./renewal.ts";
import { revoke } from "./revocation.ts";

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
  /** A certificate in its window, renewed in a written round: the new one, and what became of the old. */
  readonly renewal: {
    readonly dossier: string;
    readonly certificate: string;
    readonly token: string;
    readonly state: string;
    readonly before: {
      readonly certificate: string;
      readonly token: string;
      /** Before the renewal's decision, and after it. */
      readonly states: readonly [string, string];
    };
  };
  /** A result that went up to the Ministry as one package, and what the Ministry made of it. */
  readonly fiveStars: {
    readonly dossier: string;
    readonly letter: string;
    readonly filesInPackage: number;
    readonly decision: string;
    readonly certificate: string;
    readonly token: string;
    readonly state: string;
    readonly stars: number;
  };
};

type Say = (line: string) => void;
type Step = <Result>(what: string, work: () => Promise<Result>) => Promise<Result>;
type Ground = { readonly step: Step; readonly cast: Cast; readonly address: string };

/** The dossiers of the three ways: a first one, a renewal, one for five stars. */
type Filed = Readonly<Record<ProductKey, string>>;

/**
 * The whole job without a browser, over HTTP against a fresh program of its own, from a
 * producer's account to what a shopper is answered; a renewal, a product of five stars and a
 * revocation with it. `say`: takes a line for each step. Throws with the step that failed and what
 * the program answered; leaves nothing behind either way.
 */
export async function walk(say: Say): Promise<Told> {
  const step = stepper(say);
  const instance = await step("Khởi động một bản riêng", startInstance);
  try {
    return await walkThrough(step, instance);
  } finally {
    await instance.stop();
    instance.remove();
  }
}

async function walkThrough(step: Step, instance: Instance): Promise<Told> {
  const { address } = instance;
  const cast = await step("Mở tài khoản cán bộ", () => gatherCast(address, instance.admin));
  const ground = { step, cast, address };
  const producer = await step("Chủ thể: tài khoản, cơ sở, sản phẩm, giấy tờ", () =>
    register(address),
  );
  const { person } = producer;
  const before = await step("Nhập quyết định của đợt trước", () =>
    recordEarlier(address, cast.office, producer),
  );
  const filed = {
    fresh: await step("Chủ thể: kê khai và nộp hồ sơ", () => fileFirst(producer, "fresh")),
    known: await step("Chủ thể: một chạm đánh giá lại, nộp hồ sơ", () => renew(person)),
    finest: await step("Chủ thể: nộp hồ sơ thứ ba", () => fileFirst(producer, "finest")),
  };
  await examine(ground, filed);
  const first = await recogniseFirst(ground, filed.fresh);
  const renewal = await renewKnown(ground, filed.known, before);
  const fiveStars = await recogniseFinest(ground, filed.finest);
  const revocation = await revokeFirst(ground, { token: first.token, producer: person });
  await instance.stop();
  const proved = await step("Kiểm chữ ký và nhật ký công khai", async () =>
    JSON.parse(instance.ocop("verify", "certificate", first.token)),
  );
  return {
    ...first,
    verification: {
      ...first.verification,
      signed: proved.number === first.certificate,
      logged: proved.logged === true,
    },
    revocation,
    renewal,
    fiveStars,
  };
}

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

/** Filed dossiers on their way to closed results: four stars and five in a meeting, four in writing. */
async function examine({ step, cast }: Ground, filed: Filed): Promise<void> {
  const { office, seats } = cast;
  const dossierIds = Object.values(filed);
  await step("Xã: tiếp nhận, xác minh, báo cáo", async () => {
    for (const id of dossierIds) await passCommune(cast.commune, id);
  });
  await step("Tỉnh: tiếp nhận, xếp đợt", () => takeIn(office, dossierIds));
  await step("Tổ tư vấn: thẩm tra, kiểm nghiệm, báo cáo", async () =>
    advise(cast, { teamId: await setUpTeam(office, cast.adviser), dossierIds }),
  );
  const councilId = await step("Lập hội đồng, ban hành Quy chế", () => setUpCouncil(office, seats));
  const heard = (key: ProductKey, points: number) => ({
    dossierId: filed[key],
    name: products[key].name,
    points,
  });
  await step("Phiên họp: khai báo, chấm, công bố, chốt", () =>
    holdSession(seats, {
      councilId,
      mode: "meeting",
      heard: [heard("fresh", 74), heard("finest", 92)],
    }),
  );
  await step("Đánh giá lại bằng văn bản: gửi phiếu, công bố, chốt", () =>
    holdSession(seats, { councilId, mode: "written", heard: [heard("known", 76)] }),
  );
}

/** A decision that recognises a product, its certificate, and what a shopper is answered. */
async function recogniseFirst({ step, cast, address }: Ground, dossierId: string) {
  const by = { office: cast.office, signer: cast.signers.chair };
  const decision = await step("Dự thảo, trình, ký quyết định", () =>
    decide(by, { dossierId, kind: "recognition" }),
  );
  const { token } = await step("Ký số giấy chứng nhận", () =>
    sealedCertificate(cast.office, decision),
  );
  const { seen } = await step("Tra cứu như người mua", () => verifiedAs(address, token, "valid"));
  return {
    dossier: dossierId,
    decision: seen.facts?.decisionNumber ?? "",
    certificate: seen.number,
    token,
    verification: {
      state: seen.state,
      stars: seen.facts?.stars ?? null,
      says: textOf(/<h1[^>]*>([\s\S]*?)<\/h1>/.exec(seen.html)?.[1] ?? ""),
    },
  };
}

/** The renewal's decision: the new certificate in force, the old one replaced by it. */
async function renewKnown(
  { step, cast, address }: Ground,
  dossierId: string,
  before: Awaited<ReturnType<typeof recordEarlier>>,
): Promise<Told["renewal"]> {
  const by = { office: cast.office, signer: cast.signers.first };
  const { token } = await step("Đánh giá lại: quyết định, giấy chứng nhận mới", async () =>
    sealedCertificate(cast.office, await decide(by, { dossierId, kind: "recognition" })),
  );
  const { seen } = await step("Tra cứu giấy mới", () => verifiedAs(address, token, "valid"));
  const replaced = await step("Tra cứu giấy cũ: đã được thay", () =>
    seenReplaced(address, { before: before.token, after: token }),
  );
  return {
    dossier: dossierId,
    certificate: seen.number,
    token,
    state: seen.state,
    before: { certificate: before.number, token: before.token, states: [before.state, replaced] },
  };
}

/** A result of 90 points or more: approved, sent up as a package, recognised by the Ministry. */
async function recogniseFinest(
  { step, cast, address }: Ground,
  dossierId: string,
): Promise<Told["fiveStars"]> {
  const { office, signers } = cast;
  await step("Năm sao: quyết định phê duyệt kết quả", () =>
    decide({ office, signer: signers.second }, { dossierId, kind: "approval" }),
  );
  const letter = await step("Năm sao: văn bản đề nghị Bộ", () =>
    sendUp({ office, signer: signers.third }, dossierId),
  );
  const sent = await step("Năm sao: tải hồ sơ trình, kiểm từng tệp", () =>
    checkPackage(office, { letter, dossierId }),
  );
  const { token } = await step("Năm sao: nhập quyết định của Bộ", () =>
    enterDecision(office, { letter, dossierId }),
  );
  const { seen } = await verifiedAs(address, token, "valid");
  if (seen.facts?.stars !== 5) throw new Error(`Tra cứu trả lời ${seen.facts?.stars ?? 0} sao`);
  return {
    dossier: dossierId,
    letter: sent.number,
    filesInPackage: sent.files,
    decision: seen.facts.decisionNumber,
    certificate: seen.number,
    token,
    state: seen.state,
    stars: seen.facts.stars,
  };
}

/** From a shopper's photo to the revocation that everybody sees. */
async function revokeFirst(
  { step, cast, address }: Ground,
  { token, producer }: { token: string; producer: Cast["office"] },
): Promise<Told["revocation"]> {
  const parties = { office: cast.office, signer: cast.signers.chair, producer };
  await step("Phản ánh có ảnh, vụ việc, quyết định thu hồi", () => revoke(address, parties, token));
  const { seen, seconds } = await step("Người mua thấy đã thu hồi", () =>
    verifiedAs(address, token, "revoked"),
  );
  return { state: seen.state, seenAfterSeconds: seconds };
}
