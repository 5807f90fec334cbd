import type { ReactNode } from "react";
import type { DetailVenue } from "@/queries/report-detail";
import { type CellPlace, cellAddress } from "@/report/cell-address";
import { type FigureSpec, MIX_FIGURES, VENUE_FIGURES } from "@/report/figures";
import { monthInText } from "@/report/format";
import { ORDER_TYPE_LABELS } from "@/report/order-types";
import type { Quarter } from "@/report/quarter";
import type { Format, Origin } from "@/report/report";
import { SECTION_LABELS } from "@/report/sections";
import { Facts } from "@/site/facts";
import { FindingsList, type ShownFinding } from "@/site/findings-list";
import { traceHref } from "@/site/traced";
import css from "./cell-panel.module.css";
import { figureIn, figureTitle, pairInText, positionInText, storedText } from "./cell-words";

/** A cell of the kept document; null: the document has none there. */
export type FiledText = { readonly text: string; readonly position: string } | null;

/** What the kept document says of the row or order mix asked for. */
export interface FiledSource {
  readonly document: string;
  readonly sha256: string;
  readonly format: Format;
  /** Flat CSV: the document it was exported from, which is not kept here. */
  readonly origin: Origin | null;
  /** Flat CSV: where the row stood in that document. */
  readonly originPosition: string | null;
  /** In the order of `VENUE_FIGURES`, or of `MIX_FIGURES` for the order mix. */
  readonly cells: readonly FiledText[];
}

/** A cell of a report, or a row of it, with all that is known of where it stands. */
export interface OpenCell {
  readonly reportId: string;
  readonly place: CellPlace;
  /** Null for a cell of the order mix. */
  readonly venue: DetailVenue | null;
  /** Figures in the store, by key. */
  readonly figures: Readonly<Record<string, number | null>>;
  readonly source: FiledSource | { readonly problem: string };
  readonly findings: readonly ShownFinding[];
  /** Broker and quarter the figure counts for; null when this version of the report counts in no total. */
  readonly counts: { readonly broker: string; readonly quarter: Quarter } | null;
}

/** Where a figure of a report comes from: filed text, file, line or page, element, findings. */
export function CellPanel({ open }: { open: OpenCell }) {
  const { place, venue, source, findings, reportId } = open;
  const { year, month, section, row } = place;
  const spec = specOf(place);
  const id = `${addressOf(place)}-source`;
  const shown = "problem" in source ? null : source;
  const where = `${SECTION_LABELS[section]}, ${monthInText(year, month)}`;
  return (
    <section className={css.panel} aria-labelledby={id}>
      <h4 id={id}>{spec ? figureTitle(spec, section) : "The whole row"}</h4>
      <p>
        {venue ? `${nameOf(venue)}, ` : ""}
        {where}
        {row === null ? ", order mix" : `, row ${row}`}
      </p>
      {"problem" in source ? (
        <p className={css.problem}>
          The filed text cannot be shown. {source.problem} The figures on this page are those read when the
          report was imported.
        </p>
      ) : null}
      {spec ? <CellFacts open={open} spec={spec} /> : <RowCells open={open} />}
      {shown ? <Provenance source={shown} reportId={reportId} /> : null}
      {findings.length > 0 ? (
        <>
          <h5>Findings on it</h5>
          <FindingsList findings={findings} />
        </>
      ) : null}
      <p className={css.end}>
        <a href={`/reports/${reportId}#${addressOf(place)}`}>Close</a>
      </p>
    </section>
  );
}

function CellFacts({ open, spec }: { open: OpenCell; spec: FigureSpec }) {
  const { place, source, figures, venue } = open;
  const stored = figures[spec.key] ?? null;
  const index = (venue ? VENUE_FIGURES : MIX_FIGURES).indexOf(spec);
  const facts: [string, ReactNode][] = [];
  if ("problem" in source) {
    facts.push(["Read as", storedText(stored, spec)]);
    if (venue) facts.push(["Row stands at", positionInText(venue.position)]);
  } else {
    const cell = source.cells[index] ?? null;
    const named = figureIn(source.format, spec, source.origin !== null);
    facts.push(
      ["Filed text", filedText(cell)],
      ["Read as", storedText(stored, spec)],
      [
        "Where",
        cell ? `${capitalized(positionInText(cell.position))} of ${source.document}` : source.document,
      ],
      [named.kind, <code key="name">{named.name}</code>],
    );
  }
  const pair = venue && spec.orderType ? pairInText(figures, spec.orderType, place.section) : null;
  return (
    <>
      <Facts facts={facts} />
      {pair ? <p>{pair}</p> : null}
      <CountsIn open={open} spec={spec} />
    </>
  );
}

/** By keyboard a row is one stop; from here each of its cells is another. */
function RowCells({ open }: { open: OpenCell }) {
  const { place, source, figures } = open;
  const filed = "problem" in source ? null : source;
  return (
    <table className={css.cells}>
      <caption className="visually-hidden">The thirteen cells of the row</caption>
      <thead>
        <tr>
          <th scope="col">Figure</th>
          <th scope="col">{filed ? "Filed text" : "Read as"}</th>
          <th scope="col">Where</th>
        </tr>
      </thead>
      <tbody>
        {VENUE_FIGURES.map((spec, i) => {
          const at = addressOf({ ...place, figure: spec.key });
          const cell = filed?.cells[i] ?? null;
          return (
            <tr key={spec.key}>
              <th scope="row">
                <a href={`?cell=${at}#${at}`}>{figureTitle(spec, place.section)}</a>
              </th>
              <td>{filed ? filedText(cell) : storedText(figures[spec.key] ?? null, spec)}</td>
              <td>{cell ? positionInText(cell.position) : ""}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function Provenance({ source, reportId }: { source: FiledSource; reportId: string }) {
  const { document, sha256, origin, originPosition } = source;
  return (
    <>
      {origin ? (
        <p>
          {document} is an export: its row was read from <strong>{origin.file}</strong>
          {originPosition ? `, where the row begins at ${positionInText(originPosition)}` : ""} (SHA-256{" "}
          <code className={css.hash}>{origin.sha256}</code>). That document is not kept here; once it is{" "}
          <a href="/upload">loaded</a>, the figure is traced to its own line.
        </p>
      ) : null}
      <p>
        {/* A file to download, not a page. */}
        <a href={`/api/v1/reports/${reportId}/source`}>Download {document}</a> (SHA-256{" "}
        <code className={css.hash}>{sha256}</code>)
      </p>
    </>
  );
}

/** Links to what the cell is counted in; nothing for percentages of all order types, which no metric uses. */
function CountsIn({ open: { place, venue, counts }, spec }: { open: OpenCell; spec: FigureSpec }) {
  if (!venue || !spec.orderType) return null;
  if (!counts) return <p>This version of the report counts in no total.</p>;
  const { broker, quarter } = counts;
  const of = {
    broker: [broker],
    section: [place.section],
    orderType: [spec.orderType],
    from: quarter,
    to: quarter,
    reReported: "include",
  } as const;
  const orders = `${ORDER_TYPE_LABELS[spec.orderType].toLowerCase()} orders, ${SECTION_LABELS[place.section]}`;
  return (
    <p>
      It counts in the quarter’s <a href={traceHref({ ...of, metric: "payment" })}>payment</a>,{" "}
      <a href={traceHref({ ...of, metric: "rate" })}>rate</a> and{" "}
      <a href={traceHref({ ...of, metric: "order_coverage" })}>share of orders covered</a> ({orders})
      {venue.re_reported
        ? "; totals of several brokers leave it out, as another stored report contains it too"
        : ""}
      .
    </p>
  );
}

function filedText(cell: FiledText): ReactNode {
  if (cell === null) return "not in the document: the cell is absent";
  if (cell.text.trim() === "") return "blank: not meaningful, not zero";
  return <code className={css.filed}>{cell.text}</code>;
}

function nameOf({ venue, filed_venue }: DetailVenue): string {
  return filed_venue && filed_venue !== venue ? `${venue} (filed as ${filed_venue})` : venue;
}

function specOf({ row, figure }: CellPlace): FigureSpec | null {
  return (row === null ? MIX_FIGURES : VENUE_FIGURES).find((one) => one.key === figure) ?? null;
}

/** Address of what is open. */
export function addressOf({ section, row, figure, ...month }: CellPlace): string {
  return cellAddress(month, ...[section, row, figure].filter((part) => part !== null));
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
