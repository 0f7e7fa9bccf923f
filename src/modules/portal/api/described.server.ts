import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import {
  OnQuery,
  PlaceParams,
  PlaceQuery,
  PlaceShape,
  PlacesShape,
} from "#modules/places/api-shapes.ts";
import { Token } from "#modules/recognition/model.ts";
import { VerificationShape } from "#modules/recognition/verification-shape.ts";
import type { PublicVariables } from "./conditional.server.ts";
import { answers } from "./ground.server.ts";

/** Adds what other modules answer below the same address to a description; they do the answering. */
export function describeNeighbours(api: OpenAPIHono<PublicVariables>): void {
  const found = (shape: z.ZodType, ...refusals: readonly 404[]) => {
    const { 304: _unchanged, ...rest } = answers(shape, ...refusals);
    return rest;
  };
  for (const route of [
    createRoute({
      method: "get",
      path: "/places",
      tags: ["Places"],
      summary: "Units of today and of before July 2025 by name, with what former ones became",
      request: { query: PlaceQuery },
      responses: found(PlacesShape.meta({ id: "Places" })),
    }),
    createRoute({
      method: "get",
      path: "/places/{version}/{code}",
      tags: ["Places"],
      summary: "One unit: what it belongs to, became, and was formed from",
      request: { params: PlaceParams, query: OnQuery },
      responses: found(PlaceShape.meta({ id: "Place" }), 404),
    }),
    createRoute({
      method: "get",
      path: "/certificates/{token}/verification",
      tags: ["Verification"],
      summary: "The truth about a certificate, by the token in its QR code",
      request: { params: z.object({ token: Token }) },
      responses: found(VerificationShape.meta({ id: "Verification" }), 404),
    }),
  ])
    api.openAPIRegistry.registerPath(route);
}
