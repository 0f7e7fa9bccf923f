import type { Hono } from "hono";
import type { ServerBuild } from "react-router";

/** Pages by their whole path, from the routes that the program serves. */
export function pageRoutes({ routes }: ServerBuild): Map<string, { hasAction: boolean }> {
  const pathOf = (id: string | undefined): string => {
    const route = id === undefined ? undefined : routes[id];
    return route ? `${pathOf(route.parentId)}/${route.path ?? ""}` : "";
  };
  return new Map(
    Object.values(routes).flatMap((route) => {
      const isLayout = route && route.path === undefined && !route.index;
      if (!route || route.id === "root" || isLayout) return [];
      const path = `/${pathOf(route.id).split("/").filter(Boolean).join("/")}`;
      return [[path, { hasAction: route.module.action !== undefined }] as const];
    }),
  );
}

/** What answers before the pages; what stands before everything (`ALL /*`) only lets through. */
export function interfaceRoutes({ routes }: Pick<Hono, "routes">): string[] {
  return [...new Set(routes.map(({ method, path }) => `${method} ${path}`))].filter(
    (route) => route !== "ALL /*",
  );
}
