import { route } from "@react-router/dev/routes";
import { inTwoLanguages } from "../../ui/routes.ts";
import { cyclePaths, ownIdeaPaths, publicIdeaPaths } from "./paths.ts";

const ideas = "modules/cycle/ideas/pages";

/** What anyone may register, and ask by a code. */
export const publicIdeaRoutes = [
  ...inTwoLanguages(publicIdeaPaths.register, `${ideas}/public/register.tsx`),
  ...inTwoLanguages(publicIdeaPaths.ask, `${ideas}/public/ask.tsx`),
];

/** A producer's own ideas; plain HTML in the producer's shell. */
export const ownIdeaRoutes = [
  route(ownIdeaPaths.list, `${ideas}/own/list.tsx`),
  route(ownIdeaPaths.add, `${ideas}/own/add.tsx`),
  route(ownIdeaPaths.one(":idea"), `${ideas}/own/idea.tsx`),
];

/** The offices' pages on the year, in the shell of signed-in work. */
export const cycleRoutes = [
  route(cyclePaths.ideas, `${ideas}/office/list.tsx`),
  route(cyclePaths.addIdea, `${ideas}/office/add.tsx`),
  route(cyclePaths.idea(":idea"), `${ideas}/office/idea.tsx`),
  route(cyclePaths.calendar, "modules/cycle/calendar/pages/calendar.tsx"),
  route(cyclePaths.campaign, "modules/cycle/campaigns/pages/campaign.tsx"),
  route(cyclePaths.meeting(":meeting"), "modules/cycle/campaigns/pages/meeting.tsx"),
  route(cyclePaths.media(":piece"), "modules/cycle/campaigns/pages/media.tsx"),
];
