import { sql } from "drizzle-orm";
import { defineSqlInvariant } from "#core/invariants/invariant.ts";

defineSqlInvariant(
  "market.oneVersionStands",
  "Bản đang công khai của mỗi trang đúng là bản đã duyệt của trang đó.",
  sql`
    select v.id as version, v.state from market_profile_versions v
    left join market_profiles p on p.accepted_version_id = v.id and p.id = v.profile_id
    where (v.state = 'accepted') <> (p.id is not null)`,
);
