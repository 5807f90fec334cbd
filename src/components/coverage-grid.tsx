import Link from "next/link";
import { quarterAxis } from "@/charts/axis";
import type { HeldQuarter } from "@/queries/report-coverage";
import { dateInText } from "@/report/format";
import css from "./coverage-grid.module.css";
import { ScrollFrame } from "./data-table";
import { Note } from "./story";

/** Brokers the grid shows; more would be a page of its own. */
const MOST_BROKERS = 200;

/** Which report of which broker and quarter is here: held, held in part, missing; with `dates`, since when. */
export function CoverageGrid({ held, dates = false }: { held: readonly HeldQuarter[]; dates?: boolean }) {
  const axis = quarterAxis(held.map((one) => one.quarter));
  const brokers = [...new Map(held.map((one) => [one.broker_slug, one.broker]))];
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
                  {quarter.replace("Q", " Q")}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {brokers.slice(0, MOST_BROKERS).map(([slug, name]) => (
              <tr key={slug}>
                <th scope="row">
                  <Link href={`/brokers/${slug}`}>{name}</Link>
                </th>
                {axis.map((quarter) => (
                  <td key={quarter}>
                    <Cell one={cells.get(`${slug} ${quarter}`)} dates={dates} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollFrame>
      <Note>
        ● held · ◐ held, but not all three months filed · a dot means missing here, which says nothing about
        whether the broker filed it.
        {dates ? " The dates are those of the import." : ""}
        {brokers.length > MOST_BROKERS
          ? ` The first ${MOST_BROKERS} of ${brokers.length} brokers; choose one to see the others.`
          : ""}
      </Note>
    </>
  );
}

function Cell({ one, dates }: { one: HeldQuarter | undefined; dates: boolean }) {
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
