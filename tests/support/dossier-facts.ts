import { createHash } from "node:crypto";
import { findBook } from "#modules/rulebooks/book.server.ts";
import { loadProcedures } from "#modules/rulebooks/procedure.server.ts";
import { periodOf } from "#modules/rulebooks/procedure.ts";
import type { DossierFacts, Evidence, ReviewFacts } from "#modules/dossiers/documents/facts.ts";
import { type SectionName, sectionsOf } from "#modules/dossiers/forms/definitions.ts";
import type { SectionData } from "#modules/dossiers/forms/fields.ts";
import type { DossierKind } from "#modules/dossiers/model.ts";

/** The digest of a text, to stand for a file's. */
export const digestOfText = (text: string) => createHash("sha256").update(text).digest("hex");

const written: Readonly<Partial<Record<SectionName, SectionData>>> = {
  registration: {
    ownerName: "Hợp tác xã Chè Đồi Sương (dữ liệu mẫu)",
    representativeName: "Hoàng Thị Lụa",
    representativeRole: "Giám đốc hợp tác xã",
    address: "Xóm Khe Vàng, Xã Văn Lang",
    phone: "0912345678",
    email: "doisuong@example.vn",
    productName: "Trà shan tuyết Đồi Sương",
    sector: "Thực phẩm",
    group: "Thực phẩm tươi sống",
    subgroup: "01. Rau, củ, quả, hạt tươi",
    kind: "first",
    attachments: "Bản giấy hợp đồng thuê đất có công chứng",
  },
  general: {
    legalForm: "Hợp tác xã",
    registrationNumber: "190207000012",
    taxCode: "4600123457",
    foundedOn: "2018-03-05",
    mainActivity:
      "Trồng, thu hái và chế biến chè shan tuyết ở ba xóm vùng cao.\nBao tiêu nguyên liệu cho 64 hộ.",
    representativeTraits: ["female", "minority"],
    representativeEthnicity: "Tày",
    communityCapital: "62.50",
    labour: 41,
    localLabour: 38,
    productDescription:
      "Chè một tôm hai lá, sao tay trên chảo gang, sấy củi; nước xanh vàng, hậu ngọt.",
    ingredients: "Búp chè shan tuyết: 100% hái tại xóm Khe Vàng và Khe Mo.",
    packaging: "Hộp giấy 100 g, 200 g; túi hút chân không 500 g.",
    standard: "TCCS 01:2025/DS",
    intellectualProperty: ["trademark", "collectiveMark"],
  },
  results: {
    year: 2025,
    output: "12 tấn chè khô",
    revenue: 4_850_000_000,
    profit: 612_000_000,
    localMaterial: "92.5",
    provinceMaterial: "100",
    capacity: "Xưởng 320 m², 4 máy sao, 2 máy vò; 38 ha chè đang cho thu hái.",
    markets: "Chợ huyện, 12 cửa hàng ở Hà Nội, sàn điện tử.",
    planDone:
      "Đã làm xong nhà sấy 90 m² và hệ thống hút chân không.\nĐã tập huấn VietGAP cho 64 hộ.",
    difficulties: null,
  },
  plan: {
    goal: "Đạt 4 sao; bán 15 tấn mỗi năm từ năm 2027.",
    production: "Trồng thêm 6 ha chè, mua một dây chuyền sấy lạnh.",
    quality: "Làm chứng nhận hữu cơ cho 10 ha.",
    market: "Hai hội chợ mỗi năm; mở gian hàng trên hai sàn điện tử.",
    community: "Thêm 12 việc làm, thu mua hết búp của thành viên.",
    support: "Tem truy xuất, kết nối siêu thị.",
  },
  changes: {
    summary: "Vùng nguyên liệu có chứng nhận VietGAP; bao bì mới có mã truy xuất.",
    production: null,
    quality: "VietGAP từ tháng 8 năm 2025.",
    market: null,
  },
  updates: {
    material: "không đổi",
    technology: "Thêm máy sấy lạnh.",
    output: "2023: 9 tấn\n2024: 10 tấn\n2025: 12 tấn",
  },
};

/** Papers behind the first criteria of a set; the third backs two of them, the last is an address. */
function builtEvidence(codes: readonly string[]): Evidence[] {
  const paper = (n: number, at: number, more: Partial<Evidence> = {}): Evidence => ({
    criterion: codes[at % codes.length] ?? "1",
    paperId: `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`,
    kind: "testReport",
    title: `Kiểm nghiệm chè khô đợt ${n}`,
    number: `${n}/2025/KN`,
    issuer: "Trung tâm Kiểm nghiệm (dữ liệu mẫu)",
    issuedOn: "2025-09-02",
    expiresOn: null,
    digest: digestOfText(`paper ${n}`),
    url: null,
    ...more,
  });
  return [
    paper(1, 0, {
      kind: "materialOrigin",
      title: "Sổ mua búp chè 2025",
      number: null,
      issuer: null,
    }),
    paper(2, 1, { kind: "vietGap", title: "Chứng nhận VietGAP", expiresOn: "2028-08-14" }),
    paper(3, 2),
    paper(3, 5),
    paper(4, 3, { kind: "environmentFile", title: "Đăng ký môi trường" }),
    paper(5, 6, {
      kind: "videoLink",
      title: "Phim ngắn về đồi chè",
      digest: null,
      url: "https://video.example.vn/doi-suong",
    }),
  ];
}

/** A filing of invented people, as the printed papers read it. */
export function builtFacts(
  change: Partial<DossierFacts> & { setCode?: string } = {},
): DossierFacts {
  const { setCode = "01", ...rest } = change;
  const regime = rest.regime ?? "26-2026";
  const kind: DossierKind = rest.kind ?? "first";
  const procedures = loadProcedures();
  const procedure = procedures.regimes[regime];
  const book = findBook(regime);
  const [set, compiled] = [book?.sets.get(setCode), book?.compiled.get(setCode)];
  if (!procedure || !book || !set || !compiled) throw new Error(`no set ${setCode} of ${regime}`);
  const on = rest.filing?.on ?? procedure.periods[0]?.from ?? "2026-06-01";
  return {
    filing: {
      seq: 1,
      receiptCode: "ABCD-EFGH-JKLM-NPQR",
      digest: digestOfText("filing"),
      on: "2026-06-05",
      at: new Date("2026-06-05T03:04:05Z"),
    },
    isDemo: true,
    id: "5b0f7a86-4e0c-4d0a-9a55-0d1f6b1f2a11",
    regime,
    decision: procedure.decision,
    kind,
    producerName: "Hợp tác xã Chè Đồi Sương (dữ liệu mẫu)",
    representativeName: "Hoàng Thị Lụa",
    productName: "Trà shan tuyết Đồi Sương",
    set,
    compiled,
    sections: sectionsOf(procedure, kind).map((section) => ({
      section,
      data: written[section.name] ?? {},
    })),
    answers: Object.fromEntries(
      compiled.leaves.map(({ code, options, index }) => [
        code,
        {
          option: options.length > 2 ? options.length - (index % 2) : options.length,
          note: index === 1 ? "Số liệu lấy từ sổ mua nguyên liệu năm 2025." : null,
        },
      ]),
    ),
    evidence: builtEvidence(compiled.leaves.map(({ code }) => code)),
    place: { commune: "Xã Văn Lang", province: "Tỉnh Thái Nguyên" },
    path: periodOf(procedures, regime, on)?.stages ?? [],
    numbers: [{ stage: "commune", text: "Phiếu số 7/PĐK-19-05692-2026", on: "2026-06-08" }],
    changedAt: new Date("2026-06-05T03:04:05Z"),
    ...rest,
  };
}

/** A finished report of a commune. */
export function builtReview(change: Partial<ReviewFacts> = {}): ReviewFacts {
  return {
    topics: {
      localMaterial: {
        finding: "confirmed",
        comment: "Đã xem sổ mua và đi ba đồi chè: toàn bộ búp hái trong xã.",
      },
      localLabour: {
        finding: "confirmed",
        comment: "38 người có tên trong danh sách cư trú của xã.",
      },
      ideaOrigin: {
        finding: "confirmed",
        comment: "Nghề làm chè có ở xóm từ trước; hợp tác xã phát triển từ đó.",
      },
      localIdentity: {
        finding: "partly",
        comment: "Câu chuyện đúng với nơi làm; cần bổ sung ảnh tư liệu.",
      },
    },
    asked: ["localMaterial", "localLabour", "ideaOrigin", "localIdentity"],
    visit: {
      on: "2026-06-15",
      people: "Công chức kinh tế xã, trưởng xóm Khe Vàng",
      note: "Xưởng sạch, có sổ theo dõi lô.",
    },
    meeting: null,
    request: "Đề nghị đưa sản phẩm vào đợt đánh giá gần nhất.",
    form: "03",
    samplesHeld: 5,
    ...change,
  };
}
