import Link from "next/link";
import type { ReactNode } from "react";
import { countReports } from "@/queries/list-reports";
import { countOf, dateInText } from "@/report/format";

/** In the place of a page's figures where no report counts: what to do, or that none was known on that day yet. */
export function NothingStored({
  asOf,
  load,
  then,
}: {
  asOf: string | null;
  /** What to load: `a report`. */
  load: ReactNode;
  /** What then is here: `its quarter is reviewed here`. */
  then: ReactNode;
}) {
  if (asOf !== null) {
    return (
      <p>
        No stored report was generated on or before {dateInText(asOf)}. That is not zero: nothing was known
        yet.
      </p>
    );
  }
  const { withdrawn } = countReports();
  return (
    <p>
      {withdrawn === 0 ? (
        "No report is stored yet."
      ) : (
        <>
          No report counts here: <Link href="/reports#withdrawn">{countOf(withdrawn, "stored report")}</Link>{" "}
          {withdrawn === 1 ? "was" : "were"} withdrawn.
        </>
      )}{" "}
      <Link href="/upload">Load {load}</Link>, and {then}.
    </p>
  );
}
