import Link from "next/link";
import type { AspectsHit, AspectsPlace } from "@/queries/search-aspects";
import { cellAddress } from "@/report/cell-address";
import { listInText, quarterInText } from "@/report/format";
import { parseQuarter } from "@/report/quarter";
import { SECTION_LABELS } from "@/report/sections";
import css from "./aspects-hits.module.css";

/** Venues named per section before the rest is counted. */
const MOST_VENUES = 4;

/** Texts of reports with the words that were looked for, each leading to a row that has it. */
export function AspectsHits({ hits }: { hits: readonly AspectsHit[] }) {
  return (
    <ol className={css.list}>
      {hits.map((hit, i) => (
        <li key={`${hit.report} ${i}`}>
          <p className={css.head}>
            <Link href={hrefOf(hit)}>
              {hit.broker}, {quarterOf(hit)}
            </Link>{" "}
            <span className={css.places}>{placesInText(hit.places)}</span>
          </p>
          <blockquote className={css.excerpt}>
            {hit.excerpt.map(({ text, marked }, part) =>
              marked ? <mark key={part}>{text}</mark> : <span key={part}>{text}</span>,
            )}
          </blockquote>
        </li>
      ))}
    </ol>
  );
}

function quarterOf({ quarter }: AspectsHit): string {
  const read = parseQuarter(quarter);
  return read ? quarterInText(read) : quarter;
}

/** The first row that has the text, opened in its report. */
function hrefOf({ report, quarter, places: [place] }: AspectsHit): string {
  if (!place) return `/reports/${report}`;
  const at = cellAddress(
    { year: Number(quarter.slice(0, 4)), month: place.months[0] ?? 1 },
    place.section,
    place.row,
  );
  return `/reports/${report}?cell=${at}#${at}`;
}

/** `S&P 500 stocks: Citadel Securities and Virtu Americas; Options: …` */
function placesInText(places: readonly AspectsPlace[]): string {
  const sections = [...new Set(places.map((place) => place.section))];
  return sections
    .map((section) => {
      const venues = places.filter((place) => place.section === section).map((place) => place.venue);
      return `${SECTION_LABELS[section]}: ${listInText([...new Set(venues)], MOST_VENUES)}`;
    })
    .join("; ");
}
