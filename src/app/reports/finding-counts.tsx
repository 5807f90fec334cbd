import Link from "next/link";
import type { FindingCount } from "@/queries/finding-counts";
import { countOf } from "@/report/format";
import { explanationOf, SEVERITY_WORDS, titleOf } from "@/site/findings-list";
import css from "./finding-counts.module.css";

/** How often each thing was found, with what it means; each leads to the reports that have it. */
export function FindingCounts({
  counts,
  href,
}: {
  counts: readonly FindingCount[];
  href: (code: string) => string;
}) {
  if (counts.length === 0) return <p>Nothing was found wrong with these reports.</p>;
  return (
    <ul className={css.list}>
      {counts.map((one) => (
        <li key={`${one.code} ${one.severity}`}>
          <Link href={href(one.code)}>{titleOf(one.code)}</Link>{" "}
          <span className={css.count}>
            {SEVERITY_WORDS[one.severity].toLowerCase()}, {countOf(one.findings, "time")} in{" "}
            {countOf(one.reports, "report")}
          </span>
          <p>{explanationOf(one.code)}</p>
        </li>
      ))}
    </ul>
  );
}
