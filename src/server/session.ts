import { createHash, createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import type { Session } from "./ended-sessions";

/** A person signs in once a working day. */
const SESSION_SECONDS = 12 * 60 * 60;
const COOKIE = "pfof_session";
/** Over TLS: browsers take it from this host alone, and none for it from hosts beside it. */
const TLS_COOKIE = `__Host-${COOKIE}`;

/*
 * The cookie holds when it ends, a random text, and a proof that the server made it, under a key made from the upload token: every
 * server with that token knows it, a new token ends all sessions, and nobody can read the token out of it. So no list of
 * sessions is kept, only of those ended early (`EndedSessions`).
 */

/** Set-Cookie for someone who has shown the token. `secure`: the browser speaks TLS. */
export function sessionCookie(uploadToken: string, secure: boolean, now = Date.now()): string {
  const content = `${Math.floor(now / 1000) + SESSION_SECONDS}.${randomBytes(12).toString("base64url")}`;
  return cookie(`${content}.${proof(uploadToken, content)}`, SESSION_SECONDS, secure);
}

/** Set-Cookie that takes the cookie away. */
export function endedCookie(secure: boolean): string {
  return cookie("", 0, secure);
}

/** The sessions of this token in a Cookie header that have not run out: one, as a rule. */
export function sessionsIn(header: string | undefined, uploadToken: string, now = Date.now()): Session[] {
  return (header ?? "").split(";").flatMap((part) => {
    const [name, value = ""] = part.trim().split("=", 2);
    if (name !== COOKIE && name !== TLS_COOKIE) return [];
    const end = value.lastIndexOf(".");
    const id = value.slice(0, Math.max(0, end));
    const until = Number(id.split(".", 1)[0]);
    const isOurs = equalInConstantTime(value.slice(end + 1), proof(uploadToken, id));
    return isOurs && until > now / 1000 ? [{ id, until }] : [];
  });
}

/** Whether two texts are equal, in a time that does not tell how far they agree. */
export function equalInConstantTime(shown: string, wanted: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(shown), digest(wanted));
}

function proof(uploadToken: string, content: string): string {
  return createHmac("sha256", `pfof session ${uploadToken}`).update(content).digest("base64url");
}

function cookie(value: string, seconds: number, secure: boolean): string {
  return `${secure ? TLS_COOKIE : COOKIE}=${value}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Strict${secure ? "; Secure" : ""}`;
}
