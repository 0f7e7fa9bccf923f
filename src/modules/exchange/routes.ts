import { route } from "@react-router/dev/routes";

/** Keys and webhooks, for administrators. */
export const exchangeRoutes = [route("quan-tri/lien-thong", "modules/exchange/pages/exchange.tsx")];
