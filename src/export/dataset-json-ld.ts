import { TABLES } from "@/dictionary/tables";
import type { StoreState } from "@/queries/store-state";
import { formatMonth, monthsOf, parseQuarter } from "@/report/quarter";

/** A file or list that holds all of the data. */
export interface Distribution {
  readonly path: string;
  readonly name: string;
  readonly holds: string;
  /** Media type. */
  readonly type: string;
}

/**
 * What the site holds as a schema.org `Dataset`, for search engines of data: JSON to be put into a page as it is. `origin`: address of
 * the site without a slash at the end; `extent`: how much is stored, in a sentence.
 */
export function datasetJsonLd({
  origin,
  extent,
  state: { first_quarter, last_quarter, imported_at },
  downloads,
}: {
  readonly origin: string;
  readonly extent: string;
  readonly state: StoreState;
  readonly downloads: readonly Distribution[];
}): string {
  const dataset = {
    "@context": "https://schema.org",
    "@type": "Dataset",
    name: "SEC Rule 606 reports of payment for order flow",
    description: `Where US brokers sent their customers' orders in stocks and options, and what they were paid for them, as they filed it under SEC Rule 606(a)(1): one row per broker, month, section and venue, with payments, rates and findings, each with its place in the filed document. ${extent}`,
    url: `${origin}/data`,
    license: `${origin}/data#cite`,
    isAccessibleForFree: true,
    creator: { "@type": "Organization", name: "PFOF Explorer", url: `${origin}/` },
    keywords: ["payment for order flow", "SEC Rule 606", "order routing", "brokers", "market makers"],
    spatialCoverage: "United States",
    ...(first_quarter !== null &&
      last_quarter !== null && { temporalCoverage: span(first_quarter, last_quarter) }),
    ...(imported_at !== null && { dateModified: imported_at }),
    variableMeasured: TABLES.rows.columns
      .filter(({ unit }) => unit !== null)
      .map(({ name, description, unit }) => ({
        "@type": "PropertyValue",
        name,
        description,
        unitText: unit,
      })),
    distribution: downloads.map(({ path, name, holds, type }) => ({
      "@type": "DataDownload",
      name,
      description: holds,
      contentUrl: origin + path,
      encodingFormat: type,
    })),
  };
  return jsonInHtml(dataset);
}

/** JSON that cannot end the element it stands in, nor begin a comment there: the same value, without a `<`. */
export function jsonInHtml(value: unknown): string {
  return JSON.stringify(value).replaceAll("<", "\\u003c");
}

/** `2020-01/2021-12`: the first month of the first quarter and the last of the last. */
function span(first: string, last: string): string {
  return [first, last]
    .map((text, i) => {
      const quarter = parseQuarter(text);
      return quarter ? formatMonth({ year: quarter.year, month: monthsOf(quarter)[i === 0 ? 0 : 2] }) : text;
    })
    .join("/");
}
