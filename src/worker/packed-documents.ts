import type { ReadDocument, ReadReport } from "@/report/read-document";
import type { MonthReport, Report, SectionReport, VenueRow } from "@/report/report";

/**
 * Documents as they go from the reading process to the writing one, each text of their rows once. As they are, every row
 * would bring its own copy of the broker's words.
 */
export interface PackedDocuments {
  readonly documents: readonly DocumentOf<PackedRow>[];
  readonly texts: readonly string[];
}

interface PackedRow {
  readonly figures: VenueRow["figures"];
  /** Name, two codes, words and position, by their places in `texts`. */
  readonly places: readonly (number | null)[];
}

type DocumentOf<Row> = Omit<ReadDocument, "reports"> & { readonly reports: readonly ReportOf<Row>[] };
type ReportOf<Row> = Omit<ReadReport, "report"> & {
  readonly report: Omit<Report, "months"> & { readonly months: readonly MonthOf<Row>[] };
};
type MonthOf<Row> = Omit<MonthReport, "sections"> & { readonly sections: readonly SectionOf<Row>[] };
type SectionOf<Row> = Omit<SectionReport, "venues"> & { readonly venues: readonly Row[] };

export function packDocuments(documents: readonly ReadDocument[]): PackedDocuments {
  const texts = new Map<string, number>();
  const placeOf = (text: string | null) => {
    if (text === null) return null;
    const place = texts.get(text) ?? texts.size;
    texts.set(text, place);
    return place;
  };
  const packed = documents.map((document) =>
    withRows(document, ({ figures, filedVenue, mic, mpid, materialAspects, position }: VenueRow) => ({
      figures,
      places: [filedVenue, mic, mpid, materialAspects, position].map(placeOf),
    })),
  );
  return { documents: packed, texts: [...texts.keys()] };
}

export function unpackDocuments({ documents, texts }: PackedDocuments): ReadDocument[] {
  const textAt = (place: number | null | undefined) => (place == null ? null : (texts[place] as string));
  return documents.map((document) =>
    withRows(document, ({ figures, places }: PackedRow): VenueRow => {
      const [filedVenue, mic, mpid, materialAspects, position] = places;
      return {
        filedVenue: textAt(filedVenue) ?? "",
        mic: textAt(mic),
        mpid: textAt(mpid),
        figures,
        materialAspects: textAt(materialAspects),
        position: textAt(position) ?? "",
      };
    }),
  );
}

function withRows<From, To>(document: DocumentOf<From>, change: (row: From) => To): DocumentOf<To> {
  const reports = document.reports.map(({ report, ...rest }) => ({
    ...rest,
    report: {
      ...report,
      months: report.months.map((month) => ({
        ...month,
        sections: month.sections.map((section) => ({ ...section, venues: section.venues.map(change) })),
      })),
    },
  }));
  return { ...document, reports };
}
