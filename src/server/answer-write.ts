import { logLine } from "@/host/log";
import { LARGER_FILES } from "@/host/settings";
import { stampWriteAccess } from "@/host/write-access";
import { isCrossSite } from "./access";
import { finishHead } from "./answer-headers";
import { answerSession, isSessionPath } from "./answer-session";
import { ASSISTANTS_PATH, isApiPath, type Refusal } from "./error-answer";
import { finishAnswer } from "./finish-answer";
import { render } from "./rendered-response";
import { MAX_ENTRY_BYTES } from "./response-cache";
import { isLive, sendPlainWhileSending, sendStreamed } from "./send-answer";
import { judge, refusalOf, refuse, type Site, type Visit } from "./visit";

/** Beside the files, a multipart body has headers and boundaries. */
const BODY_OVERHEAD_BYTES = 1024 * 1024;

/**
 * Answers everything but GET and HEAD: lets only those through who may write (`judgeWrite`), and logs a line for every
 * change. `expectsContinue`: the client waits for leave to send the body, so that a refusal spares it that.
 */
export async function answerWrite(site: Site, visit: Visit, expectsContinue: boolean): Promise<void> {
  const { request, response, headers, method, pathname, id } = visit;
  // Of pages the gate lets only this come here.
  if (method === "OPTIONS" || !isApiPath(pathname)) {
    const { headers: finished } = finishHead(pathname, { allow: allowedAt(pathname) }, []);
    return sendPlainWhileSending(visit, request, response, {
      status: 204,
      headers: finished,
      body: Buffer.alloc(0),
    });
  }
  if (isSessionPath(pathname)) return answerSession(site, visit, expectsContinue);
  // What is only checked or asked changes nothing, so nobody need show who they are.
  const asks = pathname === ASSISTANTS_PATH && method === "POST";
  const harmless = asks || (pathname === CHECKS_PATH && method === "POST");
  if (harmless && isCrossSite(headers)) return refuse(visit, CROSS_SITE);
  const verdict = harmless ? null : judge(site, visit);
  if (verdict && !verdict.allowed) return refuse(visit, refusalOf(verdict));
  const wait = (verdict || harmless) && waitFor(site, visit);
  if (wait) return refuse(visit, wait);
  if (Number(headers["content-length"] ?? 0) > site.maxBodyBytes + BODY_OVERHEAD_BYTES) {
    const message = `The request is larger than this server takes: ${site.maxBodyBytes.toLocaleString("en-US")} bytes in all. ${LARGER_FILES}`;
    return refuse(visit, { status: 413, code: "too_large", message });
  }
  if (expectsContinue) response.writeContinue();
  stampWriteAccess(request.headers, verdict);
  request.headers["x-request-id"] = id;
  const left = new AbortController();
  response.once("close", () => {
    if (!response.writableFinished) left.abort();
  });
  whenSlow(visit, () => {
    left.abort();
    const message = `The request came slower than ${LEAST_BYTES.toLocaleString("en-US")} bytes in ${WINDOW_MS / 1000} seconds.`;
    if (response.headersSent) request.destroy();
    else refuse(visit, { status: 408, code: "too_slow", message });
  });
  const answered = () =>
    render(
      site.handler,
      request,
      ({ headers: given }) => (isLive(String(given["content-type"] ?? "")) ? 0 : MAX_ENTRY_BYTES),
      left.signal,
    );
  // A question is a read: it waits with the long ones.
  const rendered = asks
    ? await site.lanes.exports.inTurn(visit.client, () => !response.destroyed, answered)
    : await answered();
  const { kind, answer } = finishAnswer(visit, rendered);
  if (verdict?.allowed && answer.status < 400) {
    logLine("change", { request: id, who: verdict.who, method, path: pathname, status: answer.status });
  }
  if (kind === "streamed") await sendStreamed(visit, response, answer);
  else sendPlainWhileSending(visit, request, response, answer);
}

/** A body that brings less in so long is cut off: whoever sends slowly holds the place of another. */
const LEAST_BYTES = 32 * 1024;
const WINDOW_MS = 30_000;

/** Calls `cut` when the client keeps the server waiting, not the other way round. */
function whenSlow({ request, response }: Visit, cut: () => void): void {
  let before = request.socket.bytesRead;
  const timer = setInterval(() => {
    const { bytesRead } = request.socket;
    const isWaitedFor = !request.complete && request.readableLength === 0;
    if (isWaitedFor && bytesRead - before < LEAST_BYTES) cut();
    before = bytesRead;
  }, WINDOW_MS).unref();
  response.once("close", () => clearInterval(timer));
}

const CHANGED_AT: readonly (readonly [RegExp, string])[] = [
  [/^\/api\/v1\/(uploads|imports\/finra)$/, "GET, HEAD, POST, OPTIONS"],
  [/^\/api\/v1\/uploads\/[^/]+$/, "DELETE, OPTIONS"],
  [/^\/api\/v1\/session$/, "POST, DELETE, OPTIONS"],
  [/^\/(api\/v1\/(checks|session\/end)|mcp)$/, "POST, OPTIONS"],
];

function allowedAt(pathname: string): string {
  return CHANGED_AT.find(([path]) => path.test(pathname))?.[1] ?? "GET, HEAD, OPTIONS";
}

const CHECKS_PATH = "/api/v1/checks";
const CROSS_SITE: Refusal = {
  status: 403,
  code: "cross_site",
  message:
    "Pages of other sites cannot have anything checked or answered here. Use this app's own pages, or a script.",
};

/** A bound on how often one client may upload; null: go on. */
function waitFor({ limits }: Site, { method, client, pathname }: Visit): Refusal | null {
  const seconds = method === "POST" ? limits.uploads.take(client) : 0;
  if (seconds === 0) return null;
  return {
    status: 429,
    code: "too_many_requests",
    message: `Too many ${pathname === ASSISTANTS_PATH ? "questions" : "uploads"} in a short time. Try again in ${seconds} seconds.`,
    headers: { "retry-after": String(seconds) },
  };
}
