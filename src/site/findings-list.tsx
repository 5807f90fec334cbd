import type { ReactNode } from "react";
import { FINDINGS, type FindingCode, type Severity } from "@/report/findings";
import css from "./findings-list.module.css";

export interface ShownFinding {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly position: string | null;
  readonly field: string | null;
  readonly filed: string | null;
  /** The cell or row it is about, on the same page. */
  readonly href?: string | null;
}

export const SEVERITY_WORDS: Record<Severity, string> = { error: "Error", warning: "Warning", note: "Note" };

/** Findings in words: what, where, and the filed text. */
export function FindingsList({ findings }: { findings: readonly ShownFinding[] }) {
  return (
    <ul className={css.list}>
      {findings.map((one, i) => (
        <li key={i} className={css[one.severity]}>
          <strong>
            {SEVERITY_WORDS[one.severity]}: {titleOf(one.code)}.
          </strong>{" "}
          {one.message} <span className={css.where}>{place(one)}</span>
        </li>
      ))}
    </ul>
  );
}

function place({ position, field, filed, href }: ShownFinding): ReactNode {
  const words = [position, field].filter(Boolean).join(", ");
  return (
    <>
      {href ? <a href={href}>{words || "Go to it"}</a> : words}
      {filed !== null ? (
        <>
          {words ? " " : ""}filed: <code className={css.filed}>{filed === "" ? "(blank)" : filed}</code>
        </>
      ) : null}
    </>
  );
}

/** Title of a finding's code; the code itself when the store holds one this version does not know. */
export function titleOf(code: string): string {
  return code in FINDINGS ? FINDINGS[code as FindingCode].title : code;
}

/** What its check looks at; empty for a code this version does not know. */
export function explanationOf(code: string): string {
  return code in FINDINGS ? FINDINGS[code as FindingCode].explains : "";
}
