"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { countOf, formatBytes, formatCount, quarterLabel } from "@/report/format";
import css from "./finra-import.module.css";
import { cancelRun, runFinra } from "./finra-run";
import { LoadMarket } from "./load-market";
import { afterEvent, changedStore, chosenFile, summaryWords, type UploadState } from "./upload-state";

interface Listed {
  readonly quarter: string;
  readonly file: string;
  readonly stored: boolean;
  readonly reports: number;
  readonly refused: number;
}

interface Running {
  readonly quarter: string;
  readonly state: UploadState;
  /** Bytes of the download so far; null once the reports are being read. */
  readonly downloaded: { readonly done: number; readonly total: number | null } | null;
  readonly signIn: boolean;
}

/** Loads a whole quarter from FINRA: what there is, what is stored, and how far it is. `known`: what there was when the page
 * was made, which is shown until it is asked again; `says`: what all of it is. */
export function FinraImport({ known, says }: { known: readonly Listed[]; says: string }) {
  const router = useRouter();
  const [listed, setListed] = useState(known);
  const [problem, setProblem] = useState<string | null>(null);
  const [running, setRunning] = useState<Running | null>(null);
  const upload = useRef<string | null>(null);

  async function list() {
    try {
      const answer = await fetch("/api/v1/imports/finra");
      if (!answer.ok) throw new Error(`The server answered with status ${answer.status}.`);
      setListed(((await answer.json()) as { rows: Listed[] }).rows);
    } catch (error) {
      setProblem(`The quarters cannot be listed. ${error instanceof Error ? error.message : ""}`);
    }
  }

  useEffect(() => {
    void list();
  }, []);

  async function load({ quarter, file }: Listed) {
    let now: Running = {
      quarter,
      state: { ...chosenFile(file, 0), phase: "queued" },
      downloaded: null,
      signIn: false,
    };
    const show = (change: Partial<Running>) => {
      now = { ...now, ...change };
      setRunning(now);
    };
    const fail = (said: string, signIn = false) =>
      show({ state: { ...now.state, phase: "failed", problem: said }, signIn });
    show({});
    const end = await runFinra(quarter, (event) => {
      const { type, phase, done, total } = event as Record<string, unknown>;
      if (type === "started") upload.current = String((event as { upload: string }).upload);
      const isDownload = type === "progress" && phase === "downloading";
      if (isDownload)
        show({ downloaded: { done: Number(done), total: typeof total === "number" ? total : null } });
      else show({ state: afterEvent(now.state, event), ...(type === "progress" && { downloaded: null }) });
    });
    upload.current = null;
    if (end.kind === "refused") fail(end.message, end.signIn);
    if (end.kind === "lost") fail("The connection was lost. The server may still go on with the import.");
    if (changedStore(now.state)) router.refresh();
    void list();
  }

  function cancel() {
    if (upload.current) cancelRun(upload.current);
  }

  const busy = running !== null && isRunning(running.state);
  return (
    <div className={css.finra}>
      <noscript>
        <p>
          On the command line: <code>npm run import -- --finra 2025Q3</code>
        </p>
      </noscript>
      {problem === null ? null : <p className={css.problem}>{problem}</p>}
      {running === null ? null : <Progress running={running} onCancel={cancel} />}
      <LoadMarket quarters={known.length} says={says} done={() => void list()} />
      <ul className={css.quarters} aria-label="Quarters FINRA publishes">
        {listed.map((one) => (
          <li key={one.quarter}>
            <strong>{quarterLabel(one.quarter)}</strong> <span>{storedWords(one)}</span>{" "}
            {one.stored ? null : (
              <button
                type="button"
                className="control"
                disabled={busy}
                onClick={() => void load(one)}
                aria-label={`Load ${quarterLabel(one.quarter)} from FINRA`}
              >
                Load
              </button>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}

function Progress({ running, onCancel }: { running: Running; onCancel: () => void }) {
  const { state, downloaded, quarter, signIn } = running;
  const known = downloaded?.total ? { value: downloaded.done / downloaded.total } : {};
  return (
    <div className={css.progress} aria-live="polite">
      {isRunning(state) ? (
        <>
          <progress aria-label={`Loading ${quarter}`} max={1} {...known} />
          <span>{runningWords(running)}</span>
          <button type="button" className="control" onClick={onCancel}>
            Cancel
          </button>
        </>
      ) : null}
      {state.phase === "failed" ? (
        <p className={css.problem}>
          {state.problem} {signIn ? <Link href="/sign-in">Sign in</Link> : null}
        </p>
      ) : null}
      {state.phase === "cancelled" ? <p>Cancelled. What was stored before stays stored.</p> : null}
      {state.phase === "done" && state.summary ? <p>{summaryWords(state.summary)}</p> : null}
    </div>
  );
}

function isRunning({ phase }: UploadState): boolean {
  return phase !== "done" && phase !== "failed" && phase !== "cancelled";
}

function runningWords({ quarter, downloaded, state }: Running): string {
  const name = quarterLabel(quarter);
  if (downloaded) {
    const of = downloaded.total === null ? "" : ` of ${formatBytes(downloaded.total)}`;
    return `Downloading ${name}: ${formatBytes(downloaded.done)}${of}`;
  }
  if (state.read > 0) return `Reading ${name}: ${formatCount(state.read)} files so far`;
  return state.ahead > 0 ? `${name} waits for other uploads` : `Asking FINRA for ${name}`;
}

function storedWords({ stored, reports, refused }: Listed): string {
  const but = refused === 0 ? "" : `, ${countOf(refused, "file")} refused`;
  if (stored) return `stored: ${formatCount(reports)} reports${but}`;
  return reports > 0 ? `stored in part: ${formatCount(reports)} reports` : "not stored";
}
