import type { Role } from "./access/roles.ts";

/** The closed set of ways a request may fail, each with its HTTP status. */
export const errorStatus = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  notFound: 404,
  conflict: 409,
  stale: 412,
  tooLarge: 413,
  unsupportedType: 415,
  unprocessable: 422,
  preconditionRequired: 428,
  tooMany: 429,
  internal: 500,
  unavailable: 503,
} as const satisfies Record<string, number>;

export type ErrorCode = keyof typeof errorStatus;

const defaultText: Record<ErrorCode, { vi: string; en: string }> = {
  invalid: { vi: "Yêu cầu chưa đúng. Hãy xem lại các ô đã nhập.", en: "The request is not valid." },
  unauthenticated: { vi: "Hãy đăng nhập để tiếp tục.", en: "Please sign in." },
  forbidden: { vi: "Tài khoản này không được làm việc đó.", en: "This account may not do that." },
  notFound: { vi: "Không tìm thấy nội dung này.", en: "Not found." },
  conflict: {
    vi: "Dữ liệu vừa được thay đổi ở nơi khác. Hãy tải lại trang rồi làm lại.",
    en: "The data was changed elsewhere.",
  },
  stale: {
    vi: "Bản đang sửa đã cũ. Hãy tải lại trang rồi sửa lại.",
    en: "The edited version is out of date.",
  },
  tooLarge: { vi: "Nội dung gửi lên quá lớn.", en: "The content is too large." },
  unsupportedType: { vi: "Loại tệp này không nhận được.", en: "This type is not accepted." },
  unprocessable: { vi: "Không thực hiện được với nội dung này.", en: "It cannot be processed." },
  preconditionRequired: {
    vi: "Thiếu phiên bản đang sửa (If-Match). Hãy tải lại trang.",
    en: "A version (If-Match) is required.",
  },
  tooMany: { vi: "Quá nhiều lần thử. Hãy đợi ít phút rồi thử lại.", en: "Too many requests." },
  internal: {
    vi: "Hệ thống gặp lỗi. Hãy thử lại; nếu vẫn lỗi, báo cho văn phòng kèm mã yêu cầu.",
    en: "Something went wrong on our side.",
  },
  unavailable: {
    vi: "Hệ thống đang bận. Hãy thử lại sau ít phút.",
    en: "Temporarily unavailable.",
  },
};

export type AppErrorOptions = {
  /** Text for logs only; never shown. */
  log?: string;
  /** Text for people, Vietnamese; says what to do. */
  vi?: string;
  en?: string;
  /** Messages beside the fields of a form, Vietnamese, keyed by field name. */
  fields?: Readonly<Record<string, string>>;
  /** The right that was missing, when a refusal hides behind another code; audited as a denial. */
  denied?: string;
  /** Of a refusal: the roles that it is open to, told to whoever was refused. */
  roles?: readonly Role[];
  cause?: unknown;
};

/** The one error of the house: a closed code, text for people apart from text for logs. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly vi: string;
  readonly en: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly denied: string | undefined;
  readonly roles: readonly Role[];

  constructor(code: ErrorCode, options: AppErrorOptions = {}) {
    super(options.log ?? options.vi ?? code, { cause: options.cause });
    this.name = "AppError";
    this.code = code;
    this.vi = options.vi ?? defaultText[code].vi;
    this.en = options.en ?? defaultText[code].en;
    this.fields = options.fields ?? {};
    this.denied = options.denied;
    this.roles = options.roles ?? [];
  }

  get status(): number {
    return errorStatus[this.code];
  }
}

/** RFC 9457 problem details, in both languages. */
export type Problem = {
  type: string;
  title: string;
  status: number;
  detail: string;
  detailEn: string;
  requestId?: string;
  fields?: Readonly<Record<string, string>>;
};

/** Any thrown value as an `AppError`: what we do not know is hidden behind `internal`. */
export function toAppError(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  if (isConnectionFailure(thrown)) return new AppError("unavailable", { cause: thrown });
  return new AppError("internal", { cause: thrown, log: String(thrown) });
}

/** The body that an API answers with; holds nothing of the cause. */
export function toProblem(error: AppError, requestId?: string): Problem {
  return {
    type: `about:blank#${error.code}`,
    title: error.code,
    status: error.status,
    detail: error.vi,
    detailEn: error.en,
    ...(requestId ? { requestId } : {}),
    ...(Object.keys(error.fields).length > 0 ? { fields: error.fields } : {}),
  };
}

const connectionCodes = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "57P01",
  "57P02",
  "57P03",
  "53300",
  "08006",
  "08001",
]);

/** True when the database could not be reached: the client may try again. */
function isConnectionFailure(thrown: unknown): boolean {
  for (let error = thrown; error instanceof Error; error = error.cause) {
    const code = (error as { code?: unknown }).code;
    if (typeof code === "string" && connectionCodes.has(code)) return true;
    if (/Connection terminated|timeout exceeded when trying to connect/.test(error.message))
      return true;
  }
  return false;
}
