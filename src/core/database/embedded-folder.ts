import { existsSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** The embedded database could not be opened: it is never re-created over existing data. */
export class DatabaseDamagedError extends Error {}

/** Without these the engine would take the folder for an empty one and begin anew over it. */
const vital = ["PG_VERSION", "global/pg_control", "base", "pg_wal"];

/**
 * The embedded database's folder within a data folder. `prepare` makes sure that opening it can
 * only mean continuing what is there, or beginning where nothing has ever been kept: throws
 * `DatabaseDamagedError` for a database that has served before and lacks something vital. What a
 * first start left unfinished was never served, and is cleared away.
 */
export function embeddedFolder(folder: string) {
  const data = join(folder, "database");
  const served = join(folder, "database.served");
  const complete = () => vital.every((name) => existsSync(join(data, name)));
  return {
    data,
    prepare: (): void => {
      if (!existsSync(data) && existsSync(`${data}.incoming`))
        throw new DatabaseDamagedError(
          `Lần khôi phục trước vào ${folder} bị ngắt giữa chừng. Hãy chạy lại lệnh khôi phục (npm run -s ocop -- restore … --force).`,
        );
      if (complete()) return;
      if (existsSync(served)) throw damaged(data);
      if (existsSync(data) && readdirSync(data).length > 0) rmSync(data, { recursive: true });
    },
    /** From now on the folder holds what people have been promised to find again. */
    markServed: (): void => {
      if (!existsSync(served)) writeFileSync(served, "");
    },
  };
}

/** One line for people: what happened, that nothing was touched, and how to go on. */
export function damaged(data: string, cause?: unknown): DatabaseDamagedError {
  return new DatabaseDamagedError(
    `Cơ sở dữ liệu trong ${data} không mở được và được giữ nguyên. Hãy khôi phục từ bản sao lưu (npm run -s ocop -- restore …), hoặc đổi tên cả thư mục dữ liệu để bắt đầu lại từ đầu.`,
    { cause },
  );
}
