import { existsSync, readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it, type MockInstance, vi } from "vitest";
import { writerOf } from "@/host/write-access";
import { EndedSessions } from "@/server/ended-sessions";
import { defaultLimits, RateLimit } from "@/server/rate-limit";
import { sessionCookie, sessionsIn } from "@/server/session";
import type { Site } from "@/server/visit";
import { temporaryFolder } from "../support/temporary-folder";
import { openSite, type TestSite } from "./site";

const TOKEN = "correct horse battery";
const SESSION = "/api/v1/session";
const UPLOADS = "/api/v1/uploads";
let site: TestSite;
let log: MockInstance;
beforeEach(async () => {
  log = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  site = await open(TOKEN);
});
afterEach(async () => {
  log.mockRestore();
  await site.close();
});

function open(uploadToken: string | null, more: Partial<Site> = {}) {
  return openSite(
    (request, response) => {
      request.resume();
      response.writeHead(201, { "content-type": "application/json" });
      response.end(JSON.stringify({ who: writerOf(new Headers(request.headers as Record<string, string>)) }));
    },
    { uploadToken, ...more },
  );
}

const form = (token: string) => `token=${encodeURIComponent(token)}`;
const FORM = { "content-type": "application/x-www-form-urlencoded" };
const signIn = (token: string, headers: Record<string, string> = {}) =>
  site.ask(SESSION, { method: "POST", headers: { ...FORM, ...headers } }, form(token));
const cookieOf = (headers: Record<string, unknown>) => String([headers["set-cookie"]].flat()[0]);
const upload = async (headers: Record<string, string>) => {
  const answer = await site.ask(UPLOADS, { method: "POST", headers }, "x");
  return answer.status === 201 ? JSON.parse(answer.body.toString()).who : answer.status;
};

describe("signing in", () => {
  it("gives a cookie that scripts cannot read, other sites cannot use, and that lets one upload", async () => {
    const answer = await signIn(TOKEN);
    expect(answer.status).toBe(204);
    const cookie = cookieOf(answer.headers);
    expect(cookie).toMatch(/^pfof_session=\S+; Path=\/; Max-Age=43200; HttpOnly; SameSite=Strict$/);
    expect(cookie).not.toContain("correct");
    expect(await upload({ cookie: cookie.split(";")[0] ?? "" })).toBe("token");
    expect(await upload({ cookie: `a=b; ${cookie.split(";")[0]}; c=d` })).toBe("token");
  });

  it("over TLS gives a cookie for TLS only", async () => {
    const cookie = cookieOf((await signIn(TOKEN, { "x-forwarded-proto": "https" })).headers);
    expect(cookie).toMatch(/^__Host-pfof_session=\S+; Path=\/; .*; Secure$/);
    expect(await upload({ cookie: cookie.split(";")[0] ?? "" })).toBe("token");
  });

  it("as JSON does the same", async () => {
    const options = { method: "POST", headers: { "content-type": "application/json" } };
    expect((await site.ask(SESSION, options, JSON.stringify({ token: TOKEN }))).status).toBe(204);
    expect((await site.ask(SESSION, options, "{")).status).toBe(401);
    expect((await site.ask(SESSION, options, '{"token":5}')).status).toBe(401);
  });

  it("from a page's form leads on to a page", async () => {
    const html = { accept: "text/html,*/*;q=0.8" };
    const right = await signIn(TOKEN, html);
    expect([right.status, right.headers.location]).toEqual([303, "/upload"]);
    expect(cookieOf(right.headers)).toContain("pfof_session=");
    const wrong = await signIn("wrong", html);
    expect([wrong.status, wrong.headers.location, wrong.headers["set-cookie"]]).toEqual([
      303,
      "/sign-in?problem=wrong",
      undefined,
    ]);
  });

  it("with a wrong token is refused", async () => {
    const answer = await signIn("wrong");
    expect([answer.status, answer.headers["set-cookie"]]).toEqual([401, undefined]);
    expect(JSON.parse(answer.body.toString())).toMatchObject({ error: { code: "token_wrong" } });
  });

  it("is possible only from this site, and only where there is a token", async () => {
    expect((await signIn(TOKEN, { origin: "https://evil.example" })).status).toBe(403);
    expect((await signIn("x".repeat(5_000))).status).toBe(413);
    expect((await site.ask(SESSION, { method: "PUT" })).status).toBe(405);
    await site.close();
    site = await open(null);
    expect((await signIn(TOKEN)).status).toBe(404);
  });

  it.each([
    ["DELETE", SESSION],
    ["POST", `${SESSION}/end`],
  ])("ends by %s %s", async (method, address) => {
    const answer = await site.ask(address, { method });
    expect(cookieOf(answer.headers)).toBe("pfof_session=; Path=/; Max-Age=0; HttpOnly; SameSite=Strict");
  });
});

describe("signing out", () => {
  const cookieFrom = async () => cookieOf((await signIn(TOKEN)).headers).split(";")[0] ?? "";

  it("ends that session also where its cookie was kept, and no other", async () => {
    const [mine, other] = [await cookieFrom(), await cookieFrom()];
    expect((await site.ask(SESSION, { method: "DELETE", headers: { cookie: mine } })).status).toBe(204);
    expect(await upload({ cookie: mine })).toBe(401);
    expect(await upload({ cookie: other })).toBe("token");
    const asked = await site.ask(UPLOADS, { headers: { cookie: mine } });
    expect(JSON.parse(asked.body.toString())).toEqual({ who: null });
  });

  it("holds for every server on the data folder, and after a new start", async () => {
    const folder = path.join(temporaryFolder(), "ended-sessions");
    await site.close();
    site = await open(TOKEN, { endedSessions: new EndedSessions(folder) });
    const cookie = await cookieFrom();
    const other = await open(TOKEN, { endedSessions: new EndedSessions(folder) });
    await other.ask(`${SESSION}/end`, { method: "POST", headers: { cookie } });
    await other.close();
    expect(await upload({ cookie })).toBe(401);
    await site.close();
    site = await open(TOKEN, { endedSessions: new EndedSessions(folder) });
    expect(await upload({ cookie })).toBe(401);
  });

  it("without a session, or with a made-up one, only takes the cookie away", async () => {
    const folder = path.join(temporaryFolder(), "ended-sessions");
    await site.close();
    site = await open(TOKEN, { endedSessions: new EndedSessions(folder) });
    for (const cookie of ["", "pfof_session=9999999999.abc.def", "pfof_session=../../evil.x"]) {
      const answer = await site.ask(SESSION, { method: "DELETE", headers: { cookie } });
      expect([answer.status, cookieOf(answer.headers)]).toEqual([204, expect.stringContaining("Max-Age=0")]);
    }
    expect(existsSync(folder)).toBe(false);
  });

  it("is remembered until the session has run out, not longer", () => {
    const folder = path.join(temporaryFolder(), "ended-sessions");
    const sessions = new EndedSessions(folder);
    const first = { id: "1000000.first", until: 1_000_000 };
    const second = { id: "2000000.second", until: 2_000_000 };
    sessions.end(first, 999_000_000);
    expect([sessions.has(first), sessions.has(second)]).toEqual([true, false]);
    sessions.end(second, 1_086_000_000);
    expect(readdirSync(folder)).toEqual(["1000000.first", "2000000.second"]);
    sessions.end(second, 1_087_000_000);
    expect(readdirSync(folder)).toEqual(["2000000.second"]);
  });

  it("holds while the server runs where it cannot be written, which is logged", () => {
    const file = path.join(temporaryFolder(), "a-file");
    writeFileSync(file, "");
    const sessions = new EndedSessions(file);
    const session = { id: "1000000.first", until: 1_000_000 };
    sessions.end(session);
    expect(sessions.has(session)).toBe(true);
    expect(String(log.mock.calls.at(-1)?.[0])).toContain("The end of a session could not be kept");
  });
});

describe("guessing", () => {
  it("stops after five wrong tokens at sign-in, then even the right one waits", async () => {
    for (let i = 0; i < 5; i += 1) expect((await signIn(`wrong ${i}`)).status).toBe(401);
    const answer = await signIn(TOKEN);
    expect([answer.status, answer.headers["retry-after"], answer.headers["set-cookie"]]).toEqual([
      429,
      "12",
      undefined,
    ]);
  });

  it("in a header counts alike, for uploads and for asking whether one may", async () => {
    for (let i = 0; i < 3; i += 1) expect(await upload({ authorization: "Bearer wrong" })).toBe(401);
    for (let i = 0; i < 2; i += 1) await site.ask(UPLOADS, { headers: { authorization: "Bearer wrong" } });
    expect(await upload({ authorization: `Bearer ${TOKEN}` })).toBe(429);
    const asked = await site.ask(UPLOADS, { headers: { authorization: `Bearer ${TOKEN}` } });
    expect(JSON.parse(asked.body.toString())).toEqual({ who: null });
  });

  it("by one client does not keep out those who have signed in, nor other clients behind the proxy", async () => {
    const cookie = cookieOf((await signIn(TOKEN)).headers).split(";")[0] ?? "";
    for (let i = 0; i < 6; i += 1)
      await upload({ authorization: "Bearer wrong", "x-forwarded-for": "203.0.113.9" });
    expect(await upload({ authorization: `Bearer ${TOKEN}`, "x-forwarded-for": "203.0.113.9" })).toBe(429);
    expect(await upload({ authorization: `Bearer ${TOKEN}`, "x-forwarded-for": "203.0.113.7" })).toBe(
      "token",
    );
    expect(await upload({ cookie, "x-forwarded-for": "203.0.113.9" })).toBe("token");
  });
});

it("uploads beyond what one client may send at once wait, and are told how long", async () => {
  await site.close();
  const uploads = new RateLimit({ burst: 2, perSecond: 0.5 }, () => 0);
  site = await open(TOKEN, { limits: { ...defaultLimits(), uploads } });
  const send = () =>
    site.ask(UPLOADS, { method: "POST", headers: { authorization: `Bearer ${TOKEN}` } }, "x");
  const answers = [await send(), await send(), await send()];
  expect(answers.map(({ status }) => status)).toEqual([201, 201, 429]);
  expect(answers[2]?.headers["retry-after"]).toBe("2");
});

describe("a session", () => {
  const now = Date.UTC(2026, 0, 1);
  const value = () => sessionCookie(TOKEN, false, now).split(";")[0] ?? "";
  it.each<[string, () => string, string, number, boolean]>([
    ["as given", value, TOKEN, now, true],
    ["just before twelve hours are over", value, TOKEN, now + 43_199_000, true],
    ["after twelve hours", value, TOKEN, now + 43_200_000, false],
    ["after the token was changed", value, "another token", now, false],
    ["made to last longer", () => value().replace(/=\d+/, "=9999999999"), TOKEN, now, false],
    ["with another proof", () => `${value().slice(0, -3)}AAA`, TOKEN, now, false],
    ["empty", () => "pfof_session=", TOKEN, now, false],
    ["without a proof", () => "pfof_session=9999999999.abc", TOKEN, now, false],
    ["of another name", () => value().replace("pfof", "other"), TOKEN, now, false],
  ])("%s", (_what, cookie, token, at, expected) => {
    expect(sessionsIn(cookie(), token, at).length === 1).toBe(expected);
  });
});
