import { createHmac, randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import { logError, logLine } from "@/host/log";
import type { Settings } from "@/host/settings";
import { markInText, type NewsMark, newsMark, newsSince } from "@/queries/news";
import { messageOf } from "@/report/errors";
import { keepLostNotice } from "@/store/notice-trouble";
import { openWriter } from "@/store/write-connection";

/** Waited before it is tried again. */
const WAITS_MS: readonly number[] = [1_000, 5_000, 15_000];
const TIMEOUT_MS = 10_000;
/** Of the whole market a notice names so many; the rest is counted. */
const MOST_NAMED = 100;

type Where = Pick<Settings, "databaseFile" | "notifyUrl" | "notifySecret">;

/**
 * Does work on the store, and then tells NOTIFY_URL what is new, if anything is: quarters, reports and amendments, corrections. The
 * work's own result comes when that was told, or given up: a receiver that is down spoils no import, is named once in the log, and /names says so until a notice is taken.
 */
export async function tellingNews<Result>(
  settings: Where,
  work: () => Promise<Result> | Result,
  pauses: readonly number[] = WAITS_MS,
): Promise<Result> {
  if (settings.notifyUrl === null) return work();
  const before = markBefore(settings.databaseFile);
  try {
    return await work();
  } finally {
    // What the work itself throws is what counts.
    await notify(settings, before, pauses).catch((error: unknown) => logError(error));
  }
}

/** A store that is not there yet has no news; one of an older version is brought up to date, as the work would. @throws AppError store */
function markBefore(databaseFile: string): NewsMark {
  if (!existsSync(databaseFile)) return { report: 0, execution: 0, correction: 0 };
  openWriter(databaseFile).close();
  return newsMark();
}

async function notify(
  { databaseFile, notifyUrl, notifySecret }: Where,
  before: NewsMark,
  pauses: readonly number[],
): Promise<void> {
  const { quarters, reports, execution_reports, corrections } = newsSince(before);
  if (notifyUrl === null || reports.length + execution_reports.length + corrections.length === 0) return;
  const amended = reports.filter((one) => one.what === "version");
  const body = JSON.stringify({
    id: randomUUID(),
    at: new Date().toISOString(),
    version: markInText(newsMark()),
    quarters,
    reports: reports.length - amended.length,
    amendments: amended.slice(0, MOST_NAMED).map(({ what: _, ...one }) => one),
    amendments_in_all: amended.length,
    execution_reports: execution_reports.length,
    corrections: corrections.slice(0, MOST_NAMED),
    corrections_in_all: corrections.length,
  });
  for (let attempt = 0; ; attempt += 1) {
    const problem = await send(notifyUrl, notifySecret, body);
    if (problem === null) return keep(databaseFile, null);
    const pause = pauses[attempt];
    if (pause !== undefined && problem.again) {
      await wait(pause);
      continue;
    }
    const { host } = new URL(notifyUrl);
    logLine("error", {
      message: `The notice of what is new did not reach ${host}, tried ${attempt + 1} times: ${problem.why}`,
    });
    return keep(databaseFile, new Date().toISOString());
  }
}

/** For /names, where whoever looks after the store looks. */
function keep(databaseFile: string, lostAt: string | null): void {
  const database = openWriter(databaseFile);
  try {
    keepLostNotice(database, lostAt);
  } finally {
    database.close();
  }
}

/** Null: it was taken. */
async function send(
  url: string,
  secret: string | null,
  body: string,
): Promise<{ why: string; again: boolean } | null> {
  const time = String(Math.floor(Date.now() / 1000));
  const signature = createHmac("sha256", secret ?? "")
    .update(`${time}.${body}`)
    .digest("hex");
  try {
    const answer = await fetch(url, {
      method: "POST",
      body,
      redirect: "error",
      signal: AbortSignal.timeout(TIMEOUT_MS),
      headers: {
        "content-type": "application/json",
        "user-agent": "pfof-explorer",
        "x-pfof-timestamp": time,
        "x-pfof-signature": `sha256=${signature}`,
      },
    });
    await answer.body?.cancel();
    if (answer.ok) return null;
    const again = answer.status >= 500 || answer.status === 429 || answer.status === 408;
    return { why: `it answered ${answer.status}`, again };
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    return { why: messageOf(cause), again: true };
  }
}
