import { sql } from "drizzle-orm";
import { closeDossiersBy } from "#modules/dossiers/service/closed.server.ts";

/**
 * A dossier before a council stays closed to its members until they have declared, and for good
 * to whoever is in conflict with it: also where another role of theirs, a department's or a
 * signer's, would let them read it.
 */
closeDossiersBy(async (db, { userId, dossierId }) => {
  const { rows } = await db.execute<{ recused: boolean; declared: boolean }>(sql`
    select exists (select from item_recusals r
        where r.item_id = item.id and r.user_id = seat.user_id) as recused,
      exists (select from conflict_declarations d
        where d.item_id = item.id and d.user_id = seat.user_id) as declared
    from session_items item
    join session_members seat on seat.session_id = item.session_id
      and seat.user_id = ${userId} and seat.ended_at is null
    where item.dossier_id = ${dossierId} and item.state in ('waiting', 'scoring', 'revealed')`);
  if (rows.some(({ recused }) => recused))
    return "Hồ sơ này đang ở trước hội đồng mà bạn tham gia, và bạn có xung đột lợi ích với sản phẩm nên không xem được.";
  if (rows.some(({ declared }) => !declared))
    return "Hồ sơ này có trong phiên họp mà bạn tham gia. Hãy khai báo về xung đột lợi ích ở trang của phiên trước khi xem.";
  return null;
});
