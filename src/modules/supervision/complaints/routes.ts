import { route } from "@react-router/dev/routes";
import { inTwoLanguages } from "../../../ui/routes.ts";
import { complaintPaths } from "./paths.ts";

const pages = "modules/supervision/complaints/pages";

/** What anyone may tell, and ask by a code. */
export const complaintRoutes = [
  ...inTwoLanguages(complaintPaths.tell, `${pages}/tell.tsx`),
  ...inTwoLanguages(complaintPaths.ask, `${pages}/ask.tsx`),
];

/** Photos of complaints, in no shell. */
export const inboxResources = [route("phan-anh-san-pham/:complaint/anh", `${pages}/photo.ts`)];

/** The officials' inbox, in the shell of signed-in work. */
export const inboxRoutes = [
  route("phan-anh-san-pham", `${pages}/inbox.tsx`),
  route("phan-anh-san-pham/:complaint", `${pages}/complaint.tsx`),
];
