import { sql } from "drizzle-orm";
import { defineSqlInvariant } from "#core/invariants/invariant.ts";
import { exclusiveRoles, type Role, roles, roleTable } from "#core/access/roles.ts";

const quoted = (list: readonly Role[]) => sql.raw(list.map((role) => `'${role}'`).join(", "));
const producerRoles = roles.filter((role) => roleTable[role].rank === "producer");

defineSqlInvariant(
  "people.noSessionOfTheBlocked",
  "Tài khoản bị khóa không còn lần đăng nhập nào.",
  sql`select s.id from sessions s join users u on u.id = s.user_id where u.disabled_at is not null`,
);

defineSqlInvariant(
  "people.adminAndAuditorAlone",
  "Vai trò quản trị và kiểm toán không đi kèm vai trò khác.",
  sql`select user_id from role_grants group by user_id
      having bool_or(role in (${quoted(exclusiveRoles)})) and count(distinct role) > 1`,
);

defineSqlInvariant(
  "people.producersApart",
  "Không tài khoản nào vừa của chủ thể vừa của cán bộ.",
  sql`select user_id from role_grants group by user_id
      having bool_or(role in (${quoted(producerRoles)})) and bool_or(role not in (${quoted(producerRoles)}))`,
);

defineSqlInvariant(
  "people.grantsKnown",
  "Mỗi vai trò được giao là vai trò có thật, gắn đúng kiểu phạm vi.",
  sql`select id, role, kind from role_grants where (role, kind) not in (
      ${sql.raw(roles.map((role) => `('${role}', '${roleTable[role].over}')`).join(", "))})`,
);

defineSqlInvariant(
  "people.secondFactorsKept",
  "Tài khoản bật xác thực hai bước thì có khóa đã xác nhận, và ngược lại.",
  sql`select u.id from users u left join two_factors f on f.user_id = u.id and f.verified
      where u.two_factor_enabled <> (f.id is not null)`,
);
