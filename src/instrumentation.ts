import type { Instrumentation } from "next";
import { logError } from "@/report/log";
import { loggedAddress } from "@/report/logged-address";

/** What a page threw while it was rendered, with the id its reader was given. The framework's own line says no id. */
export const onRequestError: Instrumentation.onRequestError = (error, { headers, method, path }) => {
  logError(error, { request: headers["x-request-id"] ?? null, method, url: loggedAddress(path) });
};
