import type { Database } from "#core/database/connection.ts";
import { makeSamples } from "#core/database/demo.ts";
import type { Services } from "#core/http/context.ts";
import { loadDemoCouncils } from "#modules/councils/demo.server.ts";
import { loadDemoCycle } from "#modules/cycle/demo.server.ts";
import { loadDemoPlans } from "#modules/cycle/plans/demo.server.ts";
import { loadDemoDossiers } from "#modules/dossiers/demo.server.ts";
import { loadDemoMarket } from "#modules/market/demo.server.ts";
import { isDemoInstallation, loadDemoPeople } from "#modules/people/demo.server.ts";
import { loadDemoRecognitions } from "#modules/recognition/demo.server.ts";
import { loadDemoRegister } from "#modules/recognition/demo/register.server.ts";
import { loadDemoPlanning } from "#modules/planning/plans/demo.server.ts";
import { loadDemoReports } from "#modules/planning/reports/demo.server.ts";
import { loadPlaces } from "#modules/places/service/load.server.ts";
import { rebuildRegister } from "#modules/portal/service/rebuild.server.ts";
import { loadRulebooks } from "#modules/rulebooks/service/versions.server.ts";
import { loadDemoSupport } from "#modules/support/demo.server.ts";
import { loadDemoSupervision } from "#modules/supervision/demo.server.ts";
import { loadDemoAreas } from "#modules/tracing/areas/demo.server.ts";

/**
 * Brings the facts that the product ships into the database: units through time, rulebook
 * versions; then the public register, should they have changed. Does nothing where they are
 * already there; safe to run by several processes.
 */
export async function loadReferenceData({ db }: Database): Promise<void> {
  await loadPlaces(db);
  await loadRulebooks(db);
  await rebuildRegister(db);
}

/**
 * Fills an empty demo installation with accounts, producers, dossiers, a council, certificates,
 * inspections, cases and public pages that say they are samples, as everything says that is made
 * there later;
 * does nothing on any other.
 */
export async function loadDemo(services: Services): Promise<void> {
  const { database, files, env } = services;
  const isDemo = isDemoInstallation(database, env);
  if (isDemo) await makeSamples(database.db);
  await loadDemoPeople(database, env);
  await loadDemoDossiers(database, files, isDemo);
  await loadDemoCycle(services, isDemo);
  await loadDemoPlans(services, isDemo);
  await loadDemoCouncils(database, isDemo);
  await loadDemoRecognitions(services, isDemo);
  await loadDemoSupervision(services, isDemo);
  await loadDemoMarket(services, isDemo);
  await loadDemoSupport(services, isDemo);
  await loadDemoAreas(services, isDemo);
  await loadDemoRegister(services, isDemo);
  await loadDemoPlanning(services, isDemo);
  await loadDemoReports(services, isDemo);
}
