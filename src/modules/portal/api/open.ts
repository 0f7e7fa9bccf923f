/** What of `/api` is for everybody and every page: reads of the register, places and verification. */
const open =
  /^\/api\/(?:openapi\.json|v1\/(?:products(?:\.\w+)?|producers|recognitions|points-of-sale|growing-areas(?:\.\w+)?|suggestions|catalog\.jsonld|places|certificates)(?=\/|$))/;
/** Pictures of products that are not in public are for those who may see them, in this site's pages. */
const closed = /\/pictures\//;

/** Whether an address is read by anybody, from any page. */
export function isOpenRead(path: string): boolean {
  return open.test(path) && !closed.test(path);
}
