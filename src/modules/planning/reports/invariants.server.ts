import { defineInvariant } from "#core/invariants/invariant.ts";
import { eachSent } from "./service/check.server.ts";

defineInvariant({
  name: "planning.sentReportsAreWhole",
  holds: "Mỗi báo cáo đã gửi vẫn đúng như khi gửi: nội dung khớp mã kiểm tra, mã khớp nhật ký.",
  async *offences({ db }) {
    for await (const { row, fault } of eachSent(db))
      if (fault !== null) yield { report: row.id, fault };
  },
});
