import { sql } from "drizzle-orm";
import {
  type AnyPgColumn,
  boolean,
  check,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  timestamp,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import type { Jurisdiction } from "#core/access/actor.ts";
import type { Role } from "#core/access/roles.ts";
import type { AgencyKind } from "./model.ts";

const instant = (name: string) => timestamp(name, { withTimezone: true });
const createdAt = () => instant("created_at").notNull().defaultNow();
const updatedAt = () => instant("updated_at").notNull().defaultNow();

/**
 * Offices and departments that officials work in, each province's own list; `place_path` in today's
 * tree of units. Departments are founded, renamed and joined: one that has ended stays, with the
 * one that took over its work.
 */
export const agencies = pgTable(
  "agencies",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    name: text("name").notNull(),
    kind: text("kind").$type<AgencyKind>().notNull(),
    placeVersion: text("place_version").notNull(),
    placePath: text("place_path").notNull(),
    /** What papers call it besides: `Sở NN&PTNT`. */
    otherNames: jsonb("other_names").$type<readonly string[]>().notNull().default([]),
    /** First day; null: as long as anybody remembers. */
    since: date("since", { mode: "string" }),
    /** Last day; null: it is there. */
    until: date("until", { mode: "string" }),
    /** The paper that founded, joined or dissolved it. */
    basis: text("basis"),
    /** Who took over its work when it ended. */
    successorId: uuid("successor_id").references((): AnyPgColumn => agencies.id),
    isDemo: boolean("is_demo").notNull().default(false),
    version: integer("version").notNull().default(1),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    check(
      "agencies_days",
      sql`${table.until} is null or ${table.since} is null or ${table.until} >= ${table.since}`,
    ),
    check(
      "agencies_successor",
      sql`${table.successorId} is null or (${table.until} is not null and ${table.successorId} <> ${table.id})`,
    ),
    unique("agencies_name_place_key").on(table.name, table.placeVersion, table.placePath),
    index("agencies_place_idx").on(table.placePath.op("text_pattern_ops")),
  ],
);

/**
 * Accounts. The unit is the one whose administrators look after the account; what the account
 * may do is in `role_grants`. Nobody is ever deleted: acts name their people for good.
 */
export const users = pgTable(
  "users",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    name: text("name").notNull(),
    /** Lower case; a phone number as ten digits, or letters: never with an @, which is an e-mail's. */
    username: text("username").notNull(),
    email: text("email"),
    emailVerified: boolean("email_verified").notNull().default(false),
    /** Position, as written under a signature. */
    title: text("title"),
    agencyId: uuid("agency_id").references(() => agencies.id),
    placeVersion: text("place_version").notNull(),
    placePath: text("place_path").notNull(),
    twoFactorEnabled: boolean("two_factor_enabled").notNull().default(false),
    mustChangePassword: boolean("must_change_password").notNull().default(false),
    disabledAt: instant("disabled_at"),
    isDemo: boolean("is_demo").notNull().default(false),
    version: integer("version").notNull().default(1),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    uniqueIndex("users_username_key").on(table.username),
    uniqueIndex("users_email_key").on(sql`lower(${table.email})`),
    index("users_agency_idx").on(table.agencyId),
    index("users_place_idx").on(table.placePath.op("text_pattern_ops")),
    check("users_username_form", sql`${table.username} ~ '^[a-z0-9][a-z0-9._-]{2,39}$'`),
  ],
);

/** A role of an account, and over what. Read anew at every request. */
export const roleGrants = pgTable(
  "role_grants",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id),
    role: text("role").$type<Role>().notNull(),
    kind: text("kind").$type<Jurisdiction["kind"]>().notNull(),
    /** The unit of a role over a unit; for the others the unit whose administrators may change it. */
    placeVersion: text("place_version").notNull(),
    placePath: text("place_path").notNull(),
    /** The producer of a producer's role, once there is one. */
    holderId: text("holder_id"),
    grantedBy: uuid("granted_by").references(() => users.id),
    grantedAt: instant("granted_at").notNull().defaultNow(),
  },
  (table) => [
    unique("role_grants_once")
      .on(table.userId, table.role, table.placeVersion, table.placePath, table.holderId)
      .nullsNotDistinct(),
    check("role_grants_kind", sql`${table.kind} in ('own', 'unit', 'assigned')`),
  ],
);

/** Sign-ins in force; removed when they end. */
export const sessions = pgTable(
  "sessions",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    token: text("token").notNull().unique("sessions_token_key"),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id),
    method: text("method").$type<"password" | "oidc">().notNull().default("oidc"),
    secondFactorAt: instant("second_factor_at"),
    expiresAt: instant("expires_at").notNull(),
    ipAddress: text("ip_address"),
    userAgent: text("user_agent"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [index("sessions_user_idx").on(table.userId)],
);

/**
 * How an account proves itself: `credential` holds the password's hash; `national` the subject
 * that the national login knows the person by, entered by an administrator.
 */
export const credentials = pgTable(
  "credentials",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id),
    providerId: text("provider_id").notNull(),
    accountId: text("account_id").notNull(),
    password: text("password"),
    accessToken: text("access_token"),
    refreshToken: text("refresh_token"),
    idToken: text("id_token"),
    accessTokenExpiresAt: instant("access_token_expires_at"),
    refreshTokenExpiresAt: instant("refresh_token_expires_at"),
    scope: text("scope"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    unique("credentials_subject_key").on(table.providerId, table.accountId),
    unique("credentials_user_key").on(table.userId, table.providerId),
  ],
);

/** Short-lived values of a sign-in under way (the state of a national login). */
export const verifications = pgTable(
  "verifications",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    identifier: text("identifier").notNull(),
    value: text("value").notNull(),
    expiresAt: instant("expires_at").notNull(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [index("verifications_identifier_idx").on(table.identifier)],
);

/** Second factors; secret and backup codes are encrypted under the installation's secret. */
export const twoFactors = pgTable("two_factors", {
  id: uuid("id").primaryKey().defaultRandom(),
  userId: uuid("user_id")
    .notNull()
    .unique("two_factors_user_key")
    .references(() => users.id),
  secret: text("secret").notNull(),
  backupCodes: text("backup_codes").notNull(),
  verified: boolean("verified").notNull().default(false),
  failedVerificationCount: integer("failed_verification_count").notNull().default(0),
  lockedUntil: instant("locked_until"),
  /** Digest of the code last accepted, so that it is accepted once. */
  lastCode: text("last_code"),
  lastCodeAt: instant("last_code_at"),
});
