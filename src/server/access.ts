import type { IncomingHttpHeaders } from "node:http";
import type { WriteVerdict } from "@/host/write-access";
import type { Session } from "./ended-sessions";
import { equalInConstantTime, sessionsIn } from "./session";

export interface WriteAttempt {
  /** Headers as the client (or the proxy in front) sent them. */
  readonly headers: IncomingHttpHeaders;
  /** The address the server listens on reaches this machine only. */
  readonly boundToLoopback: boolean;
  readonly uploadToken: string | null;
  /** Whether someone has signed out of a session. */
  readonly isEnded: (session: Session) => boolean;
}

/**
 * May this request change something? With an upload token: whoever shows it, or has signed in with it. Without one: only this
 * machine's own user, which is so when the server listens on a loopback address, the Host is a name of
 * this machine (a page of another site that points its own name here keeps its name), and no proxy
 * has touched the request (it would pass on anyone's; `X-Forwarded-For: 127.0.0.1` proves nothing, as a
 * client can send it). A page of another site never may, as browsers send its requests on the user's behalf.
 */
export function judgeWrite({ headers, boundToLoopback, uploadToken, isEnded }: WriteAttempt): WriteVerdict {
  if (isCrossSite(headers)) {
    return {
      allowed: false,
      status: 403,
      code: "cross_site",
      message: "Pages of other sites cannot change anything here. Use this app's own pages, or a script.",
    };
  }
  if (uploadToken !== null) {
    const shown = bearerToken(headers.authorization);
    if (shown !== null && equalInConstantTime(shown, uploadToken)) return { allowed: true, who: "token" };
    const signedIn = shown === null && sessionsIn(headers.cookie, uploadToken).some((one) => !isEnded(one));
    if (signedIn) return { allowed: true, who: "token" };
    return shown === null
      ? wanted(
          "token_wanted",
          "This server wants its upload token: send Authorization: Bearer <token>, or sign in.",
        )
      : wanted("token_wrong", "That is not the upload token of this server.");
  }
  if (boundToLoopback && isLoopbackHost(headers.host) && !cameThroughProxy(headers)) {
    return { allowed: true, who: "loopback" };
  }
  return wanted(
    "token_wanted",
    "Without an upload token this server accepts changes only from its own machine, addressed as localhost, " +
      "with no proxy between. Start it with UPLOAD_TOKEN set and send Authorization: Bearer <token>.",
  );
}

function wanted(code: "token_wanted" | "token_wrong", message: string): WriteVerdict {
  return { allowed: false, status: 401, code, message };
}

/** `127.0.0.1` and the rest of 127/8, `::1`, `localhost`: an address only this machine can reach. */
export function isLoopbackAddress(address: string): boolean {
  return /^(127(\.\d{1,3}){3}|::1|::ffff:127(\.\d{1,3}){3}|localhost)$/i.test(address);
}

/** Asked by a program of this machine, under a name of it, and not passed on by a proxy that says so. */
export function isFromThisMachine(remoteAddress: string | undefined, headers: IncomingHttpHeaders): boolean {
  return isLoopbackAddress(remoteAddress ?? "") && isLoopbackHost(headers.host) && !cameThroughProxy(headers);
}

export function isLoopbackHost(host: string | undefined): boolean {
  return /^(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$/i.test(host ?? "");
}

const FORWARDING =
  /^(x-forwarded(-.*)?|forwarded|via|x-real-ip|x-client-ip|x-cluster-client-ip|x-original-.*|x-envoy-.*|x-amzn-.*|true-client-ip|client-ip|cf-.*|cdn-loop|fly-.*|fastly-.*|x-azure-.*|x-appengine-.*)$/;

function cameThroughProxy(headers: IncomingHttpHeaders): boolean {
  return Object.keys(headers).some((name) => FORWARDING.test(name));
}

/**
 * Browsers say where a request comes from: newer ones in Sec-Fetch-Site (on TLS and localhost), all of
 * them in Origin on anything but GET. Scripts send neither. Another port of this machine is another
 * site. X-Forwarded-Host is this site's name when a proxy renames the Host; a foreign page cannot set it.
 */
export function isCrossSite(headers: IncomingHttpHeaders): boolean {
  const site = headers["sec-fetch-site"];
  if (site !== undefined && site !== "same-origin" && site !== "none") return true;
  const origin = headers.origin;
  if (origin === undefined) return false;
  // "null" is what sandboxed and redirected pages send.
  if (!URL.canParse(origin)) return true;
  const { host, protocol } = new URL(origin);
  const ours = [headers.host, firstOf(headers["x-forwarded-host"])];
  return !ours.some((name) => name !== undefined && hostOf(`${protocol}//${name}`) === host);
}

/** Host and port of a URL, the port left out when it is the protocol's own; null when it is no URL. */
function hostOf(url: string): string | null {
  return URL.canParse(url) ? new URL(url).host : null;
}

function firstOf(value: string | string[] | undefined): string | undefined {
  return (Array.isArray(value) ? value[0] : value)?.split(",", 1)[0]?.trim();
}

function bearerToken(authorization: string | undefined): string | null {
  return /^Bearer +(.+?) *$/i.exec(authorization ?? "")?.[1] ?? null;
}
