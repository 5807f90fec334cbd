type Json = Record<string, unknown>;

/** Answered by the server in front of the app (`src/server/answer-metrics.ts`), so there is no route here. */
export const METRICS_PATH = "/api/metrics";

/** The server's metrics, in the API's description. */
export function metricsOperation(error: Json): Json {
  return {
    operationId: "metrics",
    tags: ["Service"],
    security: [{}, { uploadToken: [] }],
    summary: "The server's numbers, as text for Prometheus",
    description: "On the server's own machine for everyone, elsewhere with the upload token.",
    parameters: [],
    responses: {
      200: { description: "Text format 0.0.4.", content: { "text/plain": { schema: { type: "string" } } } },
      400: error,
      401: error,
      403: error,
      429: error,
    },
  };
}
