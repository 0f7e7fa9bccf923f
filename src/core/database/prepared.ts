import type { Db } from "./connection.ts";

type Statement<Row> = {
  prepare(name: string): { execute(values: Record<string, unknown>): Promise<Row[]> };
};

/**
 * A statement that is put into words once for each database or transaction instead of at each
 * run: for what many strangers ask. Its values are `sql.placeholder`s, given by their names.
 */
export function prepared<Row>(
  build: (db: Db) => Statement<Row>,
): (db: Db, values: Record<string, unknown>) => Promise<Row[]> {
  const known = new WeakMap<Db, ReturnType<Statement<Row>["prepare"]>>();
  return (db, values) => {
    let statement = known.get(db);
    if (!statement) {
      // With a name the server would keep it too, and refuse it when a migration changes a table.
      statement = build(db).prepare("");
      known.set(db, statement);
    }
    return statement.execute(values);
  };
}
