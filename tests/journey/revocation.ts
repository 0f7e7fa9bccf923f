import sharp from "sharp";
import { signDecision } from "./decision.ts";
import { idIn, linkIn } from "./filing.ts";
import { now, type Person } from "./people.ts";
import { visitorOf } from "./visitor.ts";

/** Who takes part when a certificate is ended. */
type Parties = Readonly<Record<"office" | "signer" | "producer", Person>>;

/**
 * A shopper tells of a label with a photo, without an account; the office opens a case, hears the
 * producer and concludes; the signer revokes.
 */
export async function revoke(
  address: string,
  { office, signer, producer }: Parties,
  token: string,
): Promise<void> {
  const told = await visitorOf(address).hand(`/phan-anh?ma=${token}`, /^Gửi phản ánh$/, {
    kind: "label",
    text: "Bao bì in 5 sao, tra mã chỉ có 4 sao.",
    photo: new File([await label()], "bao-bi.jpg", { type: "image/jpeg" }),
  });
  if (!told.path.startsWith("/phan-anh/tra-cuu")) throw new Error("the complaint has no receipt");
  const complaint = linkIn(
    await office.open("/phan-anh-san-pham"),
    /^\/phan-anh-san-pham\/[0-9a-f-]{36}$/,
  );
  const opened = await office.hand(complaint, /^case$/, {
    ground: "misuseOfOcopMark",
    facts: "Ảnh bao bì in hạng sao cao hơn hạng được công nhận.",
  });
  const here = linkIn(opened, /^\/thu-hoi\/[0-9a-f-]{36}$/);
  await office.hand(here, /^verify$/);
  await office.hand(here, /^ask$/, { question: "Vì sao bao bì in 5 sao?", answerBy: now() });
  await producer.hand(here.replace("/thu-hoi/", "/giai-trinh/"), /^Gửi giải trình$/, {
    answer: "Nhà in dùng nhầm mẫu; cơ sở đã dừng bán lô này.",
  });
  await office.hand(here, /^conclude$/, { conclusion: "Chủ thể in sai hạng sao trên bao bì." });
  const submitted = await office.hand(here, /^submit$/);
  const decision = linkIn(submitted, /^\/quyet-dinh\/[0-9a-f-]{36}$/);
  await signDecision({ office, signer }, idIn({ path: decision }));
}

async function label(): Promise<Uint8Array<ArrayBuffer>> {
  const plain = { width: 640, height: 480, channels: 3, background: "#886644" } as const;
  return new Uint8Array(await sharp({ create: plain }).jpeg().toBuffer());
}
