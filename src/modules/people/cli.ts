import { eq } from "drizzle-orm";
import { type Command, guarded, parse, UsageError, withDatabase } from "#core/commands.ts";
import { parseInput } from "#core/input/parse.ts";
import { loadPlaces } from "#modules/places/service/load.server.ts";
import { CreateAccount, normaliseUsername } from "./model.ts";
import { users } from "./schema.server.ts";
import { operateCreate, operateReset } from "./service/operator.server.ts";

/** Commands over accounts, for who runs the machine: the first administrator has nobody to ask. */
export const peopleCommands: Readonly<Record<"account", Command>> = { account: guarded(account) };

const usage =
  'account create --username TÊN --name "HỌ TÊN" [--role admin] [--unit VN|MÃ] | account reset --username TÊN [--remove-factor]';

/**
 * `account create` opens an account, by default an administrator of the whole country;
 * `account reset` gives a one-time password. Prints that password alone on stdout.
 */
const text = { type: "string" } as const;
const options = {
  username: text,
  name: text,
  email: text,
  role: text,
  unit: text,
  "remove-factor": { type: "boolean" },
} as const;

async function account(...[args, io]: Parameters<Command>): Promise<number> {
  const { values, positionals } = parse(args, options);
  const [act] = positionals;
  if (positionals.length !== 1 || (act !== "create" && act !== "reset"))
    throw new UsageError(usage);
  const password = await withDatabase(async (database) => {
    if (act === "create") {
      const input = parseInput(CreateAccount, {
        name: values["name"],
        username: values["username"],
        email: values["email"] ?? "",
        title: "",
        role: values["role"] ?? "admin",
        unit: values["unit"] ?? "VN",
      });
      // A unit must be known; a database that nobody has started yet knows none.
      if (input.unit !== "VN") await loadPlaces(database.db);
      return operateCreate(database.db, input);
    }
    const username = normaliseUsername(String(values["username"] ?? ""));
    const [found] = await database.db.select().from(users).where(eq(users.username, username));
    if (!found) throw new UsageError(`không có tài khoản ${username}`);
    return operateReset(database.db, found.id, values["remove-factor"] === true);
  });
  io.stdout.write(`${password}\n`);
  io.stderr.write("Mật khẩu dùng một lần: đăng nhập xong phải đặt mật khẩu mới.\n");
  return 0;
}
