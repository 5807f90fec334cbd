import type { Instrumentation } from "next";

/** What a page threw while it was rendered, with the request's id, which the framework's own line lacks, and the digest, which
 * the page shows. */
export const onRequestError: Instrumentation.onRequestError = async (error, { headers, method, path }) => {
  // The framework builds this for edge workers too, where there is no standard error; the condition keeps it out.
  if (process.env.NEXT_RUNTIME === "nodejs") {
    const { logError } = await import("./host/log");
    const { loggedAddress } = await import("./host/logged-address");
    const { digest = null } = error as { digest?: string | null };
    logError(error, { request: headers["x-request-id"] ?? null, method, url: loggedAddress(path), digest });
  }
};
