// The floor under `bench/council.ts`: a bare server that runs the statements of one save, recorded
// from the program, and nothing else. Started by the benchmark, which tells it all it needs.
import { createServer } from "node:http";
import pg from "pg";

/** One statement; a value that names something of the request is given by that name. */
export type Statement = {
  readonly text: string;
  readonly values: readonly (
    | { readonly given: "token" | "user" | "item" | "writes" }
    | { readonly value: unknown }
  )[];
};

export type FloorSettings = {
  readonly url: string;
  readonly statements: readonly Statement[];
  readonly members: readonly { readonly token: string; readonly user: string }[];
};

process.once("message", (settings: FloorSettings) => {
  const pool = new pg.Pool({
    connectionString: settings.url,
    max: 10,
    options: "-c role=ocop_app",
  });
  const server = createServer((request, response) => {
    const pieces: Buffer[] = [];
    request.on("data", (piece: Buffer) => pieces.push(piece));
    request.on("end", () => {
      void answer(JSON.parse(Buffer.concat(pieces).toString())).then(
        (text) => response.end(text),
        (error: unknown) => {
          response.statusCode = 500;
          response.end(String(error));
        },
      );
    });
  });

  async function answer(body: {
    member: number;
    itemId: string;
    writes: unknown;
  }): Promise<string> {
    const member = settings.members[body.member];
    const given = {
      token: member?.token,
      user: member?.user,
      item: body.itemId,
      writes: JSON.stringify(body.writes),
    };
    let rows: unknown[] = [];
    for (const { text, values } of settings.statements) {
      const bound = values.map((one) => ("given" in one ? given[one.given] : one.value));
      ({ rows } = await pool.query(text, bound));
    }
    return JSON.stringify(rows);
  }

  server.listen(0, "127.0.0.1", () => process.send?.(server.address()));
});
