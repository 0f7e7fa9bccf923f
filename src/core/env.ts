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
    LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "silent"]).default("info"),
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
    if (env.OIDC_ISSUER && !(env.OIDC_CLIENT_ID && env.OIDC_CLIENT_SECRET))
      context.addIssue({
        code: "custom",
        path: ["OIDC_CLIENT_ID"],
        message: "cần cùng OIDC_CLIENT_SECRET khi có OIDC_ISSUER",
      });
  });

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
