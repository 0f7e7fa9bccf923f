import { advise } from "./advise.ts";
import { readBook, readArguments, selectBook } from "./cli/arguments.server.ts";
import { asCliError, runCases } from "./cli/cases.server.ts";
import type { CaseCommand } from "./cli/cases.server.ts";
import { AnswersCase, CostsFile, parseInput, SheetsCase } from "./cli/input.ts";
import { CliError, exitCodes, OtherFileError } from "./cli/exit.ts";
import { readJson, write } from "./cli/io.server.ts";
import type { CliIo } from "./cli/io.server.ts";
import type { Book } from "./book.server.ts";
import { describeFault } from "./check.ts";
import { type Costs, readCosts } from "./costs.ts";
import { council } from "./council.ts";
import { mergeCouncilRules, PartialCouncilRulesSchema } from "./council-rules.ts";
import type { CouncilRules } from "./council-rules.ts";
import { loadProcedures } from "./procedure.server.ts";
import { score } from "./score.ts";

export type Command = (args: readonly string[], io: CliIo) => Promise<number>;

/**
 * Commands over rulebooks, by name. Each writes JSON to stdout and nothing else, says what is
 * wrong in one line on stderr, and returns its exit code: 0 done, 2 bad input, 3 unverified set.
 */
export const rulebookCommands: Readonly<
  Record<"rulebook" | "score" | "council" | "advise", Command>
> = {
  rulebook: guarded(rulebook),
  score: guarded((args, io) => runCases(scoreCommand, args, io)),
  council: guarded((args, io) => runCases(councilCommand, args, io)),
  advise: guarded((args, io) => runCases(adviseCommand, args, io)),
};

const scoreCommand: CaseCommand<AnswersCase, null> = {
  file: "answers",
  options: [],
  schema: AnswersCase,
  prepare: async () => null,
  run: (set, input) => score(set, input.answers, input),
};

const councilCommand: CaseCommand<SheetsCase, CouncilRules> = {
  file: "sheets",
  options: ["rules"],
  schema: SheetsCase,
  prepare: async ({ rules }, io) => {
    const base = loadProcedures().councilRulesDefault;
    if (rules === undefined) return base;
    const own = await readJson(rules, io);
    return mergeCouncilRules(
      base,
      inFile(rules, () => parseInput(PartialCouncilRulesSchema, own)),
    );
  },
  run: (set, input, rules) =>
    council(set, input, input.rules ? mergeCouncilRules(rules, input.rules) : rules),
};

const adviseCommand: CaseCommand<
  AnswersCase,
  { stars: number | undefined; priced: { file: string; costs: Costs } | undefined }
> = {
  file: "answers",
  options: ["stars", "costs"],
  schema: AnswersCase,
  prepare: async ({ stars, costs }, io) => {
    if (stars !== undefined && !/^\d{1,3}$/u.test(stars))
      throw new CliError(`--stars: ${stars} is no star level`);
    const level = stars === undefined ? undefined : Number(stars);
    if (costs === undefined) return { stars: level, priced: undefined };
    const own = await readJson(costs, io);
    const priced = { file: costs, costs: inFile(costs, () => parseInput(CostsFile, own)) };
    return { stars: level, priced };
  },
  run: (set, input, settings) => {
    const stars = input.stars ?? settings.stars;
    if (stars === undefined) throw new CliError("stars: missing (--stars S)");
    const { rejected, stopAt } = input;
    const { priced } = settings;
    // The file can only be held against a set here; a wrong key in it is not the case's.
    if (priced && input.costs === undefined)
      inFile(priced.file, () => readCosts(set, priced.costs));
    return advise(set, input.answers, {
      stars,
      costs: input.costs ?? priced?.costs,
      rejected,
      stopAt,
    });
  },
};

/** `rulebook facts` prints what is scored; `rulebook check FILE` says whether a rulebook holds. */
async function rulebook([action, ...args]: readonly string[], io: CliIo): Promise<number> {
  if (action === "facts") {
    const book = await selectBook(readArguments(args, ["regime", "rulebook", "json"]), io);
    await write(io.stdout, `[\n${facts(book).join(",\n")}\n]\n`);
    return exitCodes.done;
  }
  if (action === "check") {
    const [file, ...rest] = args.filter((arg) => arg !== "--json");
    if (file === undefined || rest.length > 0) throw new CliError("rulebook check: give one FILE");
    await write(io.stdout, `${JSON.stringify(summary(await readBook(file, io)))}\n`);
    return exitCodes.done;
  }
  throw new CliError(`rulebook: unknown action ${action ?? "(none)"}; known: facts, check`);
}

/** One JSON text for each leaf, in rulebook order. */
function facts(book: Book): string[] {
  return [...book.compiled.values()].flatMap((set) =>
    set.leaves.map((leaf) =>
      JSON.stringify({
        set: set.code,
        part: set.parts[leaf.part]?.code,
        code: leaf.code,
        max: leaf.max,
        options: leaf.options.map(({ n, points, minStar, caseIndex }) => ({
          n,
          points,
          minStar,
          case: leaf.cases[caseIndex] || null,
        })),
      }),
    ),
  );
}

function summary({
  rulebook: { regime, decision, sets },
  compiled,
  digest,
  reported,
}: Book): object {
  const leaves = [...compiled.values()].reduce((sum, set) => sum + set.leaves.length, 0);
  const unverified = sets.filter((set) => !set.verified).map((set) => set.code);
  return {
    regime,
    decision,
    sets: sets.length,
    leaves,
    unverified,
    reported: reported.map(describeFault),
    digest,
  };
}

function inFile<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw new OtherFileError(path, asCliError(error));
  }
}

/** Turns a refusal into its lines on stderr and its exit code; a reader that went away is no failure. */
function guarded(command: Command): Command {
  return async (args, io) => {
    try {
      return await command(args, io);
    } catch (error) {
      if (isClosedPipe(error)) return exitCodes.done;
      if (!(error instanceof CliError)) throw error;
      await write(io.stderr, error.lines.map((line) => `${line}\n`).join(""));
      return error.exitCode;
    }
  };
}

function isClosedPipe(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "EPIPE";
}
