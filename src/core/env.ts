import { z } from "zod";

const flag = z.enum(["0", "1"]).transform((value) => value === "1");

const Env = z
  .object({
    NODE_ENV: z.enum(["production", "development", "demo", "test"]).default("demo"),
    PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
    HOST: z.string().min(1).default("127.0.0.1"),
    PUBLIC_URL: z.url().optional(),
    DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
    DATABASE_OWNER_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
    OCOP_DATA_DIR: z.string().min(1).default("./var"),
    OCOP_DEMO: flag.default(true),
    OCOP_SECRET: z.string().min(32).optional(),
    OCOP_TRUST_PROXY: flag.default(false),
    OCOP_EXPIRY_WARNING_DAYS: z.coerce
      .number("là số ngày, từ 15 đến 365")
      .int("là số ngày, từ 15 đến 365")
      .min(15, "là số ngày, từ 15 đến 365")
      .max(365, "là số ngày, từ 15 đến 365")
      .default(60),
    /** What a stranger may ask of the open interface in a minute, by address; a key allows more. */
    API_PER_MINUTE: z.coerce
      .number()
      .int()
      .min(10, "là số lượt mỗi phút, từ 10 đến 1.000.000")
      .max(1_000_000, "là số lượt mỗi phút, từ 10 đến 1.000.000")
      .default(120),
    LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "silent"]).default("info"),
    MAP_TILES_URL: z
      .string()
      .regex(
        /^https:\/\/[a-z0-9.-]+(:\d+)?\/(?=.*\{z\})(?=.*\{x\})(?=.*\{y\})\S+$/i,
        "là địa chỉ https có {z}, {x}, {y}, ví dụ https://nen.tinh.gov.vn/{z}/{x}/{y}.png",
      )
      .optional(),
    MAP_TILES_CREDIT: z.string().min(1).max(200).optional(),
    METRICS_TOKEN: z.string().min(16).optional(),
    S3_ENDPOINT: z.url().optional(),
    S3_REGION: z.string().min(1).default("us-east-1"),
    S3_BUCKET: z.string().min(1).optional(),
    S3_ACCESS_KEY_ID: z.string().min(1).optional(),
    S3_SECRET_ACCESS_KEY: z.string().min(1).optional(),
    OIDC_ISSUER: z.url().optional(),
    OIDC_CLIENT_ID: z.string().min(1).optional(),
    OIDC_CLIENT_SECRET: z.string().min(1).optional(),
    OIDC_NAME: z.string().min(1).default("VNeID"),
    SCAN_CLAMD: z
      .string()
      .regex(/^(\/.+|[^\s/]+:\d{1,5})$/, "là đường dẫn đến socket của clamd, hoặc máy:cổng")
      .optional(),
    SCAN_COMMAND: z.string().min(1).optional(),
    SIGNER_P12: z.string().min(1).optional(),
    SIGNER_PASSWORD: z.string().min(1).optional(),
    SIGNER_NAME: z.string().min(1).optional(),
    SIGNER_REQUIRED: flag.default(true),
    SMTP_HOST: z
      .string()
      .regex(/^[\w.:-]+$/, "là tên hoặc địa chỉ máy chủ thư, không có smtp:// và cổng")
      .optional(),
    SMTP_PORT: z.coerce.number().int().min(1).max(65_535).optional(),
    SMTP_SECURITY: z.enum(["none", "starttls", "tls"]).default("starttls"),
    SMTP_USER: z.string().min(1).optional(),
    SMTP_PASSWORD: z.string().min(1).optional(),
    SMTP_FROM: z
      .string()
      .regex(
        /^([^<>@\r\n]*<[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/,
        'là một địa chỉ thư, ví dụ "ocop@tinh.gov.vn" hoặc "Văn phòng OCOP <ocop@tinh.gov.vn>"',
      )
      .optional(),
  })
  .superRefine((env, context) => {
    if (env.NODE_ENV === "production" && !env.DATABASE_URL)
      context.addIssue({
        code: "custom",
        path: ["DATABASE_URL"],
        message: "bắt buộc khi NODE_ENV=production: cơ sở dữ liệu nhúng chỉ để dùng thử",
      });
    if (env.NODE_ENV === "production" && !env.OCOP_SECRET)
      context.addIssue({
        code: "custom",
        path: ["OCOP_SECRET"],
        message: "bắt buộc khi NODE_ENV=production (ít nhất 32 ký tự ngẫu nhiên)",
      });
    if (env.S3_BUCKET && !(env.S3_ACCESS_KEY_ID && env.S3_SECRET_ACCESS_KEY))
      context.addIssue({
        code: "custom",
        path: ["S3_ACCESS_KEY_ID"],
        message: "cần cùng S3_SECRET_ACCESS_KEY khi có S3_BUCKET",
      });
    if (env.SCAN_CLAMD && env.SCAN_COMMAND)
      context.addIssue({
        code: "custom",
        path: ["SCAN_COMMAND"],
        message: "không dùng cùng SCAN_CLAMD: hãy chọn một cách quét mã độc",
      });
    if (env.SIGNER_PASSWORD && !env.SIGNER_P12)
      context.addIssue({
        code: "custom",
        path: ["SIGNER_P12"],
        message: "bắt buộc khi có SIGNER_PASSWORD: đường dẫn đến tệp chứng thư số của cơ quan",
      });
    if (env.MAP_TILES_URL && !env.MAP_TILES_CREDIT)
      context.addIssue({
        code: "custom",
        path: ["MAP_TILES_CREDIT"],
        message: "bắt buộc khi có MAP_TILES_URL: nguồn của bản đồ nền, hiện trên bản đồ",
      });
    if (env.OIDC_ISSUER && !(env.OIDC_CLIENT_ID && env.OIDC_CLIENT_SECRET))
      context.addIssue({
        code: "custom",
        path: ["OIDC_CLIENT_ID"],
        message: "cần cùng OIDC_CLIENT_SECRET khi có OIDC_ISSUER",
      });
    checkMail(env, (path, message) => context.addIssue({ code: "custom", path: [path], message }));
  });

type Told = (path: string, message: string) => void;

/** Half a mail server is a mistake that nobody would notice until a letter is missing. */
function checkMail(
  env: Readonly<Partial<Record<`SMTP_${string}`, string | number | undefined>>>,
  tell: Told,
): void {
  if (env.SMTP_HOST === undefined) {
    for (const name of ["SMTP_FROM", "SMTP_USER", "SMTP_PASSWORD", "SMTP_PORT"] as const)
      if (env[name] !== undefined) tell("SMTP_HOST", `bắt buộc khi có ${name}`);
    return;
  }
  if (env.SMTP_FROM === undefined) tell("SMTP_FROM", "bắt buộc khi có SMTP_HOST");
  if ((env.SMTP_USER === undefined) !== (env.SMTP_PASSWORD === undefined))
    tell("SMTP_USER", "phải đi cùng SMTP_PASSWORD");
  const isHere = /^(localhost|127\.\d+\.\d+\.\d+|::1)$/.test(String(env.SMTP_HOST));
  if (env.SMTP_SECURITY === "none" && env.SMTP_PASSWORD !== undefined && !isHere)
    tell(
      "SMTP_SECURITY",
      "không được là none khi có SMTP_PASSWORD: mật khẩu sẽ đi qua mạng để trần",
    );
}

/** Everything the process reads from its environment; `.env.example` explains each. */
export type Env = Readonly<z.output<typeof Env>>;

/** A setting is wrong; the message is the one line that says which and why. */
export class EnvError extends Error {}

/**
 * Parses the environment once, into a frozen object. An empty value counts as absent.
 * Throws `EnvError` with one line that names the first wrong variable.
 */
export function parseEnv(source: Record<string, string | undefined>): Env {
  const present = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ""));
  const parsed = Env.safeParse(present);
  if (parsed.success) return Object.freeze(parsed.data);
  const issue = parsed.error.issues[0];
  throw new EnvError(`Biến môi trường ${issue?.path.join(".") ?? "?"}: ${issue?.message ?? "sai"}`);
}
