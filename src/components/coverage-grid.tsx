import Link from "next/link";
import { quarterAxis } from "@/charts/axis";
import type { BrokerQuarter } from "@/queries/broker-quarters";
import type { ReportRow } from "@/queries/list-reports";
import css from "./coverage-grid.module.css";
import { ScrollFrame } from "./data-table";
import { Note } from "./story";

/** Brokers the grid shows; more would be a page of its own. */
const MOST_BROKERS = 200;

/** Which report of which broker and quarter is here: held, held in part, missing. */
export function CoverageGrid({
  quarters,
  reports,
}: {
  quarters: readonly BrokerQuarter[];
  /** Current reports: what a held cell links to. */
  reports: readonly ReportRow[];
}) {
  const axis = quarterAxis(quarters.map((one) => one.quarter));
  const names = new Map(quarters.map((one) => [one.broker_slug, one.broker]));
  const brokers = [...names].sort((a, b) => a[1].localeCompare(b[1], "en"));
  const held = new Map(quarters.map((one) => [`${one.broker_slug} ${one.quarter}`, one]));
  const ids = new Map(reports.map((one) => [`${one.broker_slug} ${one.quarter}`, one.id]));
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
                    <Cell one={held.get(`${slug} ${quarter}`)} id={ids.get(`${slug} ${quarter}`)} />
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
        {brokers.length > MOST_BROKERS ? ` The first ${MOST_BROKERS} of ${brokers.length} brokers.` : ""}
      </Note>
    </>
  );
}

function Cell({ one, id }: { one: BrokerQuarter | undefined; id: string | undefined }) {
  if (!one) {
    return (
      <span className={css.missing} title="missing">
        <span aria-hidden="true">·</span>
        <span className="visually-hidden">missing</span>
      </span>
    );
  }
  const words = one.complete ? "held" : `${one.filed_months} of 3 months`;
  const mark = (
    <>
      <span aria-hidden="true">{one.complete ? "●" : "◐"}</span>
      <span className="visually-hidden">
        {words}: {one.broker}, {one.quarter}
      </span>
    </>
  );
  return id ? (
    <Link href={`/reports/${id}`} className={css.held} title={words}>
      {mark}
    </Link>
  ) : (
    <span title={words}>{mark}</span>
  );
}
