import { logLine } from "@/host/log";
import { loggedAddress } from "@/host/logged-address";
import { isUnfinished, pageStatusOf } from "@/host/page-status";
import { type FinishedHead, finishHead } from "./answer-headers";
import { isApiPath, type PlainAnswer, refusalAnswer, refusalForStatus } from "./error-answer";
import { joinDataScripts, takeMarks, withoutPartNames } from "./inline-scripts";
import type { Rendered, StreamedAnswer, WholeAnswer } from "./rendered-response";
import type { Visit } from "./visit";

export type Finished = Pick<FinishedHead, "contentType" | "shareable"> &
  (
    | { readonly kind: "whole"; readonly answer: PlainAnswer }
    | { readonly kind: "streamed"; readonly answer: StreamedAnswer }
  );

/** What the app answered, as it is sent: with all headers, errors of the API in the API's words, HTML with the
 * hashes of its scripts. */
export function finishAnswer(visit: Visit, rendered: Rendered): Finished {
  const { pathname, method, url, id } = visit;
  if (rendered.status >= 500) {
    logLine("error", { request: id, method, url: loggedAddress(url), status: rendered.status });
  }
  if (rendered.kind === "streamed") {
    const { headers, contentType, shareable } = finishHead(pathname, rendered.headers, []);
    return { kind: "streamed", contentType, shareable, answer: { ...rendered, headers } };
  }
  const { status, headers: given, body } = inApiWords(visit, rendered);
  if (!String(given["content-type"] ?? "").startsWith("text/html")) {
    const { headers, contentType, shareable } = finishHead(pathname, given, []);
    if (contentType.startsWith("text/x-component") && isUnfinished(body.toString()))
      headers["cache-control"] = "no-store";
    return { kind: "whole", contentType, shareable, answer: { status, headers, body } };
  }
  const { html, hashes } = takeMarks(joinDataScripts(withoutPartNames(body.toString())));
  const { headers, contentType, shareable } = finishHead(pathname, given, hashes);
  if (isUnfinished(html)) headers["cache-control"] = "no-store";
  const answer = {
    status: (status === 200 && pageStatusOf(html)) || status,
    headers,
    body: Buffer.from(html),
  };
  return { kind: "whole", contentType, shareable, answer };
}

/** The framework answers an API address it does not know with a page, a method it does not know with nothing. */
function inApiWords({ pathname, method }: Visit, rendered: WholeAnswer): Omit<WholeAnswer, "kind"> {
  const type = String(rendered.headers["content-type"] ?? "");
  if (rendered.status < 400 || !isApiPath(pathname) || /^application\/([a-z.]+\+)?json/i.test(type)) {
    return rendered;
  }
  const allow = rendered.headers.allow;
  return refusalAnswer(pathname, {
    ...refusalForStatus(rendered.status, method),
    headers: typeof allow === "string" ? { allow } : {},
  });
}
