import Link from "next/link";
import { Fragment } from "react";
import type { DetailVenue, ReportDetail } from "@/queries/report-detail";
import { MIX_FIGURES, VENUE_FIGURES } from "@/report/figures";
import { formatFiled, monthInText } from "@/report/format";
import { ORDER_TYPE_LABELS, ORDER_TYPES } from "@/report/order-types";
import { SECTION_LABELS } from "@/report/sections";
import { Sent } from "@/site/sent";
import { ScrollFrame } from "@/tables/data-table";
import { Unknown } from "@/tables/figures";
import { rateUnitOf } from "@/words/order-words";
import { anchor } from "./cell-anchor";
import { addressOf, CellPanel, type OpenCell } from "./cell-panel";
import css from "./filed-section.module.css";

type FiledSectionData = ReportDetail["months"][number]["sections"][number];

/** Cells that findings are about, by anchor. */
export type Marked = ReadonlySet<string>;

/** One section of one month as filed: the order mix, then every venue with its thirteen figures. */
export function FiledSection({
  year,
  month,
  data,
  marked,
  open = null,
}: {
  year: number;
  month: number;
  data: FiledSectionData;
  marked: Marked;
  /** A row or cell of this section whose source is shown below it. */
  open?: OpenCell | null;
}) {
  const { section, mix, venues } = data;
  const current = open ? addressOf(open.place) : null;
  const at = (...parts: (string | number)[]) => anchor(year, month, section, ...parts);
  const title = `${SECTION_LABELS[section]}, ${monthInText(year, month)}`;
  return (
    <section id={at()} aria-labelledby={`${at()}-name`} className={css.section}>
      <h3 id={`${at()}-name`}>{title}</h3>
      <dl className={css.mix}>
        {MIX_FIGURES.map((figure) => {
          const id = at(figure.key);
          return (
            <div key={figure.key} id={id} className={marked.has(id) ? css.marked : undefined}>
              <dt>{figure.label}</dt>
              <dd>
                <a href={`?cell=${id}#${id}`} aria-current={id === current || undefined}>
                  {mix[figure.key] === null ? <Unknown /> : `${formatFiled(mix[figure.key] ?? null, 2)}%`}
                </a>
              </dd>
            </div>
          );
        })}
      </dl>
      {open?.place.row === null ? <CellPanel open={open} /> : null}
      {venues.length === 0 ? (
        <p className={css.none}>No venue is listed.</p>
      ) : (
        <ScrollFrame label={`Venues, ${title}`}>
          <table className={css.table}>
            <caption className="visually-hidden">Venues, {title}</caption>
            <thead>
              <tr>
                <th scope="col" rowSpan={2} className={css.corner}>
                  Venue
                </th>
                <th scope="colgroup" colSpan={5} className={css.group}>
                  Share of the orders, %
                </th>
                {ORDER_TYPES.map((type) => (
                  <th key={type} scope="colgroup" colSpan={2} className={css.group}>
                    Net payment, {ORDER_TYPE_LABELS[type].toLowerCase()}
                  </th>
                ))}
                <th scope="col" rowSpan={2} className={css.group}>
                  Where
                </th>
              </tr>
              <tr>
                <th scope="col" className={css.unit}>
                  All
                </th>
                {ORDER_TYPES.map((type) => (
                  <th key={type} scope="col" className={css.unit}>
                    {ORDER_TYPE_LABELS[type]}
                  </th>
                ))}
                {ORDER_TYPES.flatMap((type) => [
                  <th key={`${type}-usd`} scope="col" className={css.unit}>
                    USD
                  </th>,
                  <th key={`${type}-cph`} scope="col" className={css.unit}>
                    {rateUnitOf(section)}
                  </th>,
                ])}
              </tr>
            </thead>
            <Sent as="tbody">
              {venues.map((venue) => (
                <Fragment key={venue.row}>
                  <FiledRow venue={venue} at={at} marked={marked} current={current} />
                  {open?.place.row === venue.row ? (
                    <tr>
                      <td colSpan={VENUE_FIGURES.length + 2} className={css.open}>
                        <CellPanel open={open} />
                      </td>
                    </tr>
                  ) : null}
                </Fragment>
              ))}
            </Sent>
          </table>
        </ScrollFrame>
      )}
      <MaterialAspects venues={venues} />
    </section>
  );
}

function FiledRow({
  venue,
  at,
  marked,
  current,
}: {
  venue: DetailVenue;
  at: (...parts: (string | number)[]) => string;
  marked: Marked;
  /** Address of the row or cell that is open. */
  current: string | null;
}) {
  const row = at(venue.row);
  const codes = [venue.mic, venue.mpid].filter(Boolean).join(", ");
  return (
    <tr id={row}>
      <th scope="row">
        {venue.filed_venue || venue.venue}
        {codes ? <span className={css.codes}>{codes}</span> : null}
        {venue.filed_venue && venue.venue !== venue.filed_venue ? (
          <span className={css.codes}>= {venue.venue}</span>
        ) : null}
        {venue.re_reported ? (
          <span className={css.codes}>
            <Link href="/methods#re-reported">counted in another report</Link>
          </span>
        ) : null}
      </th>
      {VENUE_FIGURES.map((figure) => {
        const id = at(venue.row, figure.key);
        const value = venue.figures[figure.key] ?? null;
        return (
          <td key={figure.key} id={id} className={marked.has(id) ? css.marked : undefined}>
            {/* For pointers. By keyboard a row is one stop, at its end, which opens all of its cells. */}
            <a href={`?cell=${id}#${id}`} tabIndex={-1} aria-current={id === current || undefined}>
              {value === null ? <Unknown /> : formatFiled(value, figure.unit === "cph" ? 4 : 2)}
            </a>
          </td>
        );
      })}
      <td>
        <a href={`?cell=${row}#${row}`} aria-current={row === current || undefined}>
          {venue.position}
        </a>
      </td>
    </tr>
  );
}

/** The broker's words about its venues, each text once. */
function MaterialAspects({ venues }: { venues: readonly DetailVenue[] }) {
  const texts = new Map<string, string[]>();
  for (const venue of venues) {
    if (venue.material_aspects === null) continue;
    texts.set(venue.material_aspects, [
      ...(texts.get(venue.material_aspects) ?? []),
      venue.filed_venue || venue.venue,
    ]);
  }
  if (texts.size === 0) return null;
  return (
    <details className={css.aspects}>
      <summary>Material aspects of its relationship with these venues, in the broker’s words</summary>
      <Sent as="div">
        {[...texts].map(([text, names]) => (
          <div key={text}>
            <h4>{names.join("; ")}</h4>
            {text.split(/\n\s*\n/).map((paragraph) => (
              <p key={paragraph}>{paragraph}</p>
            ))}
          </div>
        ))}
      </Sent>
    </details>
  );
}
