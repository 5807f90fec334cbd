import Link from "next/link";
import type { ReactNode } from "react";
import { dateInText } from "@/report/format";

/** In the place of a page's figures where there is no report: what to do, or that none was known on that day yet. */
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
  return (
    <p>
      No report is stored yet. <Link href="/upload">Load {load}</Link>, and {then}.
    </p>
  );
}
