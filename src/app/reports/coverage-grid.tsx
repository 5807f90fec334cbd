import Link from "next/link";
import type { HeldQuarter } from "@/queries/report-coverage";
import { dateInText, formatCount, quarterLabel } from "@/report/format";
import { quarterAxis } from "@/series/axis";
import { Sent } from "@/site/sent";
import { Note } from "@/site/story";
import { ScrollFrame } from "@/tables/data-table";
import css from "./coverage-grid.module.css";

/** Brokers the grid shows; more would be a page of its own. */
const MOST_BROKERS = 40;
/** Cells that lead to their report; those of larger grids say only what is held: a link weighs ten times as much. */
const MOST_LINKED = 300;

/** Which report of which broker and quarter is here: held, held in part, missing; with `dates`, since when. */
export function CoverageGrid({ held, dates = false }: { held: readonly HeldQuarter[]; dates?: boolean }) {
  if (held.length === 0) return <p>No current report is stored here.</p>;
  const axis = quarterAxis(held.map((one) => one.quarter));
  const brokers = [...new Map(held.map((one) => [one.broker_slug, one.broker]))];
  const shown = brokers.slice(0, MOST_BROKERS);
  const linked = shown.length * axis.length <= MOST_LINKED;
  const cells = new Map(held.map((one) => [`${one.broker_slug} ${one.quarter}`, one]));
  return (
    <>
      <ScrollFrame label="Reports held by broker and quarter">
        <table className={css.grid}>
          <caption className="visually-hidden">Reports held by broker and quarter</caption>
          <thead>
            <tr>
              <th scope="col">Broker</th>
              {axis.map((quarter) => (
                <th key={quarter} scope="col">
                  {quarterLabel(quarter)}
                </th>
              ))}
            </tr>
          </thead>
          <Sent as="tbody">
            {shown.map(([slug, name]) => (
              <tr key={slug}>
                <th scope="row">
                  <Link href={linked ? `/brokers/${slug}` : `/reports?broker=${slug}`} prefetch={false}>
                    {name}
                  </Link>
                </th>
                {axis.map((quarter) => (
                  <td key={quarter}>
                    <Cell one={cells.get(`${slug} ${quarter}`)} dates={dates} linked={linked} />
                  </td>
                ))}
              </tr>
            ))}
          </Sent>
        </table>
      </ScrollFrame>
      <Note>
        ● held · ◐ held, but not all three months filed · a dot means missing here, which says nothing about
        whether the broker filed it.
        {dates ? " The dates are those of the import." : ""}
        {brokers.length > MOST_BROKERS
          ? ` The first ${MOST_BROKERS} of ${formatCount(brokers.length)} brokers; choose one above to see the others.`
          : ""}
        {linked ? "" : " A broker’s name leads to its reports."}
      </Note>
    </>
  );
}

function Cell({ one, dates, linked }: { one: HeldQuarter | undefined; dates: boolean; linked: boolean }) {
  if (!linked) {
    const mark = one ? (one.filed_months === 3 ? "●" : "◐") : "·";
    return dates && one ? `${mark} ${dateInText(one.imported_at)}` : mark;
  }
  if (!one) {
    return (
      <span className={css.missing} title="missing">
        <span aria-hidden="true">·</span>
        <span className="visually-hidden">missing</span>
      </span>
    );
  }
  const complete = one.filed_months === 3;
  const since = dateInText(one.imported_at);
  const words = [
    complete ? "held" : `${one.filed_months} of 3 months`,
    ...(one.reports > 1 ? [`${one.reports} reports`] : []),
    `imported ${since}`,
  ].join(", ");
  // Several reports of one quarter have no page in common but the list.
  const href =
    one.reports > 1 ? `/reports?broker=${one.broker_slug}&quarter=${one.quarter}` : `/reports/${one.report}`;
  return (
    <Link href={href} className={css.held} title={words} prefetch={false}>
      <span aria-hidden="true">
        {complete ? "●" : "◐"}
        {dates ? <span className={css.date}>{since}</span> : null}
      </span>
      <span className="visually-hidden">
        {words}: {one.broker}, {one.quarter}
      </span>
    </Link>
  );
}
