"use client";

import Link from "next/link";
import { type FormEvent, useRef, useState } from "react";
import box from "@/forms/file-box.module.css";
import { type CheckedFile, type CheckSummary, gravestFirst } from "@/report/check-events";
import { countOf, formatLimit, quarterLabel } from "@/report/format";
import { FindingsList } from "@/site/findings-list";
import css from "./check-panel.module.css";

interface Result {
  readonly files: readonly CheckedFile[];
  readonly summary: CheckSummary;
  /** When it was asked for, in the reader's own words of time. */
  readonly at: string;
}

/** Takes files and shows all that is found in them, as a page to print. Nothing is stored. Without scripts it is a plain form
 * whose answer is the API's. `maxBytes`: what the server takes in one request. */
export function CheckPanel({ maxBytes }: { maxBytes: number }) {
  const [result, setResult] = useState<Result | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);

  async function check() {
    if (!form.current) return;
    setBusy(true);
    setProblem(null);
    setResult(null);
    try {
      const answer = await fetch("/api/v1/checks", { method: "POST", body: new FormData(form.current) });
      const body = await answer.json();
      if (answer.ok)
        setResult({
          ...body,
          at: new Date().toLocaleString("en-US", { dateStyle: "long", timeStyle: "short" }),
        });
      else setProblem(body.error.message);
    } catch {
      // The connection, or a proxy's page in place of the answer.
      setProblem("The server’s answer did not come. Try again.");
    }
    setBusy(false);
  }

  return (
    <>
      <form
        ref={form}
        className={box.box}
        action="/api/v1/checks"
        method="post"
        encType="multipart/form-data"
        aria-label="Check reports"
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          void check();
        }}
      >
        <label htmlFor="check-files" className={box.label}>
          Choose the reports to check
        </label>
        <input
          id="check-files"
          type="file"
          name="file"
          className={box.file}
          multiple
          required
          accept=".xml,.pdf,.csv,.txt,.zip,.gz,.htm,.html"
          aria-describedby="check-limits"
        />{" "}
        <button type="submit" className="control" disabled={busy}>
          Check
        </button>
        <p id="check-limits" className={box.limits}>
          SEC XML, its PDF, CSV, Rule 605 files, or a ZIP of these; up to {formatLimit(maxBytes)}.
        </p>
      </form>
      <div aria-live="polite">
        {busy ? <p>Checking</p> : null}
        {problem === null ? null : <p className={css.problem}>{problem}</p>}
        {result === null ? null : <CheckResult {...result} />}
      </div>
    </>
  );
}

/** All findings of all files, none left out. */
export function CheckResult({ files, summary, at }: Result) {
  return (
    <section className={css.result} aria-label="Result of the check">
      <h2>{headline(summary)}</h2>
      <p>
        Checked on {at}: {countOf(summary.errors, "error")}, {countOf(summary.warnings, "warning")},{" "}
        {countOf(summary.notes, "note")}. Nothing was stored. What a finding means is explained in{" "}
        <Link href="/methods#findings">Methods</Link>.
      </p>
      <p>
        <button type="button" className="control" onClick={() => window.print()}>
          Print
        </button>
      </p>
      {files.map((file) => (
        <article key={`${file.archive} ${file.name} ${file.sha256}`} className={css.checked}>
          <h3>
            {file.name} <span className={css.outcome}>{OUTCOME_WORDS[file.outcome]}</span>
          </h3>
          {file.sha256 === null ? null : (
            <p className={css.hash}>
              SHA-256 <code>{file.sha256}</code>
              {file.archive ? ` in ${file.archive}` : ""}
            </p>
          )}
          {file.reports.map((one) => (
            <p key={`${one.rule} ${one.filed} ${one.period}`}>
              Rule {one.rule} report of {one.name}
              {one.name === one.filed ? "" : ` (filed as “${one.filed}”)`}, {quarterLabel(one.period)}:{" "}
              {countOf(one.rows, "row")}.
            </p>
          ))}
          {file.findings.length === 0 ? (
            <p>Nothing was found.</p>
          ) : (
            <FindingsList
              findings={gravestFirst(file.findings).map(({ code, severity, message, where, filed }) => ({
                code,
                severity,
                message,
                position: where.position ?? null,
                field: where.field ?? null,
                filed: filed ?? null,
              }))}
            />
          )}
        </article>
      ))}
    </section>
  );
}

const OUTCOME_WORDS = { accepted: "would be accepted", refused: "would be refused" };

function headline({ accepted, refused }: CheckSummary): string {
  const parts = [
    accepted > 0 ? `${countOf(accepted, "file")} would be accepted` : "",
    refused > 0 ? `${countOf(refused, "file")} would be refused` : "",
  ].filter(Boolean);
  return parts.length > 0 ? parts.join(", ") : "There was nothing to check";
}
