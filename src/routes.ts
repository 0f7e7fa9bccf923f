import { index, layout, type RouteConfig } from "@react-router/dev/routes";

export default [
  layout("ui/public/layout.tsx", [index("modules/portal/pages/home.tsx")]),
] satisfies RouteConfig;
