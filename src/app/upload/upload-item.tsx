import Link from "next/link";
import type { Finding } from "@/report/findings";
import { countOf, formatBytes, quarterLabel } from "@/report/format";
import type { FileEvent } from "@/report/import-events";
import { FindingsList } from "@/site/findings-list";
import css from "./upload-panel.module.css";
import { outcomeWords, progressShare, progressWords, summaryWords, type UploadState } from "./upload-state";

/** Files of an archive, and findings of a file, that are written out; the rest is counted. */
const MOST_SHOWN = 30;

/** One file: its progress, then what became of it in words. */
export function UploadItem({ state, onCancel }: { state: UploadState; onCancel: () => void }) {
  const { phase, name, size, files, summary, problem, findings } = state;
  const running = phase !== "done" && phase !== "failed" && phase !== "cancelled";
  const share = progressShare(state);
  return (
    <li className={css.item}>
      <h3 className={css.name}>
        {name} <span className={css.size}>{formatBytes(size)}</span>
      </h3>
      {running ? (
        <div className={css.running}>
          <progress
            className={css.progress}
            aria-label={`${name}: ${phase}`}
            max={1}
            {...(share === null ? {} : { value: share })}
          />
          <span className={css.words}>{progressWords(state)}</span>
          <button type="button" className="control" onClick={onCancel} aria-label={`Cancel ${name}`}>
            Cancel
          </button>
        </div>
      ) : null}
      <div aria-live="polite">
        {phase === "cancelled" ? <p>Cancelled. What was stored before stays stored.</p> : null}
        {phase === "failed" ? <p className={css.failed}>{problem}</p> : null}
        {findings.length > 0 ? <Findings findings={findings} /> : null}
        {files.length === 1 && files[0] && !running ? <FileOutcome file={files[0]} /> : null}
        {files.length > 1 && summary ? (
          <>
            <p className={css.outcome}>{summaryWords(summary)}</p>
            <Archive files={files} />
          </>
        ) : null}
        {files.length === 0 && summary && phase === "done" ? <p>The file holds no report.</p> : null}
      </div>
    </li>
  );
}

function FileOutcome({ file }: { file: FileEvent }) {
  return (
    <>
      <p className={file.outcome === "rejected" ? css.failed : css.outcome}>
        {outcomeWords(file)} {file.report ? <ReportLink id={file.report} /> : null}
      </p>
      <Findings findings={file.findings} />
    </>
  );
}

/** Of an archive's files those with something to say come first: refused, then with findings. */
function Archive({ files }: { files: readonly FileEvent[] }) {
  const rank = (file: FileEvent) => (file.outcome === "rejected" ? 0 : file.findings.length > 0 ? 1 : 2);
  const sorted = [...files].sort((a, b) => rank(a) - rank(b));
  return (
    <details open={sorted[0]?.outcome === "rejected"}>
      <summary>{countOf(files.length, "file")} in it</summary>
      <ul className={css.files}>
        {sorted.slice(0, MOST_SHOWN).map((file) => (
          <li key={`${file.name} ${file.report}`}>
            <strong>{file.name}</strong>
            <FileOutcome file={file} />
          </li>
        ))}
      </ul>
      {sorted.length > MOST_SHOWN ? (
        <p>
          And {countOf(sorted.length - MOST_SHOWN, "more file")}; see <Link href="/reports">all reports</Link>
          .
        </p>
      ) : null}
    </details>
  );
}

function Findings({ findings }: { findings: readonly Finding[] }) {
  if (findings.length === 0) return null;
  const shown = findings.slice(0, MOST_SHOWN).map(({ code, severity, message, where, filed }) => ({
    code,
    severity,
    message,
    position: where.position ?? null,
    field: where.field ?? null,
    filed: filed ?? null,
  }));
  return (
    <>
      <p className={css.count}>{countOf(findings.length, "finding")}:</p>
      <FindingsList findings={shown} />
      {findings.length > MOST_SHOWN ? (
        <p>And {findings.length - MOST_SHOWN} more, on the report’s page.</p>
      ) : null}
    </>
  );
}

function ReportLink({ id }: { id: string }) {
  return <Link href={`/reports/${id}`}>Open the {quarterLabel(id.slice(0, 6))} report</Link>;
}
