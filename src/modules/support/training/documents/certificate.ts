import type { PrintedDocument } from "#core/documents/blocks.ts";
import { formatDay } from "#core/input/day.ts";

/** What a certificate of attendance is printed from. */
export type AttendanceCertificate = {
  readonly fullName: string;
  /** The producer or office that the person came from; null where none is known. */
  readonly from: string | null;
  readonly course: string;
  readonly topics: string | null;
  readonly organiser: string;
  readonly className: string;
  readonly place: string;
  readonly firstOn: string;
  readonly lastOn: string;
  readonly present: number;
  readonly held: number;
  readonly number: number;
  readonly year: number;
  readonly certifiedOn: string;
  /** Thái Nguyên; null where it is not known. */
  readonly province: string | null;
  readonly isDemo: boolean;
};

/** The paper that says that somebody attended a training; the organiser signs it by hand. */
export function certificatePaper(of: AttendanceCertificate): PrintedDocument {
  const numberText = `${String(of.number).padStart(2, "0")}/${of.year}/GXN-TH`;
  const days =
    of.firstOn === of.lastOn
      ? `ngày ${formatDay(of.firstOn)}`
      : `từ ngày ${formatDay(of.firstOn)} đến ngày ${formatDay(of.lastOn)}`;
  return {
    title: `Giấy xác nhận tham dự tập huấn số ${numberText}`,
    footer: {
      left: `Giấy xác nhận số ${numberText}`,
      right: of.isDemo ? "Dữ liệu mẫu, không có giá trị" : null,
    },
    createdAt: new Date(`${of.certifiedOn}T00:00:00Z`),
    blocks: [
      {
        kind: "letterhead",
        parent: null,
        agency: of.organiser.toUpperCase(),
        number: numberText,
        subject: null,
        dated: { place: of.province, day: of.certifiedOn },
      },
      ...(of.isDemo
        ? [{ kind: "banner" as const, lines: ["DỮ LIỆU MẪU – KHÔNG CÓ GIÁ TRỊ"] }]
        : []),
      { kind: "title", text: "GIẤY XÁC NHẬN", about: "Tham dự lớp tập huấn", ruled: true },
      { kind: "field", label: "Họ và tên", value: of.fullName },
      ...(of.from === null ? [] : [{ kind: "field" as const, label: "Đơn vị", value: of.from }]),
      { kind: "field", label: "Khóa tập huấn", value: of.course },
      ...(of.topics === null
        ? []
        : [{ kind: "field" as const, label: "Nội dung", value: of.topics }]),
      { kind: "field", label: "Lớp, nơi học", value: `${of.className}, ${of.place}` },
      { kind: "field", label: "Thời gian", value: days },
      { kind: "field", label: "Tham dự", value: `${of.present}/${of.held} buổi` },
      {
        kind: "closing",
        recipients: [],
        signers: [
          { post: "ĐẠI DIỆN ĐƠN VỊ TỔ CHỨC", hint: "(Ký, ghi rõ họ tên, đóng dấu)", name: null },
        ],
      },
    ],
  };
}
