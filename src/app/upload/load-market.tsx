"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { formatBytes, formatCount, quarterLabel } from "@/report/format";
import type { QuarterEvent } from "@/report/import-events";
import { afterMarketEvent, cancelRun, type MarketRun, runFinra, STARTED } from "./finra-run";
import css from "./load-market.module.css";
import { summaryWords } from "./upload-state";

/** One button that loads every quarter FINRA publishes, and how far that is. `quarters`: how many there are; `done`, where
 * given, is called at its end instead of the page being made anew. */
export function LoadMarket({ quarters, says, done }: { quarters: number; says: string; done?: () => void }) {
  const router = useRouter();
  const [run, setRun] = useState<MarketRun | null>(null);
  const [signIn, setSignIn] = useState(false);

  async function load() {
    let now = STARTED;
    const show = (next: MarketRun) => {
      if (next !== now) setRun(next);
      now = next;
    };
    setSignIn(false);
    setRun(now);
    const end = await runFinra("all", (event) => show(afterMarketEvent(now, event)));
    if (end.kind === "refused") show({ ...now, phase: "failed", problem: end.message });
    if (end.kind === "refused") setSignIn(end.signIn);
    if (end.kind === "lost") show({ ...now, phase: "failed", problem: LOST });
    const failed = now.quarters.some((one) => one.outcome === "failed");
    if (done) done();
    // What failed stays to be read; all else is on the page made anew.
    else if (now.phase === "done" && !failed) router.refresh();
  }

  const running = run?.phase === "running";
  return (
    <div className={css.market}>
      <noscript>
        <p>
          The whole market, on the command line: <code>npm run import -- --finra all</code>
        </p>
      </noscript>
      {running ? null : (
        <p className={css.offer}>
          <button type="button" className="control" onClick={() => void load()}>
            {run === null ? "Load the whole market" : "Go on"}
          </button>{" "}
          <span>{says}</span>
        </p>
      )}
      <div aria-live="polite">
        {run === null ? null : <Progress run={run} of={quarters} />}
        {run?.problem ? (
          <p className={css.problem}>
            {run.problem} {signIn ? <Link href="/sign-in">Sign in</Link> : null}
          </p>
        ) : null}
      </div>
    </div>
  );
}

const LOST = "The connection was lost. The server may still go on with the import.";

function Progress({ run, of }: { run: MarketRun; of: number }) {
  const { phase, quarters, upload, summary } = run;
  return (
    <>
      {phase === "running" ? (
        <p className={css.running}>
          <progress aria-label="Loading the whole market" max={of} value={shareDone(run)} />
          <span>{runningWords(run, of)}</span>
          {upload === null ? null : (
            <button type="button" className="control" onClick={() => cancelRun(upload)}>
              Cancel
            </button>
          )}
        </p>
      ) : null}
      {phase === "cancelled" ? <p>Cancelled. What was stored stays stored; go on at any time.</p> : null}
      {phase === "done" && summary ? <p>{summaryWords(summary)}</p> : null}
      {quarters.length > 0 ? (
        <ul className={css.quarters} aria-label="Quarters so far">
          {quarters.map((one) => (
            <li key={one.quarter} className={one.outcome === "failed" ? css.problem : undefined}>
              <strong>{quarterLabel(one.quarter)}</strong> {quarterWords(one)}
            </li>
          ))}
        </ul>
      ) : null}
    </>
  );
}

/** Reports of a quarter, about: what a part of one counts for while it is read. */
const USUAL = 1200;

function shareDone({ quarters, reading }: MarketRun): number {
  return quarters.length + (reading ? Math.min(0.95, reading.done / USUAL) : 0);
}

function runningWords({ quarters, reading, downloading, ahead }: MarketRun, of: number): string {
  if (ahead > 0) return "Waiting for other uploads";
  const at = `Quarter ${Math.min(quarters.length + 1, of)} of ${of}`;
  if (reading) return `${at}: reading ${nameOf(reading.name)}, ${formatCount(reading.done)} files so far`;
  if (!downloading) return `${at}: asking FINRA`;
  const total = downloading.total === null ? "" : ` of ${formatBytes(downloading.total)}`;
  return `${at}: downloading ${nameOf(downloading.name)}, ${formatBytes(downloading.done)}${total}`;
}

/** `606_NMS_2025_Q3.zip` → `2025 Q3` */
function nameOf(file: string): string {
  const [, year, quarter] = /_(\d{4})_(Q\d)/.exec(file) ?? [];
  return year ? `${year} ${quarter}` : file;
}

export function quarterWords(event: Omit<QuarterEvent, "type">): string {
  const { outcome, message } = event;
  if (outcome === "unchanged") return "stored before, unchanged since";
  if (outcome === "not_published") return "not published yet";
  if (outcome === "failed") return `failed: ${message}`;
  return summaryWords({ ...event, seconds: null });
}
