import type { UserActor } from "#core/access/actor.ts";
import { today } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import type { CouncilRules } from "#modules/rulebooks/council-rules.ts";
import { loadProcedures } from "#modules/rulebooks/procedure.server.ts";
import { namesOfAccounts } from "#modules/people/service/names.server.ts";
import { can } from "../access.ts";
import { differences, settingNames, settings, textsOf } from "../operating-rules.ts";
import { authorisedCouncil, councilSubject } from "../service/councils.server.ts";
import { listRules, type RulesRow, rulesOn } from "../service/rules.server.ts";
import { headOf } from "./council.server.ts";

/** What the page of a council's rules shows; `wanted`: the version asked for, else the one in force. */
export async function rulesPage(db: Db, actor: UserActor, id: string, wanted: number | null) {
  const loaded = await authorisedCouncil(db, actor, "see", id);
  const { council } = loaded;
  const on = await today(db);
  const versions = await listRules(db, id);
  const inForce = rulesOn(versions, on);
  const shown = versions.find(({ seq }) => seq === wanted) ?? inForce ?? versions.at(-1) ?? null;
  const standard = loadProcedures().councilRulesDefault;
  const names = await namesOfAccounts(
    db,
    versions.map(({ adoptedBy }) => adoptedBy),
  );
  const latest = versions.at(-1)?.rules ?? standard;
  return {
    head: await headOf(db, council),
    today: on,
    mayAdopt:
      council.kind === "council" &&
      council.endedOn === null &&
      can(actor, "establish", councilSubject(loaded)),
    inForce: inForce?.seq ?? null,
    versions: versions.map((one) => ({
      seq: one.seq,
      effectiveOn: one.effectiveOn,
      adoptedAt: one.adoptedAt,
      adoptedBy: names.get(one.adoptedBy) ?? "",
      digest: one.digest,
    })),
    shown:
      shown &&
      presentVersion(
        shown,
        versions.find(({ seq }) => seq === shown.seq - 1),
        standard,
      ),
    form: { rules: formOf(latest), texts: ownTexts(versions.at(-1)), lines: linesOf(latest) },
  };
}

function linesOf(rules: CouncilRules) {
  return settingNames.map((name) => ({
    name,
    title: settings[name].title,
    meaning: settings[name].meaning,
    value: settings[name].value(rules),
    text: settings[name].text(rules),
  }));
}

function presentVersion(row: RulesRow, before: RulesRow | undefined, standard: CouncilRules) {
  return {
    seq: row.seq,
    effectiveOn: row.effectiveOn,
    digest: row.digest,
    lines: linesOf(row.rules).map((line) => ({ ...line, text: row.texts[line.name] ?? line.text })),
    fromDefault: differences(standard, row.rules),
    fromBefore: before ? differences(before.rules, row.rules) : null,
  };
}

/** The values as the form's boxes have them. */
function formOf(rules: CouncilRules): Record<string, string> {
  return {
    fraction: rules.quorum.fraction,
    chairOrDeputy: rules.quorum.chairOrDeputyRequired ? "on" : "",
    decimals: String(rules.decimals),
    rounding: rules.rounding,
    limit: String(rules.spread.limit),
    exceededWhen: rules.spread.exceededWhen,
    rescoreRounds: String(rules.rescoreRounds),
    gateRule: rules.gateRule,
  };
}

/** The texts that are the council's own; where it took the proposed one the box stays empty. */
function ownTexts(row: RulesRow | undefined): Record<string, string> {
  if (!row) return {};
  const proposed = textsOf(row.rules);
  return Object.fromEntries(
    settingNames.flatMap((name) => {
      const text = row.texts[name];
      return text === undefined || text === proposed[name] ? [] : [[name, text]];
    }),
  );
}
